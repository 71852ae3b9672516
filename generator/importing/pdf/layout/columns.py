"""Columns of a page: where the white between stretches of text side by side lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter

from generator.importing.pdf.elements import Box, Run
from generator.importing.pdf.layout.ink import ink_of

WHOLE, LEFT, RIGHT, FIRST, MIDDLE, LAST = COLUMNS = range(6)
"""Keys of a column: the whole measure, one of two columns, or one of three."""

_STEP = 3.0
"""Points between the places at which a gutter is looked for."""
_MOST_STEPS = 5_000
"""Such places at most; the widest page has a third of that, but text may be set far off it."""
_MIDDLE = (0.33, 0.67)
"""Where in the text's width a gutter may lie."""
_CROSSED = 0.4
"""Share of the rows that may cross the gutter (titles, figures) on a page with columns."""
_WHOLE = 0.8
"""Share of the text's width that a line of one column fills."""
_FEWEST_ROWS = 4
"""Rows that each of two columns has at least."""
_WORD_GAP = 0.9
"""Sizes of the smaller text beside it; a narrower gap parts words, not columns. A large title's own words are further
apart than the columns of the text that it stands among."""
_FULL_SHARE = 0.3
"""Share of the left column's lines that end there: those of running text do, those of a table do not."""
_RUNS_ON = 0.5
"""The same for a page that says where the gutter of others lies; so many of the right column's lines end together."""
_PARTED = 0.1
"""Share of its rows that white may part once more on one side of it: those of a table are."""
_AGREES = 8.0
"""Points by which the gutters of pages may differ."""
_FEWEST_PAGES = 2
"""Pages that show a gutter clearly before others are held to it."""
_MANY_PAGES = 0.2
"""Share of the pages with text that these are at least: the pages of one long table are few."""
_SAME_EDGE = 2.0
"""Points by which the right column may begin elsewhere on the next page."""
_REACHES = 2.5
"""Sizes before the gutter at which the left column's full lines end at most."""

_Stretches = list[tuple[float, float]]
"""Where the stretches of a row that no wide gap interrupts begin and end."""


@dataclass(slots=True)
class Row:
    """Runs on one baseline."""

    y: float
    """The baseline."""
    size: float
    """Size of its first run."""
    runs: list[Run]
    """The runs from left to right."""
    _segments: _Stretches | None = None
    """What `segments` returns, once it was asked."""

    def segments(self) -> _Stretches:
        """Return the stretches that no wide gap interrupts. The runs stay as they are from then on."""
        if self._segments is None:
            self._segments = self._stretches()
        return self._segments

    def _stretches(self) -> _Stretches:
        found: _Stretches = []
        size = self.size
        for run in self.runs:
            x0, x1 = ink_of(run)
            if found and x0 - found[-1][1] <= _WORD_GAP * min(size, run.size):
                found[-1] = (found[-1][0], max(found[-1][1], x1))
            else:
                found.append((x0, x1))
            size = run.size
        return found


@dataclass(frozen=True, slots=True)
class Gutters:
    """Where the white between two columns of text lies on each page."""

    pages: tuple[float | None, ...]
    """The gutter of each page; None for a page of one column."""
    usual: float | None
    """The gutter that enough pages agree on."""
    shared: frozenset[int] = frozenset()
    """The pages that go on with the columns of the page before."""

    def is_own(self, page: int) -> bool:
        """Tell whether a page has a gutter that others do not have: it may be the white in a wide table, on the
        pages that go on with it, too."""
        while page in self.shared:
            page -= 1
        gutter = self.pages[page]
        return gutter is not None and (self.usual is None or not agree(gutter, self.usual))


def rows_of(runs: Sequence[Run]) -> list[Row]:
    """Return the rows of a page from top to bottom."""
    rows: list[Row] = []
    for run in sorted(runs, key=attrgetter("y")):
        if rows and run.y - rows[-1].y <= 0.3 * run.size:
            rows[-1].runs.append(run)
        else:
            rows.append(Row(run.y, run.size, [run]))
    for row in rows:
        row.runs.sort(key=attrgetter("x0"))
    return rows


