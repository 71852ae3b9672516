"""Initials: a large first character that takes the room of several lines at a paragraph's start."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.importing.pdf.elements import Page, Run
from generator.importing.pdf.layout.columns import Row, rows_of
from generator.importing.pdf.layout.lines import Line

_LARGE = 1.7
"""Sizes of the running text that an initial has at least."""
_MOST_CHARACTERS = 2
"""An opening quotation mark may stand in front of it."""
_FEWEST_LINES = 2
"""Lines that stand beside it."""
_NEAR = 1.2
"""Sizes of the text between it and those lines at most."""
_ASCENT = 0.95
"""Its height above the baseline, in its own sizes."""
_BELOW = 1.0
"""How far below its baseline that of the last line beside it may lie, in sizes of the text."""


@dataclass(frozen=True, slots=True)
class Initial:
    """An initial that was put in front of its first line."""

    page: int
    """Index of its page."""
    x0: float
    """Its left edge, where the lines beside it begin, too, as the paragraph has them."""
    x1: float
    """Its right edge."""
    top: float
    """Baseline of the first line beside it."""
    bottom: float
    """Baseline of the last one."""


def take_initials(pages: Sequence[Page], size: float) -> list[Initial]:
    """Give each initial the size and the baseline of the first line beside it, in place, and return them; `size` is
    that of the running text."""
    found = []
    for page in pages:
        large = [run for run in page.runs if run.size >= _LARGE * size and _is_short(run)]
        if not large:
            continue
        rows = rows_of([run for run in page.runs if run.size < _LARGE * size and run.text.strip()])
        for run in large:
            beside = _beside(run, rows, size)
            if len(beside) >= _FEWEST_LINES:
                first = beside[0]
                found.append(Initial(page.index, run.x0, run.x1, first.y, beside[-1].y))
                page.runs = [_set_in(run, first) if other is run else other for other in page.runs]
    return found


def align(lines: Iterable[Line], initials: Sequence[Initial]) -> None:
    """Let the lines beside an initial begin where it does, in place: they are set in for its sake alone."""
    for line in lines:
        for initial in initials:
            inside = initial.top - 1 <= line.y <= initial.bottom + 1 and line.page == initial.page
            if inside and line.x0 >= initial.x0 - line.size - 1 and line.x0 <= initial.x1 + _NEAR * line.size:
                line.x0 = initial.x0


def _is_short(run: Run) -> bool:
    return 0 < len(run.text.strip()) <= _MOST_CHARACTERS


def _beside(run: Run, rows: Sequence[Row], size: float) -> list[Row]:
    """Return the rows of running text right of a large character; none where text stands left of it."""
    beside: list[Row] = []
    for row in rows:
        if not run.y - _ASCENT * run.size <= row.y - 0.5 * size or row.y > run.y + _BELOW * size:
            continue
        left = run.x1 - 0.2 * size if beside else run.x0 - 1  # the first line may run through it (WeasyPrint)
        right = [other for other in row.runs if other.x0 >= left]
        if not right or right[0].x0 - run.x1 > _NEAR * size:
            continue
        if any(run.x0 - _NEAR * size < other.x1 <= run.x0 + 1 for other in row.runs):
            return []
        beside.append(Row(row.y, row.size, right))
    return beside


def _set_in(run: Run, first: Row) -> Run:
    """Return an initial as the first character of the first line beside it."""
    model = first.runs[0]
    x0 = min(run.x0, model.x0 - model.size)
    width = (model.x0 - x0) / len(run.text)
    xs = [x0 + number * width for number in range(len(run.text))]
    return replace(run, x0=x0, x1=model.x0, y=first.y, size=model.size, xs=xs, style=model.style)
