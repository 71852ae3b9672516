"""Insets: quotations and the like, whose lines keep away from both edges of their column."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from generator.importing.pdf.layout.blocks import Block
from generator.importing.pdf.layout.lines import Line
from generator.importing.pdf.layout.measuring import INDENT, Column, Flow
from generator.importing.pdf.layout.wording import ends_sentence

_FEWEST_LINES = 3
"""Lines that show where an inset begins and ends."""
_SAME_EDGE = 0.3
"""Sizes by which lines of one inset may begin beside each other …"""
_REACHES = 1.5
"""… and before its right edge at which its full lines end at most."""

_SHOWS = 0.5
"""Sizes before the right edge at which two lines end that show it."""


def find_insets(flow: Flow, columns: Mapping[int, Column]) -> dict[int, Column]:
    """Return the narrower columns in which lines stand, by the lines' identity.

    Few lines show an inset only beside others: what a page end leaves of a quotation stands where others do.
    """
    found: dict[int, Column] = {}
    known: defaultdict[int, list[Column]] = defaultdict(list)
    rest: list[tuple[int, list[Line]]] = []
    for key, items in flow:
        for stretch in _stretches(items, columns[key]):
            start, narrow = _inset_in(stretch, columns[key])
            if narrow is not None:
                if _is_sure(stretch[start:], narrow):
                    known[key].append(narrow)
                found.update((id(line), narrow) for line in stretch[start:])
            rest.append((key, stretch[:start]))
    turned = {id(items[0]): _last_of_text(above) for (_, above), (_, items) in pairwise(flow)}
    for key, stretch in rest:
        narrow = next((inset for inset in known[key] if stretch and _stands_in(stretch, inset)), None)
        if narrow is None and stretch:
            narrow = _over_page_end(stretch, found.get(id(turned.get(id(stretch[0])))))
        if narrow is not None:
            found.update((id(line), narrow) for line in stretch)
    return found


def _last_of_text(items: Sequence[Line | Block]) -> Line | Block | None:
    """Return what stands last in a stretch, above its footnotes."""
    return next((item for item in reversed(items) if not isinstance(item, Block) or not item.footnote), None)


def _over_page_end(stretch: Sequence[Line], above: Column | None) -> Column | None:
    """Return the inset at a page's end, if the lines at the start of the next one begin at its edge."""
    if above is None or abs(stretch[0].x0 - above.left) > _SAME_EDGE * stretch[0].size:
        return None
    return above


def _stretches(items: Sequence[Line | Block], column: Column) -> list[list[Line]]:
    """Return the lines of one weight below each other that keep away from both edges."""
    stretches: list[list[Line]] = []
    above: Line | None = None
    for item in items:
        if not isinstance(item, Line) or not _keeps_away(item, column):
            above = None
            continue
        if above is not None and above.bold == item.bold:
            stretches[-1].append(item)
        else:
            stretches.append([item])
        above = item
    return stretches


def _inset_in(stretch: Sequence[Line], column: Column) -> tuple[int, Column | None]:
    """Return where an inset begins in a stretch, and its column: a short paragraph may stand above it."""
    for start in range(len(stretch)):
        narrow = _inset(stretch[start:], column) if not start or len(stretch) - start >= _FEWEST_LINES else None
        if narrow is not None:
            return start, narrow
    return len(stretch), None


def _is_sure(lines: Sequence[Line], inset: Column) -> bool:
    """Tell whether the lines of an inset show its right edge, too: two of them end there."""
    return len(lines) >= _FEWEST_LINES and sum(inset.right - line.x1 <= _SHOWS * line.size for line in lines) > 1


def _stands_in(stretch: Sequence[Line], inset: Column) -> bool:
    """Tell whether lines begin at an inset's edge or with a first line's indent, and run up to its other edge."""
    starts = [(line.x0 - inset.left) / line.size for line in stretch]
    ends = [(inset.right - line.x1) / line.size for line in stretch]
    begin = all(abs(start) <= _SAME_EDGE or INDENT[0] <= start <= INDENT[1] for start in starts)
    return begin and min(ends) >= -_SAME_EDGE and min(ends) <= _REACHES


def _keeps_away(line: Line, column: Column) -> bool:
    return line.x0 - column.left >= INDENT[0] * line.size and column.right - line.x1 >= INDENT[0] * line.size


def _inset(lines: Sequence[Line], column: Column) -> Column | None:
    if len(lines) == 2 and abs(lines[0].x0 - lines[1].x0) < 1.0:
        away = lines[0].x0 - column.left
        even = abs(column.right - lines[0].x1 - away) <= 1.3 * lines[0].size
        whole = ends_sentence(lines[0].text) or lines[1].x1 > lines[0].x1 + _SAME_EDGE * lines[0].size
        return Column(lines[0].x0, column.right - away) if even and not whole else None
    if len(lines) < _FEWEST_LINES or any(abs(line.size - lines[0].size) > 0.5 for line in lines):
        return None
    lefts = Counter(round(line.x0) for line in lines)
    left = min((x for x, count in lefts.items() if count >= 2), default=None)
    if left is None:
        return None
    right = max(line.x1 for line in lines)
    full = sum(right - line.x1 <= _REACHES * line.size for line in lines)
    if any(right - line.x1 > _REACHES * line.size and not ends_sentence(line.text) for line in lines[:-1]):
        return None
    inside = all(-1 <= round(line.x0) - left <= INDENT[1] * line.size for line in lines)
    return Column(float(left), right) if inside and full >= len(lines) // 2 and full >= 2 else None
