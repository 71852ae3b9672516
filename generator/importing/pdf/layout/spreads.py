"""Double pages: two pages of the print side by side on each page of the file, as a spread is exported and as two pages
are printed on one sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median

from generator.importing.pdf.elements import Box, Image, Page, Run
from generator.importing.pdf.file.opening import Leaf
from generator.importing.pdf.layout.folios import is_folio
from generator.importing.pdf.layout.lines import build_lines

_WIDE = 1.15
"""Heights that a sheet with two pages is wide at least."""
_MOST = 0.5
"""Share of the text that stands on such sheets …"""
_FEWEST = 2
"""… and how many of them have text on both sides at least …"""
_CLEAR = 0.8
"""… of which this share has none across the middle, where both sides have their inner margins."""
_INNER = 0.6
"""Share of their outer margins that the inner ones have at least: the white between two columns is less."""
_NUMBERED = 0.5
"""Share of the sheets that print a page's number on each side, or on one, from which on that tells what they are."""
_SAME_FORMAT = 3.0
"""Points to which widths and heights of sheets are told apart."""
_BOTH = 0.6
"""Share of the sheet's width that a picture of both pages has."""


def part_spreads(leaves: Sequence[Leaf], pages: Sequence[Page]) -> tuple[tuple[Leaf, ...], list[Page]]:
    """Return the leaves and pages with each double page as two, the left one first; `leaves` and `pages` as they are
    where the file has none. Empty halves at the start and end of the file are no pages."""
    formats = _formats(pages)
    if not formats:
        return tuple(leaves), list(pages)
    halves: list[tuple[Leaf, Page]] = []
    for leaf, page in zip(leaves, pages, strict=True):
        if _format(page) in formats and not page.vertical and not _crosses(page):
            halves += [(_half_of(leaf, right=right), _side(page, right=right)) for right in (False, True)]
        else:
            halves.append((leaf, page))
    while len(halves) > 1 and _is_empty(halves[0]):
        del halves[0]
    while len(halves) > 1 and _is_empty(halves[-1]):
        del halves[-1]
    for index, (_, page) in enumerate(halves):
        page.index = index
    return tuple(replace(leaf, index=index) for index, (leaf, _) in enumerate(halves)), [page for _, page in halves]


def sheet_offset(leaves: Sequence[Leaf]) -> tuple[int, int]:
    """Return what to add to a page's number, counted from 1, and how many pages a page of the file holds, so that the
    sum divided by that, rounded up, is the file's page."""
    first = next((leaf for leaf in leaves if leaf.half), None)
    if first is None:
        return 0, 1
    return 2 * first.sheet + (first.half == "right") - first.index, 2


def _formats(pages: Sequence[Page]) -> set[tuple[int, int]]:
    """Return the formats of the file's double pages; none where it has none."""
    wide = [page for page in pages if page.width >= _WIDE * page.height and page.runs and not page.vertical]
    both = [page for page in wide if all(_runs_on(page, right=right) for right in (False, True))]
    if len(both) < _FEWEST or _length(wide) < _MOST * _length(pages):
        return set()
    clear = [page for page in both if not _crosses(page)]
    if len(clear) < max(_FEWEST, _CLEAR * len(both)):
        return set()
    numbers = [[_has_folio(page, right=right) for right in (False, True)] for page in clear]
    if sum(map(all, numbers)) < _NUMBERED * len(clear) and (
        sum(map(any, numbers)) >= _NUMBERED * len(clear) or not _has_margins(clear)
    ):
        return set()
    return {_format(page) for page in clear}


def _format(page: Page) -> tuple[int, int]:
    return round(page.width / _SAME_FORMAT), round(page.height / _SAME_FORMAT)


def _length(pages: Sequence[Page]) -> int:
    return sum(len(run.text) for page in pages for run in page.runs)


def _crosses(page: Page) -> bool:
    """Tell whether text stands across the middle of a sheet."""
    middle = page.width / 2
    return any(run.x0 < middle < run.x1 and run.text.strip() for run in page.runs)


def _runs_on(page: Page, *, right: bool) -> list[Run]:
    return [run for run in page.runs if run.text.strip() and _is_right(run, page) == right]


def _is_right(thing: Run | Box, page: Page) -> bool:
    return thing.x0 + thing.x1 > page.width


def _has_folio(page: Page, *, right: bool) -> bool:
    lines = build_lines(_runs_on(page, right=right), page.index)
    return any(is_folio(line.text) for line in (lines[0], lines[-1]))


def _has_margins(pages: Sequence[Page]) -> bool:
    """Tell whether the text keeps clear of the middle as it does of the edges."""
    inner, outer = [], []
    for page in pages:
        left, right = _runs_on(page, right=False), _runs_on(page, right=True)
        inner.append(min(run.x0 for run in right) - max(run.x1 for run in left))
        outer.append(min(run.x0 for run in left) + page.width - max(run.x1 for run in right))
    return median(inner) >= _INNER * median(outer)


def _half_of(leaf: Leaf, *, right: bool) -> Leaf:
    """Return one side of a leaf as it is seen, whichever way it is turned."""
    x0, y0, x1, y1 = leaf.box
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    first = right == (leaf.turn in (180, 270))
    if leaf.turn in (90, 270):
        box = (x0, y0, x1, y) if first else (x0, y, x1, y1)
    else:
        box = (x0, y0, x, y1) if first else (x, y0, x1, y1)
    return replace(leaf, box=box, half="right" if right else "left", label=None)


def _side(page: Page, *, right: bool) -> Page:
    """Return one side of a double page, its places counted from its own left edge."""
    half = page.width / 2
    by = half if right else 0.0
    on = Box(0.0, 0.0, half, page.height)

    def runs(found: Sequence[Run]) -> list[Run]:
        return [_moved(run, by) for run in found if _is_right(run, page) == right]

    def boxes(found: Sequence[Box]) -> list[Box]:
        moved = [_moved_box(box, by).part_in(on) for box in found]
        return [box for box in moved if box.x1 >= box.x0 and box.y1 >= box.y0]

    return replace(
        page,
        width=half,
        runs=runs(page.runs),
        hidden=runs(page.hidden),
        turned=runs(page.turned),
        pillars=[
            replace(pillar, runs=[_moved(run, by) for run in pillar.runs])
            for pillar in page.pillars
            if _is_right(pillar.box, page) == right
        ],
        rules=boxes(page.rules),
        drawings=boxes(page.drawings),
        outlines=boxes(page.outlines),
        images=[image for image in map(_mover(by, on), page.images) if image is not None],
        troubles=[] if right else page.troubles,
    )


def _mover(by: float, on: Box) -> Callable[[Image], Image | None]:
    """Return what moves a picture to one side, None for one of the other side. One that spans both pages stands on
    both, with a part on each."""

    def moved(image: Image) -> Image | None:
        box = _moved_box(image.box, by)
        if box.width <= 2 * on.width * _BOTH:
            return replace(image, box=box) if on.x0 <= (box.x0 + box.x1) / 2 < on.x1 else None
        return replace(image, box=box.part_in(on))

    return moved


def _moved(run: Run, by: float) -> Run:
    return replace(run, x0=run.x0 - by, x1=run.x1 - by, xs=[x - by for x in run.xs]) if by else run


def _moved_box(box: Box, by: float) -> Box:
    return Box(box.x0 - by, box.y0, box.x1 - by, box.y1)


def _is_empty(half: tuple[Leaf, Page]) -> bool:
    leaf, page = half
    return bool(leaf.half) and not (page.runs or page.images or page.hidden)
