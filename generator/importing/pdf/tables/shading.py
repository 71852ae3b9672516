"""Shaded cells: filled rectangles that lie beside and below each other under a table's text."""

from __future__ import annotations

from collections.abc import Sequence

from generator.importing.pdf.elements import Box, Run

_SAME = 2.0
"""Points within which edges are the same, and within which cells touch."""
_NEAR = 3.0
"""Points by which a rule's ends may lie off those of the shaded cells."""
_HELD = 0.5
"""Share of the rows of rectangles that hold text, at least: a table's do, the bars of a chart do not."""
_TOUCHING = 0.8
"""Share of a row's width that its rectangles cover."""


def without_shading(shapes: Sequence[Box], runs: Sequence[Run]) -> list[Box]:
    """Return the shapes that are no shaded cells: rows of rectangles over one stretch, of which most hold text."""
    shaded = {id(box) for rows in _shaded(shapes, runs) for row in rows for box in row}
    return [shape for shape in shapes if id(shape) not in shaded]


def shading_rules(shapes: Sequence[Box], runs: Sequence[Run], rules: Sequence[Box]) -> tuple[list[Box], list[Box]]:
    """Return the upper and lower edges of shaded cells as level rules: where rules span the same stretch, and where
    several rows of one stretch are shaded alone. Those need not be all the rows of a table."""
    level: dict[int, tuple[float, float]] = {}
    for rule in rules:
        if rule.width > rule.height:
            left, right = level.get(round(rule.y0), (rule.x0, rule.x1))
            level[round(rule.y0)] = (min(left, rule.x0), max(right, rule.x1))
    among_rules: list[Box] = []
    alone: list[Box] = []
    for rows in _shaded(shapes, runs):
        x0, x1 = rows[0][0].x0, max(box.x1 for box in rows[0])
        edges = [Box(box.x0, y, box.x1, y) for row in rows for box in row for y in (box.y0, box.y1)]
        if any(abs(left - x0) <= _NEAR and abs(right - x1) <= _NEAR for left, right in level.values()):
            among_rules += edges
        elif len(rows) > 1:
            alone += edges
    return among_rules, alone


def _shaded(shapes: Sequence[Box], runs: Sequence[Run]) -> list[list[list[Box]]]:
    """Return the rows of shaded cells of each table."""
    rows: list[list[Box]] = []
    for shape in sorted(shapes, key=lambda shape: (round(shape.y0), shape.x0)):
        if rows and abs(shape.y0 - rows[-1][0].y0) <= _SAME and abs(shape.y1 - rows[-1][0].y1) <= _SAME:
            rows[-1].append(shape)
        else:
            rows.append([shape])
    groups: dict[tuple[int, int], list[list[Box]]] = {}
    for row in rows:
        stretch = next(
            (known for known in groups if _is_alike(known, row)), (round(row[0].x0), round(max(box.x1 for box in row)))
        )
        groups.setdefault(stretch, []).append(row)
    shaded = []
    for (x0, x1), members in groups.items():
        held = sum(any(_holds(box, runs) for box in row) for row in members)
        covered = all(sum(box.width for box in row) >= _TOUCHING * (x1 - x0) for row in members)
        if covered and held >= _HELD * len(members):
            shaded.append(members)
    return shaded


def _is_alike(known: tuple[int, int], row: Sequence[Box]) -> bool:
    return abs(row[0].x0 - known[0]) <= _SAME and abs(max(box.x1 for box in row) - known[1]) <= _SAME


def _holds(box: Box, runs: Sequence[Run]) -> bool:
    """Tell whether a whole run of text stands in a rectangle."""
    return any(
        box.holds(run.x0, run.y - 0.3 * run.size) and box.holds(run.x1, run.y) and run.text.strip() for run in runs
    )
