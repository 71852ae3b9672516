"""Small charts, drawn when the site is built: how often something appears over the years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

BAR = 10
"""Width of a bar and of the gap after it, in units of the drawing; a bar takes seven tenths of it."""
HEIGHT = 40
"""Height of the highest bar, in units of the drawing."""

LOWEST = 2
"""Height that a bar has at least, so that a single article is to be seen."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart."""

    label: str
    """What it stands for: `2024`, `2024年3月`."""
    count: int
    """How high it is."""


def chart(bars: Sequence[Bar], highest: int) -> Markup:
    """Return bars as an SVG for the eye alone: the same numbers stand beside it as a table or as text.

    `highest` is the count of a bar that fills the chart; charts that are compared share it.
    """
    rects = "".join(_rect(index, bar.count, highest) for index, bar in enumerate(bars) if bar.count)
    width = max(len(bars), 1) * BAR
    return Markup(
        f'<svg class="chart" viewBox="0 0 {width} {HEIGHT}" width="{width}" height="{HEIGHT}" aria-hidden="true" '
        f'preserveAspectRatio="none" focusable="false">{rects}</svg>'
    )


def _rect(index: int, count: int, highest: int) -> str:
    """Return one bar."""
    height = max(round(HEIGHT * count / max(highest, 1), 1), LOWEST)
    return f'<rect x="{index * BAR}" y="{HEIGHT - height:g}" width="{BAR * 7 // 10}" height="{height:g}"/>'
