"""Tables that are not fully ruled: columns by the white between them, rows by rules where there are some.

The columns and rows that are found are handed to `grids` as if they were ruled, so that both kinds share the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.importing.pdf.columns import Row, rows_of
from generator.importing.pdf.elements import Box, Run
from generator.importing.pdf.grids import grid_of
from generator.importing.pdf.regions import Region, find_regions
from generator.importing.pdf.tables import TablePart, part_of

_GAP = 0.65
"""White between two columns, in sizes, at least."""
_FEWEST_ROWS = 3
"""Rows of two cells or more that make a table."""
_LOOK_BACK = 8
"""Lines of a table in which the column of a further line is looked for."""
_PITCH = 3.2
"""Distance of two rows' baselines in sizes at most."""
_CROSSING = 0.2
"""Share of rows that may cross the white between columns (merged heads)."""
_BEHIND = 0.3
"""Pieces that stand behind the white, as a share of the lines of several pieces."""
_ROW_STEP = 1.3
"""A distance of baselines that parts rows, as a multiple of the smallest within a column of the table."""
_ROW_STEP_WRAPPED = 1.08
"""The same where the lines at the smallest distance are seen to go on in some columns only."""
_BETWEEN = 0.9
"""Sizes between baselines; lines that are nearer stand in cells side by side whose lines are set in the middle."""
_MARKER = re.compile(r"^(?:[•·●○■□▪◆◇▶▣➢✓–—-]|[（(]?\d{1,2}[.．、)）]|[①-⑳]|[（(]?[一二三四五六七八九十]+[、)）])$")


@dataclass(slots=True)
class _Piece:
    """Characters of one row that no white interrupts."""

    x0: float
    x1: float
    text: str


@dataclass(slots=True)
class _Line:
    """A row of text and its pieces."""

    row: Row
    pieces: list[_Piece]


def take_level_tables(runs: list[Run], rules: Sequence[Box], page: int) -> tuple[list[TablePart], list[Run]]:
    """Return the tables of a page that have level rules alone, and the runs that are left."""
    parts: list[TablePart] = []
    for region in find_regions(rules):
        near = [run for run in runs if region.left - 3 <= run.x0 and run.x1 <= region.right + 3]
        part = _table(_in_region(_lines(near), region), region, page)
        if part is not None:
            parts.append(part)
            runs = _without(runs, part)
    return parts, runs


def take_plain_tables(runs: list[Run], page: int) -> tuple[list[TablePart], list[Run]]:
    """Return the tables without rules among the runs of one column, and the runs that are left."""
    parts: list[TablePart] = []
    for group in _groups(_lines(runs)):
        part = _table(group, None, page)
        if part is not None:
            parts.append(part)
            runs = _without(runs, part)
    return parts, runs


def _lines(runs: Sequence[Run]) -> list[_Line]:
    return [line for row in rows_of(runs) if (line := _Line(row, _pieces(row))).pieces]


def _without(runs: Sequence[Run], part: TablePart) -> list[Run]:
    gone = set(map(id, part.runs))
    return [run for run in runs if id(run) not in gone]


def _in_region(lines: list[_Line], region: Region) -> list[_Line]:
    """Return the lines between a region's rules, and the head above the first rule where it has none of its own."""
    inside = [
        line
        for line in lines
        if region.top < line.row.y - 0.3 * line.row.size < region.bottom
        and region.left - 3 <= line.pieces[0].x0
        and line.pieces[-1].x1 <= region.right + 3
    ]
    above = [line for line in lines if line.row.y - 0.3 * line.row.size <= region.top]
    below = [line for line in lines if line.row.y - 0.3 * line.row.size >= region.bottom]
    head = _head(above, inside, region)
    return [*head, *inside, *_rest(below, [*head, *inside], region)]


def _head(above: list[_Line], inside: list[_Line], region: Region) -> list[_Line]:
    """Return the lines right above the first rule that are a head, or the second half of a row that a page cut."""
    head: list[_Line] = []
    taken = 0
    for line in reversed(above):
        lowest = head[-1].row.y if head else inside[0].row.y if inside else region.top
        if lowest - line.row.y > _PITCH * line.row.size or not _keeps_to(line, region):
            break
        head.append(line)
        if len(line.pieces) > 1 or (region.starts_partly and taken == len(head) - 1):
            taken = len(head)
    if len(head) == len(above) and region.breaks:
        taken = len(head)
    return list(reversed(head[:taken]))


