"""The page map: between which passages of a transcript each printed page begins.

A transcript made page by page breaks at every page end, so a page begins with a passage (or a table's row). Which
passages those are is found by the cheapest path through the whole body: pages should be as long as the print's pages
are, each article should stand on the page that its hint names, and a paragraph that looks cut should be cut by a page.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from generator.importing.structure.pages.layout import Distances

# Costs are in the units of the boundaries' log-odds.
LONG_PAGE = 0.9
"""Standard deviation, in lines, of a page that has more lines than usual."""
SHORT_PAGE = 1.0
"""Standard deviation of a page that has fewer: headings have space around them."""
SHORT_AT_MOST = 7.0
"""What a page costs at most for being short: a lost figure may have stood on it."""
SHORT_FOR_A_REASON = 1.0
"""What it costs at most for being short where an article begins on the next page or a figure of this one is lost."""
SHORT_FROM_THE_TOP = 3.0
"""The same where only at the page's top something may be lost: blank lines there mostly mean the page's beginning."""
TABLE_SHARE = 0.9
"""A table's part fills at most so much of a page: a transcript divides it by pages, and small type is unknown to
it."""
UNSURE_SPREAD = 0.5
"""Standard deviation that each line of a table adds: its rows' heights are estimates."""
UNSURE_ROOM = 0.7
"""By how much of its estimate a table may be lower than estimated."""
HINT_MISSED = 9.0
"""What it costs for each page that an article stands off the page of its hint."""
HINT_MISSED_BY = 2
"""A hint that is further off is wrong, by how much does not matter."""
HEADING_LAST = 2.5
"""What it costs to end a page with a heading."""
TITLE_LAST = 20.0
"""What it costs to end a page with an article's head (section's line, title, source): its text stands below it."""
MOST_OVER = 3.5
"""A page has at most so many lines more than usual, but for a table."""
SURE_CUT_ODDS = 4.0
"""From this log-odds on, a cut tells the page's length."""
FAR = 1_000_000
"""A page beyond every issue: no hint follows."""
SHORTEST_PAGE = 0.5
"""A page without a reason to be short has at least so much of the usual lines."""
HOPELESS = 14.0
"""A way so much dearer than another to the same place is followed no further."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage (or table row) as the page map sees it."""

    lines: float
    """Lines that it fills."""
    odds: float
    """Log-odds that it goes on with the piece before."""
    hint: int | None = None
    """The page that the contents name for it, where it is an article's title."""
    opens: bool = False
    """Whether an article or a section begins with it: the page before it may be short."""
    heading: bool = False
    """Whether it looks like a heading, with which no page ends."""
    title: bool = False
    """Whether it is of an article's head, with which no page ends at all."""
    unsure: bool = False
    """Whether its height is an estimate (a table's row)."""
    gap: bool = False
    """Whether something may have stood above it that is lost (blank lines, a caption without its figure)."""


_State = tuple[float, int, int]
"""Cost of the way here; the piece and the page's number with which the last page began."""


@dataclass(frozen=True, slots=True)
class PageMap:
    """Where the pages begin."""

    starts: dict[int, int]
    """Index of the piece that a page begins with -> the page's number."""
    cost: float
    """How badly pages, hints and cuts fit together; comparable between page lengths."""


def map_pages(pieces: Sequence[Piece], page_lines: float, first_page: int) -> PageMap:
    """Return the pages that begin in the body, the first piece beginning `first_page`.

    Where hints contradict each other or the text, the cheapest path is returned all the same.
    """
    count = len(pieces)
    if not count:
        return PageMap({}, 0.0)
    sums, unsure = [0.0], [0.0]
    for piece in pieces:
        lines = min(piece.lines, TABLE_SHARE * page_lines) if piece.unsure else piece.lines
        sums.append(sums[-1] + lines)
        unsure.append(unsure[-1] + (lines if piece.unsure else 0.0))
    bounds = _bounds(pieces, first_page)
    states: list[dict[int, _State]] = [{} for _ in range(count + 1)]
    states[0][first_page] = (0.0, -1, first_page)
    for index in range(count):
        if states[index]:
            _extend(index, states, pieces, sums, unsure, bounds, page_lines)
    return PageMap(*_trace(states))


