"""Reading order of a page: the left column before the right one, between whatever stands over both.

Where each article has columns of its own, an article that ends inside a page has its two columns above those of the
next one, and nothing but the words tells so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf
from statistics import median

from generator.importing.pdf.elements import Box, Run
from generator.importing.pdf.layout.columns import LEFT, RIGHT, WHOLE, Row, crosses, rows_of
from generator.importing.pdf.layout.dividing import divisions


@dataclass(slots=True)
class Area:
    """A stretch of a column."""

    key: int
    """Which column it is: `WHOLE`, `LEFT` or `RIGHT`."""
    runs: list[Run] = field(default_factory=list)
    """Its text."""
    boxes: list[Box] = field(default_factory=list)
    """Tables and pictures in it."""


def split_columns(runs: Sequence[Run], boxes: Sequence[Box], gutter: float | None) -> list[Area]:
    """Return the areas of a page in reading order; one area where there is one column."""
    if gutter is None:
        return [Area(WHOLE, list(runs), list(boxes))]
    areas: list[Area] = []
    band: list[Row | Box] = []
    things: list[Row | Box] = [*rows_of(runs), *boxes]
    things.sort(key=lambda thing: thing.y if isinstance(thing, Row) else thing.y0)
    rows = [thing for thing in things if isinstance(thing, Row)]
    size = median(row.size for row in rows) if rows else 0.0
    for thing in things:
        if crosses(thing, gutter):
            areas += _bands(band, gutter, size, thing)
            band = []
            _add(areas, WHOLE, thing)
        else:
            band.append(thing)
    areas += _bands(band, gutter, size)
    return areas


def _bands(things: Sequence[Row | Box], gutter: float, size: float, below: Row | Box | None = None) -> list[Area]:
    """Return the columns of what stands between two things over both of them: those of one article after the other.
    `below` is the second of those things."""
    areas, above = [], -inf
    for end in (*divisions(things, gutter, size, below), inf):
        areas += _band([thing for thing in things if above < _top(thing) <= end], gutter)
        above = end
    return areas


def _top(thing: Row | Box) -> float:
    return thing.y if isinstance(thing, Row) else thing.y0


def _band(band: list[Row | Box], gutter: float) -> list[Area]:
    areas = [Area(LEFT), Area(RIGHT)]
    for thing in band:
        if isinstance(thing, Box):
            areas[(thing.x0 + thing.x1) / 2 > gutter].boxes.append(thing)
        else:
            for run in thing.runs:
                areas[(run.x0 + run.x1) / 2 > gutter].runs.append(run)
    return [area for area in areas if area.runs or area.boxes]


def _add(areas: list[Area], key: int, thing: Row | Box) -> None:
    if not areas or areas[-1].key != key:
        areas.append(Area(key))
    if isinstance(thing, Box):
        areas[-1].boxes.append(thing)
    else:
        areas[-1].runs += thing.runs
