"""The graphics state of a content stream (ISO 32000-1, 8.4) and its matrices."""

from __future__ import annotations

from generator.importing.pdf.elements import Box
from generator.importing.pdf.fonts.faces import Face

Matrix = tuple[float, float, float, float, float, float]


FARTHEST = 1e12
"""Points; what lies farther away, or nowhere at all, is on no page."""


def times(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that does the first and then the second."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


class State:
    """What `q` saves and `Q` restores."""

    __slots__ = ("clip", "ctm", "face", "fill", "leading", "line", "mode", "rise", "scale", "size", "spacing", "word")

    def __init__(self, ctm: Matrix, clip: Box) -> None:
        self.ctm = ctm
        self.clip = clip
        self.fill: tuple[float, ...] = (0.0,)
        self.face: Face | None = None
        self.size = 0.0
        self.spacing = 0.0
        self.word = 0.0
        self.scale = 1.0
        self.leading = 0.0
        self.rise = 0.0
        self.mode = 0
        self.line = 1.0

    def copy(self) -> State:
        """Return a state like this one."""
        other = State.__new__(State)
        other.clip, other.ctm, other.face, other.fill = self.clip, self.ctm, self.face, self.fill
        other.size, other.spacing, other.word, other.scale = self.size, self.spacing, self.word, self.scale
        other.leading, other.rise, other.mode, other.line = self.leading, self.rise, self.mode, self.line
        return other

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return a place of the content stream as a place on the page."""
        a, b, c, d, e, f = self.ctm
        return x * a + y * c + e, x * b + y * d + f

    def around(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """Return the box on the page around a rectangle of the content stream."""
        corners = [self.at(x, y) for x in (x0, x1) for y in (y0, y1)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))
