"""From the HTML of a page to the XHTML of a book: elements closed, links inside the book or out on the web."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from generator.rendering.inline import ARTICLE, ARTICLE_END, BESIDE, ISSUE, Place, placed

HEADINGS = ("h2", "h3", "h4")
"""A chapter's headings below its title."""
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 (2.2) has no way to write."""
_PRINT_LINK = re.compile('<a class="print"[^>]*>原刊</a>')
_LOCAL_LINK = re.compile(f'<a ([^>]*?)href="([{ISSUE}{BESIDE}])([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_TITLE_LINK = re.compile(f"{ARTICLE}([^{ARTICLE_END}]*){ARTICLE_END}")
_PICTURE = re.compile(f'<img src="{BESIDE}([^"]*)" alt="([^"]*)"[^>]*>')
_VOID = re.compile(r"<(br|hr)>")


def chapter(page: str, files: Mapping[str, str], pictures: Collection[str]) -> str:
    """Return a page of the book.

    `files` has the chapter in which each anchor of the issue stands; a link to any other place of the archive keeps
    its words and leads nowhere. `pictures` has the addresses of the pictures that are in the book.
    """

    def link(found: re.Match[str]) -> str:
        before, kind, address, after, words = found.groups()
        anchor = address.removeprefix("#")
        if kind == ISSUE and anchor in files:
            return f'<a {before}href="{files[anchor]}#{anchor}"{after}>{words}</a>'
        return f"<span>{words}</span>"

    def picture(found: re.Match[str]) -> str:
        address, words = found.groups()
        if address in pictures:
            return f'<img src="{address}" alt="{words}"/>'
        return "<span>原刊此处有图</span>"

    page = _PICTURE.sub(picture, _LOCAL_LINK.sub(link, _PRINT_LINK.sub("", page)))
    page = _VOID.sub(r"<\1/>", page).replace('role="doc-pagebreak"', 'epub:type="pagebreak" role="doc-pagebreak"')
    page = _TITLE_LINK.sub(lambda found: files[found[1]], page)
    place = Place(beside="", issue="", article=("", ""), headings=HEADINGS)
    return NOT_XML.sub("", placed(page, place))
