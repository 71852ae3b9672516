"""Stacks: lines of one column that stand so close below each other that they are the text of one cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.importing.characters import is_wide
from generator.importing.pdf.elements import Run
from generator.importing.pdf.layout.lines import Line, build_lines
from generator.importing.pdf.layout.wording import FIGURES, fits
from generator.importing.pdf.tables.pieces import PieceRow, White

_CLOSEST = 0.9
"""Sizes between two lines of one column at least; what is nearer stands beside, not below."""
_ONE_STEP = 1.1
"""Steps that differ by less than this factor are the same."""
_OTHER_FACE = 1.3
"""Factor by which lines with full-width characters may stand wider than others."""
_ENDED = 0.3
"""Share of the pairs of lines at the smallest step whose upper line could have gone on; with fewer, that step is the
distance of lines within cells, with more it is the one between rows, too."""
_ONE_STEP_ALONE = 0.9
"""Share of the pairs of lines at one step with which a table has no other step."""
_ALIGNED = 0.8
"""Share of the lines at one step that have lines of all columns beside them where that step is one of rows."""
_DENSE = 0.7
"""Share of the lines of the fullest column that a column has whose cells are not over several rows."""
_CENTRED = 0.4
"""Share of the texts that begin beside a line that goes on, from which on cells are set in the middle of their row."""
_OFTEN, _MOSTLY = 3, 0.8
"""Steps of one length, at least, that are those of rows, and their share of all that are wider than within a cell."""
_NEARLY = 0.8
"""Share of the width of the longest line that those of a column of full lines take."""
_SAME_STEP, _NO_MULTIPLE = 0.15, 0.2
"""Sizes by which such steps may differ, and how far they are from a multiple of the step within cells."""
_BESIDE = 0.3
"""Sizes by which baselines beside each other may differ."""
_SLACK = 0.5
"""Sizes that a line may leave free beyond the next unit and still be full."""


@dataclass(slots=True)
class Stack:
    """The text of a cell, or a part of it."""

    first: int
    """Its first column."""
    last: int
    """Its last column; another one than the first for a cell over several columns."""
    lines: list[Line]
    """Its lines, from top to bottom."""

    @property
    def top(self) -> float:
        """Baseline of its first line."""
        return self.lines[0].y

    @property
    def bottom(self) -> float:
        """Baseline of its last line."""
        return self.lines[-1].y

    @property
    def centre(self) -> float:
        """Middle between its first and its last line."""
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        """Size of its characters."""
        return self.lines[0].size


@dataclass(slots=True)
class _Pair:
    """Two lines of one column, one below the other."""

    upper: Line
    lower: Line
    step: float
    ended: bool
    """Whether the upper line could have gone on: what follows is another paragraph or cell."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """How the lines of a table stand below each other."""

    leading: float
    """Distance of two lines of one cell at most; 0 where each cell has one line."""
    tight: bool
    """Whether rows stand no further apart than lines."""
    ruled: bool = False
    """Whether rules part all rows."""


def find_stacks(
    rows: Sequence[PieceRow],
    whites: Sequence[White],
    floors: Sequence[float],
    page: int,
    spacing: Spacing | None = None,
) -> tuple[list[Stack], Spacing]:
    """Return the stacks of a table's rows, from top to bottom, and how their lines stand, where it is not known from
    the table's parts on other pages. No stack runs over a floor (a rule all along the table; floors are
    given from top to bottom)."""
    columns = _columns(rows, whites, page)
    pairs = {key: _pairs(lines, floors) for key, lines in columns.items()}
    if spacing is None:
        spacing = _spacing(columns, [pair for found in pairs.values() for pair in found])
    opening = _opening(columns, pairs, spacing.leading) if spacing.tight else frozenset[float]()
    stacks = []
    for (first, last), lines in columns.items():
        below = {id(pair.lower): pair for pair in pairs[first, last]}
        for line in lines:
            pair = below.get(id(line))
            apart = pair is None or pair.step > spacing.leading
            if apart or (spacing.tight and pair is not None and (pair.ended or line.y in opening)):
                stacks.append(Stack(first, last, []))
            stacks[-1].lines.append(line)
    return sorted(stacks, key=lambda stack: (stack.top, stack.first)), spacing


def _spacing(columns: dict[tuple[int, int], list[Line]], pairs: Sequence[_Pair]) -> Spacing:
    """Return how the lines of a table stand. Lines of letters and figures alone may stand closer than others."""
    below = [pair for pair in pairs if pair.step >= _CLOSEST * pair.upper.size]
    if not below:
        return Spacing(0.0, False)
    closest = min(pair.step for pair in below)
    wide = min((pair.step for pair in below if _is_wide(pair.upper) and _is_wide(pair.lower)), default=closest)
    if wide > _OTHER_FACE * closest or _is_row_step(columns, pairs, closest, wide):
        wide = closest
    leading = _ONE_STEP * wide
    if _one_line_each(columns, leading):
        return Spacing(0.0, False)
    near = [pair for pair in pairs if pair.step <= leading]
    tight = sum(pair.ended for pair in near) > _ENDED * len(near)
    return Spacing(leading, tight and not _has_row_step(columns, wide, leading))


def _has_row_step(columns: dict[tuple[int, int], list[Line]], step: float, leading: float) -> bool:
    """Tell whether the fullest column shows a step of rows beside that of lines: again and again the same, and no
    multiple of the other one, by which the lines below a short cell of a table without such a step stand further. Its
    lines are mostly full: names of rows of one line are not."""
    lines = max(columns.values(), key=len)
    widest = max(line.x1 - line.x0 for line in lines)
    if sum(line.x1 - line.x0 >= _NEARLY * widest for line in lines) <= len(lines) / 2:
        return False
    wider = sorted(lower.y - upper.y for upper, lower in pairwise(lines) if lower.y - upper.y > leading)
    alike = [other for other in wider if other - wider[0] <= _SAME_STEP * lines[0].size]
    if len(alike) < max(_OFTEN, _MOSTLY * len(wider)):
        return False
    return abs(wider[0] / step - round(wider[0] / step)) > _NO_MULTIPLE


def _is_row_step(
    columns: dict[tuple[int, int], list[Line]], pairs: Sequence[_Pair], closest: float, wide: float
) -> bool:
    """Tell whether lines of full-width characters stand a row apart, and not those of one cell: nearly all have a line
    of every other column beside them, and those that stand closer go on from a full line."""
    heights = _Heights([line for lines in columns.values() for line in lines])
    apart = [heights.near(pair.lower) for pair in pairs if closest * _ONE_STEP < pair.step <= wide * _ONE_STEP]
    close = [pair.ended for pair in pairs if pair.step <= closest * _ONE_STEP]
    beside = sum(count == len(columns) for count in apart)
    return len(columns) > 1 and beside >= _ALIGNED * len(apart) > 0 and not any(close)


def _is_wide(line: Line) -> bool:
    return any(map(is_wide, line.text))


def _columns(rows: Sequence[PieceRow], whites: Sequence[White], page: int) -> dict[tuple[int, int], list[Line]]:
    """Return the lines of each column, and those of cells over several columns."""
    middles = sorted((x0 + x1) / 2 for x0, x1 in whites)
    held: defaultdict[tuple[int, int], list[Run]] = defaultdict(list)
    for row in rows:
        for piece in row.pieces:
            x0, x1 = piece.inked
            first = bisect_left(middles, x0)
            last = max(first, bisect_left(middles, x1))
            held[first, last] += piece.runs
    columns = {key: build_lines(runs, page) for key, runs in sorted(held.items())}
    return {key: lines for key, lines in columns.items() if lines}


def _pairs(lines: Sequence[Line], floors: Sequence[float]) -> list[_Pair]:
    """Return the neighbours among a column's lines that no rule parts."""
    width = max(line.x1 - line.x0 for line in lines)
    return [
        _pair(upper, lower, width)
        for upper, lower in pairwise(lines)
        if bisect_right(floors, upper.y) >= bisect_left(floors, lower.y)
    ]


