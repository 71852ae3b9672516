"""Lines near the upper and lower edge of pages, and which of them are the pages' own: those that recur at one distance
from the edge, outside of what the text takes."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf
from statistics import median

from generator.importing.pdf.elements import Page, Run
from generator.importing.pdf.layout.asides import EDGE
from generator.importing.pdf.layout.folios import counts_up, is_folio, masked
from generator.importing.pdf.layout.lines import Line, build_lines
from generator.importing.pdf.layout.sheets import usual_size

_DEEPEST = 3
"""Lines from the edge that are looked at …"""
_REACH = 0.35
"""… and share of the page's height: some prints keep margins as wide as that, and their numbers near the text …"""
_OFF = 1.2
"""… though further from it than the leading."""
_LOOSEST = 4.0
"""Sizes between baselines of running text at most."""
_RECURS = 0.3
"""Share of the pages on which a line stands that is furniture."""
_FEWEST = 3
"""Pages on which it stands at least."""
_DRIFT = 4.0
"""Points by which its height may differ from page to page."""
_PLACE = 0.6
"""Share of the lines at its height that are furniture: where the text begins, other pages have other lines."""
_SLOT = 0.5
"""Share of the pages that have a line at the place of a head of changing words."""
_SMALLER = 0.95
"""Such a head is set in at most this share of the running text's size …"""
_APART = 2.2
"""… or stands at least so many sizes away from it."""
_SAME_SIZE = 0.05
"""Share by which the sizes of such heads differ at most."""
_CHANGES = 0.7
"""Different words, as a share of the pages that have them: the title of an article stays for some pages."""
_CELLS = 2
"""Stretches of a line, at least, that may be cells."""
_ALONE = 99.0
"""Distance of a line that stands alone on its page, in sizes."""
_USUAL_WIDTH = 400.0
"""Width of running text, in points, where there is none."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line near the edge of a page."""

    line: Line
    """The line."""
    runs: tuple[Run, ...]
    """What it is made of."""
    depth: float
    """Distance of its baseline to that edge, which pages of all formats have in common."""
    reach: float
    """That distance as a share of the page's height."""
    gap: float
    """Distance to the next line towards the middle of the page, in sizes."""
    key: str
    """Its characters, numbers masked."""


@dataclass(frozen=True, slots=True)
class Body:
    """The running text, which is no furniture."""

    size: float
    """Size of its characters."""
    width: float
    """Length of its lines."""
    leading: float
    """Distance of its lines."""

    def is_like(self, row: Row) -> bool:
        """Tell whether a line is a full line of running text; a head may stand at both ends of its line."""
        inked = sum(run.x1 - run.x0 for run in row.runs)
        return abs(row.line.size - self.size) <= 0.05 * self.size and inked >= 0.85 * self.width


@dataclass(frozen=True, slots=True)
class Slot:
    """Where most pages have a head or foot of changing words: the title of the article, say."""

    depth: float
    """Distance from the edge."""
    size: float
    """Size of its characters."""


@dataclass(frozen=True, slots=True)
class Margin:
    """What stands at one edge of the pages."""

    texts: dict[str, tuple[float, ...]]
    """Words that recur, numbers masked, and their distances from the edge."""
    slots: tuple[Slot, ...]
    """The places of changing words."""

    def held(self, rows: Sequence[Row]) -> int:
        """Count the lines of a page, the outermost first, that are furniture by their place and words."""
        count = 0
        for row in rows:
            in_slot = count == 0 and any(_near(row.depth, (slot.depth,)) for slot in self.slots)
            if not in_slot and not _near(row.depth, self.texts.get(row.key, ())):
                break
            count += 1
        return max([count, *(_wrapped(rows, slot) for slot in self.slots)])


def _wrapped(rows: Sequence[Row], slot: Slot) -> int:
    """Count the lines of a head that is too long for one: set like the others, near each other and off the text, and
    the first, the last or the middle of them where the others stand."""
    lines = list(itertools.takewhile(lambda row: abs(row.line.size - slot.size) <= _SAME_SIZE * slot.size, rows))
    if len(lines) < 2 or lines[-1].gap < _APART or any(row.gap >= _APART for row in lines[:-1]):
        return 0
    first, last = lines[0].depth, lines[-1].depth
    return len(lines) if any(_near(depth, (slot.depth,)) for depth in (first, last, (first + last) / 2)) else 0


