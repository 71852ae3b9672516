"""Rows of a table that no rules part: found by the white between the texts of cells.

Within a row all columns hold one text at most, and between the lowest line of a row and the highest of the next one
lies the same step everywhere. Texts of cells over several rows stand between or beside several of them; they are told
by the other columns, which hold more texts at that height, and by their place in the middle of the rows they cover.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.importing.pdf.tables.stacks import Stack

_LESS = 0.15
"""Sizes by which the step between two rows may fall short of the usual one."""
_OFF_CENTRE = 0.3
"""Steps by which a text may stand away from the middle of the rows that it covers."""
_LEFT_EMPTY = 0.35
"""What it costs to leave a cell empty beside a text over several rows, against standing off the middle."""
_LEFT_AT_START = 0.34
"""The same for the first rows: a text on the page before may cover them."""
_ALIKE = 0.35
"""Sizes by which a text's first line may lie off the row's first."""
_SOME_OFF = 0.4
"""Share of the short texts beside tall ones that may stand off the middle where cells are set in the middle."""
_NOWHERE = 2.0
"""What it costs to place a text in a row that it reaches out of."""
_IMPOSSIBLE = float("inf")


@dataclass(frozen=True, slots=True)
class Span:
    """A text that covers more than one row or column."""

    stack: Stack
    """The text."""
    first: int
    """Its first row."""
    last: int
    """Its last row."""


@dataclass(frozen=True, slots=True)
class TableRows:
    """The rows of a table."""

    edges: tuple[float, ...]
    """The heights between its rows."""
    spans: tuple[Span, ...]
    """The texts that cover several rows or columns."""

    def covered(self) -> list[set[int]]:
        """Return for each edge the columns whose texts cover both the row above and the one below it."""
        found: list[set[int]] = [set() for _ in self.edges]
        for span in self.spans:
            for columns in found[span.first : span.last]:
                columns.update(range(span.stack.first, span.stack.last + 1))
        return found


@dataclass(slots=True)
class Band:
    """A row: the height that its texts take."""

    top: float
    """Its highest baseline."""
    bottom: float
    """Its lowest baseline."""
    size: float
    """Size of its characters."""


def find_rows(stacks: Sequence[Stack], floors: Sequence[float], rules: Sequence[float]) -> TableRows:
    """Return the rows that the texts of cells make; a floor (a rule all along the table) parts two, and where
    a rule runs between two rows, there they meet. Both are given from top to bottom.
    """
    step = _step(stacks)
    bands: list[Band] = []
    for segment in _segments(stacks, step, floors):
        bands += _bands(segment, step, floors)
    spans = [Span(stack, row, row) for stack in stacks if stack.last > stack.first for row in _rows_at(stack, bands)]
    between = {stack.first for stack in stacks if stack.first == stack.last and not _rows_at(stack, bands)}
    others = {stack.first for stack in stacks if stack.first == stack.last} - between
    for column in [*sorted(between), *sorted(others)]:
        spans += _spans(column, stacks, bands, step, spans)
    edges = tuple(_edge(upper, lower, rules) for upper, lower in pairwise(bands))
    return TableRows(edges, tuple(spans))


def _step(stacks: Sequence[Stack]) -> float:
    """Return the distance between the last line of a row and the first of the next: the smallest that occurs in the
    columns, and not just once."""
    last: dict[int, Stack] = {}
    steps = []
    for stack in stacks:
        if stack.first == stack.last:
            if stack.first in last:
                steps.append(stack.top - last[stack.first].bottom)
            last[stack.first] = stack
    within = _often(steps, stacks)
    across = _often(_gaps(stacks), stacks)
    return min(within, across) if within and across else within


def _gaps(stacks: Sequence[Stack]) -> list[float]:
    """Return the distances of baselines below each other, in whatever column, that are wider than any within a text:
    where cells are set in the middle of their rows, none of them need lie in one column."""
    widest = max((lower.y - upper.y for stack in stacks for upper, lower in pairwise(stack.lines)), default=0.0)
    if not widest:
        return []
    heights = sorted(line.y for stack in stacks for line in stack.lines)
    least = widest + _LESS * stacks[0].size
    return [lower - upper for upper, lower in pairwise(heights) if lower - upper > least]


def _often(steps: Sequence[float], stacks: Sequence[Stack]) -> float:
    """Return the smallest step that occurs more than once; the smallest where none does."""
    ordered = sorted(steps)
    often = [first for first, second in pairwise(ordered) if second - first <= _LESS * stacks[0].size]
    return often[0] if often else ordered[0] if ordered else 0.0


def _segments(stacks: Sequence[Stack], step: float, floors: Sequence[float]) -> list[list[Stack]]:
    """Part stacks where none reaches over the white between two rows."""
    segments: list[list[Stack]] = []
    lowest = 0.0
    for stack in stacks:
        wide = segments and stack.top - lowest >= max(step - _LESS * stack.size, _ALIKE * stack.size)
        if not segments or wide or bisect_right(floors, lowest) < bisect_left(floors, stack.top):
            segments.append([])
            lowest = stack.bottom
        segments[-1].append(stack)
        lowest = max(lowest, stack.bottom)
    return segments


def _bands(segment: list[Stack], step: float, floors: Sequence[float]) -> list[Band]:
    """Return the rows of a segment: one, or, where a column holds several texts, those that the columns with the most
    texts make without the others."""
    counts = Counter(stack.first for stack in segment if stack.first == stack.last)
    most = max(counts.values(), default=1)
    if most == 1:
        return [_band(segment)]
    if min(counts.values()) == most:
        columns = [[stack for stack in segment if stack.first == stack.last == column] for column in counts]
        return [_band(beside) for beside in zip(*columns, strict=True)]
    fullest = [stack for stack in segment if stack.first == stack.last and counts[stack.first] == most]
    return [band for part in _segments(fullest, step, floors) for band in _bands(part, step, floors)]


def _band(stacks: Sequence[Stack]) -> Band:
    return Band(min(stack.top for stack in stacks), max(stack.bottom for stack in stacks), stacks[0].size)


def _edge(upper: Band, lower: Band, rules: Sequence[float]) -> float:
    """Return the height between two rows: a rule's where there is one."""
    below = bisect_right(rules, upper.bottom)
    if below < len(rules) and rules[below] < lower.top:
        return rules[below]
    return (upper.bottom + 0.2 * upper.size + lower.top - 0.9 * lower.size) / 2


