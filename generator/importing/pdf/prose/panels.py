"""Panels: text in a frame or on a tinted ground, whose lines keep away from its sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from generator.importing.pdf.elements import Box, Page
from generator.importing.pdf.layout.columns import MIDDLE
from generator.importing.pdf.layout.lines import Line
from generator.importing.pdf.layout.measuring import Column, Flow
from generator.importing.pdf.layout.sheets import column_in

_THIN = 2.3
"""Points that the side of a frame is wide at most."""
_LOWEST = 1.3
"""Sizes of the text that a panel is high at least."""
_HIGHEST = 0.85
"""Share of the page's height that it is high at most; more is the ground of the page."""
_NARROWEST = 0.5
"""Share of the column that it is wide at least."""
_SAME = 2.0
"""Points by which the ends of a frame's sides may differ."""
_PADDING = (0.2, 3.0)
"""Sizes by which its lines keep away from its sides, at least and at most; where they do not, the edges of the column
are theirs."""
_MOST_SIDES = 40
"""Upright rules of a page that may be sides of frames; more are a drawing."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel, as its lines see it."""

    box: Box
    """Where it stands on its page."""
    column: Column
    """The edges of its lines, which all panels of one width share."""


def find_panels(pages: Sequence[Page], flow: Flow, columns: dict[int, Column], size: float) -> dict[int, Panel]:
    """Return the panels by the identity of the lines that stand in them; `size` is that of the running text."""
    boxes = {page.index: list(_boxes(page, size)) for page in pages}
    homes: list[tuple[Line, int, Box]] = []
    for key, items in flow:
        wide = _NARROWEST * (columns[key].right - columns[key].left) if key in columns else 0.0
        lines = [line for line in items if isinstance(line, Line)]
        known = {
            page: [box for box in boxes[page] if box.width >= wide and not _parts_columns(box, key, columns)]
            for page in {line.page for line in lines}
        }
        for line in lines:
            held = [box for box in known[line.page] if _holds(box, line)]
            if held:
                homes.append((line, key, min(held, key=lambda box: box.width * box.height)))
    kinds: defaultdict[tuple[int, int, int], list[tuple[Line, Box]]] = defaultdict(list)
    for line, key, box in homes:
        kinds[key, round(box.x0), round(box.x1)].append((line, box))
    panels = {}
    for members in kinds.values():
        padding = min(line.x0 - box.x0 for line, box in members)
        if not _PADDING[0] * size <= padding <= _PADDING[1] * size:
            continue
        for line, box in members:
            panels[id(line)] = Panel(box, Column(box.x0 + padding, box.x1 - padding))
    return panels


def _parts_columns(box: Box, key: int, columns: dict[int, Column]) -> bool:
    """Tell whether the sides of a box stand on both sides of the middle one of three columns: rules part those."""
    return column_in(key) == MIDDLE and box.x0 < columns[key].left and columns[key].right < box.x1


def _boxes(page: Page, size: float) -> Iterator[Box]:
    """Yield what may be panels of a page: filled grounds, and the space between two upright rules of one height."""
    drawn = [*page.drawings, *page.rules]
    for box in drawn:
        if min(box.width, box.height) > _THIN and _is_high(box, page, size):
            yield box
    sides = [box for box in drawn if box.width <= _THIN and _is_high(box, page, size)]
    if len(sides) <= _MOST_SIDES:
        for one, other in combinations(sides, 2):
            if abs(one.y0 - other.y0) <= _SAME and abs(one.y1 - other.y1) <= _SAME:
                yield one.join(other)


def _is_high(box: Box, page: Page, size: float) -> bool:
    return _LOWEST * size <= box.height <= _HIGHEST * page.height


def _holds(box: Box, line: Line) -> bool:
    return box.holds((line.x0 + line.x1) / 2, line.y - 0.3 * line.size) and box.x0 <= line.x0 and line.x1 <= box.x1
