"""Where tables without walls lie: stretches of rows that show columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.importing.pdf.elements import Box
from generator.importing.pdf.layout.wording import ends_sentence
from generator.importing.pdf.tables.pieces import GAP, PieceRow, parted_at
from generator.importing.pdf.tables.whites import find_whites, left_white

_FEWEST_ROWS = 3
"""Rows of two pieces or more that make a table."""
_LOOK_BACK = 8
"""Rows of a table in which the column of a further row is looked for."""
PITCH = 3.2
"""Distance of two rows' baselines in sizes at most."""
_BETWEEN = 0.97
"""Sizes between baselines; rows that are nearer stand in cells side by side whose lines are set in the middle."""
_MOST_SEEN = 40
"""Rows of a table at most in which the white is looked for that a further row leaves."""
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
_INDENT = 2.6
"""Sizes by which a line of text is indented at most."""
_CAPTION = re.compile(r"[（(]?[图表]\s*\d*\s*[：:]|[↓▼▽⇩⬇]")
"""What a caption begins with; a table's title does not. An arrow points at the table."""
_TITLE = 6
"""Characters of a title at least that says again what one above says."""
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
            first = index - len(current)
            row = _parted(row, current) if near else row
            if near and (
                len(row.pieces) > 1
                or beside
                or _goes_on(row, current)
                or _repeats(row, rows[max(first - 1, 0) : index])
            ):
                current.append(row)
                continue
            groups.append(current)
            current = []
        if shows_columns(rows, index):
            above = rows[index - 1 : index] if index and _is_between(rows[index - 1], row) else []
            current = [*(other for other in above if not groups or other not in groups[-1]), row]
    groups.append(current)
    return [group for group in groups if count_beside(group) >= _FEWEST_ROWS]


def _parted(row: PieceRow, group: Sequence[PieceRow]) -> PieceRow:
    """Return a row of one piece parted at the white that the rows above it leave, where it leaves some there, too: a
    full line with a stop at its end stands nearer to the next column than its ink does."""
    if len(row.pieces) > 1:
        return row
    whites = find_whites(group[-_MOST_SEEN:])
    return parted_at(row, whites) if whites and left_white(row, whites) is not None else row


def _repeats(row: PieceRow, rows: Sequence[PieceRow]) -> bool:
    """Tell whether a row of one piece says again what the title above the table or among its rows says: a producer may
    begin the rest of a table with its head wherever it splits it."""
    words = row.pieces[0].text
    return len(words) >= _TITLE and any(len(other.pieces) == 1 and other.pieces[0].text == words for other in rows)


def count_beside(rows: Sequence[PieceRow]) -> int:
    """Count the rows that show texts beside each other."""
    return sum(shows_columns(rows, index) for index in range(len(rows)))


def shows_columns(rows: Sequence[PieceRow], index: int) -> bool:
    """Tell whether a row has several pieces, or stands so near above the next that lines of one column cannot stand
    there."""
    row = rows[index]
    if len(row.pieces) > 1 or index + 1 == len(rows):
        return len(row.pieces) > 1
    return _is_between(row, rows[index + 1]) and _are_apart(row, rows[index + 1])


def _are_apart(row: PieceRow, other: PieceRow) -> bool:
    """Tell whether white lies between two rows of one piece each."""
    (left, right), (start, end) = row.pieces[0].inked, other.pieces[-1].inked
    return len(row.pieces) == len(other.pieces) == 1 and max(start - right, left - end) >= GAP * row.size


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
        wide = _wide_rules(rules, left, right)
        over = [y for y in wide if row.y - 2 * PITCH * size < y < row.middle]
        following = rows[-len(near) - 1] if len(near) < len(rows) else None
        if over and (following is None or following.y < max(over)) and not _is_head(following, wide, max(over)):
            return list(reversed(near))
    near = near[:_MOST_ABOVE]
    if (
        len(near) == len(rows)
        and all(len(row.pieces) == 1 for row in near)
        and all(_goes_on(row, table) or in_column(row, table) for row in near)
    ):
        return list(reversed(near))
    beside = _tall_above(near, table) or _stack_above(near, table[0])
    table, near = [*reversed(beside), *table], near[len(beside) :]
    above = rows[: len(rows) - len(beside)]
    title = near[:1] if near and _is_title(near[0], table, above, (left + right) / 2) else []
    return [*title, *reversed(beside)]


def _is_head(row: PieceRow | None, rules: Sequence[float], below: float) -> bool:
    """Tell whether a row of several pieces stands right above a rule, right below another."""
    if row is None or len(row.pieces) < 2 or below - row.y > PITCH * row.size:
        return False
    return any(0 < row.middle - rule <= PITCH * row.size for rule in rules)


