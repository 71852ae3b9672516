"""Tables that are not fully ruled: columns by the white between them, rows by rules or by the white between rows.

The columns and rows that are found are handed to `grids` as if they were ruled, so that both kinds share the rest.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from operator import attrgetter

from generator.importing.pdf.elements import Box, Run
from generator.importing.pdf.tables.grids import grid_of
from generator.importing.pdf.tables.parts import TablePart
from generator.importing.pdf.tables.pieces import NARROW_GAP, PieceRow, White, piece_rows
from generator.importing.pdf.tables.regions import Region, find_regions, parted
from generator.importing.pdf.tables.rows import TableRows, find_rows
from generator.importing.pdf.tables.ruled import is_filled, part_of
from generator.importing.pdf.tables.stacks import Spacing, find_stacks
from generator.importing.pdf.tables.stretches import find_stretches, rows_above, rows_in, text_between
from generator.importing.pdf.tables.unshaded import tops_of_unshaded
from generator.importing.pdf.tables.whites import find_whites, is_list

_MARGIN = 2.0
"""Points between a table's text and its outer edges."""
_NEAR_EDGE = 4.0
"""Points; a rule that is nearer to the table's upper or lower edge is that edge."""
_ALL_ALONG = 0.97
"""Share of the table's width that a rule spans which parts two rows."""
_MANY_ROWS = 6
"""Lines of a table that can tell narrow white between its columns."""
_FEWEST_STRIPS = 3
"""Strips between rules, at least, for the rules to be all that part rows."""
_UNTOLD = 0.5
"""That share where there are fewer."""
_WIDE = 2
"""Whites between columns that a table shows and two columns of text do not."""
_SAME_PLACE, _HALF = 2.0, 0.5
"""Points within which two texts have one middle (twice their distance), and the share of a table's width that those of
one column take at most."""
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
    for region in _regions(runs, rules, shades):
        near = [run for run in runs if region.left - 3 <= run.x0 and run.x1 <= region.right + 3]
        rows = rows_in(piece_rows(near), region)
        whites = _whites_in(region, rows)
        narrow = rows_in(piece_rows(near, NARROW_GAP), region)
        if len(narrow) >= _MANY_ROWS and len(found := _narrow_whites(region, narrow)) > len(whites):
            rows, whites = narrow, found
        part = make_part(rows, whites, region, page) if len(rows) > 1 and not is_list(rows, whites) else None
        if part is not None:
            parts.append(part)
            runs = without(runs, part)
    return parts, runs


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


def _narrow_whites(region: Region, rows: Sequence[PieceRow]) -> list[White]:
    """Return the white between a region's columns, narrow stretches too, where no row but a title runs over one."""
    found = [] if region.breaks and region.by_cells else find_whites(rows, NARROW_GAP)
    return [white for white in found if sum(row.crosses((white[0] + white[1]) / 2) for row in rows) <= 1]


def take_plain_tables(runs: list[Run], rules: Sequence[Box], page: int) -> tuple[list[PlainPart], list[Run]]:
    """Return the tables without rules among the runs of one column, and the runs that are left."""
    return _take(runs, rules, page, 1)


def take_wide_tables(runs: list[Run], rules: Sequence[Box], page: int) -> tuple[list[PlainPart], list[Run]]:
    """Return the tables of three columns and more that have no rules, among all runs of a page that seems to have two
    columns of text, and the runs that are left."""
    return _take(runs, rules, page, _WIDE)


def _take(runs: list[Run], rules: Sequence[Box], page: int, fewest_whites: int) -> tuple[list[PlainPart], list[Run]]:
    parts: list[PlainPart] = []
    every = piece_rows(runs)
    taken = -math.inf
    for rows in find_stretches(every):
        above = [row for row in every if taken < row.y < rows[0].y]
        whites = find_whites(rows)
        if len(whites) < fewest_whites or is_list(rows, whites):
            continue
        part = make_part([*rows_above(above, rows, rules), *rows], whites, None, page, rules=rules)
        if part is not None:
            parts.append(part)
            runs = without(runs, part)
            taken = rows[-1].y
    return parts, runs


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
    frame = _frame(rows, region)
    if sides is not None:
        frame = Box(sides[0], frame.y0, sides[1], frame.y1)
    drawn = list(region.rules) if region else _rules_along(rules, whites, frame)
    drawn = [rule for rule in drawn if frame.y0 + _NEAR_EDGE < rule.y0 < frame.y1 - _NEAR_EDGE]
    heights = sorted({rule.y0 for rule in drawn})
    stacks, known = find_stacks(rows, whites, heights, page, spacing)
    several = _several_rows(heights, find_rows(stacks, heights, heights), len(whites) + 1, frame)
    shaded = region is not None and region.shaded
    if (region and spacing and spacing.ruled) or several <= _SEVERAL_ROWS or (shaded and several >= 1 - _SEVERAL_ROWS):
        across, edges, known = drawn, heights, replace(known, ruled=True)
        if region and region.shaded:
            across += tops_of_unshaded(rows, whites, drawn, frame, page)
    else:
        floors = [y for y in heights if _is_all_along(y, drawn, frame)]
        stacks, known = find_stacks(rows, whites, floors, page, spacing)
        found = find_rows(stacks, floors, heights)
        edges = list(found.edges)
        across = [*drawn, *_floors(found, whites, frame)]
    across += [Box(frame.x0, y, frame.x1, y) for y in (frame.y0, frame.y1)]
    down = [Box(x, frame.y0, x, frame.y1) for x in (frame.x0, frame.x1)]
    down += _walls(rows, whites, [frame.y0, *edges, frame.y1], frame)
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
        part.cells,
        part.runs,
        list(whites),
        rows_of_text=list(rows),
        region=region,
        spacing=known,
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


