"""Pictures with text beside them: the lines there are short, and the paragraph goes on below."""

from __future__ import annotations

from collections.abc import Sequence

from generator.importing.pdf.layout.blocks import Block
from generator.importing.pdf.layout.lines import Line
from generator.importing.pdf.layout.measuring import Column, Flow
from generator.importing.pdf.layout.wording import HANGING

_FEWEST_LINES = 3
"""Lines that stand beside a picture around which text runs."""
_ABOVE, _BELOW = 1.0, 2.0
"""Sizes by which a picture's margin reaches above it and below it."""
_CLEAR = 2.0
"""Points by which a line may reach under a picture's edge."""


def run_around(flow: Flow) -> dict[int, Column]:
    """Return the columns of lines beside pictures, by the lines' identity, and mark those pictures, in place."""
    found: dict[int, Column] = {}
    for _, items in flow:
        lines = [item for item in items if isinstance(item, Line)]
        for picture in (item for item in items if isinstance(item, Block) and item.box is not None):
            column, beside = _beside(lines, picture)
            if column is not None:
                picture.beside = True
                found.update((id(line), column) for line in beside)
    return found


def _beside(lines: Sequence[Line], picture: Block) -> tuple[Column | None, list[Line]]:
    """Return the lines left of a picture, or right of it, and the edges that they share."""
    box = picture.box
    if box is None:
        return None, []
    near = [line for line in lines if box.y0 - _ABOVE * line.size < line.y < box.y1 + _BELOW * line.size]
    level = [line for line in near if box.y0 < line.y < box.y1]
    for beside in (
        [line for line in near if _end(line) <= box.x0 + _CLEAR],
        [line for line in near if line.x0 >= box.x1 - _CLEAR],
    ):
        if len(beside) >= _FEWEST_LINES and all(line in beside for line in level):
            return Column(min(line.x0 for line in beside), max(map(_end, beside)), beside=True), beside
    return None, []


def _end(line: Line) -> float:
    """Return where a line ends but for a stop, which may hang over its edge."""
    return line.xs[-1] if line.text[-1] in HANGING else line.x1
