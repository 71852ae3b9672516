"""Three columns side by side, as a newspaper has them: two gutters with running text on all sides."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from generator.importing.pdf.layout.columns import Row, agree, both_sides, keeps_to, runs_on, white_in

Thirds = tuple[float, float]
"""Two gutters of a page, from left to right."""

_WINDOWS = ((0.24, 0.45), (0.55, 0.76))
"""Where in the text's width they may lie."""
_EVEN = 6.0
"""Points by which the steps from column to column may differ: those of a table do."""
_FEWEST_PAGES = 2
"""Pages that show three columns clearly …"""
_MANY_PAGES = 0.2
"""… and share of the pages with text that these are at least."""
_FEWEST_ROWS = 8
"""Rows of a page with text."""


def find_thirds(rows: Sequence[Sequence[Row]]) -> list[Thirds | None]:
    """Return the gutters of the pages that have three columns, of which `rows` are the rows of each; None for others.
    Pages agree on them, and those with little text no more than keep to them."""
    found = [_thirds(page) for page in rows]
    known = [thirds for thirds in found if thirds is not None]
    many = max(_FEWEST_PAGES, _MANY_PAGES * sum(len(page) >= _FEWEST_ROWS for page in rows))
    usual = next((thirds for thirds in known if sum(_agree(thirds, other) for other in known) >= many), None)
    if usual is None:
        return [None] * len(rows)
    return [usual if _has(page, usual) else None for page in rows]


def _has(rows: Sequence[Row], thirds: Thirds) -> bool:
    """Tell whether the rows of a page keep to two gutters and begin in the first column; a cover's lines may stand in
    the middle."""
    return bool(_between(rows, -inf, thirds[0])) and all(keeps_to(rows, gutter) for gutter in thirds)


def _thirds(rows: Sequence[Row]) -> Thirds | None:
    """Return the gutters of a page whose rows fill three columns of one width with running text."""
    if _mostly_wide(rows):
        return None
    if (first := white_in(rows, _WINDOWS[0])) is None or (second := white_in(rows, _WINDOWS[1])) is None:
        return None
    for gutter, within in ((first, _between(rows, -inf, second)), (second, _between(rows, first, inf))):
        if not both_sides(within, gutter) or not runs_on(within, gutter):
            return None
    starts = [
        min(row.runs[0].x0 for row in _between(rows, *sides))
        for sides in ((-inf, first), (first, second), (second, inf))
    ]
    even = abs((starts[2] - starts[1]) - (starts[1] - starts[0])) <= _EVEN
    return (first, second) if even else None


def _mostly_wide(rows: Sequence[Row]) -> bool:
    """Tell whether most rows run over more than half of the text's width without white, as those of one column do."""
    edges = [(row.runs[0].x0, row.runs[-1].x1) for row in rows]
    half = (max(x1 for _, x1 in edges) - min(x0 for x0, _ in edges)) / 2 if edges else 0.0
    wide = sum(any(x1 - x0 > half for x0, x1 in row.segments()) for row in rows)
    return wide > len(rows) / 2


def _between(rows: Sequence[Row], left: float, right: float) -> list[Row]:
    """Return what of rows stands between two places."""
    parts = [(row, [run for run in row.runs if left < run.x0 and run.x1 < right]) for row in rows]
    return [Row(row.y, row.size, runs) for row, runs in parts if runs]


def _agree(thirds: Thirds, others: Thirds) -> bool:
    return all(agree(gutter, other) for gutter, other in zip(thirds, others, strict=True))