def _rules_along(rules: Sequence[Box], whites: Sequence[White], frame: Box) -> list[Box]:
    """Return the level rules that part a table's rows: they span all of it, or run from one column's edge to another.
    Those below a word do not."""
    drawn: defaultdict[float, list[Box]] = defaultdict(list)
    for rule in rules:
        if rule.width > rule.height and frame.y0 < rule.y0 < frame.y1 and rule.x0 < frame.x1 and rule.x1 > frame.x0:
            drawn[rule.y0].append(Box(max(rule.x0, frame.x0), rule.y0, min(rule.x1, frame.x1), rule.y0))
    found: list[Box] = []
    for y, pieces in sorted(drawn.items()):
        if sum(piece.width for piece in pieces) >= _ALL_ALONG * frame.width:
            found.append(Box(frame.x0, y, frame.x1, y))
        elif all(_is_edge(x, whites, frame) for piece in pieces for x in (piece.x0, piece.x1)):
            found += pieces
    return found


def _is_edge(x: float, whites: Sequence[White], frame: Box) -> bool:
    """Tell whether a place lies in the white between two columns, clear of their text, or at a table's side."""
    sides = (frame.x0 + 1, frame.x1 - 1)
    return x <= sides[0] or x >= sides[1] or any(x0 + 0.5 <= x <= x1 - 0.5 for x0, x1 in whites)


def _is_all_along(y: float, drawn: Sequence[Box], frame: Box) -> bool:
    """Tell whether rules at one height span the whole table."""
    return sum(rule.width for rule in drawn if abs(rule.y0 - y) <= 1) >= _ALL_ALONG * frame.width


def _several_rows(heights: Sequence[float], found: TableRows, columns: int, frame: Box) -> float:
    """Return the share of the strips between a table's rules that look like several rows: few where the rules part all
    its rows. Shaded cells do, too, where nearly all look so: at least every other strip is one of their rows. What
    lies within most columns' texts is no edge of rows, but between lines of cells set in their middle."""
    strips = list(pairwise([frame.y0, *heights, frame.y1]))
    edges = [y for above, y in enumerate(found.edges) if len(_covered(found, above)) <= columns / 2]
    several = sum(
        bisect_right(edges, top + _NEAR_EDGE) < bisect_left(edges, bottom - _NEAR_EDGE) for top, bottom in strips
    )
    return several / len(strips) if len(strips) >= _FEWEST_STRIPS else _UNTOLD


def _covered(found: TableRows, above: int) -> set[int]:
    """Return the columns whose texts cover both a row and the next one."""
    return {
        column
        for span in found.spans
        if span.first <= above < span.last
        for column in range(span.stack.first, span.stack.last + 1)
    }


def _floors(found: TableRows, whites: Sequence[White], frame: Box) -> Iterable[Box]:
    """Yield what parts the rows, column by column: nothing below a row whose text covers the next one, too."""
    xs = [frame.x0, *((x0 + x1) / 2 for x0, x1 in whites), frame.x1]
    for above, y in enumerate(found.edges):
        covered = _covered(found, above)
        for column, (x0, x1) in enumerate(pairwise(xs)):
            if column not in covered:
                yield Box(x0, y, x1, y)


def _is_centred(title: Sequence[PieceRow], rows: Sequence[PieceRow], whites: Sequence[White], frame: Box) -> bool:
    """Tell whether a table's first row is one text in the middle of all columns, and not just of the middle one."""
    if len(title) != 1 or len(title[0].pieces) != 1 or len(rows) < 2:
        return False
    piece = title[0].pieces[0]
    if abs(piece.x0 + piece.x1 - frame.x0 - frame.x1) > 2 * title[0].size:
        return False
    if any(title[0].crosses((x0 + x1) / 2) for x0, x1 in whites):
        return True
    below = [other for row in rows if row is not title[0] for other in row.pieces]
    return not any(
        abs(other.x0 + other.x1 - piece.x0 - piece.x1) <= _SAME_PLACE
        for other in below
        if other.x1 - other.x0 < _HALF * frame.width
    )


def _walls(rows: Sequence[PieceRow], whites: Sequence[White], edges: Sequence[float], frame: Box) -> Iterable[Box]:
    """Yield what parts the columns, row by row: nothing where a row's text runs on over the white."""
    title = [row for row in rows if edges[0] < row.middle < edges[1]]
    first = 1 if len(whites) > 1 and _is_centred(title, rows, whites, frame) else 0
    ordered = sorted(rows, key=attrgetter("middle"))
    middles = [row.middle for row in ordered]
    strips = [
        (start, end, ordered[bisect_right(middles, start) : bisect_left(middles, end)])
        for start, end in list(pairwise(edges))[first:]
    ]
    for x0, x1 in whites:
        middle = (x0 + x1) / 2
        for start, end, within in strips:
            if not any(row.crosses(middle) for row in within):
                yield Box(middle, start, middle, end)
