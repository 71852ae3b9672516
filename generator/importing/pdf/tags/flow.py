"""Tagged pages: blocks as the structure tree has them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.importing.pdf.elements import Page, Run
from generator.importing.pdf.layout.asides import Aside
from generator.importing.pdf.layout.blocks import Block, GridCell
from generator.importing.pdf.layout.columns import column_of
from generator.importing.pdf.layout.lines import Line, build_lines
from generator.importing.pdf.layout.measuring import Column, Setting, find_column, is_centred, measure
from generator.importing.pdf.layout.sheets import column_width, find_sheets, gutters_on, key_on
from generator.importing.pdf.layout.wording import ends_sentence
from generator.importing.pdf.tags.repeats import without_repeats
from generator.importing.pdf.tags.tables import find_untold_table
from generator.importing.pdf.tags.tree import LOOSE, TagBlock, TagCell, Tags

_COVERS = 0.98
"""Share of the characters that the tree must know to be followed."""
_CUT = 0.3
"""Share of paragraphs that are one full line without an end from which on the tree holds lines, not paragraphs."""
_ENOUGH_PAGES = 4
"""Pages on which some paragraph must run over a page's end, if the tree holds whole paragraphs."""
_COLUMN_JUMP = 2.0
"""Sizes by which the text of one paragraph jumps up only to go on in the next column."""
_SHORT = 0.5
"""A line inside a paragraph that leaves this share of the column free was ended by the author."""
_BULLET = re.compile(r"^([•●○■□▪◆◇▶➢✓·–-]|\d{1,3}[.、)])\s*")


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the structure tree is good for."""

    blocks: list[Block] | None = None
    """The blocks; None where the tree does not hold whole ones."""
    hints: Tags | None = None
    """The tree, where it knows ranks and the parts of paragraphs but cuts them at page ends or leaves some out."""
    asides: tuple[Aside, ...] = ()
    """What the pages repeat and the blocks have once."""


def read_tagged(pages: Sequence[Page], tags: Tags) -> Tagged:
    """Return the blocks in the tree's order, where it covers the text and holds whole paragraphs; where it cuts them
    at page ends it is a hint, and where it cuts them into lines it is nothing."""
    runs = _runs_by_block(pages, tags)
    if runs is None:
        return Tagged()
    tables = {
        number: table
        for number, held in runs.items()
        if tags.blocks[number].cell is None and (table := find_untold_table(held, pages)) is not None
    }
    lines = {number: _lines(held) for number, held in runs.items() if number not in tables}
    flow = [(0, block_lines) for _, block_lines in sorted(lines.items())]
    setting = measure(flow)
    columns = _Columns(pages, [line for _, members in flow for line in members], setting.size)
    if _holds_lines(flow, columns, setting):
        return Tagged()
    if any(tags.blocks[index].kind == LOOSE and _is_heap(members) for index, members in lines.items()):
        return Tagged(hints=tags)
    if len(pages) >= _ENOUGH_PAGES and all(members[0].page == members[-1].page for members in lines.values()):
        return Tagged(hints=tags)
    lines, repeated = without_repeats(tags, lines)
    return Tagged(_blocks(tags, lines, columns, tables), asides=tuple(repeated))


class _Columns:
    """The edges of the column in which a line stands."""

    def __init__(self, pages: Sequence[Page], lines: Sequence[Line], size: float) -> None:
        self._sheets = find_sheets(pages)
        self._gutters = gutters_on(pages, self._sheets)
        keyed: defaultdict[int, list[Line]] = defaultdict(list)
        for line in lines:
            keyed[self._key(line)].append(line)
        self._columns = {
            key: find_column(members, size, column_width(key, pages, self._sheets)) for key, members in keyed.items()
        }

    def _key(self, line: Line) -> int:
        return key_on(self._sheets[line.page], column_of(line.x0, line.x1, self._gutters[line.page][0]))

    def of(self, line: Line) -> Column:
        return self._columns[self._key(line)]


def _blocks(tags: Tags, lines: dict[int, list[Line]], columns: _Columns, untold: Mapping[int, Block]) -> list[Block]:
    blocks: list[Block] = []
    tables: set[int] = set()
    labels = {id(tag.label) for tag in tags.blocks if tag.label is not None}
    for index, tag in enumerate(tags.blocks):
        if tag.cell is not None:
            if id(tag.cell.table) not in tables:
                tables.add(id(tag.cell.table))
                table = _table(tag.cell, tags, lines)
                if table is not None:
                    blocks.append(table)
        elif index in untold:
            blocks.append(untold[index])
        elif index in lines and id(tag) not in labels:
            blocks.append(_block(tag, lines[index], tags, lines, columns))
    return blocks


def _runs_by_block(pages: Sequence[Page], tags: Tags) -> dict[int, dict[int, list[Run]]] | None:
    """Return the runs of each block of the tree by their page; None where too much text stands outside the tree."""
    known = every = 0
    held: defaultdict[int, dict[int, list[Run]]] = defaultdict(dict)
    for page in pages:
        last: int | None = None
        for run in page.runs:
            mcid = run.style.mcid
            block = tags.content.get((page.index, mcid)) if mcid is not None else None
            length = len(run.text.strip())
            every += length
            known += length if block is not None else 0
            # What the tree forgets goes with what was drawn before it.
            last = block if block is not None else last
            if last is not None or length:
                held[last if last is not None else 0].setdefault(page.index, []).append(run)
    return dict(held) if every and known >= _COVERS * every else None


def _lines(held: Mapping[int, list[Run]]) -> list[Line]:
    """Return the lines that a block's runs make, page by page."""
    return [line for page, runs in held.items() for part in _stretches(runs) for line in build_lines(part, page)]


