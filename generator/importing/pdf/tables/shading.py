"""Shaded cells: filled rectangles that lie beside and below each other under a table's text."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping, Sequence
from itertools import pairwise

from generator.importing.pdf.elements import Box, Run
from generator.importing.pdf.layout.columns import rows_of
from generator.importing.pdf.layout.heights import ByHeight, middle_of

_SAME = 2.0
"""Points within which edges are the same, and within which cells touch."""
_NEAR = 3.0
"""Points by which a rule's ends may lie off those of the shaded cells."""
_HELD = 0.5
"""Share of the rows of rectangles that hold text, at least: a table's do, the bars of a chart do not."""
_TOUCHING = 0.8
"""Share of a row's width that its rectangles cover."""
_SEVERAL = 2
"""Cells of a shaded row that show columns, at least."""
_FIRST_LINE, _LINE = 2.6, 1.7
"""Sizes from a row's upper edge to its first line, and between its lines, at most."""
_DEPTH = 0.35
"""Sizes that a row reaches below its last baseline."""

Band = list[Box]
"""The shaded cells of one row, from left to right."""


def without_shading(shapes: Sequence[Box], runs: Sequence[Run]) -> list[Box]:
    """Return the shapes that are no shaded cells: rows of rectangles over one stretch, of which most hold text, and
    those beside several of them."""
    tables = _shaded(shapes, runs)
    shaded = {id(box) for bands in tables for band in bands for box in band}
    shaded |= {id(box) for bands in tables for box in _high_cells(bands, shapes)}
    return [shape for shape in shapes if id(shape) not in shaded]


def shading_rules(shapes: Sequence[Box], runs: Sequence[Run], rules: Sequence[Box]) -> tuple[list[Box], list[Box]]:
    """Return the upper and lower edges of shaded cells as level rules: where rules span the same stretch, or the cells
    of each shaded row show all columns, and where several rows of one stretch are shaded alone. Those need not be all
    the rows of a table."""
    level: dict[int, tuple[float, float]] = {}
    for rule in rules:
        if rule.width > rule.height:
            left, right = level.get(round(rule.y0), (rule.x0, rule.x1))
            level[round(rule.y0)] = (min(left, rule.x0), max(right, rule.x1))
    among_rules: list[Box] = []
    alone: list[Box] = []
    for bands in _shaded(shapes, runs):
        x0, x1 = bands[0][0].x0, max(box.x1 for box in bands[0])
        edges = [Box(box.x0, y, box.x1, y) for band in bands for box in band for y in (box.y0, box.y1)]
        if any(abs(left - x0) <= _NEAR and abs(right - x1) <= _NEAR for left, right in level.values()):
            among_rules += edges
        elif len(bands) > 1 and _shows_columns(bands, runs):
            among_rules += edges + _end_of_last(bands, runs)
            among_rules += [Box(box.x0, y, box.x1, y) for box in _high_cells(bands, shapes) for y in (box.y0, box.y1)]
        elif len(bands) > 1:
            alone += edges
    return among_rules, alone


def _leading(band: Band, runs: Sequence[Run]) -> float:
    """Return the widest step between the lines of a shaded row."""
    box = band[0].join(band[-1])
    heights = sorted(run.y for run in runs if box.holds(run.x0, run.y - 1) and run.text.strip())
    return max((lower - upper for upper, lower in pairwise(heights)), default=0.0)


def _shows_columns(bands: Sequence[Band], runs: Sequence[Run]) -> bool:
    """Tell whether each shaded row has several cells, and no text stands across two of them."""
    for band in bands:
        box = band[0].join(band[-1])
        inside = [run for run in runs if box.holds(run.x0, run.y) and run.text.strip()]
        if len(band) < _SEVERAL or any(run.x0 + 1 < cell.x0 < run.x1 - 1 for run in inside for cell in band[1:]):
            return False
    return True


def _high_cells(bands: Sequence[Band], shapes: Sequence[Box]) -> list[Box]:
    """Return the shaded cells over several rows, beside those of one row."""
    known = {id(box) for band in bands for box in band}
    sides = {x for band in bands for box in band for x in (box.x0, box.x1)}
    edges = {y for band in bands for box in band for y in (box.y0, box.y1)}
    return [
        shape
        for shape in shapes
        if id(shape) not in known
        and any(abs(x - side) <= _SAME for x in (shape.x0, shape.x1) for side in sides)
        and all(any(abs(y - edge) <= _SAME for edge in edges) for y in (shape.y0, shape.y1))
    ]


