"""Cells of ruled tables that no wall parts though their texts stand in columns: some styles draw walls beside the head
alone, or beside every other row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.importing.pdf.elements import Box, Run
from generator.importing.pdf.tables.grids import Grid, Place
from generator.importing.pdf.tables.pieces import GAP, PieceRow, piece_rows

_OFTEN = 3
"""Places at which texts leave white where a wall stands in other rows, at least; fewer where all such rows do."""
_WORD = 2
"""Characters of texts on both sides of such a place, at least: a word may be set in two halves (项　目)."""


def walled_by_texts(grid: Grid, runs: Sequence[Run]) -> Grid:
    """Return a grid with the walls that some of its rows lack: where texts leave white between them at the place of
    a wall of other rows, and none runs over it."""
    wide = {index: place for index, place in enumerate(grid.places) if place.colspan > 1}
    shown: dict[int, int] = {}
    for index, place in wide.items():
        inside = [run for run in runs if place.box.holds((run.x0 + run.x1) / 2, run.y - 0.3 * run.size)]
        shown[index] = _shown(piece_rows(inside), _inner(grid, place))
    if sum(shown.values()) < _OFTEN and not all(shown.values()):
        return grid
    places: list[Place] = []
    for index, place in enumerate(grid.places):
        places += _parted(grid, place) if shown.get(index) else [place]
    return replace(grid, places=tuple(places))


def _inner(grid: Grid, place: Place) -> tuple[float, ...]:
    """Return the edges of columns inside a cell."""
    return grid.xs[place.column + 1 : place.column + place.colspan]


def _shown(rows: Sequence[PieceRow], edges: Sequence[float]) -> int:
    """Count the edges at which texts leave white between them; none where a text runs over one."""
    if any(row.runs_over(x) for row in rows for x in edges):
        return 0
    return sum(_leave_white(rows, x) for x in edges)


def _leave_white(rows: Sequence[PieceRow], x: float) -> bool:
    """Tell whether texts stand on both sides of a place, beside each other or not, and white between them."""
    lefts = [piece for row in rows for piece in row.pieces if piece.x1 <= x]
    rights = [piece for row in rows for piece in row.pieces if piece.x0 >= x]
    if any(sum(len(piece.text) for piece in pieces) < _WORD for pieces in (lefts, rights)):
        return False
    return min(piece.x0 for piece in rights) - max(piece.x1 for piece in lefts) >= GAP * rows[0].size


def _parted(grid: Grid, place: Place) -> list[Place]:
    """Return the cells of single columns in a cell's place."""
    top, bottom = place.box.y0, place.box.y1
    return [
        Place(place.row, column, place.rowspan, 1, Box(grid.xs[column], top, grid.xs[column + 1], bottom))
        for column in range(place.column, place.column + place.colspan)
    ]