def _tall_above(near: Sequence[PieceRow], table: Sequence[PieceRow]) -> list[PieceRow]:
    """Return the rows above a table's first row that show by their column that a tall cell begins there, and the head
    above them, from the lowest up as in `near`."""
    found: list[PieceRow] = []
    whites = find_whites(table)
    for row in near:
        if not (_stands_behind(row, table) if len(row.pieces) == 1 else left_white(row, whites)):
            break
        found.append(row)
    return found


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


def in_column(row: PieceRow, table: Sequence[PieceRow]) -> bool:
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
        and not _CAPTION.match(piece.text)
        and (abs((piece.x0 + piece.x1) / 2 - middle) <= row.size or abs(piece.x0 - left) <= _SAME_EDGE * row.size)
        and any(abs(step - other) <= _SAME_STEP * row.size for other in steps)
        and (
            len(rows) < 2
            or row.y - rows[-2].y > step + _FURTHER * row.size
            or _differs(rows[-2], row)
            or _says(rows[-2], row)
        )
    )


def _says(above: PieceRow, row: PieceRow) -> bool:
    """Tell whether the line above a title says the same between marks: a caption may."""
    return len(above.pieces) == 1 and row.pieces[0].text in above.pieces[0].text


def is_title_alone(rows: Sequence[PieceRow], table: Sequence[PieceRow]) -> bool:
    """Tell whether the last of some rows is the title of a table that begins on the next page: set as large as its
    text, and the text above otherwise."""
    row, size = rows[-1], table[0].size
    piece = row.pieces[0]
    left = min(member.pieces[0].x0 for member in table)
    right = max(other.x1 for member in table for other in member.pieces)
    placed = abs(piece.x0 - left) <= _SAME_EDGE * size or abs(piece.x0 + piece.x1 - left - right) <= 2 * size
    alone = len(row.pieces) == 1 and not ends_sentence(piece.text) and not _CAPTION.match(piece.text)
    return alone and placed and not _differs(row, table[0]) and (len(rows) == 1 or _differs(rows[-2], row))


def _differs(row: PieceRow, other: PieceRow) -> bool:
    return abs(row.size - other.size) > _SAME_SIZE * other.size


def _is_between(above: PieceRow, below: PieceRow) -> bool:
    return 0 < below.y - above.y < _BETWEEN * max(above.size, below.size)


def _goes_on(row: PieceRow, group: Sequence[PieceRow]) -> bool:
    """Tell whether a row of one piece is the further text of one column: it stands below another, or behind the white
    that the rows leave; there it begins or ends where others do, or has their middle, or fills its column."""
    piece = row.pieces[0]
    left = min(member.pieces[0].x0 for member in group)
    right = max(other.x1 for member in group for other in member.pieces)
    narrow = piece.x1 - piece.x0 <= _NARROW * (right - left)
    below = narrow and any(
        other.x0 - row.size <= piece.x0 and piece.x1 <= other.x1 + 2 * row.size
        for member in group[-_LOOK_BACK:]
        for other in member.pieces
    )
    return below or _stands_behind(row, group[-_MOST_SEEN:])


def _stands_behind(row: PieceRow, table: Sequence[PieceRow]) -> bool:
    """Tell whether a row of one piece stands in a column behind the white that a table's rows leave."""
    piece = row.pieces[0]
    x0, x1 = piece.inked
    left = min(member.pieces[0].x0 for member in table)
    whites = find_whites(table)
    starts = [end for start, end in whites if x0 - start >= GAP * row.size]
    if not starts or any(x0 < (start + end) / 2 < x1 for start, end in whites[len(starts) :]):
        return False
    beside = 0 if _differs(table[-1], row) else _aligned(row, table, max(starts))
    if x0 - left <= _INDENT * row.size:
        return beside >= _FEWEST_ROWS
    right = max(other.x1 for member in table for other in member.pieces)
    inside = piece.x1 - piece.x0 > _NARROW * (right - left) and piece.x1 <= right + row.size
    return inside or beside > 0


def _aligned(row: PieceRow, group: Sequence[PieceRow], start: float) -> int:
    """Count the texts of a column with which a row of one piece shares an edge or the middle."""
    piece, near = row.pieces[0], _SAME_EDGE * row.size
    return sum(
        min(abs(other.x0 - piece.x0), abs(other.x1 - piece.x1), abs(other.x0 + other.x1 - piece.x0 - piece.x1) / 2)
        <= near
        for member in group
        for other in member.pieces
        if other.inked[0] >= start - row.size
    )