def find_gutters(rows: Sequence[Sequence[Row]]) -> Gutters:
    """Return where the gutters of pages lie, of which `rows` are the rows of each.

    A page with little text shows its columns only beside others: where enough pages agree on a gutter, a page that
    no more than keeps to it has it, too; one without text, whose tables or pictures stand in columns, as well.
    """
    found = [_gutter(page) for page in rows]
    sure = [gutter for page, gutter in zip(rows, found, strict=True) if gutter is not None and runs_on(page, gutter)]
    usual = _usual(sure, sum(len(page) >= 2 * _FEWEST_ROWS for page in rows))
    if usual is not None:
        found = [
            usual if gutter is None and keeps_to(page, usual) else gutter
            for gutter, page in zip(found, rows, strict=True)
        ]
    shared = set()
    for number in range(1, len(found)):
        gutter = found[number - 1]
        if found[number] is None and gutter is not None and _goes_on(rows[number - 1], rows[number], gutter):
            found[number] = gutter
            shared.add(number)
    return Gutters(tuple(found), usual, frozenset(shared))


def _goes_on(before: Sequence[Row], rows: Sequence[Row], gutter: float) -> bool:
    """Tell whether the few rows of a page are the rest of the columns of running text on the page before: they keep to
    the gutter, the right ones begin at the same edge, and the left ones are full."""
    starts, edges = (
        [min(beside) for row in page if (beside := [run.x0 for run in row.runs if run.x0 > gutter])]
        for page in (rows, before)
    )
    if not starts or not edges or not runs_on(before, gutter) or not keeps_to(rows, gutter):
        return False
    lefts = [row for row in rows if row.runs[0].x0 < gutter and not crosses(row, gutter)]
    full = bool(lefts) and _reaching(lefts, gutter) >= _RUNS_ON * len(lefts)
    return full and abs(min(starts) - min(edges)) <= _SAME_EDGE


def find_gutter(runs: Sequence[Run]) -> float | None:
    """Return where the gutter of one page lies; None for a page of one column."""
    return _gutter(rows_of(runs))


def column_of(x0: float, x1: float, gutters: Sequence[float]) -> int:
    """Return the key of the column in which a line from `x0` to `x1` stands, between the gutters of its page."""
    if not gutters or any(x0 < gutter < x1 for gutter in gutters):
        return WHOLE
    keys = (LEFT, RIGHT) if len(gutters) == 1 else (FIRST, MIDDLE, LAST)
    return keys[sum(gutter < x1 for gutter in gutters)]


def agree(gutter: float, other: float) -> bool:
    """Tell whether the gutters of two pages are one."""
    return abs(gutter - other) <= _AGREES


def _usual(known: Sequence[float], pages: int) -> float | None:
    for gutter in known:
        if sum(agree(gutter, other) for other in known) >= max(_FEWEST_PAGES, _MANY_PAGES * pages):
            return gutter
    return None


def keeps_to(rows: Sequence[Row], gutter: float) -> bool:
    """Tell whether few rows cross a gutter."""
    crossing = sum(1 for row in rows if crosses(row, gutter))
    return crossing <= _CROSSED * len(rows)


def _gutter(rows: Sequence[Row]) -> float | None:
    gutter = white_in(rows, _MIDDLE)
    return gutter if gutter is not None and both_sides(rows, gutter) else None