def _stretches(runs: list[Run]) -> Iterator[list[Run]]:
    """Part a block's runs where they jump up to the next column of the page."""
    stretch = [runs[0]]
    for run in runs[1:]:
        if run.y < stretch[-1].y - _COLUMN_JUMP * run.size:
            yield stretch
            stretch = []
        stretch.append(run)
    yield stretch


def _holds_lines(flow: list[tuple[int, list[Line]]], columns: _Columns, setting: Setting) -> bool:
    cut = every = 0
    for _, lines in flow:
        if not lines or abs(lines[0].size - setting.size) > 0.5:
            continue
        every += 1
        full = columns.of(lines[0]).right - lines[0].x1 < 2 * setting.size
        cut += len(lines) == 1 and full and not ends_sentence(lines[0].text)
    return cut > _CUT * max(every, 1)


def _is_heap(members: list[Line]) -> bool:
    """Tell whether the lines of a block that the tree does not name are several things: a container's own text may be
    a paragraph, and it may be all that its author did not tag (seen: Typst's blocks)."""
    return any(abs(line.size - members[0].size) > 0.5 or line.bold != members[0].bold for line in members[1:])


def _block(tag: TagBlock, members: list[Line], tags: Tags, lines: dict[int, list[Line]], columns: _Columns) -> Block:
    first = members[0]
    column = columns.of(first)
    block = Block(first.page, first.top, members, level=tag.level, indent=(first.x0 - column.left) / first.size)
    block.centred = all(is_centred(line, columns.of(line)) for line in members)
    block.breaks = frozenset(
        index
        for index in range(1, len(members))
        if tag.level is None
        and not block.centred
        and members[index].page == members[index - 1].page
        and column.right - members[index - 1].x1 > _SHORT * (column.right - column.left)
    )
    if tag.listed:
        block.item = _marker(tag, tags, lines, block)
    return block


def _marker(tag: TagBlock, tags: Tags, lines: dict[int, list[Line]], block: Block) -> str | None:
    if tag.label is not None:
        index = next((number for number, other in enumerate(tags.blocks) if other is tag.label), None)
        words = "".join(line.text for line in lines.get(index, ())) if index is not None else ""
        if words:
            return words
    match = _BULLET.match(block.lines[0].text)
    if match is None:
        return "•"
    block.lines[0] = cut_start(block.lines[0], match.end())
    return match[1]


def cut_start(line: Line, count: int) -> Line:
    """Return a line without its first `count` characters."""
    spans = [
        type(span)(max(span.start - count, 0), span.end - count, span.style) for span in line.spans if span.end > count
    ]
    text, xs = line.text[count:], line.xs[count:]
    return Line(
        line.page, text, xs, xs[0] if xs else line.x1, line.x1, line.y, line.size, spans, line.trailing, line.family
    )


def _table(first: TagCell, tags: Tags, lines: dict[int, list[Line]]) -> Block | None:
    numbers = {id(block): index for index, block in enumerate(tags.blocks)}
    rows = []
    inside: list[Line] = []
    for row in first.table.rows:
        cells = []
        for cell in row:
            paragraphs = tuple(
                tuple(lines[numbers[id(block)]]) for block in cell.blocks if numbers[id(block)] in lines
            )
            inside += [line for paragraph in paragraphs for line in paragraph]
            cells.append(GridCell(paragraphs, cell.rowspan, cell.colspan))
        rows.append(tuple(cells))
    if not inside:
        return None
    page = min(line.page for line in inside)
    top = min(line.top for line in inside if line.page == page)
    return Block(page, top, rows=tuple(rows), end=max(line.page for line in inside))


def place_floats(blocks: list[Block], floats: Sequence[Block]) -> list[Block]:
    """Put tables and figures that the tree does not know behind the last block that begins above them."""
    placed = list(blocks)
    for block in floats:
        spot = 0
        for index, other in enumerate(placed):
            if (other.page, other.y) <= (block.page, block.y):
                spot = index + 1
        placed.insert(spot, block)
    return placed
