"""Transcripts of a made-up digest, put together from pieces, and what an import makes of them in a short form."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any

from generator.importing.report import Entry, Report
from generator.importing.structure import parse
from generator.importing.transcript import read_transcript
from generator.model import Block, Figure, Heading, Issue, List, Note, Paragraph, Table, Text, block_page

NAME = "2024-11.txt"
"""The name that the made-up transcripts go by in messages."""
COVER = "医药样刊系列之\n\n# 药周样刊\n\n*Sample pharmacy weekly*\n\n2024年第11期\n\n(2024.03.11-2024.03.17)"
CONTENTS_HEAD = "## ——本期视点——"
BODY_HEAD = "## -----本期内容-----"
BACK = "[返回目录](#)"
MEASURE = 30
"""Characters a line, unless a test says otherwise."""
PAGE = 20
"""Lines a page, unless a test says otherwise."""

_WORDS = (
    "药师每天清点药柜先看批号再看效期最后看贮藏条件遇到近效期的药品就挂上黄牌提醒同事先用"
    "病区护士领药时要当面核对品名规格和数量并在登记本上签字留痕夜间值班另设一只应急药箱"
    "社区卫生站每月组织一次回收活动居民把家中过期的药带来由专人称重封存再交给有资质的单位处理"
)


def running(characters: int, seed: int = 0) -> str:
    """Running text of so many Chinese characters, a comma now and then, without a stop."""
    found: list[str] = []
    source = islice(cycle(_WORDS), seed * 17 % len(_WORDS), None)
    while len(found) < characters:
        comma = len(found) % 13 == 12 and len(found) < characters - 3
        found.append("，" if comma else next(source))
    return "".join(found)


def paragraph(lines: int, seed: int = 0, *, measure: int = MEASURE) -> str:
    """A whole paragraph of so many lines: its last line is half full and ends with a stop."""
    return running((lines - 1) * measure - 2 + measure // 2, seed) + "。"


def open_half(lines: int, end: str = "", seed: int = 0, *, measure: int = MEASURE) -> str:
    """The first half of a paragraph that a page end cut after so many full lines; `end` are its last characters."""
    return running(lines * measure - 2 - len(end), seed) + end


def page_above(lines: int, *, measure: int = MEASURE) -> list[str]:
    """Whole paragraphs that fill so many lines in all, five at most each."""
    found = []
    while lines > 0:
        found.append(paragraph(min(lines, 5), len(found), measure=measure))
        lines -= 5
    return found


@dataclass(frozen=True)
class Piece:
    """One article as the pages print it."""

    title: str
    body: str
    section: str = "用药管理"
    source: str = "样刊日报"
    page: int | None = 7
    summary: str = "本文介绍药箱的整理办法。"
    back: str = BACK
    entry: str | None = None
    """Its entry in the contents, where that is not the usual one; empty for none."""
    above: str | None = None
    """Its lines from the section to the source in the body, where these are not the usual ones."""

    def in_contents(self) -> str:
        if self.entry is not None:
            return self.entry
        hint = f" ——第 {self.page} 页" if self.page is not None else ""
        summary = f"\n\n【提要】{self.summary}" if self.summary else ""
        return f"▶ [{self.title}](#)（来源：{self.source}）{hint}{summary}"

    def in_body(self, *, new_section: bool) -> str:
        above = self.above
        if above is None:
            above = (
                f"### · {self.section} ·\n\n" if new_section else ""
            ) + f"#### {self.title}\n\n来源：{self.source}"
        return "\n\n".join(part for part in (above, self.body, self.back) if part)


def digest(*pieces: Piece, cover: str = COVER, contents: str | None = None, colophon: str = "") -> str:
    """A whole transcript; `contents` replaces all entries of the contents."""
    entries: list[str] = []
    bodies: list[str] = []
    section = ""
    for piece in pieces:
        if piece.section != section and piece.entry != "":
            entries.append(f"### • {piece.section} •")
        entries.append(piece.in_contents())
        bodies.append(piece.in_body(new_section=piece.section != section))
        section = piece.section
    listed = contents if contents is not None else "\n\n".join(entry for entry in entries if entry)
    parts = (cover, CONTENTS_HEAD, listed, BODY_HEAD, *bodies, colophon)
    return "\n\n".join(part for part in parts if part)


def imported(text: str) -> tuple[Issue, Report]:
    """What an import makes of a transcript."""
    return parse(read_transcript(text, NAME))


def article_of(body: str) -> tuple[list[Any], Report]:
    """The blocks, in short, of an article with this body, and the import's report."""
    issue, report = imported(digest(Piece("家庭药箱的整理", body)))
    return short(issue.articles[0].blocks), report


def short(blocks: tuple[Block, ...]) -> list[Any]:
    """Blocks in a form that a table of cases can hold."""
    return [_short(block) for block in blocks]


def _short(block: Block) -> Any:
    match block:
        case Heading():
            return (f"h{block.level}", block.text.plain)
        case Paragraph():
            return ("p", block.text.plain)
        case Note():
            return ("note", block.text.plain)
        case Figure():
            return ("figure" if block.src else "lost", block.caption.plain)
        case List():
            kind = f"ol {block.start}" if block.ordered else "ul"
            return (kind, *(item.text.plain for item in block.items))
        case Table():
            return ("table", block.caption.plain, *(tuple(_cell(cell) for cell in row) for row in block.rows))
    return (type(block).__name__,)


def _cell(cell: Any) -> Any:
    if (cell.rowspan, cell.colspan) == (1, 1):
        return cell.text.plain
    return (cell.text.plain, cell.rowspan, cell.colspan)


def headings(body: str) -> list[tuple[str, str]]:
    """The headings of an article with this body, with their levels."""
    return [block for block in article_of(body)[0] if block[0].startswith("h")]


def told(report: Report, kind: str) -> list[Entry]:
    """The report's entries of a kind."""
    return [entry for entry in report.entries if entry.kind == kind]


def pages_by_text(issue: Issue) -> dict[str, int | None]:
    """The page that each paragraph and heading of the issue begins on, by its first characters."""
    found: dict[str, int | None] = {}
    for article in issue.articles:
        page = article.title.pages[-1].page if article.title.pages else article.page
        for block in article.blocks:
            first, page = block_page(block, page)
            text = getattr(block, "text", Text()).plain
            if text:
                found.setdefault(text[:24], first)
    return found
