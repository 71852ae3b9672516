"""What stands on a page: the vocabulary of the PDF reader.

All measures are in points; x runs from the left edge of the page, y from its top.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Style:
    """How characters are set."""

    bold: bool
    """A bold face, or one made bold by drawing its outline too (`Tr 2`)."""
    colour: tuple[float, ...]
    """Fill colour, as the file gives it."""
    artifact: bool = False
    """Whether the file marks them as no part of the text (running heads, page numbers)."""
    mcid: int | None = None
    """Their marked-content id; the structure tree knows what it belongs to."""


@dataclass(slots=True)
class Run:
    """Characters set one after the other on one baseline."""

    x0: float
    """Left edge of the first character."""
    x1: float
    """Right edge of the last character."""
    y: float
    """The baseline."""
    size: float
    """Size of the characters."""
    text: str
    """The characters."""
    xs: list[float]
    """Left edge of each character."""
    style: Style
    """How they are set."""
    family: str = ""
    """Name of the typeface of its full-width characters, without weight; empty where it has none or the file gives no
    name."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page."""

    x0: float
    """Left edge."""
    y0: float
    """Top edge."""
    x1: float
    """Right edge."""
    y1: float
    """Bottom edge."""

    @property
    def width(self) -> float:
        """Its width."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Its height."""
        return self.y1 - self.y0

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Tell whether a point lies inside, or no further than `slack` outside."""
        return self.x0 - slack <= x <= self.x1 + slack and self.y0 - slack <= y <= self.y1 + slack

    def meets(self, other: Box, slack: float = 0.0) -> bool:
        """Tell whether the two share a point, or come as near as `slack`."""
        return (
            self.x0 <= other.x1 + slack
            and other.x0 <= self.x1 + slack
            and self.y0 <= other.y1 + slack
            and other.y0 <= self.y1 + slack
        )

    def part_in(self, other: Box) -> Box:
        """Return what of it lies in another one; where nothing does, its edges have changed sides."""
        return Box(max(self.x0, other.x0), max(self.y0, other.y0), min(self.x1, other.x1), min(self.y1, other.y1))

    def join(self, other: Box) -> Box:
        """Return the smallest box around both."""
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))


@dataclass(frozen=True, slots=True)
class Image:
    """A picture drawn on a page."""

    box: Box
    """Where it stands."""
    stream: Any
    """pdfminer.six's stream object."""
    number: int | None
    """Its object number; the same number on many pages is decoration."""
    mcid: int | None = None
    """Its marked-content id."""


@dataclass(frozen=True, slots=True)
class Pillar:
    """Characters set one below the other, as vertical writing is."""

    runs: list[Run]
    """Its glyphs from top to bottom, and words on their side."""

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(run.text for run in self.runs)

    @property
    def size(self) -> float:
        """Size of its characters."""
        return self.runs[0].size

    @property
    def box(self) -> Box:
        """The place that it takes."""
        first, last = self.runs[0], self.runs[-1]
        return Box(min(run.x0 for run in self.runs), first.y - first.size, max(run.x1 for run in self.runs), last.y)


@dataclass(slots=True)
class Page:
    """Everything that is drawn on one page."""

    index: int
    """Counted from 0 in the file."""
    width: float
    """Width of the visible page."""
    height: float
    """Height of the visible page."""
    runs: list[Run] = field(default_factory=list)
    """Visible text in drawing order."""
    hidden: list[Run] = field(default_factory=list)
    """Text that no reader sees: drawn with `Tr 3`, clipped away, outside the page, on a layer that is off."""
    turned: list[Run] = field(default_factory=list)
    """Text that is set at an angle: watermarks."""
    turns: Counter[int] = field(default_factory=Counter)
    """Characters that stand on their side or on their head, by the degrees clockwise."""
    pillars: list[Pillar] = field(default_factory=list)
    """Vertical writing beside level lines."""
    vertical: bool = False
    """Whether it is set vertically as a whole; it has been turned to the left then, so that its columns are lines."""
    rules: list[Box] = field(default_factory=list)
    """Horizontal and vertical rules; one side is thin."""
    drawings: list[Box] = field(default_factory=list)
    """Other painted paths."""
    outlines: list[Box] = field(default_factory=list)
    """Those among them that are stroked in many lines and curves, as the outlines of letters are."""
    images: list[Image] = field(default_factory=list)
    """Pictures."""
    troubles: list[str] = field(default_factory=list)
    """What of the page could not be read."""
