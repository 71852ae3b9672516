"""The text between level rules: which of a page's rows stand in a region, and where running text parts two tables."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from generator.importing.pdf.elements import Run
from generator.importing.pdf.layout.heights import ByHeight
from generator.importing.pdf.tables.pieces import PieceRow, parted_at
from generator.importing.pdf.tables.regions import Region
from generator.importing.pdf.tables.stretches import PITCH, in_column, shows_columns
from generator.importing.pdf.tables.whites import find_whites

_SAME_SIZE = 0.06
"""Share by which the sizes of a table's rows may differ."""
_SAME_EDGE = 0.3
"""Sizes by which texts of one column begin beside each other."""
_WHOLE = 0.75
"""Share of the table's width that a line of text between two tables takes."""
_CLOSEST = 0.9
"""Sizes between the lines of one text at least; what is nearer stands beside it."""
_INDENT = 2.6
"""Sizes by which it is indented at most."""


def rows_in(rows: Sequence[PieceRow], region: Region) -> list[PieceRow]:
    """Return the rows between a region's rules, and the head above the first rule where it has none of its own."""
    inside = [
        row
        for row in rows
        if region.top < row.middle < region.bottom
        and region.left - 3 <= row.pieces[0].x0
        and row.pieces[-1].x1 <= region.right + 3
    ]
    above = [row for row in rows if row.middle <= region.top]
    below = [row for row in rows if row.middle >= region.bottom]
    head = _head(above, inside, region)
    return [*head, *inside, *_rest(below, [*head, *inside], region)]


def text_between(rows: Sequence[PieceRow], region: Region) -> list[float]:
    """Return the heights at which running text stands between a region's rules: it parts two tables. Between the first
    two rules, a line over the whole table is its title."""
    drawn: defaultdict[float, float] = defaultdict(float)
    for rule in region.rules:
        drawn[rule.y0] += rule.width
    heights = sorted(y for y, width in drawn.items() if width >= _WHOLE * (region.right - region.left))
    placed = ByHeight(rows, attrgetter("middle"))
    cells = [row for row in placed.between(region.top, region.bottom) if len(row.pieces) > 1]
    found = []
    for top, bottom in pairwise(heights):
        strip = placed.between(top, bottom)
        across = [row.middle for row in strip if _is_text(row, region) and _runs_across(row, region)]
        strip = _in_cells(strip, region)
        if not strip or any(len(row.pieces) > 1 for row in strip):
            found += across[:1] if region.by_rows else []
            continue
        text = any(_is_text(row, region) for row in strip)
        if (text and _is_paragraph(strip)) if top == heights[0] else (text or _is_no_cell(strip, cells, region)):
            found.append((top + bottom) / 2)
    return found


def goes_on_below(region: Region, size: float, runs: Sequence[Run]) -> bool:
    """Tell whether text as large as a table's stands right below its last rule: what the rules hold is its head."""
    below = [run for run in runs if 0 < run.y - region.bottom < PITCH * size and run.text.strip()]
    first = min(below, key=lambda run: run.y, default=None)
    return first is not None and abs(first.size - size) <= _SAME_SIZE * size


def _in_cells(strip: Sequence[PieceRow], region: Region) -> list[PieceRow]:
    """Return rows with their pieces parted where the rules of cells meet that none of them runs over: columns may
    stand closer to each other than white shows elsewhere."""
    whites = [(x, x) for x in region.breaks if not any(row.runs_over(x) for row in strip)]
    return [parted_at(row, whites) for row in strip]


def _is_text(row: PieceRow, region: Region) -> bool:
    """Tell whether a row begins and ends where lines of text do, and holds no cells beside each other: those of two
    columns may stand so close that they look like one text, but where rules are drawn cell by cell they part there."""
    piece = row.pieces[0]
    starts = piece.x0 - region.left <= _INDENT * row.size
    whole = piece.x1 - piece.x0 >= _WHOLE * (region.right - region.left)
    return starts and whole and not (region.by_cells and any(_parts_at(row, x) for x in region.breaks))


def _parts_at(row: PieceRow, x: float) -> bool:
    """Tell whether a row leaves white at a place and holds text on both of its sides."""
    return row.pieces[0].x0 < x < row.pieces[-1].x1 and not row.runs_over(x)


