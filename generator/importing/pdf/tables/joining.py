"""Tables over page ends: which parts belong together, and what a page end did to rows and cells."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from generator.importing.pdf.elements import Box
from generator.importing.pdf.tables.cuts import Cut
from generator.importing.pdf.tables.grids import Place
from generator.importing.pdf.tables.heads import MOST_HEAD_ROWS, repeated_rows, with_head_apart, words_of
from generator.importing.pdf.tables.parts import CellAt, TablePart
from generator.importing.pdf.tables.pieces import White
from generator.importing.pdf.tables.plain import PlainPart

_SAME_EDGE = 4.0
"""Points by which the columns of a table's parts may differ."""


def joins(first: TablePart, second: TablePart) -> bool:
    """Tell whether a table at a page's end goes on at the next page's start: it has the same edges, and the columns of
    one part are among those of the other (a part of merged cells shows fewer)."""
    few, many = sorted((first, second), key=lambda part: len(part.edges()))
    return any(_lie_among(few.edges(), many.edges(), shift) for shift in {0.0, _lacking(first, second)})


def _lie_among(few: Sequence[White], many: Sequence[White], shift: float) -> bool:
    moved = [(x0 + shift, x1 + shift) for x0, x1 in few]
    return _meet(moved[-1], many[-1]) and all(any(_meet(edge, other) for other in many) for edge in moved)


def _lacking(first: TablePart, second: TablePart) -> float:
    """Return how far right of the first part the second begins, if it ends where that does: beside it stands a cell
    that goes through the whole page, and nothing is drawn there."""
    return (
        second.xs[0] - first.xs[0]
        if abs(second.xs[-1] - first.xs[-1]) <= _SAME_EDGE < second.xs[0] - first.xs[0]
        else 0.0
    )


def _meet(edge: White, other: White) -> bool:
    return edge[0] <= other[1] + _SAME_EDGE and other[0] <= edge[1] + _SAME_EDGE


def _from_edge(xs: tuple[float, ...]) -> tuple[float, ...]:
    """Columns' edges from the table's own left edge: its parts may stand in different columns of the page."""
    return tuple(x - xs[0] for x in xs)


def join_parts(first: TablePart, second: TablePart) -> tuple[TablePart, list[str]]:
    """Return the two parts as one, and the words of head rows that the second repeats."""
    second = with_head_apart(first, second)
    model = max(second, first, key=lambda part: len(part.xs))
    xs = model.xs
    repeated = repeated_rows(first, second)
    cells, above = _without_empty_rows(_on_columns(first, xs), first.rows, first.rows - 1)
    head = [words_of(cells, row) for row in range(min(above, MOST_HEAD_ROWS))]
    cells, above, asides = _without_heads(cells, above, head if any(head[0]) else [], 1)
    whole = _on_columns(second, xs, _lacking(first, second))
    others, below = _without_empty_rows(whole, second.rows, repeated, MOST_HEAD_ROWS)
    others, below, again = _without_heads(others, below, head if any(head[0]) else [], repeated)
    asides += [cell.words for cell in others if cell.place.row < repeated and cell.words] + again
    rest = [cell for cell in others if cell.place.row >= repeated]
    shift = above - repeated
    walled = not (first.whites and second.whites)
    torn = _is_open_below(first) and (bool(repeated) or _is_open_above(second))
    cut = Cut(cells, rest, above, repeated, walled=walled, torn=torn)
    if rest and (cut.goes_on() or cut.leaves_rest()):
        shift -= 1
        rest = _mend_row(cells, rest, above - 1, repeated)
    elif rest:
        rest = _mend_spans(cells, rest, above, repeated, ruled=walled or bool(_rules_between_rows(second)))
    for cell in rest:
        cells.append(replace(cell, place=replace(cell.place, row=cell.place.row + shift)))
    cells.sort(key=lambda cell: (cell.place.row, cell.place.column))
    joined = TablePart(first.page, first.box, xs, below + shift, cells, whites=model.whites)
    return replace(joined, open_above=first.open_above, open_below=_is_open_below(second)), asides


def _is_open_above(part: TablePart) -> bool:
    """Tell whether no rule closes a part's first row above, though rules part its rows."""
    rules = _rules_between_rows(part)
    return part.open_above or (isinstance(part, PlainPart) and part.rows_of_text[0].middle < min(rules, default=0.0))


def _is_open_below(part: TablePart) -> bool:
    """Tell whether no rule closes a part's last row below, though rules part its rows."""
    rules = _rules_between_rows(part)
    return part.open_below or (isinstance(part, PlainPart) and part.rows_of_text[-1].y > max(rules, default=math.inf))


def _rules_between_rows(part: TablePart) -> list[float]:
    """Return the heights of the rules of a part without walls, where they part its rows. Shade ends with some rows."""
    if not isinstance(part, PlainPart) or part.region is None or part.region.shaded:
        return []
    return [rule.y0 for rule in part.region.rules] if part.spacing is not None and part.spacing.ruled else []


