"""An issue as an e-book: EPUB 3.3 with contents, page list and landmarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from markupsafe import Markup, escape

from generator.config import Site
from generator.model import Block, Issue, Text, block_texts
from generator.rendering.addresses import href, issue_page
from generator.rendering.blocks import blocks
from generator.rendering.cards import IssueCard
from generator.rendering.frame import absolute, issue_name
from generator.rendering.kinds import Kind
from generator.rendering.parts import Part, Section, sections_of
from generator.rendering.theme import Theme
from generator.rendering.xhtml import chapter

EBOOK = Kind(
    "e-book",
    ("epub/contents.xhtml", "epub/article.xhtml", "epub/colophon.xhtml", "epub/style.css"),
    ("base_url", "language", "organiser", "title"),
)
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the book: the first that a ZIP can say, so that the same issue gives the same bytes."""
CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
PICTURE_TYPES = {
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
"""Pictures that every reading system shows (EPUB 3.3, core media types)."""
COMPRESSION = 6
"""The level of deflate: a tenth larger than the best, in a third of the time."""
PAGE = re.compile(r"p\d+")
"""The anchor of a page."""
FRONT, END = "contents.xhtml", "colophon.xhtml"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page of the book."""

    name: str
    """Its file."""
    title: str
    """Its title in the contents."""
    text: str
    """Its XHTML."""


def ebook(
    issue: Issue, this: IssueCard, parts: list[Part], pictures: Mapping[str, bytes], site: Site, theme: Theme
) -> bytes:
    """Return the bytes of the EPUB.

    `parts` are the issue's articles; `pictures` has the figures' bytes by their `src`. A figure without bytes, or of a
    type that readers need not know, leaves a word in its place.
    """
    shown = {href(src): data for src, data in pictures.items() if PurePosixPath(src).suffix.lower() in PICTURE_TYPES}
    files = _files(issue)
    sections = sections_of(parts)
    about: dict[str, object] = {"site": site, "issue": this, "name": issue_name(this)}
    front = theme.render(
        "epub/contents.xhtml",
        **about,
        cover=Markup(blocks(issue.cover, {}, {})),
        guide=Markup(blocks(issue.guide, {}, {})),
        sections=sections,
    )
    pages = [(FRONT, "本期视点", front)]
    pages += [
        (f"{part.card.id}.xhtml", part.card.title, theme.render("epub/article.xhtml", **about, part=part))
        for part in parts
    ]
    if issue.colophon:
        colophon = Markup(blocks(issue.colophon, {}, {}))
        pages.append((END, "版权页", theme.render("epub/colophon.xhtml", **about, colophon=colophon)))
    chapters = [Chapter(name, title, chapter(text, files, shown)) for name, title, text in pages]
    return _zipped(
        {
            "META-INF/container.xml": CONTAINER.encode(),
            "EPUB/package.opf": _package(this, chapters, shown, site),
            "EPUB/nav.xhtml": _navigation(this, chapters, sections, files, site),
            "EPUB/style.css": theme.render("epub/style.css").encode(),
            **{f"EPUB/{one.name}": one.text.encode() for one in chapters},
            **{f"EPUB/{path}": data for path, data in shown.items()},
        }
    )


def _files(issue: Issue) -> dict[str, str]:
    """Return the file of each anchor: articles, the contents, pages in the order of the print."""
    files = {"toc": FRONT}
    files.update((article.id, f"{article.id}.xhtml") for article in issue.articles)
    front = (*_texts(issue.cover), *_texts(issue.guide), *(article.summary for article in issue.articles))
    files.update(_pages(front, FRONT))
    for article in issue.articles:
        files.update(_pages((article.title, *_texts(article.blocks)), f"{article.id}.xhtml"))
    files.update(_pages(_texts(issue.colophon), END))
    return files


def _texts(sequence: Iterable[Block]) -> tuple[Text, ...]:
    return tuple(text for block in sequence for text in block_texts(block))


def _pages(texts: Iterable[Text], file: str) -> dict[str, str]:
    return {f"p{start.page}": file for text in texts for start in text.pages}


def _package(issue: IssueCard, chapters: list[Chapter], pictures: Mapping[str, bytes], site: Site) -> bytes:
    """Return the package document: what the book is, its files, and their order."""
    root = ET.Element(
        "package",
        {
            "xmlns": "http://www.idpf.org/2007/opf",
            "version": "3.0",
            "unique-identifier": "id",
            "xml:lang": site.language,
        },
    )
    _metadata(ET.SubElement(root, "metadata", {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}), issue, pictures, site)
    manifest, spine = ET.SubElement(root, "manifest"), ET.SubElement(root, "spine")
    xhtml = "application/xhtml+xml"
    _item(manifest, "nav", "nav.xhtml", xhtml).set("properties", "nav")
    _item(manifest, "style", "style.css", "text/css")
    for one in chapters:
        name = one.name.removesuffix(".xhtml")
        _item(manifest, name, one.name, xhtml)
        ET.SubElement(spine, "itemref", idref=name)
    for number, path in enumerate(pictures, 1):
        _item(manifest, f"picture{number}", path, PICTURE_TYPES[PurePosixPath(path).suffix.lower()])
    ET.indent(root, " ")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _item(manifest: ET.Element, name: str, path: str, kind: str) -> ET.Element:
    return ET.SubElement(manifest, "item", {"id": name, "href": path, "media-type": kind})


def _metadata(metadata: ET.Element, issue: IssueCard, pictures: Mapping[str, bytes], site: Site) -> None:
    def tell(name: str, text: str, **attributes: str) -> None:
        ET.SubElement(metadata, name, attributes).text = text

    tell("dc:identifier", f"urn:uuid:{uuid5(NAMESPACE_URL, f'qikan:{site.title}/{issue.id}.epub')}", id="id")
    tell("dc:title", issue_name(issue))
    tell("dc:language", site.language)
    tell("dc:date", issue.end.isoformat())
    if publisher := site.organiser or issue.organiser:
        tell("dc:publisher", publisher)
    # A book says when it was last changed; the end of its week is what the print tells and a build does not change.
    tell("meta", f"{issue.end.isoformat()}T00:00:00Z", property="dcterms:modified")
    tell("meta", issue.title, property="belongs-to-collection", id="series")
    tell("meta", "series", refines="#series", property="collection-type")
    tell("meta", f"{issue.year}.{issue.number}", refines="#series", property="group-position")
    tell("dc:source", absolute(site, issue_page(issue.id)) or issue_name(issue), id="print")
    tell("meta", "pagination", refines="#print", property="source-of")
    for mode in ("textual", "visual") if pictures else ("textual",):
        tell("meta", mode, property="schema:accessMode")
    tell("meta", "textual", property="schema:accessModeSufficient")
    for feature in ("tableOfContents", "structuralNavigation", "readingOrder", "pageNavigation", "pageBreakMarkers"):
        tell("meta", feature, property="schema:accessibilityFeature")
    tell("meta", "none", property="schema:accessibilityHazard")


def _navigation(
    issue: IssueCard, chapters: list[Chapter], sections: Iterable[Section], files: Mapping[str, str], site: Site
) -> bytes:
    """Return the navigation document: contents by section, pages of the print, landmarks."""
    entries = [_entry(chapters[0].name, chapters[0].title)]
    for section in sections:
        inner = "".join(_entry(f"{part.card.id}.xhtml", part.card.title) for part in section.parts)
        entries.append(f"<li><span>{escape(section.name or '其他')}</span><ol>{inner}</ol></li>")
    entries += [_entry(one.name, one.title) for one in chapters if one.name == END]
    pages = [_entry(f"{file}#{anchor}", anchor[1:]) for anchor, file in files.items() if PAGE.fullmatch(anchor)]
    first = chapters[1] if len(chapters) > 1 else chapters[0]
    landmarks = (
        f'<li><a epub:type="toc" href="{FRONT}#toc">目录</a></li>',
        f'<li><a epub:type="bodymatter" href="{first.name}">正文</a></li>',
    )
    navs = [_nav("toc", "目录", entries), _nav("landmarks", "要处", landmarks)]
    if pages:
        navs.append(_nav("page-list", "页码", pages))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{site.language}" xml:lang="{site.language}"><head><title>{escape(issue_name(issue))}</title></head>\n'
        f"<body>\n{''.join(navs)}</body></html>\n"
    ).encode()


def _nav(kind: str, title: str, entries: Iterable[str]) -> str:
    """Return one list of the navigation document; reading systems show all of them, a page shows the contents."""
    hidden = "" if kind == "toc" else ' hidden=""'
    return f'<nav epub:type="{kind}"{hidden}><h2>{title}</h2><ol>{"".join(entries)}</ol></nav>\n'


def _entry(address: str, words: str) -> str:
    return f'<li><a href="{address}">{escape(words)}</a></li>'


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """Return the archive: the media type first and not compressed (OCF 3.3, 4.2.2), no file with a time of its own."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as book:
        book.writestr(ZipInfo("mimetype", EPOCH), "application/epub+zip", ZIP_STORED)
        for path, data in files.items():
            stored = PurePosixPath(path).suffix.lower() in {".png", ".jpg", ".jpeg", ".webp", ".gif"}
            book.writestr(ZipInfo(path, EPOCH), data, ZIP_STORED if stored else ZIP_DEFLATED, COMPRESSION)
    return buffer.getvalue()
