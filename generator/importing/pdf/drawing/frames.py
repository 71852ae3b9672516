"""What strings of a content stream have in common that one matrix, one size and one spacing set."""

from __future__ import annotations

from math import inf
from typing import NamedTuple

from generator.importing.pdf.drawing.states import FARTHEST, State

_LEAST_SIZE = 1e-3
"""What type of no height at all counts as: sizes are divided by."""
_LARGEST = 1e6
"""Points; no type that can be read is so large, or so far apart."""
_LEVEL = 0.02
"""How far from level, as a share of its size, text may run and still be ordinary text."""

Linear = tuple[float, float, float, float]
"""The part of a matrix that turns and stretches: a, b, c, d."""


class Frame(NamedTuple):
    """What all strings have in common that one matrix, size and spacing set."""

    a: float
    """The text matrix, as it moves the pen along a line …"""
    b: float
    ca: float
    """… and the matrix of the page, a to d …"""
    cb: float
    cc: float
    cd: float
    dx: float
    """… and its shift, with the rise of the text."""
    dy: float
    along: float
    """Points on the page to the right for each unit of advance."""
    size: float
    """Size of the characters on the page."""
    step: float
    """Units of advance for each size of a glyph's width."""
    spacing: float
    """Units of advance added to each glyph."""
    word: float
    """Units of advance added to a blank of a font of single bytes."""
    level: bool
    """Whether a line keeps its height on the page exactly."""
    turn: int | None
    """Degrees clockwise by which the text is turned: 0, 90, 180 or 270; None at another angle."""


_NOWHERE = Frame(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, inf, inf, 0.0, _LEAST_SIZE, 0.0, 0.0, 0.0, False, None)


def frame_of(state: State, linear: Linear) -> Frame:
    """Return the frame of strings in a graphics state and a text matrix that turns and stretches so; where it is
    beyond all measure, one that sets them nowhere."""
    a, b, c, d = linear
    ca, cb, cc, cd, ce, cf = state.ctm
    along, across = a * ca + b * cc, a * cb + b * cd
    yx, yy = c * ca + d * cc, c * cb + d * cd
    # Letters that lean are as high as they were upright.
    height = abs(yy) if not across else (yx * yx + yy * yy) ** 0.5
    size = max(abs(state.size) * height, _LEAST_SIZE)
    dx, dy = ce + state.rise * yx, cf + state.rise * yy
    step, spacing, word = state.size * state.scale, state.spacing * state.scale, state.word * state.scale
    reach = abs(a) + abs(b) + abs(along) + size + abs(step) + abs(spacing) + abs(word)
    if not (reach < _LARGEST and abs(dx) + abs(dy) < FARTHEST):
        return _NOWHERE
    return Frame(a, b, ca, cb, cc, cd, dx, dy, along, size, step, spacing, word, not across, _turn(along, across))


def _turn(along: float, across: float) -> int | None:
    if abs(across) <= _LEVEL * abs(along):
        return 0 if along > 0 else 180
    if abs(along) <= _LEVEL * abs(across):
        return 90 if across > 0 else 270
    return None
