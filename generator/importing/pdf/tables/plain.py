"""Tables that are not fully ruled: columns by the white between them, rows by rules or by the white between rows.

The columns and rows that are found are handed to `grids` as if they were ruled, so that both kinds share the rest.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from generator.importing.pdf.elements import Box, Run
from generator.importing.pdf.tables.grids import grid_of
from generator.importing.pdf.tables.measures import measured
from generator.importing.pdf.tables.parts import TablePart
from generator.importing.pdf.tables.pieces import NARROW_GAP, PieceRow, White, parted_at, piece_rows
from generator.importing.pdf.tables.regions import Region, find_frames, find_regions, parted
from generator.importing.pdf.tables.rows import find_rows
from generator.importing.pdf.tables.ruled import is_filled, part_of
from generator.importing.pdf.tables.stacks import Spacing, Stack, find_stacks
from generator.importing.pdf.tables.stretches import find_stretches, rows_above
from generator.importing.pdf.tables.strips import goes_on_below, rows_in, text_between
from generator.importing.pdf.tables.unshaded import tops_of_unshaded
from generator.importing.pdf.tables.walls import floors_of, is_all_along, rules_along, walls_of
from generator.importing.pdf.tables.whites import find_whites, is_list

_MARGIN = 2.0
"""Points between a table's text and its outer edges."""
_NEAR_EDGE = 4.0
"""Points; a rule that is nearer to the table's upper or lower edge is that edge."""
_MANY_ROWS = 6
"""Lines of a table that can tell narrow white between its columns."""
_FEWEST_STRIPS = 3
"""Strips between rules, at least, for the rules to be all that part rows."""
_UNTOLD = 0.5
"""That share where there are fewer."""
_WIDE = 2
"""Whites between columns that a table shows and two columns of text do not."""
_FEWEST_ROWS, _MOSTLY = 3, 0.6
"""Rows that a table of two columns shows and two columns of text do not, and the share of them with several texts."""
_SEVERAL_ROWS = 0.3
"""Share of those strips that may look like several rows (cells of several paragraphs)."""


@dataclass(slots=True)
class PlainPart(TablePart):
    """A table without walls, or a part of one, and what it was found by."""

    rows_of_text: list[PieceRow] = field(default_factory=list)
    """Its text."""
    region: Region | None = None
    """The stretch between level rules that it fills."""
    spacing: Spacing | None = None
    """How its lines stand."""


def take_level_tables(
    runs: list[Run], rules: Sequence[Box], shades: Sequence[Box], page: int
) -> tuple[list[PlainPart], list[Run]]:
    """Return the tables of a page that have level rules or edges of shaded cells alone, and the runs that are left."""
    parts: list[PlainPart] = []
    regions = _regions(runs, rules, shades)
    for region in regions:
        rows, whites = _columns_in(region, runs)
        part = make_part(rows, whites, region, page) if len(rows) > 1 and not is_list(rows, whites) else None
        if part is not None:
            parts.append(part)
            runs = without(runs, part)
    for frame in find_frames(rules, regions):
        rows, whites = _columns_in(frame, [run for run in runs if frame.top < run.y < frame.bottom])
        above = piece_rows([run for run in runs if run.y < frame.top and run.x0 < frame.right and frame.left < run.x1])
        rows = [*rows_above(above, rows, rules), *rows] if rows else []
        part = make_part(rows, whites, frame, page) if len(rows) > 1 and not is_list(rows, whites) else None
        if part is not None and _is_no_text(part) and not goes_on_below(frame, rows[0].size, runs):
            parts.append(part)
            runs = without(runs, part)
    return parts, runs


def _columns_in(region: Region, runs: Sequence[Run]) -> tuple[list[PieceRow], list[White]]:
    """Return the rows in a region and the white between their columns."""
    near = [run for run in runs if region.left - 3 <= run.x0 and run.x1 <= region.right + 3]
    rows = rows_in(piece_rows(near), region)
    whites = _whites_in(region, rows)
    narrow = rows_in(piece_rows(near, NARROW_GAP), region)
    if len(narrow) >= _MANY_ROWS and len(found := _narrow_whites(region, narrow)) > len(whites):
        return narrow, found
    return rows, whites


def _regions(runs: Sequence[Run], rules: Sequence[Box], shades: Sequence[Box]) -> list[Region]:
    """Return the regions of level rules, parted where text of the whole measure stands between two tables."""
    found: list[Region] = []
    for region in find_regions(rules, shades):
        meeting = [run for run in runs if run.x0 < region.right and run.x1 > region.left]
        found += parted(region, text_between(piece_rows(meeting), region))
    return found


