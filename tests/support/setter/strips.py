"""The strips of an Issue: what a compositor lays on pages one after the other."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.model import (
    Article,
    Block,
    Cell,
    Code,
    Figure,
    Heading,
    Issue,
    List,
    Note,
    Paragraph,
    Quote,
    Table,
    Text,
)
from tests.support.setter.style import Style

Kind = Literal[
    "section",
    "title",
    "source",
    "residue",
    "heading",
    "paragraph",
    "item",
    "note",
    "caption",
    "figure",
    "row",
    "back",
    "entry",
]

# An item that carries an enumerator of its own gets no bullet before it.
_ENUMERATED = re.compile(r"[①-⑳]|[（(]?[0-9一二三四五六七八九十]{1,3}[)）.、．]|第[一二三四五六七八九十]")

# A caption that names its table already, or says what it is in another way, gets no number.
_NUMBERED_CAPTION = re.compile(r"[表图附↓0-9（(]")

RESIDUE = ("字号：大 中 小 分享：", "字号：大 中 小", "打印本页 关闭窗口")
"""What a web page leaves in a text that was copied from it."""
DESCRIPTIONS = (
    "The image shows a flow chart with five boxes that are connected by arrows from left to right.",
    "The screenshot shows the home page of a website with a search box and a list of announcements.",
)
"""What a transcriber writes where a picture stood."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One thing that is set."""

    kind: Kind
    """What it is."""
    article: int = -1
    """Index of its article; -1 in the contents."""
    text: str = ""
    """Its words, without a list's marker; a transcriber's for figures, empty for rows."""
    level: int = 0
    """Rank of a sub-heading."""
    marker: str = ""
    """What a list prints before an item."""
    bold: tuple[tuple[int, int], ...] = ()
    """Stretches of `text` that are set in bold."""
    cells: tuple[Cell | None, ...] = ()
    """A row's places from left to right; None where a cell above or to the left covers the place."""
    table: int = -1
    """Index of its block within the article, for rows: rows of one table share it."""
    keep: bool = False
    """Whether it stays on a page with the strip after it, whatever the style (a caption above its table)."""


def _bold(text: Text) -> tuple[tuple[int, int], ...]:
    return tuple((mark.start, mark.end) for mark in text.marks if mark.kind == "strong")


def grid(table: Table) -> list[tuple[Cell | None, ...]]:
    """Lay the cells of a table out: every row gets all its places, None for those that another cell covers."""
    covered: set[tuple[int, int]] = set()
    laid: list[dict[int, Cell]] = []
    for r, row in enumerate(table.rows):
        places: dict[int, Cell] = {}
        column = 0
        for cell in row:
            while (r, column) in covered:
                column += 1
            places[column] = cell
            covered |= {(r + dr, column + dc) for dr in range(cell.rowspan) for dc in range(cell.colspan)}
            column += cell.colspan
        laid.append(places)
    columns = 1 + max((column for _, column in covered), default=0)
    return [tuple(places.get(column) for column in range(columns)) for places in laid]


def _list_strips(block: List, article: int, style: Style) -> Iterator[Strip]:
    for n, item in enumerate(block.items):
        marker = style.number.format(block.start + n) if block.ordered else style.bullet
        if not block.ordered and _ENUMERATED.match(item.text.plain):
            marker = ""
        yield Strip("item", article, item.text.plain, marker=marker, bold=_bold(item.text))
        for inner in item.blocks:
            yield from block_strips(inner, article, -1, style)


def _table_strips(block: Table, article: int, index: int, number: int, style: Style) -> Iterator[Strip]:
    caption = block.caption.plain
    if caption and style.numbered_tables and not _NUMBERED_CAPTION.match(caption):
        caption = f"表{number} {caption}"
    if caption and not style.captions_below:
        yield Strip("caption", article, caption, keep=True)
    for cells in grid(block):
        yield Strip("row", article, cells=cells, table=index)
    if caption and style.captions_below:
        yield Strip("caption", article, caption)


def _figure_strips(block: Figure, article: int, index: int, style: Style) -> Iterator[Strip]:
    draw = random.Random(f"figure {style.seed} {article} {index}")
    described = draw.random() < style.described_figures
    yield Strip("figure", article, draw.choice(DESCRIPTIONS) if described else "", keep=bool(block.caption.plain))
    if block.caption.plain:
        yield Strip("caption", article, block.caption.plain)


def block_strips(block: Block, article: int, index: int, style: Style, table: int = 1) -> Iterator[Strip]:
    """Yield the strips of one block of an article's body; a divider is white space and has none.

    `index` is the block's place in the article, `table` the number that its caption gets if it is a table.
    """
    match block:
        case Heading():
            yield Strip("heading", article, block.text.plain, level=block.level)
        case Paragraph():
            yield Strip("paragraph", article, block.text.plain, bold=_bold(block.text))
        case Note():
            yield Strip("note", article, block.text.plain)
        case List():
            yield from _list_strips(block, article, style)
        case Table():
            yield from _table_strips(block, article, index, table, style)
        case Figure():
            yield from _figure_strips(block, article, index, style)
        case Quote():
            for inner in block.blocks:
                yield from block_strips(inner, article, -1, style)
        case Code():
            for line in block.plain.splitlines():
                yield Strip("paragraph", article, line)


@dataclass(frozen=True, slots=True)
class Furniture:
    """What is printed around an article's blocks."""

    section: bool
    """Whether the section's line stands above the title."""
    residue: str
    """A line left over from a web page; empty where there is none."""
    back_link: bool
    """Whether 返回目录 closes the article."""


def article_strips(article: Article, n: int, furniture: Furniture, style: Style) -> Iterator[Strip]:
    """Yield the strips of one article."""
    if furniture.section:
        yield Strip("section", n, article.section, keep=True)
    yield Strip("title", n, article.title.plain, keep=True)
    if article.source:
        yield Strip("source", n, f"来源：{article.source}")
    if furniture.residue:
        yield Strip("residue", n, furniture.residue)
    table = 1
    for index, block in enumerate(article.blocks):
        yield from block_strips(block, n, index, style, table)
        table += isinstance(block, Table)
    if furniture.back_link:
        yield Strip("back", n, "返回目录")


def draw_furniture(issue: Issue, style: Style) -> tuple[Furniture, ...]:
    """Decide what stands around each article."""
    drawn: list[Furniture] = []
    section = ""
    for n, article in enumerate(issue.articles):
        draw = random.Random(f"furniture {style.seed} {n}")
        new = article.section != section
        section = article.section
        drawn.append(
            Furniture(
                section=new and draw.random() >= style.missing_sections,
                residue=draw.choice(RESIDUE) if draw.random() < style.residue else "",
                back_link=draw.random() >= style.missing_back_links,
            )
        )
    return tuple(drawn)
