"""Level lines in the side margins: page numbers halfway down the outer edge, names of sections, numbers of lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import inf

from generator.importing.pdf.elements import Page, Run
from generator.importing.pdf.layout.asides import Aside
from generator.importing.pdf.layout.folios import is_folio, masked

_FORMAT = 3.0
"""Points to which formats of pages are told apart."""
_FEW = 20
"""One line in so many may reach out of the text: its edges are where nearly all lines begin and end."""
_AWAY = 0.5
"""Sizes between the text and what stands in its margin at least."""
_LONG = 8.0
"""Sizes of a line of text that shows its edges at least: cells and numbers are shorter."""
_SAME_SIZE = 0.5
"""Points to which sizes of running text are told apart."""
_RECURS = 0.3
"""Share of the pages that have the same words as far down …"""
_STAYS = 0.5
"""… and share that have some words there, if these …"""
_CHANGES = 0.7
"""… change at most so often: the name of a section stays for some pages."""
_FEWEST = 3
"""Pages on which they stand at least."""
_DRIFT = 4.0
"""Points to which heights are told apart."""


def take_flanks(pages: Sequence[Page], size: float) -> list[Aside]:
    """Remove what recurs in the side margins, and return it; `size` is that of the running text."""
    words: defaultdict[tuple[str, int], list[tuple[int, Run]]] = defaultdict(list)
    places: defaultdict[int, list[tuple[int, Run]]] = defaultdict(list)
    for index, run in _beside(pages, size):
        height = round(run.y / _DRIFT)
        words[masked(run.text), height].append((index, run))
        places[height].append((index, run))
    heads: set[int] = set()
    for members in words.values():
        if _count(members) >= max(_FEWEST, _RECURS * len(pages)):
            heads.update(id(run) for _, run in members)
    for members in places.values():
        changes = len({masked(run.text) for _, run in members})
        if _count(members) >= max(_FEWEST, _STAYS * len(pages)) and changes <= _CHANGES * len(members):
            heads.update(id(run) for _, run in members)
    found = []
    for page in pages:
        gone = [run for run in page.runs if id(run) in heads]
        if gone:
            page.runs = [run for run in page.runs if id(run) not in heads]
        for run in gone:
            kind = "page number" if is_folio(run.text) else "running head"
            found.append(Aside(page.index, run.text.strip(), kind))
    return found


def _count(members: Sequence[tuple[int, Run]]) -> int:
    """Return on how many pages some runs stand."""
    return len({index for index, _ in members})


def _beside(pages: Sequence[Page], size: float) -> Iterator[tuple[int, Run]]:
    """Yield the runs that stand wholly beside the text, each with its page's index, by the edges that the text has on
    pages of one format and side."""
    kinds: defaultdict[tuple[int, int, int], list[Page]] = defaultdict(list)
    for page in pages:
        kinds[round(page.width / _FORMAT), round(page.height / _FORMAT), page.index % 2].append(page)
    for members in kinds.values():
        lines = [ends for page in members for ends in _long_lines(page, size)]
        if not lines:
            continue
        left = sorted(start for start, _ in lines)[len(lines) // _FEW]
        right = sorted(end for _, end in lines)[-1 - len(lines) // _FEW]
        for page in members:
            for run in page.runs:
                away = _AWAY * run.size
                if (run.x1 < left - away or run.x0 > right + away) and run.text.strip():
                    yield page.index, run


def _long_lines(page: Page, size: float) -> Iterator[tuple[float, float]]:
    """Yield where the lines of running text on a page begin and end."""
    start = end = y = -inf
    text = (run for run in page.runs if abs(run.size - size) < _SAME_SIZE)
    for run in sorted(text, key=lambda run: (round(run.y), run.x0)):
        if abs(run.y - y) > 1.0 or run.x0 - end > size:
            if end - start >= _LONG * size:
                yield start, end
            start = run.x0
        end, y = run.x1, run.y
    if end - start >= _LONG * size:
        yield start, end
