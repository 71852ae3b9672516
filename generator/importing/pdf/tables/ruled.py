"""Ruled tables of a page: which runs stand in which cell."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from generator.importing.pdf.elements import Box, Page, Run
from generator.importing.pdf.layout.lines import build_lines
from generator.importing.pdf.layout.wording import HANGING
from generator.importing.pdf.tables.grids import Grid, find_grids
from generator.importing.pdf.tables.parts import CellAt, TablePart, paragraphs_of
from generator.importing.pdf.tables.pieces import piece_rows
from generator.importing.pdf.tables.stretches import find_stretches
from generator.importing.pdf.tables.unwalled import walled_by_texts

_EDGE = 0.2
"""Share of the page's height at top and bottom within which a single cell may be part of a table on two pages."""
_MOSTLY = 0.5
"""Share of a frame's rows that stand in columns; with more it is a table's frame."""
_FILLED = 0.25
"""Share of a grid's cells that hold text; with fewer it is a drawing."""
_LINE = 1.9
"""Sizes between the lines of one cell at most."""


def take_tables(page: Page) -> list[TablePart]:
    """Take the ruled tables out of a page's runs and return them."""
    parts = []
    for grid in find_grids(page.rules, page.drawings):
        inner = grid.box.y0 > _EDGE * page.height and grid.box.y1 < (1 - _EDGE) * page.height
        if len(grid.places) == 1 and inner:
            continue
        inside = [run for run in page.runs if grid.box.holds((run.x0 + run.x1) / 2, _middle(run))]
        outside = _below(grid, inside, page.runs)
        if outside:
            inside += outside
            grid = grid.lengthened(max(run.y for run in outside))
        part = part_of(walled_by_texts(grid, inside), inside, page.index)
        if part is not None and is_filled(part) and (len(grid.places) > 1 or not _shows_columns(inside)):
            parts.append(part)
            gone = set(map(id, inside))
            page.runs = [run for run in page.runs if id(run) not in gone]
    return parts


def _below(grid: Grid, inside: Sequence[Run], runs: Sequence[Run]) -> list[Run]:
    """Return the runs that go on below a grid in a cell that no rule closes, line by line: a producer may not cut the
    text of a cell over several rows where a page ends (seen: WeasyPrint). Where no rule closes any of its cells,
    nothing else may stand below it."""
    found: list[Run] = []
    below = sorted((run for run in runs if run.y > grid.box.y1 and run.text.strip()), key=lambda run: run.y)
    for place in grid.places:
        columns = grid.open_below[place.column : place.column + place.colspan]
        if place.row + place.rowspan < len(grid.ys) - 1 or not all(columns):
            continue
        lines = [run.y for run in inside if place.box.holds((run.x0 + run.x1) / 2, _middle(run))]
        lowest = max(lines, default=math.inf)
        for run in below:
            beside = [other for other in below if abs(other.y - run.y) < _LINE * run.size]
            if run.y - lowest > _LINE * run.size or not all(_stands_in(other, place.box) for other in beside):
                break
            found.append(run)
            lowest = run.y
    return [] if all(grid.open_below) and len(found) < len(below) else found


def _stands_in(run: Run, box: Box) -> bool:
    return box.x0 <= run.x0 and run.x1 <= box.x1


def _shows_columns(runs: Sequence[Run]) -> bool:
    """Tell whether the text in a frame is a table that has no other walls."""
    rows = piece_rows(runs)
    return sum(map(len, find_stretches(rows))) > _MOSTLY * len(rows)


def part_of(grid: Grid, runs: Sequence[Run], page: int) -> TablePart | None:
    """Return the table that a grid and the runs inside it make; None where the runs do not keep to its cells."""
    held: defaultdict[int, list[Run]] = defaultdict(list)
    for run in runs:
        for piece in _pieces_in(grid, run):
            home = grid.home((piece.x0 + piece.x1) / 2, _middle(piece))
            if home is not None:
                held[home].append(piece)
            elif piece.text.strip():
                return None
    cells = [
        CellAt(place, paragraphs_of(build_lines(held.get(index, ()), page), place.box))
        for index, place in enumerate(grid.places)
    ]
    rows = len(grid.ys) - 1
    return TablePart(
        page,
        grid.box,
        grid.xs,
        rows,
        cells,
        list(runs),
        open_above=all(grid.open_above),
        open_below=all(grid.open_below),
        unruled=grid.unruled,
    )


def is_filled(part: TablePart) -> bool:
    """Tell whether enough cells hold text for a table; a drawing's boxes do not. Of a row that a page end cut, one may
    hold all that there is."""
    filled = sum(1 for cell in part.cells if cell.words)
    return filled >= (1 if part.rows == 1 else max(1, _FILLED * len(part.cells)))


def _middle(run: Run) -> float:
    """Return the height of the middle of a run's characters."""
    return run.y - 0.3 * run.size


def _pieces_in(grid: Grid, run: Run) -> list[Run]:
    """Part a run that a producer drew over the wall of two cells. A stop that hangs over one stays with its
    line."""
    ends = [*run.xs[1:], run.x1]
    middles = [(x0 + x1) / 2 for x0, x1 in zip(run.xs, ends, strict=True)]
    y = _middle(run)
    if grid.home(middles[0], y) == grid.home(middles[-1], y):
        return [run]
    pieces: list[Run] = []
    before: int | None = -1
    for index, middle in enumerate(middles):
        home = grid.home(middle, y)
        if pieces and run.text[index] in HANGING:
            home = before
        if home != before or not pieces:
            pieces.append(replace(run, x0=run.xs[index], x1=ends[index], text="", xs=[]))
        piece = pieces[-1]
        piece.text += run.text[index]
        piece.xs.append(run.xs[index])
        piece.x1 = ends[index]
        before = home
    return pieces