def _on_columns(part: TablePart, xs: tuple[float, ...], lacking: float = 0.0) -> list[CellAt]:
    """Return a part's cells counted in the columns of the whole table. In those that it lacks at its left stands a
    cell over all its rows."""
    if len(part.xs) == len(xs):
        return list(part.cells)
    edges = _from_edge(xs)
    column = [min(range(len(xs)), key=lambda index: abs(edges[index] - x - lacking)) for x in _from_edge(part.xs)]
    box = Box(xs[0], part.box.y0, part.xs[0], part.box.y1)
    cells = [CellAt(Place(0, index, part.rows, 1, box), ()) for index in range(column[0])]
    for cell in part.cells:
        start, end = column[cell.place.column], column[cell.place.column + cell.place.colspan]
        cells.append(replace(cell, place=replace(cell.place, column=start, colspan=end - start)))
    return cells


def _without_heads(
    cells: list[CellAt], rows: int, head: Sequence[Sequence[str]], start: int
) -> tuple[list[CellAt], int, list[str]]:
    """Leave out rows from `start` on that repeat a table's head in the middle of a page, before a row that a producer
    moved there (seen: ReportLab). Returns the cells, how many rows are left and the words of the others."""
    asides: list[str] = []
    held = _by_row(cells)
    row = start
    while row < rows:
        count = 0
        while row + count < rows and count < len(head) and _say(held[row + count], head[count]):
            asides += filter(None, head[count])
            count += 1
        for _ in range(count):
            cells, rows = _without_row(cells, rows, row)
        held = _by_row(cells) if count else held
        row += not count
    return cells, rows, asides


def _by_row(cells: Sequence[CellAt]) -> defaultdict[int, list[CellAt]]:
    """Return the cells that begin in each row."""
    held: defaultdict[int, list[CellAt]] = defaultdict(list)
    for cell in cells:
        held[cell.place.row].append(cell)
    return held


def _say(cells: Sequence[CellAt], words: Sequence[str]) -> bool:
    """Tell whether the cells of a row that are not empty hold these words."""
    filled = [cell for cell in cells if cell.paragraphs]
    return len(filled) == len(words) and all(cell.words == word for cell, word in zip(filled, words, strict=True))


def _without_empty_rows(cells: list[CellAt], rows: int, row: int, most: int = 1) -> tuple[list[CellAt], int]:
    """Leave out empty rows right at a page end, and return the cells and how many rows are left: they are what a
    producer left of a row that stands on the other page (seen: ReportLab), or a head that was taken for the page's."""
    while most and rows > 1 and not any(words_of(cells, row)):
        cells, rows = _without_row(cells, rows, row)
        most -= 1
    return cells, rows


def _without_row(cells: Sequence[CellAt], rows: int, row: int) -> tuple[list[CellAt], int]:
    """Leave out a row, and return the cells and how many rows are left."""
    left = []
    for cell in cells:
        place = cell.place
        if place.row > row:
            place = replace(place, row=place.row - 1)
        elif place.row + place.rowspan > row:
            place = replace(place, rowspan=place.rowspan - 1)
        if place.rowspan:
            left.append(replace(cell, place=place))
    return left, rows - 1


def _mend_row(cells: list[CellAt], rest: list[CellAt], row: int, start: int) -> list[CellAt]:
    """Put the second half of a row's texts behind the first; a cell that goes on below covers those rows, too."""
    homes = {
        cell.place.column: index for index, cell in enumerate(cells) if cell.place.row + cell.place.rowspan == row + 1
    }
    for cell in rest:
        index = homes.get(cell.place.column)
        if cell.place.row != start or index is None:
            continue
        home = cells[index]
        place = replace(home.place, rowspan=home.place.rowspan + cell.place.rowspan - 1)
        paragraphs = home.paragraphs
        if cell.words:
            paragraphs = cell.paragraphs
            if home.words:
                paragraphs = (*home.paragraphs[:-1], home.paragraphs[-1] + cell.paragraphs[0], *cell.paragraphs[1:])
        cells[index] = CellAt(place, paragraphs)
    return [cell for cell in rest if cell.place.row > start]


def _mend_spans(cells: list[CellAt], rest: list[CellAt], rows: int, start: int, *, ruled: bool) -> list[CellAt]:
    """Lengthen cells that cover rows on both pages: the second part shows them empty, or, where text is set in the
    middle of all rows, the first one does. `ruled` says that rules tell which rows a cell covers."""
    last = {
        cell.place.column: index for index, cell in enumerate(cells) if cell.place.row + cell.place.rowspan == rows
    }
    opening = [cell for cell in rest if cell.place.row == start]
    parted = any(
        cell.words and cell.place.column in last and cells[last[cell.place.column]].place.colspan > cell.place.colspan
        for cell in opening
    )
    empty = Counter(cell.place.column for cell in (*cells, *rest) if not cell.words)
    kept = []
    for cell in rest:
        index = last.get(cell.place.column)
        home = cells[index] if index is not None and cell.place.row == start else None
        if index is None or home is None or home.place.colspan != cell.place.colspan:
            kept.append(cell)
            continue
        several = home.place.rowspan > 1 or cell.place.rowspan > 1
        emptied = not cell.words and (several or (home.words and (parted or cell.place.column == 0)))
        filled = ruled and several and cell.words and not home.words and empty[cell.place.column] == 1
        if emptied or filled:
            place = replace(home.place, rowspan=home.place.rowspan + cell.place.rowspan)
            cells[index] = CellAt(place, home.paragraphs or cell.paragraphs)
        else:
            kept.append(cell)
    return kept