def _extend(
    index: int,
    states: list[dict[int, _State]],
    pieces: Sequence[Piece],
    sums: Sequence[float],
    unsure: Sequence[float],
    bounds: Sequence[tuple[int, int]],
    page_lines: float,
) -> None:
    """Try every end for a page that begins at `index` and keep the cheapest way to each."""
    count = len(pieces)
    inner = 0.0
    hint = pieces[index].hint
    reached = _hopeful(states[index])
    hinted = [(page, cost + _missed(hint, page)) for page, cost in reached]
    # A page that is next to empty ends only where something makes it end.
    least = min(bisect_left(sums, sums[index] + SHORTEST_PAGE * page_lines, index), count)
    short = SHORT_FROM_THE_TOP if pieces[index].gap else SHORT_AT_MOST
    ends = False
    for end in range(index + 1, count + 1):
        if end > index + 1:
            piece = pieces[end - 1]
            if piece.odds > 0:
                inner += piece.odds
                if inner > HOPELESS and end > least:
                    break
            if piece.gap:
                short = SHORT_FOR_A_REASON
            if piece.hint is not None:
                hinted = [(page, cost + _missed(piece.hint, page)) for page, cost in hinted]
        estimated = unsure[end] - unsure[index]
        if end < least and not (estimated or pieces[end].opens or pieces[end].odds > 0 or pieces[end].gap):
            continue
        over = sums[end] - sums[index] - page_lines
        room = MOST_OVER + UNSURE_ROOM * estimated
        if over > room and ends:
            break
        ends = True  # a passage longer than a page may stand below others: some way has to lead on
        opening = end == count or pieces[end].opens
        cost = inner + _fill_cost(over, estimated, SHORT_FOR_A_REASON if opening else short)
        if not opening and pieces[end - 1].heading and pieces[end].odds <= 0:
            cost += TITLE_LAST if pieces[end - 1].title else HEADING_LAST
        # A passage longer than a page was not transcribed page by page: it holds the pages that it fills.
        more = max(1, round((over + page_lines) / page_lines)) if over > room else 1
        low, high = bounds[end]
        kept = states[end]
        for page, before in hinted:
            following = page + more
            total = before + cost + (0.0 if low <= following <= high + 1 else HINT_MISSED)
            best = kept.get(following)
            if best is None or total < best[0]:
                kept[following] = (total, index, page)


def _hopeful(reached: dict[int, _State]) -> list[tuple[int, float]]:
    """Return the pages that may still be on the cheapest path, with their costs."""
    least = min(state[0] for state in reached.values())
    return [(page, state[0]) for page, state in reached.items() if state[0] <= least + HOPELESS]


def _missed(hint: int | None, page: int) -> float:
    return 0.0 if hint is None else HINT_MISSED * min(abs(hint - page), HINT_MISSED_BY)


def _fill_cost(over: float, estimated: float, short: float) -> float:
    spread = (LONG_PAGE if over > 0 else SHORT_PAGE) + UNSURE_SPREAD * estimated
    cost = 0.5 * (over / spread) ** 2
    return min(cost, short) if over <= 0 else cost


def _bounds(pieces: Sequence[Piece], first_page: int) -> list[tuple[int, int]]:
    """Return for each boundary the pages between which the hints put it: the last one above and the next one below."""
    count = len(pieces)
    low, high = [first_page] * (count + 1), [FAR] * (count + 1)
    for index, piece in enumerate(pieces):
        low[index + 1] = max(low[index], piece.hint or 0)
    for index in range(count - 1, -1, -1):
        hint = pieces[index].hint
        high[index] = min(high[index + 1], hint) if hint is not None and hint >= low[index] else high[index + 1]
    return list(zip(low, high, strict=True))


def _trace(states: list[dict[int, _State]]) -> tuple[dict[int, int], float]:
    end = len(states) - 1
    page = min(states[end], key=lambda number: states[end][number][0])
    cost = states[end][page][0]
    starts: dict[int, int] = {}
    while end > 0:
        _, end, page = states[end][page]
        starts[end] = page
    return dict(sorted(starts.items())), cost


def pages_of(starts: dict[int, int], count: int) -> list[int]:
    """Return the page on which each of `count` pieces begins."""
    pages: list[int] = []
    page = next(iter(starts.values()), 1)
    for index in range(count):
        page = starts.get(index, page)
        pages.append(page)
    return pages


def line_distances(pieces: Sequence[Piece]) -> Distances:
    """Return the lines between certain cuts, openings and hinted titles, from which the page length is inferred."""
    cuts: list[float] = []
    openings: list[float] = []
    spans: list[tuple[float, int]] = []
    total = 0.0
    last: tuple[float, list[float]] | None = None
    last_hint: tuple[float, int] | None = None
    for piece in pieces:
        if piece.opens:
            last = total, openings
        if piece.hint is not None:
            if last_hint is not None and piece.hint > last_hint[1]:
                spans.append((total - last_hint[0], piece.hint - last_hint[1]))
            last_hint = (total, piece.hint)
        if piece.odds >= SURE_CUT_ODDS and not piece.unsure:
            if last is not None:
                last[1].append(total - last[0])
            last = total, cuts
        if piece.unsure:
            last = None
        total += piece.lines
    return Distances(tuple(cuts), tuple(openings), tuple(spans))
