"""Reading order of a page: the left column before the right one, between whatever stands over both.

Where each article has columns of its own, an article that ends inside a page has its two columns above those of the
next one, and nothing but the words tells so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from generator.importing.pdf.elements import Box, Run
from generator.importing.pdf.layout.columns import LEFT, RIGHT, WHOLE, Row, crosses, rows_of
from generator.importing.vocabulary import BACK_WORDS

_ARTICLE_END = re.compile(rf"{BACK_WORDS}\W*$")
"""The link at an article's end."""
_TITLE = 1.2
"""Sizes of the running text that a title has at least."""
_EVEN = 4.0
"""Sizes by which the columns of an article may end at different heights: a line or two, and the space round them."""
_SET_IN = 3.2
"""Sizes by which a line of running text is set in at most; a section's name in the middle is more."""


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
    for thing in things:
        if crosses(thing, gutter):
            areas += _bands(band, gutter)
            band = []
            _add(areas, WHOLE, thing)
        else:
            band.append(thing)
    areas += _bands(band, gutter)
    return areas


def _bands(things: Sequence[Row | Box], gutter: float) -> list[Area]:
    """Return the columns of what stands between two things over both of them: those of one article after the other."""
    rows = [thing for thing in things if isinstance(thing, Row)]
    areas, above = [], 0.0
    for end in (*_article_ends(rows, gutter), None):
        band = [thing for thing in things if _top(thing) > above and (end is None or _top(thing) <= end)]
        areas += _band(band, gutter)
        above = end if end is not None else above
    return areas


def _top(thing: Row | Box) -> float:
    return thing.y if isinstance(thing, Row) else thing.y0


def _article_ends(rows: Sequence[Row], gutter: float) -> list[float]:
    """Return the heights at which the columns of an article end and those of the next one begin: the right one ends
    in the link back to the contents and goes on with text, and beside it the left one goes on with a title, but has no
    such link."""
    if not rows:
        return []
    size = median(row.size for row in rows)
    lefts, rights = _side(rows, gutter, left=True), _side(rows, gutter, left=False)
    edge = min((row.runs[0].x0 for row in rights), default=gutter)
    ends = []
    for last, after in pairwise(rights):
        goes_on = after.size < _TITLE * size and after.runs[0].x0 - edge <= _SET_IN * size
        if not goes_on or not _ends_article(last):
            continue
        for above, title in pairwise(lefts):
            even = abs(above.y - last.y) <= _EVEN * size and title.y > last.y
            if even and title.size >= _TITLE * size > above.size and not _ends_article(above):
                ends.append(max(above.y, last.y))
    return ends


def _side(rows: Sequence[Row], gutter: float, *, left: bool) -> list[Row]:
    """Return what of rows stands on one side of a gutter, with the size of its largest run."""
    sides = [(row.y, [run for run in row.runs if (run.x0 < gutter) == left]) for row in rows]
    return [Row(y, max(run.size for run in runs), runs) for y, runs in sides if runs]


def _ends_article(row: Row) -> bool:
    return _ARTICLE_END.search("".join(run.text for run in row.runs)) is not None


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
