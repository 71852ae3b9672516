"""Where tables without walls lie: stretches of rows that show columns."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from generator.importing.pdf.elements import Box
from generator.importing.pdf.layout.wording import ends_sentence
from generator.importing.pdf.tables.pieces import PieceRow
from generator.importing.pdf.tables.regions import Region
from generator.importing.pdf.tables.whites import find_whites

_FEWEST_ROWS = 3
"""Rows of two pieces or more that make a table."""
_LOOK_BACK = 8
"""Rows of a table in which the column of a further row is looked for."""
PITCH = 3.2
"""Distance of two rows' baselines in sizes at most."""
_BETWEEN = 0.97
"""Sizes between baselines; rows that are nearer stand in cells side by side whose lines are set in the middle."""
_SAME_SIZE = 0.06
"""Share by which the sizes of a table's rows may differ."""
_SAME_STEP = 0.12
"""Sizes by which equal steps may differ."""
_FURTHER = 0.05
"""Sizes by which a title stands further from the text above than from its table, at least."""
_LINE, _LONG = 1.7, 8.0
"""Sizes between the lines of one cell, and how long they are, at most, where they are set in the middle of a row."""
_SAME_EDGE = 0.3
"""Sizes by which texts of one column begin beside each other."""
_MOST_ABOVE = 30
"""Rows of one cell that goes on at a page's start."""
_AS_WIDE, _BESIDE = 0.9, 60.0
"""Share of the width of a table's text that its rules span, and points by which they reach beyond it."""
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
            beside = _is_between(current[-1], row) or _is_between(row, rows[min(index + 1, len(rows) - 1)])
            if near and (len(row.pieces) > 1 or beside or _goes_on(row, current)):
                current.append(row)
                continue
            groups.append(current)
            current = []
        if len(row.pieces) > 1:
            above = rows[index - 1 : index] if index and _is_between(rows[index - 1], row) else []
            current = [*(other for other in above if not groups or other not in groups[-1]), row]
    groups.append(current)
    return [group for group in groups if sum(len(row.pieces) > 1 for row in group) >= _FEWEST_ROWS]


def rows_above(rows: Sequence[PieceRow], table: Sequence[PieceRow], rules: Sequence[Box]) -> list[PieceRow]:
    """Return the rows right above a table's rows that are its own: those below a rule as wide as the table, a title
    set at the step of its rows, and at the top of a page what goes on in its columns. `rows` are all above it."""
    top, size = table[0].y, table[0].size
    left = min(row.pieces[0].x0 for row in table)
    right = max(piece.x1 for row in table for piece in row.pieces)
    near: list[PieceRow] = []
    for row in reversed(rows):
        lowest = near[-1].y if near else top
        if lowest - row.y > PITCH * size or abs(row.size - size) > _SAME_SIZE * size:
            break
        near.append(row)
        over = [y for y in _wide_rules(rules, left, right) if row.y - 2 * PITCH * size < y < row.middle]
        if over and (len(near) == len(rows) or rows[-len(near) - 1].y < max(over)):
            return list(reversed(near))
    near = near[:_MOST_ABOVE]
    if (
        len(near) == len(rows)
        and all(len(row.pieces) == 1 for row in near)
        and all(_goes_on(row, table) or _in_column(row, table) for row in near)
    ):
        return list(reversed(near))
    beside = _stack_above(near, table[0])
    table, near = [*reversed(beside), *table], near[len(beside) :]
    above = rows[: len(rows) - len(beside)]
    title = near[:1] if near and _is_title(near[0], table, above, (left + right) / 2) else []
    return [*title, *reversed(beside)]


def _stack_above(near: Sequence[PieceRow], first: PieceRow) -> list[PieceRow]:
    """Return the lines of one cell that stand above the middle of a first row, from the lowest up: `first` is the
    lowest of them that stands between two lines of the cells beside it."""
    found: list[PieceRow] = []
    lowest = first
    for row in near:
        one, other = row.pieces[0], lowest.pieces[0]
        beside = len(row.pieces) == len(lowest.pieces) == 1 and one.x0 < other.x1 and other.x0 < one.x1
        if not beside or lowest.y - row.y > _LINE * row.size or one.x1 - one.x0 > _LONG * row.size:
            break
        found.append(row)
        lowest = row
    return found


def _wide_rules(rules: Sequence[Box], left: float, right: float) -> list[float]:
    wide = [rule for rule in rules if rule.width > rule.height and rule.width >= _AS_WIDE * (right - left)]
    return [rule.y0 for rule in wide if abs(rule.x0 - left) <= _BESIDE and abs(rule.x1 - right) <= _BESIDE]


