"""Paths of a content stream (ISO 32000-1, 8.5): rules, other drawings, the clip."""

from __future__ import annotations

from collections.abc import Callable

from generator.importing.pdf.drawing.states import State
from generator.importing.pdf.elements import Box, Page
from generator.importing.pdf.file import lexing

_RULE = 2.2
"""A painted path that is no thicker than this is a rule."""
_SHORTEST_RULE = 4.0
"""A rule shorter than this in points is part of a drawing."""
_MANY = 8
"""Lines of a stroked path with curves from which on it is a drawing; a frame with round corners has four."""


class Paths:
    """Builds paths and puts down on the page what is painted."""

    def __init__(self, page: Page, state: State) -> None:
        self.state = state
        self.unseen = False
        self._page = page
        self._rects: list[Box] = []
        self._lines: list[Box] = []
        self._shape: Box | None = None
        self._point = self._first = (0.0, 0.0)
        self._clipping = False

    def operators(self) -> dict[bytes, Callable[[bytes], None]]:
        """Return what each operator does."""
        return {
            b"m": self.start, b"l": self.line, b"c": self.curve, b"v": self.curve, b"y": self.curve, b"h": self.close,
            b"re": self.rectangle, b"W": self.clip, b"W*": self.clip, b"n": self.drop, b"S": self.stroke,
            b"s": self.close_stroke, b"f": self.fill, b"F": self.fill, b"f*": self.fill, b"B": self.both,
            b"B*": self.both, b"b": self.close_both, b"b*": self.close_both,
        }  # fmt: skip

    def start(self, operands: bytes) -> None:
        """Begin a path (m)."""
        x, y = lexing.numbers(operands)[-2:]
        self._point = self._first = self.state.at(x, y)

    def line(self, operands: bytes) -> None:
        """Draw a line (l)."""
        x, y = lexing.numbers(operands)[-2:]
        self._draw_to(self.state.at(x, y))

    def _draw_to(self, end: tuple[float, float]) -> None:
        (x0, y0), (x1, y1) = self._point, end
        self._lines.append(Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
        self._point = end

    def curve(self, operands: bytes) -> None:
        """Draw a curve (c, v, y); its control points stand for it."""
        values = lexing.numbers(operands)
        for x, y in zip(values[::2], values[1::2], strict=False):
            (x0, y0), (x1, y1) = self._point, self.state.at(x, y)
            box = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            self._shape = box if self._shape is None else self._shape.join(box)
            self._point = (x1, y1)

    def close(self, _: bytes) -> None:
        """Draw back to where the path began (h)."""
        if self._point != self._first:
            self._draw_to(self._first)

    def rectangle(self, operands: bytes) -> None:
        """Add a rectangle (re)."""
        x, y, width, height = lexing.numbers(operands)[-4:]
        (x0, y0), (x1, y1) = self.state.at(x, y), self.state.at(x + width, y + height)
        self._rects.append(Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))

    def clip(self, _: bytes) -> None:
        """Let the path clip what follows (W)."""
        self._clipping = True

    def drop(self, _: bytes) -> None:
        """End the path without painting it (n)."""
        if self._clipping:
            boxes = self._rects + self._lines + ([self._shape] if self._shape else [])
            if boxes:
                clip = boxes[0]
                for box in boxes[1:]:
                    clip = clip.join(box)
                self.state.clip = clip.part_in(self.state.clip)
            self._clipping = False
        self._rects, self._lines, self._shape = [], [], None

    def close_stroke(self, operands: bytes) -> None:
        """Close and stroke (s)."""
        self.close(operands)
        self.stroke(operands)

    def close_both(self, operands: bytes) -> None:
        """Close, fill and stroke (b)."""
        self.close(operands)
        self.both(operands)

    def both(self, operands: bytes) -> None:
        """Fill and stroke (B)."""
        self._paint_fills()
        self.stroke(operands)

    def stroke(self, operands: bytes) -> None:
        """Stroke the path (S)."""
        if not self.unseen and self._shape is not None and len(self._lines) >= _MANY:
            self._keep_outline(self._shape)
        elif not self.unseen:
            for box in self._lines:
                self._rule_or_drawing(box)
            for box in self._rects:
                if min(box.width, box.height) <= _RULE:
                    self._rule_or_drawing(box)
                    continue
                self._rule_or_drawing(Box(box.x0, box.y0, box.x1, box.y0))
                self._rule_or_drawing(Box(box.x0, box.y1, box.x1, box.y1))
                self._rule_or_drawing(Box(box.x0, box.y0, box.x0, box.y1))
                self._rule_or_drawing(Box(box.x1, box.y0, box.x1, box.y1))
            if self._shape is not None:
                self._keep_drawing(self._shape)
        self.drop(operands)

    def fill(self, operands: bytes) -> None:
        """Fill the path (f)."""
        self._paint_fills()
        self.drop(operands)

    def _paint_fills(self) -> None:
        if self.unseen:
            return
        for box in self._rects:
            self._rule_or_drawing(box)
        outline = self._shape
        for box in self._lines:
            outline = box if outline is None else outline.join(box)
        if outline is not None:
            self._rule_or_drawing(outline)

    def _rule_or_drawing(self, box: Box) -> None:
        if min(box.width, box.height) <= _RULE:
            if max(box.width, box.height) >= _SHORTEST_RULE:
                self._keep(box, self._page.rules)
        else:
            self._keep_drawing(box)

    def _keep_outline(self, hull: Box) -> None:
        for box in self._lines:
            hull = hull.join(box)
        count = len(self._page.drawings)
        self._keep_drawing(hull)
        self._page.outlines += self._page.drawings[count:]

    def _keep_drawing(self, box: Box) -> None:
        self._keep(box, self._page.drawings)

    def _keep(self, box: Box, kept: list[Box]) -> None:
        """Keep what is seen of a box."""
        clip = self.state.clip
        if clip.meets(box):
            kept.append(box.part_in(clip))