def _rows_at(stack: Stack, bands: Sequence[Band]) -> list[int]:
    """Return the row in which a text stands whole; none where it reaches out of its row. Rows stand in order."""
    reach, top, bottom = _ALIKE * stack.size, stack.top, stack.bottom
    found = []
    for row in range(bisect_right(bands, top, key=lambda band: band.top - reach) - 1, -1, -1):
        if bands[row].bottom + reach < bottom:
            break
        found.append(row)
    return found[::-1]


def _spans(
    column: int, stacks: Sequence[Stack], bands: Sequence[Band], step: float, known: Sequence[Span]
) -> list[Span]:
    """Return the texts of a column that cover several rows, where at least one of them stands between two rows, and
    those beside a known text over several rows, in the middle of the same ones."""
    own = [stack for stack in stacks if stack.first == stack.last == column]
    if not all(_rows_at(stack, bands) for stack in own):
        placed = place_texts(own, bands, step)
    elif _stand_off(own, stacks, bands):
        placed = _by_middle(own, bands, step)
    else:
        return [span for span in (_beside(stack, own, bands, known) for stack in own) if span is not None]
    return [Span(stack, first, last) for stack, (first, last) in zip(own, placed, strict=True) if last > first]


def _stand_off(own: Sequence[Stack], stacks: Sequence[Stack], bands: Sequence[Band]) -> bool:
    """Tell whether a text of a column stands away from the middle of its row, next to one without a text of its own,
    where short texts beside tall ones stand in the middle."""
    short = [
        (stack, bands[rows[0]])
        for stack in stacks
        if stack.first == stack.last
        and len(rows := _rows_at(stack, bands)) == 1
        and _height(bands[rows[0]]) - (stack.bottom - stack.top) > stack.size
    ]
    off = [stack for stack, band in short if abs(band.top + band.bottom - 2 * stack.centre) > 2 * _ALIKE * stack.size]
    if len(off) > _SOME_OFF * len(short):
        return False
    filled = {row for stack in own for row in _rows_at(stack, bands)}
    return any(
        {row - 1, row + 1} & set(range(len(bands))) - filled
        for stack in off
        if stack in own
        for row in _rows_at(stack, bands)
    )


