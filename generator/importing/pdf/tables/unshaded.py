"""Cells over several rows without shade, below each other: no edge is drawn between them, their texts tell it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from generator.importing.pdf.elements import Box
from generator.importing.pdf.layout.heights import ByHeight
from generator.importing.pdf.tables.pieces import PieceRow, White
from generator.importing.pdf.tables.rows import Band, place_texts
from generator.importing.pdf.tables.stacks import Stack, find_stacks

_OFF_CENTRE = 0.3
"""Rows by which a text may stand away from the middle of those that it covers."""
_SAME = 1.0
"""Points by which edges at one height may differ."""


def tops_of_unshaded(
    rows: Sequence[PieceRow], whites: Sequence[White], drawn: Sequence[Box], frame: Box, page: int
) -> list[Box]:
    """Return the upper edges of the cells that stand in one column between two edges of shaded cells: each begins
    with the first row that its text covers. `drawn` are the edges of shaded cells, `frame` those of the table."""
    edges = [frame.y0, *sorted({rule.y0 for rule in drawn}), frame.y1]
    placed = ByHeight(rows, attrgetter("middle"))
    strips = [(y0, y1) for y0, y1 in pairwise(edges) if placed.between(y0, y1)]
    _, spacing = find_stacks(rows, whites, (), page)
    stacks, _ = find_stacks(rows, whites, (), page, replace(spacing, tight=False))
    columns = list(pairwise([frame.x0, *((x0 + x1) / 2 for x0, x1 in whites), frame.x1]))
    groups = [list(_unparted(strips, _floors(column, drawn))) for column in columns]
    parted = [column for column, found in zip(columns, groups, strict=True) if len(found) == len(strips)]
    tops: list[Box] = []
    for index, ((x0, x1), found) in enumerate(zip(columns, groups, strict=True)):
        own = [stack for stack in stacks if stack.first == stack.last == index]
        for group in found:
            texts = [stack for stack in own if group[0][0] < stack.centre < group[-1][1]]
            bands = [band for strip in group if (band := _band(placed.between(*strip), parted)) is not None]
            if len(group) > 1 and texts and len(bands) == len(group):
                tops += [Box(x0, group[row][0], x1, group[row][0]) for row in _first_rows(texts, bands)]
    return tops


def _first_rows(texts: Sequence[Stack], bands: Sequence[Band]) -> list[int]:
    """Return the rows inside a stretch with which a cell begins. A text in its middle may fill it alone."""
    step = (bands[-1].bottom - bands[0].top) / len(bands)
    if len(texts) == 1 and abs(texts[0].centre - (bands[0].top + bands[-1].bottom) / 2) <= _OFF_CENTRE * step:
        return []
    return sorted({first for first, _ in place_texts(texts, bands, step) if first})


def _floors(column: tuple[float, float], drawn: Sequence[Box]) -> set[float]:
    middle = (column[0] + column[1]) / 2
    return {rule.y0 for rule in drawn if rule.x0 <= middle <= rule.x1}


def _unparted(strips: Sequence[tuple[float, float]], floors: set[float]) -> Iterable[list[tuple[float, float]]]:
    """Yield the rows that follow each other without an edge in a column."""
    group: list[tuple[float, float]] = []
    for strip in strips:
        if group and any(abs(floor - strip[0]) <= _SAME for floor in floors):
            yield group
            group = []
        group.append(strip)
    if group:
        yield group


def _band(rows: Sequence[PieceRow], columns: Sequence[tuple[float, float]]) -> Band | None:
    """Return the height that a row's texts take in the columns all rows of which are parted."""
    inside = [
        row for row in rows if any(x0 <= (piece.x0 + piece.x1) / 2 <= x1 for piece in row.pieces for x0, x1 in columns)
    ]
    return Band(inside[0].y, inside[-1].y, inside[0].size) if inside else None
