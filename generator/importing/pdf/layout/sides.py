"""Vertical writing beside level lines: heads in the margins, which recur, and titles, which become level lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from generator.importing.pdf.elements import Page, Pillar, Run
from generator.importing.pdf.layout.asides import Aside
from generator.importing.pdf.layout.folios import is_folio, masked

_RECURS = 0.3
"""Share of the pages that have one head at one place …"""
_STAYS = 0.5
"""… and share that have some head in a margin, as far from the edge: the name of a section, say."""
_FEWEST = 3
"""Pages on which it stands at least."""
_PLACE = 4.0
"""Points to which places are told apart."""
_NEXT = (0.9, 2.5)
"""Sizes from one pillar of a title to the next one, on its left."""
_ABOVE = 0.9
"""Sizes from a baseline to the top of its line, …"""
_BELOW = 0.12
"""… and to its bottom."""


def take_side_heads(pages: Sequence[Page]) -> list[Aside]:
    """Remove the vertical lines that recur, and return them."""
    spots: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    margins: defaultdict[int, list[int]] = defaultdict(list)
    for page in pages:
        for pillar in page.pillars:
            spots[masked(pillar.text), round(pillar.box.x0 / _PLACE), round(pillar.box.y0 / _PLACE)].append(id(pillar))
            margin = _margin(page, pillar)
            if margin is not None:
                margins[round(margin / _PLACE)].append(id(pillar))
    heads = {
        pillar
        for places, share in ((spots.values(), _RECURS), (margins.values(), _STAYS))
        for place in places
        if len(place) >= max(_FEWEST, share * len(pages))
        for pillar in place
    }
    found = []
    for page in pages:
        for pillar in page.pillars:
            if id(pillar) in heads:
                kind = "page number" if is_folio(pillar.text) else "running head"
                found.append(Aside(page.index, pillar.text, kind))
        page.pillars = [pillar for pillar in page.pillars if id(pillar) not in heads]
    return found


def set_level(page: Page) -> None:
    """Give a page its vertical lines as level ones, above the lines beside which they begin. Several next to each
    other are one, read from right to left."""
    title: list[Pillar] = []
    for pillar in page.pillars:
        if title and not _goes_on(title[-1], pillar):
            page.runs.append(_level(title, page))
            title = []
        title.append(pillar)
    if title:
        page.runs.append(_level(title, page))


def _margin(page: Page, pillar: Pillar) -> float | None:
    """Return how far from the page's edge a vertical line stands in its margin; None where it stands elsewhere."""
    box = pillar.box
    if all(run.x1 <= box.x0 for run in page.runs):
        return page.width - box.x1
    return box.x0 if all(box.x1 <= run.x0 for run in page.runs) else None


def _goes_on(right: Pillar, left: Pillar) -> bool:
    size = right.size
    away = right.box.x1 - left.box.x1
    return (
        abs(right.size - left.size) < 0.1 * size
        and _NEXT[0] * size <= away <= _NEXT[1] * size
        and left.box.y0 < right.box.y1
    )


def _level(title: Sequence[Pillar], page: Page) -> Run:
    """Return the run that a vertical line makes, in the middle of the level lines."""
    text, size, style = "".join(pillar.text for pillar in title), title[0].size, title[0].runs[0].style
    left = min((run.x0 for run in page.runs), default=0.0)
    right = max((run.x1 for run in page.runs), default=page.width)
    step = min(size, (right - left) / len(text))
    start = (left + right - step * len(text)) / 2
    top = min(pillar.box.y0 for pillar in title)
    bottom = max(pillar.box.y1 for pillar in title)
    beside = [run for run in page.runs if top < run.y < bottom + run.size]
    first = min(beside, key=lambda run: run.y, default=None)
    y = first.y - _ABOVE * first.size - _BELOW * size if first is not None else top + size
    xs = [start + step * place for place in range(len(text))]
    return Run(start, start + step * len(text), y, size, text, xs, style, title[0].runs[0].family)
