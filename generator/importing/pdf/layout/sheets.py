"""Which pages are set alike: pages of one format with the same margins share the edges of their columns."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from statistics import median

from generator.importing.pdf.elements import Page
from generator.importing.pdf.layout.columns import COLUMNS, WHOLE, find_gutters, rows_of
from generator.importing.pdf.layout.thirds import find_thirds

_SAME_FORMAT = 3.0
"""Points to which widths and heights of pages are told apart."""
_SHIFTED = 6.0
"""Points by which the text of left pages stands beside that of right ones, if the margins are mirrored …"""
_EVENLY = 3.0
"""… and by which its two edges may be shifted differently."""
_FEWEST_PAGES = 3
"""Left pages, and right ones, that show it."""
_USUAL_SIZE = 12.0
"""Size of running text where there is none."""
_KEYS = len(COLUMNS)


def find_sheets(pages: Sequence[Page]) -> dict[int, int]:
    """Return the kind of each page by the page's index: pages of one kind have one format and the same margins, which
    a print for binding mirrors from page to page."""
    formats: defaultdict[tuple[int, int], list[Page]] = defaultdict(list)
    for page in pages:
        formats[round(page.width / _SAME_FORMAT), round(page.height / _SAME_FORMAT)].append(page)
    kinds: dict[int, int] = {}
    count = 0
    for members in formats.values():
        mirrored = _is_mirrored(members)
        for page in members:
            kinds[page.index] = count + (page.index % 2 if mirrored else 0)
        count += 2 if mirrored else 1
    return kinds


def key_on(sheet: int, column: int) -> int:
    """Return the key of a column on pages of one kind."""
    return sheet * _KEYS + column


def column_in(key: int) -> int:
    """Return which column of its pages a key stands for: `WHOLE`, `LEFT` and so on."""
    return key % _KEYS


def column_width(key: int, pages: Sequence[Page], sheets: Mapping[int, int]) -> float:
    """Return the width over which a column's margins are even; 0 for a column beside another one, which shows its own
    edges."""
    if column_in(key) != WHOLE:
        return 0.0
    return next(page.width for page in pages if key_on(sheets[page.index], WHOLE) == key)


def gutters_on(pages: Sequence[Page], sheets: Mapping[int, int]) -> dict[int, tuple[tuple[float, ...], bool]]:
    """Return each page's gutters, and whether no other page has them; pages that are set alike agree on them."""
    kinds: defaultdict[int, list[Page]] = defaultdict(list)
    for page in pages:
        kinds[sheets[page.index]].append(page)
    found: dict[int, tuple[tuple[float, ...], bool]] = {}
    for members in kinds.values():
        rows = [rows_of(page.runs) for page in members]
        gutters = find_gutters(rows)
        for number, (page, thirds) in enumerate(zip(members, find_thirds(rows), strict=True)):
            gutter = gutters.pages[number]
            if thirds is not None:
                found[page.index] = (thirds, False)
            else:
                found[page.index] = ((gutter,) if gutter is not None else (), gutters.is_own(number))
    return found


def usual_size(pages: Sequence[Page]) -> float:
    """Return the size of most characters: that of the running text."""
    lengths: defaultdict[float, int] = defaultdict(int)
    for page in pages:
        for run in page.runs:
            lengths[run.size] += len(run.text)
    weights: Counter[float] = Counter()
    for size, length in lengths.items():
        weights[round(size, 1)] += length
    return max(weights, key=lambda size: (weights[size], size), default=_USUAL_SIZE)


def _is_mirrored(pages: Sequence[Page]) -> bool:
    size = usual_size(pages)
    edges: tuple[list[tuple[float, float]], list[tuple[float, float]]] = ([], [])
    for page in pages:
        runs = [run for run in page.runs if abs(run.size - size) < _EVENLY and run.text.strip()]
        if runs:
            edges[page.index % 2].append((min(run.x0 for run in runs), max(run.x1 for run in runs)))
    if min(map(len, edges)) < _FEWEST_PAGES:
        return False
    left, right = (median(odd[side] for odd in edges[1]) - median(even[side] for even in edges[0]) for side in (0, 1))
    return abs(left) >= _SHIFTED and abs(left - right) <= _EVENLY
