"""Reading order of a page: one column after the other, from the left, between whatever stands over several.

Where each article has columns of its own, an article that ends inside a page has its two columns above those of the
next one, and nothing but the words tells so.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf
from statistics import median

from generator.importing.pdf.elements import Box, Run
from generator.importing.pdf.layout.columns import WHOLE, Row, column_of, crosses, rows_of
from generator.importing.pdf.layout.dividing import divisions

_SHORT = 0.8
"""Share of its column that a line fills at most which is not the first one of running text in it."""


@dataclass(slots=True)
class Area:
    """A stretch of a column."""

    key: int
    """Which column it is: `WHOLE`, `LEFT` and so on."""
    runs: list[Run] = field(default_factory=list)
    """Its text."""
    boxes: list[Box] = field(default_factory=list)
    """Tables and pictures in it."""


def split_columns(runs: Sequence[Run], boxes: Sequence[Box], gutters: Sequence[float]) -> list[Area]:
    """Return the areas of a page in reading order; one area where there is one column."""
    if not gutters:
        return [Area(WHOLE, list(runs), list(boxes))]
    areas: list[Area] = []
    band: list[Row | Box] = []
    things: list[Row | Box] = [*rows_of(runs), *boxes]
    things.sort(key=lambda thing: thing.y if isinstance(thing, Row) else thing.y0)
    rows = [thing for thing in things if isinstance(thing, Row)]
    size = median(row.size for row in rows) if rows else 0.0
    for thing in things:
        over = any(crosses(thing, gutter) for gutter in gutters)
        if over or (not band and areas and _stands_below_title(thing, areas[-1], gutters)):
            areas += _bands(band, gutters, size, thing)
            band = []
            _add(areas, WHOLE, thing)
        else:
            band.append(thing)
    areas += _bands(band, gutters, size)
    return areas


def _stands_below_title(thing: Row | Box, above: Area, gutters: Sequence[float]) -> bool:
    """Tell whether a short line stands right below what stands over three columns, in the middle of the page: it
    stands over all of them, too, but reaches no gutter."""
    if isinstance(thing, Box) or above.key != WHOLE or len(gutters) == 1:
        return False
    start, end = thing.runs[0].x0, thing.runs[-1].x1
    if start <= gutters[0] or end >= gutters[-1] or end - start > _SHORT * (gutters[-1] - gutters[0]):
        return False
    return abs(start + end - gutters[0] - gutters[-1]) <= 2 * thing.size


def _bands(
    things: Sequence[Row | Box], gutters: Sequence[float], size: float, below: Row | Box | None = None
) -> list[Area]:
    """Return the columns of what stands between two things over several of them: those of one article after the other.
    `below` is the second of those things."""
    areas, above = [], -inf
    for end in (*divisions(things, gutters[0], size, below), inf):
        areas += _band([thing for thing in things if above < _top(thing) <= end], gutters)
        above = end
    return areas


def _top(thing: Row | Box) -> float:
    return thing.y if isinstance(thing, Row) else thing.y0


def _band(band: list[Row | Box], gutters: Sequence[float]) -> list[Area]:
    edges = [-inf, *gutters, inf]
    areas = [Area(column_of(left, right, gutters)) for left, right in pairwise(edges)]
    for thing in band:
        if isinstance(thing, Box):
            areas[bisect_left(gutters, (thing.x0 + thing.x1) / 2)].boxes.append(thing)
        else:
            for run in thing.runs:
                areas[bisect_left(gutters, (run.x0 + run.x1) / 2)].runs.append(run)
    return [area for area in areas if area.runs or area.boxes]


def _add(areas: list[Area], key: int, thing: Row | Box) -> None:
    if not areas or areas[-1].key != key:
        areas.append(Area(key))
    if isinstance(thing, Box):
        areas[-1].boxes.append(thing)
    else:
        areas[-1].runs += thing.runs
