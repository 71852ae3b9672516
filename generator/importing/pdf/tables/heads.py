"""Heads that a print repeats within a table: where a producer splits it more than once on a page."""

from __future__ import annotations

from dataclasses import replace

from generator.importing.pdf.tables.parts import CellAt, TablePart


def without_repeated_heads(part: TablePart) -> tuple[TablePart, list[str]]:
    """Return a table without the rows that say again what its first row says, and their words (seen: ReportLab, which
    begins the rest of a table with its head wherever it splits it)."""
    rows: list[list[CellAt]] = [[] for _ in range(part.rows)]
    for cell in part.cells:
        rows[cell.place.row].append(cell)
    head = [cell.words for cell in rows[0]] if rows else []
    again = [row for row in range(1, part.rows) if any(head) and [cell.words for cell in rows[row]] == head]
    if not again:
        return part, []
    cells = []
    for cell in part.cells:
        first, last = cell.place.row, cell.place.row + cell.place.rowspan
        if first in again:
            continue
        above, inside = sum(row < first for row in again), sum(first <= row < last for row in again)
        place = replace(cell.place, row=first - above, rowspan=cell.place.rowspan - inside)
        cells.append(replace(cell, place=place))
    return replace(part, rows=part.rows - len(again), cells=cells), [
        cell.words for row in again for cell in rows[row] if cell.words
    ]