def _height(band: Band) -> float:
    return band.bottom - band.top


def _beside(stack: Stack, own: Sequence[Stack], bands: Sequence[Band], known: Sequence[Span]) -> Span | None:
    for span in known:
        top, bottom = bands[span.first].top, bands[span.last].bottom
        middle = abs(span.stack.centre - stack.centre) <= _ALIKE * stack.size
        if span.last > span.first and middle and sum(top - 1 <= other.centre <= bottom + 1 for other in own) == 1:
            return Span(stack, span.first, span.last)
    return None


def place_texts(own: Sequence[Stack], bands: Sequence[Band], step: float) -> list[tuple[int, int]]:
    """Return the first and the last row that each text of a column covers: where all begin with a row, from there on,
    else those in whose middle it stands. `step` is the distance of two rows."""
    by_top = _by_top(own, bands)
    return by_top if by_top is not None else _by_middle(own, bands, step)


def _by_top(own: Sequence[Stack], bands: Sequence[Band]) -> list[tuple[int, int]] | None:
    """Return the rows of texts that begin where a row begins and reach out of it; None where some do not."""
    firsts = []
    for stack in own:
        first = next((n for n, band in enumerate(bands) if abs(band.top - stack.top) <= _ALIKE * stack.size), None)
        if first is None:
            return None
        firsts.append(first)
    ends = [*(first - 1 for first in firsts[1:]), len(bands) - 1]
    lasts = []
    for stack, first, end in zip(own, firsts, ends, strict=True):
        last = first
        while last < end and bands[last].bottom + _ALIKE * stack.size < stack.bottom:
            last += 1
        lasts.append(last)
    return list(zip(firsts, lasts, strict=True))


def _by_middle(own: Sequence[Stack], bands: Sequence[Band], step: float) -> list[tuple[int, int]]:
    """Return the rows that each text covers if it stands in the middle of them, as well as can be: the texts keep
    their order, and few rows stay empty."""
    rows = len(bands)
    # costs[n][r]: the least that placing the first n texts in the first r rows costs
    costs = [[_LEFT_AT_START * row for row in range(rows + 1)]]
    origins: list[list[int]] = [[-1] * (rows + 1)]
    for stack in own:
        before, cost, origin = costs[-1], [_IMPOSSIBLE] * (rows + 1), [-1] * (rows + 1)
        for end in range(1, rows + 1):
            cost[end] = cost[end - 1] + _LEFT_EMPTY
            for first in range(end - 1, -1, -1):
                total = before[first] + _misfit(stack, bands[first], bands[end - 1], step)
                if total < cost[end]:
                    cost[end], origin[end] = total, first
                if bands[first].top + bands[end - 1].bottom < 2 * (stack.centre - _OFF_CENTRE * step):
                    break
        costs.append(cost)
        origins.append(origin)
    placed: list[tuple[int, int]] = []
    end = rows
    for origin in reversed(origins[1:]):
        while end > 0 and origin[end] < 0:
            end -= 1
        first = max(origin[end], 0)
        placed.append((first, max(end - 1, first)))
        end = first
    return list(reversed(placed))


def _misfit(stack: Stack, first: Band, last: Band, step: float) -> float:
    """Return what it costs to place a text in the rows from one to another: how far it stands from their middle, in
    steps."""
    off = abs((first.top + last.bottom) / 2 - stack.centre) / max(step, 1.0)
    if first is last:
        return min(off, _OFF_CENTRE) if _rows_at(stack, [first]) else _NOWHERE + off
    return off if off <= _OFF_CENTRE else _IMPOSSIBLE
