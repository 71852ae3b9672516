"""Draws seconds of several tools as dots on a logarithmic scale, as SVG without script, fonts or colours of a host."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, MARGIN, NAMES, ROW, TOP, FOOT = 900, 24, 210, 44, 92, 40
"""Pixels: the whole width, the space at its right, the column of names, a row's height, the space above, below."""
MARKS = (
    ("circle", "#1b5e8c"),
    ("square", "#c05a1c"),
    ("diamond", "#7a3b9d"),
    ("triangle", "#2f7d4f"),
)
"""Shape and colour of each kind of figure; the shape alone tells them apart, too."""
SIZE = 7
FONT = "font-family='system-ui, sans-serif'"
STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Row:
    """The figures of one tool."""

    name: str
    """The tool."""
    seconds: Mapping[str, float]
    """Seconds by the kind of figure."""
    ours: bool = False
    """Whether it is to stand out."""


def chart(title: str, kinds: Sequence[str], rows: Sequence[Row]) -> str:
    """Return the SVG; as many kinds as MARKS has at most."""
    every = [value for row in rows for value in row.seconds.values() if value > 0]
    low, high = 10 ** math.floor(math.log10(min(every))), max(every) * 1.15
    height = TOP + ROW * len(rows) + FOOT

    def across(seconds: float) -> float:
        share = math.log(max(seconds, low) / low) / math.log(high / low)
        return NAMES + share * (WIDTH - NAMES - MARGIN)

    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {height}' role='img' {FONT} font-size='14'>",
        f"<title>{escape(title)}</title>",
        f"<rect width='{WIDTH}' height='{height}' fill='#fff'/>",
        f"<text x='{MARGIN}' y='30' font-size='17' fill='#222'>{escape(title)}</text>",
    ]
    parts += _legend(kinds)
    for step in _ticks(low, high):
        x = across(step)
        parts.append(f"<path d='M{x:.1f} {TOP - 8}V{height - FOOT}' stroke='#ddd'/>")
        label = f"<text x='{x:.1f}' y='{height - FOOT + 20}' text-anchor='middle' fill='#555'>{step:g} s</text>"
        parts.append(label)
    for place, row in enumerate(rows):
        y = TOP + ROW * place + ROW / 2
        if row.ours:
            parts.append(f"<rect y='{y - ROW / 2:.1f}' width='{WIDTH}' height='{ROW}' fill='#1b5e8c' opacity='.09'/>")
        weight = " font-weight='bold'" if row.ours else ""
        parts.append(
            f"<text x='{NAMES - 14}' y='{y + 5:.1f}' text-anchor='end' fill='#222'{weight}>{escape(row.name)}</text>"
        )
        spots = [across(value) for value in row.seconds.values()]
        parts.append(f"<path d='M{min(spots):.1f} {y:.1f}H{max(spots):.1f}' stroke='#bbb' stroke-width='2'/>")
        for kind, value in row.seconds.items():
            note = f"<title>{escape(row.name)}, {escape(kind)}: {value:.2f} s</title>"
            parts.append(_mark(kinds.index(kind), across(value), y, note))
    return "\n".join([*parts, "</svg>", ""])


def _legend(kinds: Sequence[str]) -> list[str]:
    parts = []
    x = float(MARGIN + SIZE)
    for place, kind in enumerate(kinds):
        parts.append(_mark(place, x, 58, ""))
        parts.append(f"<text x='{x + 14:.1f}' y='63' fill='#222'>{escape(kind)}</text>")
        x += 14 + 8 * len(kind) + 28
    return parts


def _mark(place: int, x: float, y: float, note: str) -> str:
    shape, colour = MARKS[place]
    r = SIZE
    paths = {
        "circle": f"M{x - r:.1f} {y:.1f}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z",
        "square": f"M{x - r + 1:.1f} {y - r + 1:.1f}h{2 * r - 2}v{2 * r - 2}h{2 - 2 * r}z",
        "diamond": f"M{x:.1f} {y - r - 1:.1f}l{r + 1} {r + 1}l{-r - 1} {r + 1}l{-r - 1} {-r - 1}z",
        "triangle": f"M{x:.1f} {y - r:.1f}l{r} {2 * r - 1}h{-2 * r}z",
    }
    return f"<path d='{paths[shape]}' fill='{colour}' fill-opacity='.85' stroke='#fff'>{note}</path>"


def _ticks(low: float, high: float) -> list[float]:
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    return [tick for power in powers for step in STEPS if low <= (tick := step * 10.0**power) <= high]