def white_in(rows: Sequence[Row], window: tuple[float, float]) -> float | None:
    """Return the middle of the widest white that fewest rows cross, in a window of the text's width; None where too
    many do."""
    if len(rows) < 2 * _FEWEST_ROWS:
        return None
    left, right = min(row.runs[0].x0 for row in rows), max(run.x1 for row in rows for run in row.runs)
    start, end = left + window[0] * (right - left), left + window[1] * (right - left)
    count = min(max(1, int((end - start) / _STEP)), _MOST_STEPS)
    changes = [0] * (count + 2)
    for row in _without_last_lines([row.segments() for row in rows], _WHOLE * (right - left)):
        for x0, x1 in row:
            first, last = max(0, int((x0 - start) / _STEP)), min(count, int((x1 - start) / _STEP))
            if first <= last:
                changes[first] += 1
                changes[last + 1] -= 1
    crossed = list(accumulate(changes[:-1]))
    fewest = min(crossed)
    if fewest > _CROSSED * len(rows):
        return None
    best = [index for index, value in enumerate(crossed) if value == fewest]
    runs = _longest(best)
    return start + (runs[0] + runs[-1]) / 2 * _STEP


def _without_last_lines(rows: Sequence[_Stretches], whole: float) -> list[_Stretches]:
    """Return the stretches of rows without those right below a line of at least the width `whole`: a paragraph's last
    line above the columns may end anywhere, in the gutter too."""
    wide = [any(x1 - x0 >= whole for x0, x1 in row) for row in rows]
    return [row for index, row in enumerate(rows) if wide[index] or not index or not wide[index - 1]]


def _longest(indexes: list[int]) -> list[int]:
    stretches: list[list[int]] = []
    for index in indexes:
        if stretches and index == stretches[-1][-1] + 1:
            stretches[-1].append(index)
        else:
            stretches.append([index])
    return max(stretches, key=len)


def both_sides(rows: Sequence[Row], gutter: float) -> bool:
    """Tell whether running text stands on both sides: enough rows, and left ones that end near the gutter."""
    lefts = [row for row in rows if row.runs[0].x0 < gutter and not crosses(row, gutter)]
    starts = [min(beside) for row in rows if (beside := [run.x0 for run in row.runs if run.x0 > gutter])]
    if len(lefts) < _FEWEST_ROWS or len(starts) < _FEWEST_ROWS:
        return False
    reach = _reaching(lefts, gutter)
    edge = min(starts)
    aligned = sum(1 for start in starts if start - edge <= _REACHES * rows[0].size)
    return reach >= _FULL_SHARE * len(lefts) and aligned >= 0.7 * len(starts)


def _reaching(lefts: Sequence[Row], gutter: float) -> int:
    return sum(gutter - max(run.x1 for run in row.runs if run.x0 < gutter) <= _REACHES * row.size for row in lefts)


def _is_parted(row: Row, gutter: float) -> bool:
    """Tell whether several stretches of text stand on one side of a gutter."""
    segments = row.segments()
    left, right = sum(x1 <= gutter for _, x1 in segments), sum(x0 >= gutter for x0, _ in segments)
    return max(left, right) > 1


def runs_on(rows: Sequence[Row], gutter: float) -> bool:
    """Tell whether most lines on both sides of a gutter are full, and whole: running text, no table."""
    if sum(_is_parted(row, gutter) for row in rows) > _PARTED * len(rows):
        return False
    beside = [row for row in rows if not crosses(row, gutter)]
    lefts = [row for row in beside if row.runs[0].x0 < gutter]
    ends = [row.runs[-1].x1 for row in beside if row.runs[-1].x1 > gutter]
    full = sum(max(ends) - end <= _REACHES * beside[0].size for end in ends)
    return _reaching(lefts, gutter) >= _RUNS_ON * len(lefts) and full >= _RUNS_ON * len(ends)


def crosses(thing: Row | Box, gutter: float) -> bool:
    """Tell whether a row or a box stands on both sides of a gutter and over it."""
    if isinstance(thing, Box):
        return thing.x0 < gutter - 5 and thing.x1 > gutter + 5
    return any(x0 < gutter - thing.size and gutter + thing.size < x1 for x0, x1 in thing.segments())