def _end_of_last(bands: Sequence[Band], runs: Sequence[Run]) -> list[Box]:
    """Return the lower edge of a row without shade below the last one that has: where every other row is shaded, it
    may be the table's last."""
    widest = max(bands, key=lambda band: _right(band) - band[0].x0)
    x0, x1, inner = widest[0].x0, _right(widest), [box.x0 for box in widest[1:]]
    lowest, end = max(box.y1 for band in bands for box in band), 0.0
    leading = max((_leading(band, runs) for band in bands), default=0.0) + _SAME
    filled: set[int] = set()
    for row in rows_of([run for run in runs if run.y > lowest and run.x0 < x1 and run.x1 > x0 and run.text.strip()]):
        outside = row.runs[0].x0 < x0 or row.runs[-1].x1 > x1
        across = any(run.x0 + 1 < x < run.x1 - 1 for run in row.runs for x in inner)
        near = row.y - lowest <= (max(leading, _LINE * row.size) if end else _FIRST_LINE * row.size)
        if outside or across or not near:
            break
        filled |= {bisect(inner, run.x0) for run in row.runs}
        lowest, end = row.y, row.y + _DEPTH * row.size
    return [Box(box.x0, end, box.x1, end) for box in widest] if len(filled) > 1 else []


def _shaded(shapes: Sequence[Box], runs: Sequence[Run]) -> list[list[Band]]:
    """Return the shaded rows of each table."""
    bands: list[Band] = []
    for shape in sorted(shapes, key=lambda shape: (round(shape.y0), shape.x0)):
        if bands and abs(shape.y0 - bands[-1][0].y0) <= _SAME and abs(shape.y1 - bands[-1][0].y1) <= _SAME:
            bands[-1].append(shape)
        else:
            bands.append([shape])
    groups: list[list[Band]] = []
    stretches: dict[tuple[int, int], list[Band]] = {}
    parted: list[list[Band]] = []
    for band in sorted(bands, key=lambda band: (round(band[0].x0 - _right(band)), band[0].y0)):
        group = _of_stretch(band, stretches)
        if group is None and len(band) > 1:
            group = next((known for known in parted if _lie_among(band, known[0])), None)
        if group is None:
            group = []
            groups.append(group)
            if len(band) > 1:
                parted.append(group)
            stretches[round(band[0].x0), round(_right(band))] = group
        group.append(band)
    shaded = []
    words = ByHeight(runs if groups else (), middle_of)
    for members in groups:
        held = sum(any(_holds(box, words) for box in band) for band in members)
        covered = all(sum(box.width for box in band) >= _TOUCHING * (_right(band) - band[0].x0) for band in members)
        if covered and held >= _HELD * len(members):
            shaded.append(sorted(members, key=lambda band: band[0].y0))
    return shaded


def _right(band: Band) -> float:
    return max(box.x1 for box in band)


def _of_stretch(band: Band, stretches: Mapping[tuple[int, int], list[Band]]) -> list[Band] | None:
    """Return the rows of rectangles that span the same stretch as another."""
    x0, x1 = round(band[0].x0), round(_right(band))
    near = range(-round(_SAME), round(_SAME) + 1)
    return next((known for dx in near for dy in near if (known := stretches.get((x0 + dx, x1 + dy)))), None)


def _lie_among(band: Band, known: Band) -> bool:
    """Tell whether the cells of a row are among those of another: beside them stands a cell over several rows."""
    return all(
        any(abs(box.x0 - other.x0) <= _SAME and abs(box.x1 - other.x1) <= _SAME for other in known) for box in band
    )


def _holds(box: Box, words: ByHeight[Run]) -> bool:
    """Tell whether a whole run of text stands in a rectangle."""
    return any(
        box.x0 <= run.x0 <= box.x1 and box.holds(run.x1, run.y) and run.text.strip()
        for run in words.between(box.y0, box.y1)
    )