def _in_column(row: PieceRow, table: Sequence[PieceRow]) -> bool:
    """Tell whether a row of one piece begins where a column's texts begin, and ends before those of the next."""
    piece = row.pieces[0]
    near = _SAME_EDGE * row.size
    starts = any(abs(other.x0 - piece.x0) <= near for member in table for other in member.pieces)
    return starts and not any(piece.x0 + near < other.x0 < piece.x1 for member in table for other in member.pieces)


def _is_title(row: PieceRow, table: Sequence[PieceRow], rows: Sequence[PieceRow], middle: float) -> bool:
    """Tell whether a row of one piece is a title over all columns: in the middle or at the left edge, at a step of the
    table's rows, and further away from what stands above."""
    piece, step = row.pieces[0], table[0].y - row.y
    left = min(member.pieces[0].x0 for member in table)
    steps = [below.y - above.y for above, below in pairwise(table)]
    return (
        len(row.pieces) == 1
        and not ends_sentence(piece.text)
        and (abs((piece.x0 + piece.x1) / 2 - middle) <= row.size or abs(piece.x0 - left) <= _SAME_EDGE * row.size)
        and any(abs(step - other) <= _SAME_STEP * row.size for other in steps)
        and (len(rows) < 2 or row.y - rows[-2].y > step + _FURTHER * row.size or _differs(rows[-2], row))
    )


def _differs(row: PieceRow, other: PieceRow) -> bool:
    return abs(row.size - other.size) > _SAME_SIZE * other.size


def _is_between(above: PieceRow, below: PieceRow) -> bool:
    return 0 < below.y - above.y < _BETWEEN * max(above.size, below.size)


def _goes_on(row: PieceRow, group: Sequence[PieceRow]) -> bool:
    piece = row.pieces[0]
    left = min(member.pieces[0].x0 for member in group)
    right = max(other.x1 for member in group for other in member.pieces)
    if piece.x1 - piece.x0 > _NARROW * (right - left):
        # Only lines of a wide column begin further right than all of a table's first texts end.
        ends = [member.pieces[0].x1 for member in group if len(member.pieces) > 1][-_LOOK_BACK:]
        return (
            bool(ends)
            and max(ends) < piece.x0
            and piece.x0 - left > _INDENT * row.size
            and piece.x1 <= right + row.size
        )
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
    drawn: defaultdict[float, float] = defaultdict(float)
    for rule in region.rules:
        drawn[rule.y0] += rule.width
    heights = sorted(y for y, width in drawn.items() if width >= _WHOLE * (region.right - region.left))
    cells = [row for row in rows if region.top < row.middle < region.bottom and len(row.pieces) > 1]
    found = []
    for top, bottom in pairwise(heights):
        strip = [row for row in rows if top < row.middle < bottom]
        if not strip or any(len(row.pieces) > 1 for row in strip):
            continue
        text = any(_is_text(row, region) for row in strip)
        if (text and _is_paragraph(strip)) if top == heights[0] else (text or _is_no_cell(strip, cells, region)):
            found.append((top + bottom) / 2)
    return found


def _is_text(row: PieceRow, region: Region) -> bool:
    """Tell whether a row begins and ends where lines of text do, and no cells beside each other."""
    piece = row.pieces[0]
    starts = piece.x0 - region.left <= _INDENT * row.size
    return starts and piece.x1 - piece.x0 >= _WHOLE * (region.right - region.left)


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
    for row in reversed(above):
        lowest = head[-1].y if head else inside[0].y if inside else region.top
        text = len(row.pieces) == 1 and _is_text(row, region)
        if lowest - row.y > PITCH * row.size or text or not _keeps_to(row, region):
            break
        head.append(row)
        if len(row.pieces) > 1 or (region.starts_partly and taken == len(head) - 1):
            taken = len(head)
    beside = taken and all(_in_column(row, inside) for row in head[taken:])
    if len(head) == len(above) and (region.breaks or beside):
        taken = len(head)
    return list(reversed(head[:taken]))


def _rest(below: Sequence[PieceRow], table: Sequence[PieceRow], region: Region) -> Sequence[PieceRow]:
    """Return what stands below the last rule, where it is the first half of a row that the page's end cut: all that
    the column still holds keeps to the table's columns."""
    columns = region.breaks or tuple((x0 + x1) / 2 for x0, x1 in find_whites(table))
    parted = replace(region, breaks=columns)
    if not columns or not below or not all(_keeps_to(row, parted) for row in below):
        return []
    last = table[-1].y if table else region.bottom
    filled = {bisect(columns, piece.x0) for row in below for piece in row.pieces}
    return below if below[0].y - last <= PITCH * below[0].size and len(filled) > 1 else []


def _keeps_to(row: PieceRow, region: Region) -> bool:
    edges = (region.left, *region.breaks, region.right)
    inside = region.left - 3 <= row.pieces[0].x0 and row.pieces[-1].x1 <= region.right + 3
    return inside and not any(row.runs_over(x) for x in edges)