def _rest(below: list[_Line], table: list[_Line], region: Region) -> list[_Line]:
    """Return what stands below the last rule, where it is the first half of a row that the page's end cut: all that
    the column still holds keeps to the table's columns."""
    if not region.breaks or not below or not all(_keeps_to(line, region) for line in below):
        return []
    last = table[-1].row.y if table else region.bottom
    if below[0].row.y - last > _PITCH * below[0].row.size or not any(len(line.pieces) > 1 for line in below):
        return []
    return below


def _keeps_to(line: _Line, region: Region) -> bool:
    edges = (region.left, *region.breaks, region.right)
    inside = region.left - 3 <= line.pieces[0].x0 and line.pieces[-1].x1 <= region.right + 3
    return inside and not any(_crosses(line, x) for x in edges)


def _crosses(line: _Line, x: float) -> bool:
    """Tell whether characters that are set in one go stand on both sides of a place."""
    return any(run.x0 + 1 < x < run.x1 - 1 for run in line.row.runs if run.text.strip())


def _pieces(row: Row) -> list[_Piece]:
    pieces: list[_Piece] = []
    bridged = False
    for run in row.runs:
        words = run.text.strip()
        if not words:
            bridged = bool(pieces)
            continue
        if pieces and (bridged or run.x0 - pieces[-1].x1 <= _GAP * row.size):
            pieces[-1].x1 = max(pieces[-1].x1, run.x1)
            pieces[-1].text += words
        else:
            pieces.append(_Piece(run.x0, run.x1, words))
        bridged = run.text[-1].isspace()
    return pieces


def _groups(lines: list[_Line]) -> list[list[_Line]]:
    """Return the stretches of lines that may be tables: several pieces a line, or one that goes on below another."""
    groups: list[list[_Line]] = []
    current: list[_Line] = []
    for index, line in enumerate(lines):
        if current:
            near = line.row.y - current[-1].row.y <= _PITCH * max(line.row.size, current[-1].row.size)
            if near and (len(line.pieces) > 1 or _is_between(current[-1], line) or _goes_on(line, current)):
                current.append(line)
                continue
            groups.append(current)
            current = []
        if len(line.pieces) > 1:
            above = lines[index - 1 : index] if index and _is_between(lines[index - 1], line) else []
            current = [*(other for other in above if not groups or other not in groups[-1]), line]
    groups.append(current)
    return [group for group in groups if sum(len(line.pieces) > 1 for line in group) >= _FEWEST_ROWS]


def _is_between(above: _Line, below: _Line) -> bool:
    return below.row.y - above.row.y < _BETWEEN * max(above.row.size, below.row.size)


def _goes_on(line: _Line, group: list[_Line]) -> bool:
    piece = line.pieces[0]
    left = min(other.x0 for member in group for other in member.pieces)
    right = max(other.x1 for member in group for other in member.pieces)
    if piece.x1 - piece.x0 > 0.6 * (right - left):
        return False
    return any(
        other.x0 - line.row.size <= piece.x0 and piece.x1 <= other.x1 + 2 * line.row.size
        for member in group[-_LOOK_BACK:]
        for other in member.pieces
    )


def _table(group: list[_Line], region: Region | None, page: int) -> TablePart | None:
    if len(group) < 2:
        return None
    whites = _whites(group)
    if region is not None and region.breaks:
        whites = [(x, x) for x in region.breaks]
    if not whites or _is_list(group, whites):
        return None
    left = min(piece.x0 for line in group for piece in line.pieces) - 2
    right = max(piece.x1 for line in group for piece in line.pieces) + 2
    top = group[0].row.y - group[0].row.size
    bottom = group[-1].row.y + 0.35 * group[-1].row.size
    inner: list[Box] = []
    if region is not None:
        left, right, bottom = min(left, region.left), max(right, region.right), max(bottom, region.bottom)
        top = min(top, region.top)
        inner = [rule for rule in region.rules if top + 4 < rule.y0 < bottom - 4]
    if region is None or len({round(rule.y0) for rule in inner}) < _FEWEST_ROWS - 1:
        between = [rule.y0 for rule in inner]
        inner += [
            Box(left, y, right, y)
            for y in _row_edges(group, whites)
            if all(abs(y - other) > 0.6 * group[0].row.size for other in between)
        ]
    across = [Box(left, top, right, top), Box(left, bottom, right, bottom), *inner]
    down = [Box(left, top, left, bottom), Box(right, top, right, bottom)]
    edges = [top, *sorted({rule.y0 for rule in inner}), bottom]
    for x0, x1 in whites:
        middle = (x0 + x1) / 2
        for start, end in pairwise(edges):
            inside = [line for line in group if start < line.row.y - 0.3 * line.row.size < end]
            if not any(_crosses(line, middle) for line in inside):
                down.append(Box(middle, start, middle, end))
    grid = grid_of(across, down)
    return (
        part_of(grid, [run for line in group for run in line.row.runs], page)
        if grid is not None and len(grid.places) > 1
        else None
    )