def _pair(upper: Line, lower: Line, width: float) -> _Pair:
    full = not fits(lower, width - (upper.x1 - upper.x0), _SLACK)
    figures = bool(FIGURES.match(upper.text) and FIGURES.match(lower.text))
    return _Pair(upper, lower, lower.y - upper.y, not full or figures)


def _one_line_each(columns: dict[tuple[int, int], list[Line]], leading: float) -> bool:
    """Tell whether rows of one line fill the columns with most lines at even steps: texts of one length look as if
    they went on."""
    most = max(map(len, columns.values()))
    dense = [lines for lines in columns.values() if len(lines) >= _DENSE * most]
    pairs = [pair for lines in dense for pair in pairwise(lines)]
    near = [lower for upper, lower in pairs if lower.y - upper.y <= leading]
    if len(dense) < 2 or len(near) < _ONE_STEP_ALONE * len(pairs):
        return False
    heights = _Heights([line for lines in dense for line in lines])
    return sum(heights.near(line) == len(dense) for line in near) >= _ONE_STEP_ALONE * len(near)


def _opening(
    columns: dict[tuple[int, int], list[Line]], pairs: dict[tuple[int, int], list[_Pair]], leading: float
) -> frozenset[float]:
    """Return the heights of lines at which a row opens, in a table that leaves no white between its rows: some text
    begins there. None where cells are set in the middle: there texts begin within a row."""
    begins = [lines[0] for lines in columns.values()]
    begins += [pair.lower for found in pairs.values() for pair in found if pair.ended or pair.step > leading]
    going = [pair.lower for found in pairs.values() for pair in found if not pair.ended and pair.step <= leading]
    starts, meets = _Heights(begins), _Heights(going)
    against = sum(meets.near(line) > 0 for line in begins)
    if against > _CENTRED * len(begins):
        return frozenset()
    return frozenset(line.y for line in going if starts.near(line))


class _Heights:
    """The baselines of some lines, to find one near another line's."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._ys = sorted(line.y for line in lines)

    def near(self, line: Line) -> int:
        """Count the lines that stand beside a line."""
        reach = _BESIDE * line.size
        return bisect_right(self._ys, line.y + reach) - bisect_left(self._ys, line.y - reach)
