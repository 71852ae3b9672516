"""Measures of columns that no walls close: how long their lines can be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from generator.importing.pdf.elements import Box
from generator.importing.pdf.layout.lines import Line
from generator.importing.pdf.layout.wording import HANGING, OPENING
from generator.importing.pdf.tables.parts import CellAt, paragraphs_of


def measured(cells: Sequence[CellAt]) -> list[CellAt]:
    """Return the cells with their lines parted into paragraphs by the measure of their column: white beside it tells
    nothing of how long its lines can be, its other lines do."""
    columns: defaultdict[int, list[Line]] = defaultdict(list)
    for cell in cells:
        if cell.place.colspan == 1:
            columns[cell.place.column] += _lines(cell)
    edges = {column: _edges(lines) for column, lines in columns.items() if lines}
    return [
        replace(cell, paragraphs=paragraphs_of(_lines(cell), _inside(cell.place.box, *edges[cell.place.column])))
        if cell.paragraphs and cell.place.colspan == 1
        else cell
        for cell in cells
    ]


def _lines(cell: CellAt) -> list[Line]:
    return [line for paragraph in cell.paragraphs for line in paragraph]


def _edges(lines: Sequence[Line]) -> tuple[float, float]:
    """Return where the lines of a column begin and end; marks may hang over its edges."""
    left = [line.x0 for line in lines if line.text[0] not in OPENING]
    right = [line.x1 for line in lines if line.text[-1] not in HANGING]
    return min(left or [line.x0 for line in lines]), max(right or [line.x1 for line in lines])


def _inside(box: Box, left: float, right: float) -> Box:
    return Box(max(box.x0, left), box.y0, min(box.x1, right), box.y1)
