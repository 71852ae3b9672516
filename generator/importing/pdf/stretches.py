"""Where tables without walls lie: stretches of rows that show columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from generator.importing.pdf.pieces import PieceRow
from generator.importing.pdf.regions import Region

_FEWEST_ROWS = 3
"""Rows of two pieces or more that make a table."""
_LOOK_BACK = 8
"""Rows of a table in which the column of a further row is looked for."""
PITCH = 3.2
"""Distance of two rows' baselines in sizes at most."""
_BETWEEN = 0.9
"""Sizes between baselines; rows that are nearer stand in cells side by side whose lines are set in the middle."""
_WHOLE = 0.75
"""Share of the table's width that a line of text between two tables takes."""
_INDENT = 2.6
"""Sizes by which it is indented at most."""
_NARROW = 0.6
"""Share of the table's width that a row of one piece takes at most where it goes on in one column."""


def find_stretches(rows: Sequence[PieceRow]) -> list[list[PieceRow]]:
    """Return the stretches of rows that may be tables: several pieces a row, or one that goes on below another."""
    groups: list[list[PieceRow]] = []
    current: list[PieceRow] = []
    for index, row in enumerate(rows):
        if current:
            near = row.y - current[-1].y <= PITCH * max(row.size, current[-1].size)
            if near and (len(row.pieces) > 1 or _is_between(current[-1], row) or _goes_on(row, current)):
                current.append(row)
                continue
            groups.append(current)
            current = []
        if len(row.pieces) > 1:
            above = rows[index - 1 : index] if index and _is_between(rows[index - 1], row) else []
            current = [*(other for other in above if not groups or other not in groups[-1]), row]
    groups.append(current)
    return [group for group in groups if sum(len(row.pieces) > 1 for row in group) >= _FEWEST_ROWS]


def _is_between(above: PieceRow, below: PieceRow) -> bool:
    return below.y - above.y < _BETWEEN * max(above.size, below.size)


def _goes_on(row: PieceRow, group: Sequence[PieceRow]) -> bool:
    piece = row.pieces[0]
    left = min(member.pieces[0].x0 for member in group)
    right = max(other.x1 for member in group for other in member.pieces)
    if piece.x1 - piece.x0 > _NARROW * (right - left):
        return False
    return any(
        other.x0 - row.size <= piece.x0 and piece.x1 <= other.x1 + 2 * row.size
        for member in group[-_LOOK_BACK:]
        for other in member.pieces
    )


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
    heights = sorted({rule.y0 for rule in region.rules if rule.width >= _WHOLE * (region.right - region.left)})
    found = []
    for top, bottom in list(pairwise(heights))[1:]:
        strip = [row for row in rows if top < row.middle < bottom]
        if strip and all(len(row.pieces) == 1 for row in strip) and any(_is_text(row, region) for row in strip):
            found.append((top + bottom) / 2)
    return found


def _is_text(row: PieceRow, region: Region) -> bool:
    """Tell whether a row begins and ends where lines of text do, and no cells beside each other."""
    piece = row.pieces[0]
    starts = piece.x0 - region.left <= _INDENT * row.size
    return starts and piece.x1 - piece.x0 >= _WHOLE * (region.right - region.left)


def _head(above: Sequence[PieceRow], inside: Sequence[PieceRow], region: Region) -> list[PieceRow]:
    """Return the rows right above the first rule that are a head, or the second half of a row that a page cut."""
    head: list[PieceRow] = []
    taken = 0
    for row in reversed(above):
        lowest = head[-1].y if head else inside[0].y if inside else region.top
        if lowest - row.y > PITCH * row.size or not _keeps_to(row, region):
            break
        head.append(row)
        if len(row.pieces) > 1 or (region.starts_partly and taken == len(head) - 1):
            taken = len(head)
    if len(head) == len(above) and region.breaks:
        taken = len(head)
    return list(reversed(head[:taken]))


def _rest(below: Sequence[PieceRow], table: Sequence[PieceRow], region: Region) -> Sequence[PieceRow]:
    """Return what stands below the last rule, where it is the first half of a row that the page's end cut: all that
    the column still holds keeps to the table's columns."""
    if not region.breaks or not below or not all(_keeps_to(row, region) for row in below):
        return []
    last = table[-1].y if table else region.bottom
    if below[0].y - last > PITCH * below[0].size or not any(len(row.pieces) > 1 for row in below):
        return []
    return below


def _keeps_to(row: PieceRow, region: Region) -> bool:
    edges = (region.left, *region.breaks, region.right)
    inside = region.left - 3 <= row.pieces[0].x0 and row.pieces[-1].x1 <= region.right + 3
    return inside and not any(row.crosses(x) for x in edges)
