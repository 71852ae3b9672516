"""A leaf of the file, drawn: content streams -> `Page`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from generator.importing.pdf.elements import Page, Run
from generator.importing.pdf.fonts import Faces
from generator.importing.pdf.interpreting import Interpreter, resources_of
from generator.importing.pdf.opening import Leaf, content_of
from generator.importing.pdf.states import Matrix

_SQUARE = 6.0
"""Points; places are compared in squares of this size, those of very large type in larger ones."""
_DOUBLE = 0.1
"""Sizes by which a second strike is shifted at most."""


def draw(leaf: Leaf, faces: Faces, off: frozenset[int]) -> Page:
    """Interpret one page. What cannot be read is told in the page's troubles."""
    x0, y0, x1, y1 = leaf.box
    width, height = x1 - x0, y1 - y0
    if leaf.turn in (90, 270):
        width, height = height, width
    page = Page(leaf.index, width, height)
    content = content_of(leaf, page.troubles)
    Interpreter(page, to_page(leaf), faces, off).run(content, resources_of(leaf.resources))
    page.runs = _struck_once(page.runs)
    return page


def _struck_once(runs: list[Run]) -> list[Run]:
    """Drop runs that are drawn a second time a hair away: some producers make bold so. The first is bold then."""
    counts = Counter([run.text for run in runs])
    if len(counts) == len(runs):
        return runs
    seen: dict[tuple[str, int, int], list[Run]] = {}
    kept: list[Run] = []
    for run in runs:
        if counts[run.text] == 1:
            kept.append(run)
            continue
        cells = _cells(run)
        twin = _twin(run, [other for cell in cells if cell in seen for other in seen[cell]])
        if twin is not None:
            twin.style = replace(twin.style, bold=True)
            continue
        for cell in cells:
            seen.setdefault(cell, []).append(run)
        kept.append(run)
    return kept


def _cells(run: Run) -> list[tuple[str, int, int]]:
    """Return the squares of the page in which a second strike of a run may begin: mostly one."""
    away, square = _DOUBLE * run.size, _SQUARE
    while square < away:
        square *= 2
    first, last = int((run.x0 - away) / square), int((run.x0 + away) / square)
    upper, lower = int((run.y - away) / square), int((run.y + away) / square)
    if first == last and upper == lower:
        return [(run.text, first, upper)]
    return [(run.text, column, row) for column in range(first, last + 1) for row in range(upper, lower + 1)]


def _twin(run: Run, others: Iterable[Run]) -> Run | None:
    for other in others:
        if abs(other.size - run.size) < 0.1 and _is_hair_away(other, run) and run.text.strip():
            return other
    return None


def _is_hair_away(first: Run, second: Run) -> bool:
    away = _DOUBLE * first.size
    return abs(first.x0 - second.x0) <= away and abs(first.y - second.y) <= away


def to_page(leaf: Leaf) -> Matrix:
    """Return the matrix from the file's units to points from the top left corner of the page as it is seen."""
    x0, y0, x1, y1 = leaf.box
    match leaf.turn:
        case 90:
            return (0.0, 1.0, 1.0, 0.0, -y0, -x0)
        case 180:
            return (-1.0, 0.0, 0.0, 1.0, x1, -y0)
        case 270:
            return (0.0, -1.0, -1.0, 0.0, y1, x1)
        case _:
            return (1.0, 0.0, 0.0, -1.0, -x0, y1)
