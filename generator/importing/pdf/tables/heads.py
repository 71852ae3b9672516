"""Heads of tables that the print repeats on the pages on which they go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.importing.pdf.layout.lines import Line
from generator.importing.pdf.tables.parts import CellAt, TablePart

Paragraphs = tuple[tuple[Line, ...], ...]
"""What stands in a cell."""

MOST_HEAD_ROWS = 4
"""Rows of a table's head at most."""


def words_of(cells: Sequence[CellAt], row: int) -> list[str]:
    """Return the texts of a row. A head over all columns may leave other cells empty where it is repeated."""
    return [cell.words for cell in cells if cell.place.row == row and cell.words]


def repeated_rows(first: TablePart, second: TablePart) -> int:
    """Count the rows that the second part repeats from the first one's head."""
    count = 0
    while count < min(first.rows, second.rows - 1, MOST_HEAD_ROWS):
        mine = words_of(first.cells, count)
        if mine != words_of(second.cells, count) or not any(mine):
            break
        count += 1
    return count


def with_head_apart(first: TablePart, second: TablePart) -> TablePart:
    """Return the second part with rows of their own for a repeated head and the rest of a cut row below it, where no
    rule parts the two: each text of the row begins with the lines of the head (seen: ReportLab)."""
    row = repeated_rows(first, second)
    if row >= min(first.rows, MOST_HEAD_ROWS) or len(first.xs) != len(second.xs):
        return second
    heads = {cell.place.column: cell for cell in first.cells if cell.place.row == row and cell.place.rowspan == 1}
    cells: list[CellAt] = []
    for cell in second.cells:
        place = cell.place
        if place.row > row:
            cells.append(replace(cell, place=replace(place, row=place.row + 1)))
            continue
        if place.row + place.rowspan <= row:
            cells.append(cell)
            continue
        head = heads.get(place.column)
        parted = _parted(cell, head) if head is not None and head.place.colspan == place.colspan else None
        if place.row < row or parted is None:
            return second
        cells.append(CellAt(replace(place, rowspan=1), parted[0]))
        cells.append(CellAt(replace(place, row=row + 1), parted[1]))
    if not words_of(cells, row) or not words_of(cells, row + 1):
        return second
    cells.sort(key=lambda cell: (cell.place.row, cell.place.column))
    return replace(second, rows=second.rows + 1, cells=cells, unruled=(row + 1,))


def _parted(cell: CellAt, head: CellAt) -> tuple[Paragraphs, Paragraphs] | None:
    """Return the lines of a cell's head and those below it, in paragraphs; None where it does not begin with them."""
    above: list[tuple[Line, ...]] = []
    said = ""
    for number, paragraph in enumerate(cell.paragraphs):
        for count, line in enumerate(paragraph):
            if said == head.words:
                rest = (paragraph[count:], *cell.paragraphs[number + 1 :])
                return (*above, *([paragraph[:count]] if count else [])), rest
            said += "".join(line.text.split())
        above.append(paragraph)
    return (cell.paragraphs, ()) if said == head.words else None
