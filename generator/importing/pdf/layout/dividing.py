"""Where the two columns of a page begin anew: below the end of an article, above what stands over both of them.

A title over both columns may be too short to reach the right one, and so may the section's name above it. They lie in
the left column then, and beside them the right one is white.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from generator.importing.pdf.elements import Box
from generator.importing.pdf.layout.columns import Row
from generator.importing.vocabulary import BACK_WORDS

_ARTICLE_END = re.compile(rf"{BACK_WORDS}\W*$")
"""The link at an article's end."""
_TITLE = 1.2
"""Sizes of the running text that a title has at least."""
_EVEN = 4.0
"""Sizes by which the columns of an article may end at different heights: a line or two, and the space round them."""
_SET_IN = 3.2
"""Sizes by which a line of running text is set in at most; a section's name in the middle is more."""
_APART = 2.2
"""Sizes from the last baseline of the left column to that of a line over both columns at least."""
_WHITE = 7.0
"""Sizes that the right column leaves free beside a title and what stands round it; a heading of its own takes less."""
_ABOVE_TITLE = 2
"""Lines over both columns above a title at most: the section's name."""
_FULL = 3.0
"""Sizes before the gutter at which the lines of running text mostly end."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A line, table or picture in a column."""

    top: float
    """Its upper edge; of a line the baseline."""
    bottom: float
    """Its lower edge; of a line the baseline."""
    row: Row | None = None
    """The line."""

    @property
    def size(self) -> float:
        """Size of the largest characters of a line."""
        return max((run.size for run in self.row.runs), default=0.0) if self.row is not None else 0.0

    @property
    def ends_article(self) -> bool:
        """Whether it is the link back to the contents, or ends in it."""
        text = "".join(run.text for run in self.row.runs) if self.row is not None else ""
        return _ARTICLE_END.search(text) is not None


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Two columns side by side."""

    lefts: Sequence[_Part]
    """What stands in the left one, from top to bottom."""
    rights: Sequence[_Part]
    """What stands in the right one."""
    gutter: float
    """The white between them."""
    size: float
    """Size of the running text."""

    def is_title(self, part: _Part) -> bool:
        """Tell whether a line has a title's size."""
        return part.size >= _TITLE * self.size


@dataclass(frozen=True, slots=True)
class _Seam:
    """A height at which both columns may end."""

    stretch: _Stretch
    """The columns."""
    above: _Part
    """What ends the left one, …"""
    rest: Sequence[_Part]
    """… and what stands in it below, as far as the right one is white beside it."""
    last: _Part
    """What ends the right one."""
    after: _Part | None
    """What it goes on with."""

    @property
    def white(self) -> float:
        """Sizes of running text that the right column leaves free."""
        return (self.after.top - self.last.bottom) / self.stretch.size if self.after is not None else inf

    @property
    def is_apart(self) -> bool:
        """Whether there is space below the left column's end."""
        return self.rest[0].top - self.above.bottom >= _APART * self.stretch.size

    @property
    def has_text(self) -> bool:
        """Whether there may be running text in the rest of the left column."""
        edge = self.stretch.gutter - _FULL * self.stretch.size
        return any(
            part.row is None or (part.row.runs[-1].x1 >= edge and not self.stretch.is_title(part))
            for part in self.rest
        )


def divisions(things: Sequence[Row | Box], gutter: float, size: float, below: Row | Box | None) -> list[float]:
    """Return the heights below which the columns begin anew. `things` stand on either side of a gutter, `size` is that
    of the running text, and `below` is what stands over both columns where they end."""
    stretch = _Stretch(_side(things, gutter, left=True), _side(things, gutter, left=False), gutter, size)
    titled_below = isinstance(below, Row) and stretch.is_title(_Part(below.y, below.y, below))
    found = []
    for last, after in pairwise([*stretch.rights, None]):
        end = after.top if after is not None else inf
        for index, above in enumerate(stretch.lefts[:-1]):
            first = stretch.lefts[index + 1]
            if last is None or not last.bottom < first.top <= end + _TITLE * max(size, first.size):
                continue
            rest = [first, *(part for part in stretch.lefts[index + 2 :] if part.top < end)]
            seam = _Seam(stretch, above, rest, last, after)
            if _ends_article(seam) or _is_titled(seam) or (titled_below and _leads_to_title(seam)):
                found.append(max(above.bottom, last.bottom))
                break
    return found


def _ends_article(seam: _Seam) -> bool:
    """Tell whether the columns of an article end: the right one in the link back to the contents, and the left one
    goes on with a title, but has no such link. Either the right one goes on with text, or both are at their end but
    for the title."""
    stretch, after = seam.stretch, seam.after
    titled = stretch.is_title(seam.rest[0]) and not stretch.is_title(seam.above)
    if not titled or not seam.last.ends_article or seam.above.ends_article:
        return False
    if after is None:
        return not seam.has_text
    if after.row is None or abs(seam.above.bottom - seam.last.bottom) > _EVEN * stretch.size:
        return False
    edge = min(part.row.runs[0].x0 for part in stretch.rights if part.row is not None)
    return not stretch.is_title(after) and after.row.runs[0].x0 - edge <= _SET_IN * stretch.size


def _is_titled(seam: _Seam) -> bool:
    """Tell whether lines of the left column stand over both: one of the first is a title, and there is much white
    beside them and some above."""
    if seam.after is None or seam.white < _WHITE or not seam.is_apart or seam.above.ends_article:
        return False
    return any(map(seam.stretch.is_title, seam.rest[: _ABOVE_TITLE + 1])) and not seam.stretch.is_title(seam.above)


def _leads_to_title(seam: _Seam) -> bool:
    """Tell whether the last lines of the left column stand over both, above a title that does."""
    return seam.after is None and seam.is_apart and len(seam.rest) <= _ABOVE_TITLE and not seam.has_text


def _side(things: Sequence[Row | Box], gutter: float, *, left: bool) -> list[_Part]:
    """Return what of some things stands on one side of a gutter, from top to bottom."""
    parts = []
    for thing in things:
        if isinstance(thing, Box):
            if ((thing.x0 + thing.x1) / 2 <= gutter) == left:
                parts.append(_Part(thing.y0, thing.y1))
        elif runs := [run for run in thing.runs if run.text.strip() and (run.x0 < gutter) == left]:
            parts.append(_Part(thing.y, thing.y, Row(thing.y, thing.size, runs)))
    return sorted(parts, key=lambda part: part.top)
