"""Blocks -> passages: the text with its marks, links and page starts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from generator.importing.passage import Link, Passage
from generator.importing.pdf.layout.blocks import Block, GridCell, Joined, join_lines
from generator.importing.pdf.layout.lines import Line
from generator.importing.pdf.layout.looks import body_look, habits_of, is_set_off, look_of
from generator.importing.pdf.links import Spot
from generator.model import Cell, Mark, PageStart, Text

Numbering = Callable[[int], int | None]
"""Page index -> printed page number; None for a page before the first number."""
Spots = Mapping[int, Sequence[Spot]]
"""Page index -> the links on that page."""

_REACH = 1.0
"""Points by which a character may lie outside a link's box and still belong to it."""


def make_passages(blocks: Sequence[Block], numbering: Numbering, spots: Spots, pages: int) -> tuple[Passage, ...]:
    """Return the passages in order; every page of the file starts in one of them."""
    starts = _PageStarts(numbering)
    passages = []
    body = body_look(blocks)
    habits = habits_of(blocks, body)
    above: Block | None = None
    for number, block in enumerate(blocks, start=1):
        opening = starts.up_to(block.page, 0)
        passage = _passage(block, opening, starts, numbering, spots, number)
        if body is not None and block.lines:
            look = look_of(block.lines)
            set_off = look.size >= body.size and is_set_off(block, above, habits)
            passage = replace(passage, look=look.word, apart=look.is_apart(body), set_off=set_off)
        passages.append(passage)
        above = block
    if passages:
        passages[-1] = _with_rest(passages[-1], starts, pages)
    return tuple(passages)


