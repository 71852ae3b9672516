"""Where text goes: the text matrix and the matrix of the line (ISO 32000-1, 9.4.2)."""

from __future__ import annotations

from generator.importing.pdf.drawing.frames import Linear
from generator.importing.pdf.drawing.states import State
from generator.importing.pdf.file import lexing

_MOST_KEPT = 4096
"""Operands that are kept with their meaning: those of honest pages come again and again."""
UPRIGHT: Linear = (1.0, 0.0, 0.0, 1.0)
"""How a text object begins."""


class Places:
    """Runs the operators that move the pen without putting anything down."""

    def __init__(self, state: State) -> None:
        self.state = state
        self._linear = UPRIGHT
        self._x = self._y = self._line_x = self._line_y = 0.0
        self._heads: dict[bytes, Linear] = {}
        self._steps: dict[bytes, tuple[float, float]] = {}

    @property
    def place(self) -> tuple[Linear, float, float, float, float]:
        """Where the pen and the line are, to come back to."""
        return self._linear, self._x, self._y, self._line_x, self._line_y

    @place.setter
    def place(self, place: tuple[Linear, float, float, float, float]) -> None:
        self._linear, self._x, self._y, self._line_x, self._line_y = place

    def begin(self, _: bytes) -> None:
        """Begin a text object (BT)."""
        self._linear = UPRIGHT
        self._x = self._y = self._line_x = self._line_y = 0.0

    def matrix(self, operands: bytes) -> None:
        """Set both matrices (Tm)."""
        head, right, up = operands.rsplit(None, 2)
        linear = self._heads.get(head)
        if linear is None:
            a, b, c, d, _, _ = lexing.numbers(operands)[-6:]
            linear = (a, b, c, d)
            if len(self._heads) < _MOST_KEPT:
                self._heads[head] = linear
        self._linear = linear
        try:
            self._x, self._y = float(right), float(up)
        except ValueError:
            self._x, self._y = lexing.numbers(operands)[-2:]
        self._line_x, self._line_y = self._x, self._y

    def move(self, operands: bytes) -> None:
        """Begin a line, away from the last one (Td)."""
        x, y = self._steps.get(operands) or self._step(operands)
        self._shift(x, y)

    def _shift(self, x: float, y: float) -> None:
        a, b, c, d = self._linear
        self._x = self._line_x = self._line_x + x * a + y * c
        self._y = self._line_y = self._line_y + x * b + y * d

    def _step(self, operands: bytes) -> tuple[float, float]:
        x, y = lexing.numbers(operands)[-2:]
        if len(self._steps) < _MOST_KEPT:
            self._steps[operands] = x, y
        return x, y

    def move_leading(self, operands: bytes) -> None:
        """Begin a line and take its distance for the leading (TD)."""
        self.state.leading = -self._step(operands)[1]
        self.move(operands)

    def next_line(self, _: bytes) -> None:
        """Begin the next line (T*)."""
        self._shift(0.0, -self.state.leading)

    def sink(self, distance: float) -> None:
        """Move the pen of vertical writing; down, where the distance is below zero."""
        _, _, c, d = self._linear
        self._x, self._y = self._x + distance * c, self._y + distance * d