def _whites(group: list[_Line]) -> list[tuple[float, float]]:
    """Return the stretches between columns: nearly no line crosses them, and text begins behind them."""
    pieces = [piece for line in group for piece in line.pieces]
    marks = sorted({x for piece in pieces for x in (piece.x0, piece.x1)})
    size = group[0].row.size
    allowed = max(1 if len(group) < 6 else 2, _CROSSING * len(group)) if len(group) > _FEWEST_ROWS else 0
    stretches: list[list[tuple[int, float, float]]] = []
    for x0, x1 in pairwise(marks):
        middle = (x0 + x1) / 2
        crossing = sum(any(piece.x0 < middle < piece.x1 for piece in line.pieces) for line in group)
        if crossing > allowed:
            continue
        if stretches and stretches[-1][-1][2] >= x0:
            stretches[-1].append((crossing, x0, x1))
        else:
            stretches.append([(crossing, x0, x1)])
    whites = [white for stretch in stretches for white in _clearest(stretch)]
    behind = _BEHIND * sum(len(line.pieces) > 1 for line in group)
    return [
        (x0, x1)
        for x0, x1 in whites
        if x1 - x0 >= _GAP * size and sum(piece.x0 >= x1 - 1 for piece in pieces) >= behind
    ]


def _clearest(stretch: list[tuple[int, float, float]]) -> list[tuple[float, float]]:
    """Return the parts of a stretch that no line crosses; where each is crossed, the widest of those that the fewest
    lines cross."""
    fewest = min(crossing for crossing, _, _ in stretch)
    parts: list[tuple[float, float]] = []
    for crossing, x0, x1 in stretch:
        if crossing == fewest:
            if parts and parts[-1][1] >= x0:
                parts[-1] = (parts[-1][0], x1)
            else:
                parts.append((x0, x1))
    return parts if not fewest else [max(parts, key=lambda part: part[1] - part[0])]


def _is_list(group: list[_Line], whites: list[tuple[float, float]]) -> bool:
    """Two columns of which one holds markers or page numbers alone are a list or a table of contents."""
    if len(whites) != 1:
        return False
    firsts = [line.pieces[0].text for line in group if line.pieces[0].x1 <= whites[0][1]]
    lasts = [line.pieces[-1].text for line in group if line.pieces[-1].x0 >= whites[0][0]]
    return all(_MARKER.match(text) for text in firsts) or all(text.strip("—–-第页 ").isdecimal() for text in lasts)


def _row_edges(group: list[_Line], whites: list[tuple[float, float]]) -> list[float]:
    """Return the heights between rows: where the lines stand further apart, or, in a table of even steps,
    where the first column has text again."""
    steps = [second.row.y - first.row.y for first, second in pairwise(group)]
    closest = _leading(group) or min(steps)
    near = [line for line, step in zip(group[1:], steps, strict=True) if step <= _ROW_STEP_WRAPPED * closest]
    shorter = sum(len(line.pieces) <= len(whites) for line in near)
    limit = (_ROW_STEP_WRAPPED if near and 2 * shorter >= len(near) else _ROW_STEP) * closest
    wrapped = max(steps) > limit
    first_white = whites[0][1]
    edges = []
    for (first, second), step in zip(pairwise(group), steps, strict=True):
        opens = not wrapped and second.pieces[0].x1 <= first_white and len(second.pieces) > 1
        if opens or step > limit:
            edges.append((first.row.y + 0.2 * first.row.size + second.row.y - 0.9 * second.row.size) / 2)
    return edges


def _leading(group: list[_Line]) -> float | None:
    """Return the smallest distance of two lines one below the other in a column; None where there are none."""
    steps = []
    for index, line in enumerate(group):
        for piece in line.pieces:
            below = (
                other.row.y - line.row.y
                for other in group[index + 1 :]
                if any(part.x0 < piece.x1 and piece.x0 < part.x1 for part in other.pieces)
            )
            step = next(below, None)
            if step is not None and step >= _BETWEEN * line.row.size:
                steps.append(step)
    return min(steps, default=None)
