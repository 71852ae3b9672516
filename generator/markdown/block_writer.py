"""Blocks -> lines of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.markdown.conventions import (
    CAPTION_PREFIX,
    EMPTY_PARAGRAPH,
    FIRST_SUBHEADING_RANK,
    SEPARATOR,
    STRONG_HEADING_LEVEL,
    anchor,
)
from generator.markdown.html_table import write_html_table
from generator.markdown.inline_writer import (
    write_cell,
    write_description,
    write_framed,
    write_line,
    write_paragraph,
    write_words,
)
from generator.markdown.targets import write_target
from generator.model import (
    Block,
    Code,
    Divider,
    Figure,
    Heading,
    List,
    ListItem,
    Mark,
    Note,
    PageStart,
    Paragraph,
    Quote,
    Table,
    Text,
)

_SHORTEST_FENCE = 3
_INFO_UNSAFE = re.compile(r"^\s|\s$|[\\`~\n]|&(?=#?[0-9A-Za-z]+;)")
"""What an info string (CommonMark 4.5) would lose or be read otherwise."""


def write_blocks(blocks: Sequence[Block]) -> list[str]:
    """Return the lines of blocks that follow each other, an empty line between two of them."""
    lines: list[str] = []
    before: Block | None = None
    second_marker = False
    for block in blocks:
        if before is not None:
            lines.append("")
            if _taken_for_caption(before, block):
                lines += [SEPARATOR, ""]
        if isinstance(block, List):
            # Two lists beside each other stay two because their markers differ (CommonMark 5.3).
            meets_its_like = isinstance(before, List) and before.ordered == block.ordered
            second_marker = meets_its_like and not second_marker
            lines += _list_lines(block, second_marker)
        else:
            lines += _lines(block)
        before = block
    return lines


def write_heading(rank: int, text: Text) -> str:
    """Return an ATX heading (CommonMark 4.2) of `rank` `#`."""
    words = write_line(text)
    if words.endswith("#"):  # else it would be taken for the heading's end
        words = words[:-1] + "\\#"
    return f"{'#' * rank} {words}".rstrip(" ")


def _lines(block: Block) -> Iterator[str] | list[str]:
    match block:
        case Paragraph():
            return (write_paragraph(block.text) or EMPTY_PARAGRAPH).split("\n")
        case Heading():
            if block.level >= STRONG_HEADING_LEVEL:
                return write_framed(block.text, "strong").split("\n")
            return [write_heading(FIRST_SUBHEADING_RANK - 1 + block.level, block.text)]
        case Note():
            return write_framed(block.text, "emphasis").split("\n")
        case Table():
            return _table_lines(block)
        case Figure():
            return _figure_lines(block)
        case Quote():
            return [f"> {line}" if line else ">" for line in write_blocks(block.blocks) or [""]]
        case Code():
            return _code_lines(block)
        case Divider():
            return ["---"]
        case List():
            return _list_lines(block, second_marker=False)


def _taken_for_caption(before: Block, block: Block) -> bool:
    """Whether a Note would be read as the caption of the table that follows it."""
    return (
        isinstance(block, Table)
        and block.caption == Text()
        and isinstance(before, Note)
        and before.text.plain.startswith(CAPTION_PREFIX)
    )


def _list_lines(block: List, second_marker: bool) -> list[str]:
    lines: list[str] = []
    for number, item in enumerate(block.items, block.start):
        marker = f"{number}{')' if second_marker else '.'}" if block.ordered else "*" if second_marker else "-"
        item_lines = _item_lines(item)
        if lines and ("" in item_lines or "" in lines[-2:]):
            lines.append("")
        indent = " " * (len(marker) + 1)
        lines.append(f"{marker} {item_lines[0]}")
        lines += [indent + line if line else "" for line in item_lines[1:]]
    return lines


def _item_lines(item: ListItem) -> list[str]:
    lines = (write_words(item.text) or SEPARATOR).split("\n")
    if item.blocks:
        first = item.blocks[0]
        # A list may follow the words at once, except where CommonMark 5.2 would not let it break a paragraph.
        if not (isinstance(first, List) and item.text.plain and (not first.ordered or first.start == 1)):
            lines.append("")
        lines += write_blocks(item.blocks)
    return lines


def _figure_lines(block: Figure) -> list[str]:
    ahead = "".join(anchor(f"p{start.page}") for start in block.caption.pages if start.offset == 0)
    caption = block.caption
    rest = tuple(start for start in caption.pages if start.offset)
    words = write_description(Text(caption.plain, caption.marks, rest))
    return [f"{ahead}![{words}]({write_target(block.src)})"]


def _code_lines(block: Code) -> list[str]:
    longest = max((len(run) for run in re.findall("`+", block.plain)), default=0)
    fence = "`" * max(_SHORTEST_FENCE, longest + 1)
    info = _INFO_UNSAFE.sub(lambda match: f"&#{ord(match.group())};", block.language)
    body = block.plain.split("\n")[:-1]
    return [fence + info, *body, fence]


def _table_lines(table: Table) -> list[str]:
    lines: list[str] = []
    if table.caption != Text():
        prefix = len(CAPTION_PREFIX)
        marks = tuple(
            Mark(mark.start + prefix, mark.end + prefix, mark.kind, mark.target) for mark in table.caption.marks
        )
        pages = tuple(
            PageStart(start.offset + prefix if start.offset else 0, start.page) for start in table.caption.pages
        )
        lines += write_framed(Text(CAPTION_PREFIX + table.caption.plain, marks, pages), "emphasis").split("\n")
        lines.append("")
    if not is_plain_table(table):
        return lines + write_html_table(table)
    head, *body = table.rows
    for number, row in enumerate((head, *body)):
        lines.append("| " + " | ".join(write_cell(cell.text) for cell in row) + " |")
        if number == 0:
            lines.append("| " + " | ".join("---" for _ in head) + " |")
    return lines


def is_plain_table(table: Table) -> bool:
    """Whether GFM can say it: one head row, as many cells in every row, no spans."""
    return (
        table.header_rows == 1
        and bool(table.rows)
        and len(table.rows[0]) > 0
        and all(len(row) == len(table.rows[0]) for row in table.rows)
        and all(cell.rowspan == 1 == cell.colspan for row in table.rows for cell in row)
    )