def _whites_in(region: Region, rows: Sequence[PieceRow]) -> list[White]:
    """Return the white between a region's columns: where its rules break, else by its text, too."""
    breaks = [(x, x) for x in region.breaks]
    if breaks and region.by_cells:
        return breaks
    found = [
        next(((x, x) for x in region.breaks if x0 - _MARGIN <= x <= x1 + _MARGIN), (x0, x1))
        for x0, x1 in find_whites(rows)
    ]
    return sorted({*found, *breaks})


def _narrow_whites(region: Region | None, rows: Sequence[PieceRow]) -> list[White]:
    """Return the white between a region's columns, narrow stretches too, where no row but a title runs over one."""
    found = [] if region and region.breaks and region.by_cells else find_whites(rows, NARROW_GAP)
    return [white for white in found if sum(row.crosses((white[0] + white[1]) / 2) for row in rows) <= 1]


def _more_whites(rows: Sequence[PieceRow], whites: Sequence[White]) -> list[White]:
    """Return the white between columns that is known, and narrow stretches, too, that many rows show and none but a
    title runs over."""
    found = _narrow_whites(None, rows)
    known = [white for white in found if any(x0 < white[1] and white[0] < x1 for x0, x1 in whites)]
    more = [white for white in found if sum(row.shows(white) for row in rows) >= _MANY_ROWS]
    return sorted({*known, *more})


def take_plain_tables(runs: list[Run], rules: Sequence[Box], page: int) -> tuple[list[PlainPart], list[Run]]:
    """Return the tables without rules among the runs of one column, and the runs that are left."""
    return _take(runs, rules, page, wide=False)


def take_wide_tables(runs: list[Run], rules: Sequence[Box], page: int) -> tuple[list[PlainPart], list[Run]]:
    """Return the tables without rules among all runs of a page that seems to have two columns of text, and the runs
    that are left: those of three columns and more, and those of two whose rows show."""
    return _take(runs, rules, page, wide=True)


def _take(runs: list[Run], rules: Sequence[Box], page: int, *, wide: bool) -> tuple[list[PlainPart], list[Run]]:
    parts: list[PlainPart] = []
    every = piece_rows(runs)
    taken = -math.inf
    for rows in find_stretches(every):
        above = [row for row in every if taken < row.y < rows[0].y]
        whites = find_whites(rows)
        if not whites or is_list(rows, whites):
            continue
        narrow = piece_rows([run for row in rows for run in row.row.runs], NARROW_GAP)
        if len(found := _more_whites(narrow, whites)) > len(whites):
            rows, whites = narrow, found
        part = make_part([*rows_above(above, rows, rules), *rows], whites, None, page, rules=rules)
        if part is not None and (not wide or _is_no_text(part)):
            parts.append(part)
            runs = without(runs, part)
            taken = rows[-1].y
    return parts, runs


def _is_no_text(part: PlainPart) -> bool:
    """Tell whether what may be two columns of text is none."""
    return len(part.whites) >= _WIDE or _shows_rows(part)


def _shows_rows(part: PlainPart) -> bool:
    """Tell whether white runs through all columns between rows of several lines: paragraphs in two columns of text do
    not end beside each other."""
    leading = part.spacing.leading if part.spacing is not None and not part.spacing.tight else 0.0
    if not leading or part.rows < _FEWEST_ROWS:
        return False
    breaks = sum(below.y - above.y > leading for above, below in pairwise(part.rows_of_text))
    filled = Counter(cell.place.row for cell in part.cells if cell.words)
    return breaks >= part.rows - 1 and sum(count > 1 for count in filled.values()) >= _MOSTLY * part.rows


def without(runs: Sequence[Run], part: TablePart) -> list[Run]:
    """Return the runs that are not in a table."""
    gone = set(map(id, part.runs))
    return [run for run in runs if id(run) not in gone]