def find_body(pages: Sequence[Page]) -> Body:
    """Return what the running text looks like."""
    size = usual_size(pages)
    edges = sorted((run.x0, run.x1) for page in pages for run in page.runs if abs(run.size - size) < 0.5)
    if not edges:
        return Body(size, _USUAL_WIDTH, _APART * size)
    left = edges[len(edges) // 20][0]
    right = sorted(x1 for _, x1 in edges)[len(edges) * 19 // 20]
    steps = [step for page in pages for step in _steps(page, size)]
    return Body(size, right - left, median(steps) if steps else _APART * size)


def _steps(page: Page, size: float) -> Iterator[float]:
    """Yield the distances between neighbouring lines of running text on a page."""
    heights = sorted({round(run.y) for run in page.runs if abs(run.size - size) < 0.5})
    for above, below in itertools.pairwise(heights):
        if size <= below - above <= _LOOSEST * size:
            yield below - above


def edge_rows(page: Page, top: bool) -> list[Row]:
    """Return the lines near one edge, the outermost first, as far as a table begins."""
    groups = _groups(page, top)
    rows: list[Row] = []
    for group, inner in itertools.pairwise([*groups, None]):
        if group is None or (inner is not None and _is_table_row(group, inner, page)):
            break
        reach = (group[0].y if top else page.height - group[0].y) / page.height
        if reach > _REACH or len(rows) == _DEEPEST:
            break
        lines = build_lines(_on_one_baseline(group), page.index)
        if len(lines) == 1:
            line = lines[0]
            gap = abs(inner[0].y - line.y) / line.size if inner is not None else _ALONE
            depth = line.y if top else page.height - line.y
            rows.append(Row(line, tuple(group), depth, reach, gap, masked(line.text)))
    return rows


def _on_one_baseline(group: list[Run]) -> list[Run]:
    """Return the runs of one line: a head may be larger than what stands beside it, in its middle."""
    y = group[0].y
    return [run if run.y == y else replace(run, y=y) for run in group]


def _groups(page: Page, top: bool) -> list[list[Run]]:
    """Return the runs of the outermost lines at one edge, and of the one that follows them."""
    groups: list[list[Run]] = []
    visible = [run for run in page.runs if run.text.strip()]
    for run in sorted(visible, key=lambda run: run.y, reverse=not top):
        if groups and abs(groups[-1][0].y - run.y) <= 0.3 * run.size:
            groups[-1].append(run)
        elif len(groups) <= _DEEPEST:
            groups.append([run])
        else:
            break
    return groups


def _is_table_row(group: Sequence[Run], inner: Sequence[Run], page: Page) -> bool:
    """Tell whether a line is a row of cells: walls stand between its words, or the line next to it, as near as
    lines of a text, begins at the same places."""
    starts = _starts(group)
    if len(starts) < _CELLS:
        return False
    y, size = group[0].y, group[0].size
    walls = [rule.x0 for rule in page.rules if rule.height > rule.width and rule.y0 < y - size / 3 < rule.y1]
    if any(starts[0] < wall < starts[-1] for wall in walls):
        return True
    others = _starts(inner)
    shared = sum(any(abs(start - other) <= size / 2 for other in others) for start in starts)
    return abs(inner[0].y - y) < _APART * size and shared >= _CELLS


def _starts(group: Sequence[Run]) -> list[float]:
    """Return where the stretches of a line begin that white parts."""
    starts: list[float] = []
    end = -inf
    for run in sorted(group, key=lambda run: run.x0):
        if run.x0 - end > run.size:
            starts.append(run.x0)
        end = max(end, run.x1)
    return starts


def find_margin(edges: Sequence[Sequence[Row]], body: Body) -> Margin:
    """Return what recurs among the lines near one edge of all pages, each page's as `edge_rows` gives them."""
    rows = [row for page in edges for row in page]
    slots = _slots([page[0] for page in edges if page and page[0].reach < EDGE], len(edges), body)
    return Margin(_recurring(rows, len(edges), body), slots)


def _near(y: float, heights: Sequence[float]) -> bool:
    return any(abs(y - height) <= _DRIFT for height in heights)


def _recurring(rows: Sequence[Row], pages: int, body: Body) -> dict[str, tuple[float, ...]]:
    """Return the texts, numbers masked, that recur at one distance from the edge, each with its distances."""
    places: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if not body.is_like(row):
            places[row.key].append(row)
    needed = max(_FEWEST, _RECURS * pages)
    found: dict[str, list[float]] = {}
    for key, members in places.items():
        heights = sorted(row.depth for row in members if row.reach < EDGE)
        if median(row.gap * row.line.size for row in members) > _OFF * body.leading:
            heights = sorted(row.depth for row in members)
        usual = [height for height in heights if _count(heights, height) >= needed]
        if not usual and is_folio(members[0].line.text):
            near = all(row.reach < EDGE for row in members)
            usual = heights if near and counts_up([(row.line.page, row.line.text) for row in members]) else []
        if usual:
            found[key] = usual
    every = sorted(row.depth for row in rows)
    told = sorted(row.depth for row in rows if _near(row.depth, found.get(row.key, ())))
    return {
        key: tuple(heights)
        for key, usual in found.items()
        if (heights := [depth for depth in usual if _count(told, depth) >= _PLACE * _count(every, depth)])
    }


def _count(heights: Sequence[float], height: float) -> int:
    """Return how many of some heights, in order, are about one."""
    return bisect_right(heights, height + _DRIFT) - bisect_left(heights, height - _DRIFT)


def _slots(outermost: Sequence[Row], pages: int, body: Body) -> tuple[Slot, ...]:
    """Return the places at which most pages have a head or foot of changing words.

    It is smaller than the running text or stands well away from it, and its words change less often than the page.
    """
    heights = sorted(row.depth for row in outermost)
    slots = []
    for height in sorted({round(height) for height in heights}):
        rows = [row for row in outermost if abs(row.depth - height) <= _DRIFT / 2]
        if len(rows) < max(_FEWEST, _SLOT * pages):
            continue
        apart = sum(row.line.size < _SMALLER * body.size or row.gap >= _APART for row in rows)
        words = len({row.key for row in rows})
        full = sum(body.is_like(row) for row in rows)
        if apart >= 0.8 * len(rows) and words <= _CHANGES * len(rows) and full == 0:
            slots.append(Slot(float(height), median(row.line.size for row in rows)))
    return tuple(slots)
