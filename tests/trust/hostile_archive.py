"""An archive whose every word is an attack, and its twin, which has the same form and harmless words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from generator import markdown
from generator.building.order import Order
from generator.building.site import build
from generator.config import load_site, theme_folder
from generator.errors import QikanError
from generator.importing.links import with_safe_links
from generator.importing.structure import parse
from generator.importing.transcript import read_transcript
from generator.model import (
    Article,
    Block,
    Cell,
    Code,
    Figure,
    Heading,
    Issue,
    List,
    ListItem,
    Mark,
    Note,
    Original,
    PageStart,
    Paragraph,
    Quote,
    Table,
    Text,
)
from tests.importing.digest import Piece, digest, paragraph
from tests.trust.payloads import PAYLOADS, SCRIPTS
from tests.trust.test_published_files import PIXEL

HARMLESS = "平常的字"
AN_ISSUE = 14
"""Articles of an issue."""
PLACES = (
    *("title", "source", "summary", "heading", "heading below", "bold heading", "paragraph", "bold", "code in text"),
    *("words of a link", "item", "item in an item", "cell", "head", "merged cell", "caption of a table", "caption"),
    *("caption of a lost picture", "note", "quotation", "code"),
)
"""Where each payload stands in its article."""
NAMES = (
    'a" onerror="owned()" b=".gif',
    "<img src=x onerror=owned()>.gif",
    "a&quot;%2e.gif",
    "{{ 7*191 }}.gif",
    "甲 '.gif",
)
"""Names of pictures."""
TITLE = "医周药事 </title><script>owned()</script> \"'"
SETTINGS = """
title = {title}
description = '</script><script>owned()</script> ]]> " onfocus=owned()'
organiser = '"><img src=x onerror=owned()>'
footer = "<script>owned()</script> {{{{ 7*191 }}}}"
base_url = 'https://a.invalid/"onfocus="owned()"/<b>/'
[links]
'"><script>owned()</script>' = 'https://a.invalid/"onfocus="owned()'
"""


def marked(number: int, place: str, words: str) -> str:
    """Return words with signs around them by which a test finds them again."""
    return f"〔{number}·{PLACES.index(place)}〕{words}〔尾〕"


def article(number: int, words: str, order: int, picture: str) -> Article:
    """Return an article with the words in every place."""

    def text(place: str) -> Text:
        return Text(marked(number, place, words))

    def whole(place: str, kind: str, target: str = "") -> Text:
        plain = text(place).plain
        return Text(f"甲{plain}乙", (Mark(1, len(plain) + 1, kind, target),))  # type: ignore[arg-type]

    page = 3 + 2 * order
    blocks: tuple[Block, ...] = (
        Heading(1, text("heading")),
        Heading(2, text("heading below")),
        Heading(3, text("bold heading")),
        Paragraph(replace(text("paragraph"), pages=(PageStart(0, page + 1),))),
        Paragraph(Text(words)),
        Paragraph(whole("bold", "strong")),
        Paragraph(whole("code in text", "code")),
        Paragraph(whole("words of a link", "link", "https://a.invalid/?甲")),
        List((ListItem(text("item"), (List((ListItem(text("item in an item")),)),)),)),
        Table(((Cell(text("head")), Cell(Text("乙"))), (Cell(text("cell")), Cell(Text(words)))), 1),
        Table(((Cell(text("merged cell"), 1, 2),), (Cell(Text(words)), Cell())), 0, text("caption of a table")),
        Figure(picture, text("caption")),
        Figure("", text("caption of a lost picture")),
        Note(text("note")),
        Quote((Paragraph(text("quotation")),)),
        Code(marked(number, "code", words) + "\n"),
    )
    title = replace(text("title"), pages=(PageStart(0, page),))
    return Article(f"a{order + 1:02}", words, title, marked(number, "source", words), page, text("summary"), blocks)


def issues(payloads: Sequence[str], *, harmless: bool = False) -> list[Issue]:
    """Return issues that hold all payloads, or as many harmless words, in every place."""
    found = []
    for number, start in enumerate(range(0, len(payloads), AN_ISSUE), 1):
        part = [
            HARMLESS + str(start + i) if harmless else words for i, words in enumerate(payloads[start:][:AN_ISSUE])
        ]
        first = date.fromisocalendar(2024, number, 1)
        issue_id = f"2024-{number:02}"
        names = [f"甲{i}.gif" for i in range(len(NAMES))] if harmless else NAMES
        articles = [
            article(start + order, words, order, f"{issue_id}/{names[order % len(names)]}")
            for order, words in enumerate(part)
        ]
        found.append(
            Issue(
                id=issue_id,
                title=part[0],
                year=2024,
                number=number,
                start=first,
                end=first + timedelta(days=6),
                organiser=part[-1],
                original=Original(f"originals/{issue_id}.pdf"),
                cover=(Paragraph(Text(part[1])),),
                guide=(Paragraph(Text(part[2])),),
                articles=tuple(articles),
                colophon=(Paragraph(Text(part[3])),),
            )
        )
    return found


def link_issue(number: int) -> tuple[str, list[str]]:
    """Return a content file of all link targets that are let in, in four dresses each, and those that are refused."""
    head = f"---\ntitle: 链接\nyear: 2025\nnumber: {number}\nstart: 2025-01-06\nend: 2025-01-12\n---\n\n# 链接\n\n"
    head += '## 本期视点\n\n- [题](#a01)\n\n## 本期内容\n\n### 节\n\n<a id="a01"></a>\n#### 题\n\n'
    kept, refused = [], []
    for target in SCRIPTS:
        dresses = (
            f"[词]({target})",
            f"[词](<{target}>)",
            f"<{target}>",
            f'甲<a href="{target.replace(chr(34), "&quot;")}">词</a>',
            f'<table><tr><td><a href="{target.replace(chr(34), "&quot;")}">词</a></td></tr></table>',
            f"![词]({target})",
        )
        for dress in dresses:
            try:
                markdown.read(head + dress + "\n", "links")
            except QikanError:
                refused.append(dress)
            else:
                kept.append(dress)
    return head + "\n\n".join(kept) + "\n", refused


def transcripts(payloads: Sequence[str]) -> list[str]:
    """Return transcripts that hold all payloads: in titles, sources, summaries, paragraphs, tables, links, lists."""
    found = []
    for number, start in enumerate(range(0, len(payloads), AN_ISSUE), 1):
        pieces = [
            Piece(
                title=f"第{start + order}题 {words}",
                body=f"{words}\n\n甲{words}乙{paragraph(2)}\n\n- {words}\n- 丙\n\n"
                f"表1 {words}\n{words}\t乙\n丙\t{words}\n\n"
                f"[{words.replace('[', '').replace(']', '')}](javascript:owned)\n\n## {words}\n\n{paragraph(2, 1)}",
                section="节",
                source=words.replace("）", "") or "报",
                page=3 + order,
                summary=f"提要{words}。",
            )
            for order, words in enumerate(payloads[start:][:AN_ISSUE])
        ]
        cover = f"# 周刊\n\n{payloads[start]}\n\n2023年第{number}期\n\n(2023.01.02-2023.01.08)"
        found.append(digest(*pieces, cover=cover, colophon=f"版权\n\n{payloads[start]}"))
    return found


def make_site(folder: Path, *, harmless: bool = False) -> Path:
    """Build the archive, or its twin, and return the site's folder."""
    content = folder / "content"
    (content / "issues").mkdir(parents=True)
    (content / "originals").mkdir()
    made = {
        issue.id: markdown.write(issue)
        for issue in issues(PAYLOADS[: 3 * AN_ISSUE] if harmless else PAYLOADS, harmless=harmless)
    }
    if not harmless:
        made["2025-02"] = link_issue(2)[0]
    for transcript in transcripts([HARMLESS] * 3 * AN_ISSUE if harmless else PAYLOADS):
        issue, _ = parse(with_safe_links(read_transcript(transcript, "2023.txt")))
        made[issue.id] = markdown.write(issue)
    for name, text in made.items():
        (content / "issues" / f"{name}.md").write_text(text, encoding="utf-8")
        pictures = content / "issues" / name
        pictures.mkdir()
        for place, picture in enumerate(NAMES):
            (pictures / (f"甲{place}.gif" if harmless else picture)).write_bytes(PIXEL)
    if not harmless:
        (content / "site.toml").write_text(
            SETTINGS.format(title=json.dumps(TITLE, ensure_ascii=False)), encoding="utf-8"
        )
    else:
        plain = "".join(f'{name} = "平常"\n' for name in ("title", "description", "organiser", "footer"))
        links = 'base_url = "https://a.invalid/"\n[links]\n"甲" = "https://a.invalid/"\n'
        (content / "site.toml").write_text(plain + links, encoding="utf-8")
    site = folder / "site"
    build(Order(content, site, load_site(content), theme_folder("default", folder)))
    return site