def make_part(
    rows: Sequence[PieceRow],
    whites: Sequence[White],
    region: Region | None,
    page: int,
    sides: tuple[float, float] | None = None,
    spacing: Spacing | None = None,
    rules: Sequence[Box] = (),
) -> PlainPart | None:
    """Return the table that some rows make with the white between their columns; None where they make none.

    `sides` are its left and right edge, `spacing` how its lines stand, where its parts on other pages know them.
    `rules` are those of the page: where the table fills no region of its own, those all along it part its rows.
    """
    if not rows or not whites:
        return None
    rows = [parted_at(row, whites) for row in rows]
    frame = _frame(rows, region)
    if sides is not None:
        frame = Box(sides[0], frame.y0, sides[1], frame.y1)
    drawn = list(region.rules) if region else rules_along(rules, whites, frame)
    drawn = [rule for rule in drawn if frame.y0 + _NEAR_EDGE < rule.y0 < frame.y1 - _NEAR_EDGE]
    heights = sorted({rule.y0 for rule in drawn})
    stacks, known = find_stacks(rows, whites, heights, page, spacing)
    several = _several_rows(heights, stacks, len(whites) + 1, frame)
    shaded = region is not None and region.shaded
    told = region is not None and (region.by_rows or (spacing is not None and spacing.ruled))
    if told or several <= _SEVERAL_ROWS or (shaded and several >= 1 - _SEVERAL_ROWS):
        across, edges, known = drawn, heights, replace(known, ruled=True)
        if region and region.shaded:
            across += tops_of_unshaded(rows, whites, drawn, frame, page)
    else:
        floors = [y for y in heights if is_all_along(y, drawn, frame)]
        stacks, known = find_stacks(rows, whites, floors, page, spacing)
        found = find_rows(stacks, floors, heights)
        edges = list(found.edges)
        across = [*drawn, *floors_of(found, whites, frame)]
    across += [Box(frame.x0, y, frame.x1, y) for y in (frame.y0, frame.y1)]
    down = [Box(x, frame.y0, x, frame.y1) for x in (frame.x0, frame.x1)]
    down += walls_of(rows, whites, [frame.y0, *edges, frame.y1], frame)
    grid = grid_of(across, down)
    if grid is None or len(grid.places) < 2:
        return None
    part = part_of(grid, [run for row in rows for run in row.row.runs], page)
    if part is None or not (region or is_filled(part)):
        return None
    return PlainPart(
        part.page,
        part.box,
        part.xs,
        part.rows,
        part.cells if region and region.by_cells else measured(part.cells),
        part.runs,
        list(whites),
        rows_of_text=list(rows),
        region=region,
        spacing=known,
    )


def title_of(rows: Sequence[PieceRow], table: PlainPart, page: int) -> PlainPart | None:
    """Return rows as the one cell over all columns with which a table on the next page begins."""
    frame = _frame(rows, None)
    across = [Box(table.box.x0, y, table.box.x1, y) for y in (frame.y0, frame.y1)]
    grid = grid_of(across, [Box(x, frame.y0, x, frame.y1) for x in (table.box.x0, table.box.x1)])
    part = part_of(grid, [run for row in rows for run in row.row.runs], page) if grid is not None else None
    if part is None:
        return None
    return PlainPart(
        part.page,
        part.box,
        part.xs,
        part.rows,
        part.cells,
        part.runs,
        rows_of_text=list(rows),
        spacing=table.spacing,
    )


def _frame(rows: Sequence[PieceRow], region: Region | None) -> Box:
    """Return the outer edges of a table."""
    frame = Box(
        min(row.pieces[0].x0 for row in rows) - _MARGIN,
        rows[0].y - rows[0].size,
        max(piece.x1 for row in rows for piece in row.pieces) + _MARGIN,
        rows[-1].y + 0.35 * rows[-1].size,
    )
    return frame if region is None else frame.join(Box(region.left, region.top, region.right, region.bottom))


def _several_rows(heights: Sequence[float], stacks: Sequence[Stack], columns: int, frame: Box) -> float:
    """Return the share of the strips between a table's rules that look like several rows: few where the rules part all
    its rows. Shaded cells do, too, where nearly all look so: at least every other strip is one of their rows. What
    lies within most columns' texts is no edge of rows, but between lines of cells set in their middle; and titles,
    which a print may repeat, tell nothing."""
    found = find_rows(stacks, heights, heights)
    edges = sorted(y for y, covered in zip(found.edges, found.covered(), strict=True) if len(covered) <= columns / 2)
    cells = sorted(stack.centre for stack in stacks if stack.first == stack.last)
    strips = [
        (top, bottom)
        for top, bottom in pairwise([frame.y0, *heights, frame.y1])
        if bisect_right(cells, top) < bisect_left(cells, bottom)
    ]
    several = sum(
        bisect_right(edges, top + _NEAR_EDGE) < bisect_left(edges, bottom - _NEAR_EDGE) for top, bottom in strips
    )
    return several / len(strips) if len(strips) >= _FEWEST_STRIPS else _UNTOLD