def _runs_across(row: PieceRow, region: Region) -> bool:
    return any(row.runs_over(x) for x in region.breaks)


def _is_paragraph(strip: Sequence[PieceRow]) -> bool:
    """Tell whether rows of one piece are a paragraph: its last line goes back to the edge. A title's is centred."""
    left = min(row.pieces[0].x0 for row in strip)
    return len(strip) > 1 and strip[-1].pieces[0].x0 - left <= _SAME_EDGE * strip[-1].size


def _is_no_cell(strip: Sequence[PieceRow], cells: Sequence[PieceRow], region: Region) -> bool:
    """Tell whether rows of one piece are set in another size than a table's cells, or stand across its columns without
    beginning where the first cells do, or in the middle."""
    if not cells:
        return False
    size = sorted(row.size for row in cells)[len(cells) // 2]
    if all(abs(row.size - size) > _SAME_SIZE * size for row in strip):
        return True
    second = sorted(row.pieces[1].x0 for row in cells)[len(cells) // 2]
    piece = strip[0].pieces[0]
    centred = abs(piece.x0 + piece.x1 - region.left - region.right) <= 2 * size
    at_cell = any(abs(other.x0 - piece.x0) <= _SAME_EDGE * size for row in cells for other in row.pieces)
    starts = piece.x0 - region.left <= _INDENT * strip[0].size
    return starts and piece.x1 > second + size and not centred and not at_cell


def _head(above: Sequence[PieceRow], inside: Sequence[PieceRow], region: Region) -> list[PieceRow]:
    """Return the rows right above the first rule that are a head, or the second half of a row that a page cut."""
    head: list[PieceRow] = []
    taken = 0
    for index, row in reversed(list(enumerate(above))):
        lowest = head[-1].y if head else inside[0].y if inside else region.top
        text = len(row.pieces) == 1 and _is_text(row, region)
        if lowest - row.y > PITCH * row.size or text or not _keeps_to(row, region):
            break
        head.append(row)
        if shows_columns(above, index) or (region.starts_partly and taken == len(head) - 1):
            taken = len(head)
    while 0 < taken < len(head) and head[taken - 1].y - head[taken].y < _CLOSEST * head[taken].size:
        taken += 1
    beside = taken and all(in_column(row, inside) for row in head[taken:])
    if len(head) == len(above) and (region.breaks or beside):
        taken = len(head)
    return list(reversed(head[:taken]))


def _rest(below: Sequence[PieceRow], table: Sequence[PieceRow], region: Region) -> Sequence[PieceRow]:
    """Return what stands below the last rule, where it is the first half of a row that the page's end cut: all that
    the column still holds keeps to the table's columns. A table that has no rule above its head has none below its
    last row either."""
    columns = region.breaks or tuple((x0 + x1) / 2 for x0, x1 in find_whites(table))
    parted = replace(region, breaks=columns)
    if not columns or not below:
        return []
    if not all(_keeps_to(row, parted) for row in below):
        below = _last_row(below, table, parted) if region.by_cells and table and table[0].middle < region.top else []
    last = table[-1].y if table else region.bottom
    filled = {bisect(columns, run.x0) for row in below for run in row.row.runs if run.text.strip()}
    return below if filled and below[0].y - last <= PITCH * below[0].size and len(filled) > 1 else []


def _last_row(below: Sequence[PieceRow], table: Sequence[PieceRow], region: Region) -> Sequence[PieceRow]:
    """Return the lines below the last of a table's inner rules that stand as close as those of its other rows do."""
    heights = sorted({rule.y0 for rule in region.rules})
    closest = [
        lower.y - upper.y for upper, lower in pairwise(table) if bisect(heights, upper.y) == bisect(heights, lower.y)
    ]
    step = max(closest, default=0.0) + _SAME_EDGE
    end = next((n for n, (upper, lower) in enumerate(pairwise(below), 1) if lower.y - upper.y > step), len(below))
    row = below[:end]
    return row if len(heights) > 1 and all(_keeps_to(line, region) for line in row) else []


def _keeps_to(row: PieceRow, region: Region) -> bool:
    edges = (region.left, *region.breaks, region.right)
    inside = region.left - 3 <= row.pieces[0].x0 and row.pieces[-1].x1 <= region.right + 3
    return inside and not any(row.runs_over(x) for x in edges)