class _PageStarts:
    """Hands out each page's start once, at the first place that stands on the page or after it."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._due = 0

    def up_to(self, page: int, offset: int) -> tuple[PageStart, ...]:
        """Return the starts of all pages up to `page` that have none yet."""
        found = []
        while self._due <= page:
            number = self._numbering(self._due)
            if number is not None:
                found.append(PageStart(offset, number))
            self._due += 1
        return tuple(found)

    def in_lines(self, lines: Sequence[Line], joined: Joined) -> tuple[PageStart, ...]:
        """Return the starts of pages that begin inside a paragraph."""
        found: tuple[PageStart, ...] = ()
        for line, offset in zip(lines, joined.starts, strict=True):
            found += self.up_to(line.page, offset)
        return found


def _with_rest(passage: Passage, starts: _PageStarts, pages: int) -> Passage:
    """Let blank pages at the end of the file start at the end of the last text."""
    text = passage.text
    rest = starts.up_to(pages - 1, len(text.plain))
    return replace(passage, text=replace(text, pages=text.pages + rest)) if rest else passage


def _passage(
    block: Block,
    opening: tuple[PageStart, ...],
    starts: _PageStarts,
    numbering: Numbering,
    spots: Spots,
    line: int,
) -> Passage:
    text, joined = _text(block.lines, block.breaks, opening, starts)
    links = _links(block.lines, joined, spots, numbering)
    page = numbering(block.page)
    if block.rows is not None:
        rows = _opened(tuple(tuple(_cell(cell, starts) for cell in row) for row in block.rows), opening)
        return Passage(Text(), line, page, whole=True, mark=block.level, links=links, rows=rows)
    if block.picture is not None:
        return Passage(text, line, page, whole=True, mark=block.level, links=links, picture=block.picture)
    return Passage(
        text,
        line,
        page,
        whole=True,
        mark=block.level,
        links=links,
        size=block.lines[0].size,
        strong=all(line.bold for line in block.lines),
        centred=block.centred,
        footnote=block.footnote,
        item=block.item,
    )


def _text(
    lines: Sequence[Line], breaks: frozenset[int], opening: tuple[PageStart, ...], starts: _PageStarts
) -> tuple[Text, Joined]:
    joined = join_lines(list(lines), breaks)
    pages = opening + starts.in_lines(lines, joined)
    return Text(joined.text, _strong_marks(lines, joined), pages), joined


def _opened(rows: tuple[tuple[Cell, ...], ...], opening: tuple[PageStart, ...]) -> tuple[tuple[Cell, ...], ...]:
    """Let the pages that begin with a table begin in its first cell."""
    if not opening or not rows or not rows[0]:
        return rows
    first = rows[0][0]
    text = replace(first.text, pages=(*opening, *first.text.pages))
    return ((replace(first, text=text), *rows[0][1:]), *rows[1:])


def _cell(cell: GridCell, starts: _PageStarts) -> Cell:
    lines = [line for paragraph in cell.paragraphs for line in paragraph]
    breaks, count = [], 0
    for paragraph in cell.paragraphs:
        breaks.append(count)
        count += len(paragraph)
    text, _ = _text(lines, frozenset(breaks[1:]), (), starts)
    return Cell(text, cell.rowspan, cell.colspan)


def link_titles(blocks: Sequence[Block], spots: Spots) -> Iterator[str]:
    """Yield the words of each link that leads to a page of the file."""
    for block in blocks:
        joined = join_lines(block.lines, block.breaks)
        for link in _links(block.lines, joined, spots, lambda index: index):
            if link.page is not None:
                yield joined.text[link.start : link.end]


def _strong_marks(lines: Sequence[Line], joined: Joined) -> tuple[Mark, ...]:
    """Return a mark for each stretch of bold characters; blanks between two of them belong to the stretch."""
    stretches: list[list[int]] = []
    for line, start, drop in zip(lines, joined.starts, joined.drops, strict=True):
        for span in line.spans:
            if not span.style.bold:
                continue
            begin, end = start + span.start, min(start + span.end, start + len(line.text) - drop)
            if stretches and not joined.text[stretches[-1][1] : begin].strip():
                stretches[-1][1] = end
            else:
                stretches.append([begin, end])
    marks = []
    for begin, end in stretches:
        words = joined.text[begin:end]
        begin += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if begin < end:
            marks.append(Mark(begin, end, "strong"))
    return tuple(marks)


def _links(lines: Sequence[Line], joined: Joined, spots: Spots, numbering: Numbering) -> tuple[Link, ...]:
    """Return the links over the characters that lie in a link's box; one link may run over several lines."""
    found: list[Link] = []
    for line, start in zip(lines, joined.starts, strict=True):
        for spot in spots.get(line.page, ()):
            if not spot.box.holds((line.x0 + line.x1) / 2, line.y - 0.3 * line.size, line.x1 - line.x0):
                continue
            if not spot.box.y0 - _REACH <= line.y - 0.3 * line.size <= spot.box.y1 + _REACH:
                continue
            inside = [index for index, x in enumerate(_middles(line)) if spot.box.x0 <= x <= spot.box.x1]
            for begin, end in _stretches(inside):
                page = numbering(spot.target.page) if spot.target.page is not None else None
                found.append(Link(start + begin, start + end, page, spot.target.y, spot.target.url))
    found.sort(key=lambda link: (link.start, link.end))
    return tuple(_merged(found, joined.text))


def _middles(line: Line) -> list[float]:
    ends = [*line.xs[1:], line.x1]
    return [(left + right) / 2 for left, right in zip(line.xs, ends, strict=True)]


def _stretches(indexes: list[int]) -> list[tuple[int, int]]:
    stretches = []
    for _, group in groupby(enumerate(indexes), lambda pair: pair[1] - pair[0]):
        members = [index for _, index in group]
        stretches.append((members[0], members[-1] + 1))
    return stretches


def _merged(links: list[Link], text: str) -> list[Link]:
    merged: list[Link] = []
    for link in links:
        if merged:
            last = merged[-1]
            same = (last.page, last.y, last.url) == (link.page, link.y, link.url)
            if same and not text[last.end : link.start].strip():
                merged[-1] = Link(last.start, max(last.end, link.end), last.page, last.y, last.url)
                continue
        merged.append(link)
    return merged
