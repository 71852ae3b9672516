"""Tables without walls over page ends: rows that only the other page shows to be rows of a table.

A page end may leave a head or a last row alone on its page. Alone it is no table; beside the columns of the table on
the other page it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf

from generator.importing.pdf.elements import Box, Run
from generator.importing.pdf.layout.wording import ends_sentence
from generator.importing.pdf.tables.areas import AreaTables
from generator.importing.pdf.tables.carrying import carry_over
from generator.importing.pdf.tables.pieces import Piece, PieceRow, White, piece_rows
from generator.importing.pdf.tables.plain import PlainPart, make_part, title_of, without
from generator.importing.pdf.tables.sharing import joint_whites, share_columns, share_rules
from generator.importing.pdf.tables.stretches import PITCH, is_title_alone
from generator.importing.pdf.tables.titles import share_title
from generator.importing.pdf.tables.whites import left_white, narrowed

_SAME_SIZE = 0.06
"""Share by which the sizes of a table's rows may differ."""
_LINE_STEP = 1.9
"""Sizes between the lines of one cell at most."""
_LINE_SHARE = 0.6
"""Share of the table's width that a line alone takes at most to be the rest of a cell."""
_FEWEST_BESIDE = 2
"""Rows of several pieces that show that a page goes on with a table rather than with columns of text."""
_SAME_EDGE = 3.0
"""Points by which the columns of a table's parts may differ."""
_TITLE_LINES = 3
"""Lines of a table's title at most."""
_SAME_PLACE = 3.0
"""Points within which rules begin and end at one place."""


def continue_tables(areas: Sequence[AreaTables]) -> None:
    """Give tables without walls their rows beyond page ends, and the parts of one table the same columns, in place."""
    for above, below in pairwise(areas):
        if _share_place(above, below):
            share_title(above, below)
            carry_over(above, below)
            _go_on_below(above, below)
        else:
            share_rules(above, below)
    for above, below in reversed(list(pairwise(areas))):
        if _share_place(above, below):
            _go_on_above(above, below)
    for above, below in pairwise(areas):
        if _share_place(above, below):
            share_columns(above, below)


def _share_place(above: AreaTables, below: AreaTables) -> bool:
    """Tell whether two areas are one column of the print at one place of the page: where margins are mirrored, the
    rules of a table that goes on begin further right or left."""
    if above.area.key != below.area.key:
        return False
    last, first = above.last(), below.first()
    if not isinstance(last, PlainPart) or not isinstance(first, PlainPart):
        return True
    one, other = last.region, first.region
    if one is None or other is None:
        return True
    shift = other.left - one.left
    return abs(shift) <= _SAME_EDGE or abs(other.right - one.right - shift) > _SAME_EDGE


def take_continued(
    runs: list[Run], rules: Sequence[Box], page: int, before: PlainPart | None
) -> tuple[list[PlainPart], list[Run]]:
    """Return the rows at a page's start that keep to the columns of a table at the end of the page before, and the
    runs that are left: the white between two columns looks like that between columns of text."""
    if before is None:
        return [], runs
    taken, whites = _taken(piece_rows(runs), before)
    if sum(len(row.pieces) > 1 for row in taken) < _FEWEST_BESIDE:
        return [], runs
    part = make_part(taken, whites, None, page, rules=rules)
    return ([part], without(runs, part)) if part is not None else ([], runs)


def _go_on_below(above: AreaTables, below: AreaTables) -> None:
    """Take the rows at an area's start that go on with the table at the end of the area before it."""
    table, first = above.last(), below.first()
    if not isinstance(table, PlainPart) or any(run.y > table.box.y1 for run in above.area.runs if run.text.strip()):
        return
    end = min((box.y0 for box in [*below.others, *(part.box for part in below.tables)]), default=float("inf"))
    rows = [row for row in piece_rows(below.area.runs) if row.y < end]
    taken, whites = _taken(rows, table)
    rest = _rest_of_cell(rows, table)
    if rows and isinstance(first, PlainPart):
        leads = _leads_to(rows, first.rows_of_text[0], whites)
        joint = joint_whites([*rows, *first.rows_of_text], [first.whites, whites])
        alike = _same_whites(joint, table.whites)
        if (leads and (taken or (_is_narrow(rows, table) and alike))) or (alike and len(rest) == len(rows)):
            _replace(below, first, [*rows, *first.rows_of_text], joint)
            return
        if leads:
            return
    if taken:
        _replace(below, None, taken, whites)
    elif rest:
        sides = (table.box.x0, table.box.x1)
        part = make_part(rest, narrowed(rest, table.whites), None, below.page, sides, table.spacing)
        if part is not None:
            below.replace(None, part)


def _rest_of_cell(rows: Sequence[PieceRow], table: PlainPart) -> list[PieceRow]:
    """Return the rows at a page's start that stand in one column behind a table's first and go on with its last text:
    of a row that a page end cut, one cell may be all that is left."""
    size = table.rows_of_text[0].size
    rest: list[PieceRow] = []
    for row in rows:
        close = not rest or row.y - rest[-1].y <= _LINE_STEP * size
        if len(row.pieces) > 1 or not close or abs(row.size - size) > _SAME_SIZE * size:
            break
        rest.append(row)
    if not rest or left_white(rest[0], table.whites) is None:
        return []
    column = _column_of(rest[0], table)
    last = [row for row in table.rows_of_text if _column_of(row, table, -1) == column]
    inside = all(_column_of(row, table) == column and left_white(row, table.whites) is not None for row in rest)
    cut = bool(last) and not ends_sentence(last[-1].pieces[-1].text)
    return rest if column and inside and cut else []


def _column_of(row: PieceRow, table: PlainPart, piece: int = 0) -> int:
    """Return in which of a table's columns a piece of a row begins."""
    return sum((x0 + x1) / 2 < row.pieces[piece].inked[0] for x0, x1 in table.whites)


def _go_on_above(above: AreaTables, below: AreaTables) -> None:
    """Take the rows at an area's end with which the table at the start of the area after it begins."""
    table, last = below.first(), above.last()
    if not isinstance(table, PlainPart) or any(run.y < table.box.y0 for run in below.area.runs if run.text.strip()):
        return
    end = max((box.y1 for box in [*above.others, *(part.box for part in above.tables)]), default=0.0)
    rows = [row for row in piece_rows(above.area.runs) if row.y > end]
    taken, whites = _taken(list(reversed(rows)), table)
    if not taken:
        alone = rows[-1:] if rows and is_title_alone(rows, table.rows_of_text) else _framed(rows, above, below, inf)
        title = title_of(alone, table, above.page) if alone else None
        if title is not None:
            above.replace(None, title)
        return
    taken.reverse()
    if isinstance(last, PlainPart) and _leads_to(list(reversed(rows)), last.rows_of_text[-1], whites):
        joint = joint_whites([*last.rows_of_text, *rows], [last.whites, whites])
        _replace(above, last, [*last.rows_of_text, *rows], joint)
    else:
        title_rows = _framed(rows[: -len(taken)], above, below, taken[0].middle)
        _replace(above, None, [*title_rows, *taken], whites)


def _framed(rows: Sequence[PieceRow], above: AreaTables, below: AreaTables, end: float) -> list[PieceRow]:
    """Return the rows above a height that stand alone between two rules as wide as those of the table at the start of
    the next area: its title, which the page's end parted from it."""
    table = below.first()
    if table is None or not rows:
        return []
    size = rows[-1].size
    own = [rule for rule in _level(below.rules) if table.box.y0 - size < rule.y0 < table.box.y1 + size]
    alike = [rule for rule in _level(above.rules) if any(_spans(rule, other) for other in own)]
    heights = sorted({rule.y0 for rule in alike if rule.y0 < end})
    if len(heights) < 2:
        return []
    top, bottom = heights[-2:]
    framed = [row for row in rows if row.middle > top]
    close = framed and framed[0].y - top <= _LINE_STEP * size and 0 < bottom - framed[-1].y <= size
    if not close or len(framed) > _TITLE_LINES or any(len(row.pieces) > 1 for row in framed):
        return []
    return [] if ends_sentence(framed[-1].pieces[0].text) else framed


def _level(rules: Sequence[Box]) -> list[Box]:
    return [rule for rule in rules if rule.width > rule.height]


def _spans(rule: Box, other: Box) -> bool:
    return abs(rule.x0 - other.x0) <= _SAME_PLACE and abs(rule.x1 - other.x1) <= _SAME_PLACE


def _taken(rows: Sequence[PieceRow], table: PlainPart) -> tuple[list[PieceRow], list[White]]:
    """Return the rows, counted from the page's end, that stand in a table's columns, and the white that they leave."""
    whites = list(table.whites)
    kept = whites
    size = table.rows_of_text[0].size
    taken: list[PieceRow] = []
    count = 0
    for row in rows:
        if abs(row.size - size) > _SAME_SIZE * size or (taken and not _is_near(taken[-1], row)):
            break
        if row.pieces[0].x1 < table.box.x0 or row.pieces[-1].x0 > table.box.x1:
            break
        left = left_white(row, whites)
        if left is None:
            break
        narrow = _is_cell(row.pieces[0], table)
        if len(row.pieces) == 1 and not narrow:
            break
        close = bool(taken) and abs(row.y - taken[-1].y) <= _LINE_STEP * size
        whites = left
        taken.append(row)
        if len(row.pieces) > 1 or (count and close):
            count, kept = len(taken), whites
    return taken[:count], kept


def _leads_to(rows: Sequence[PieceRow], other: PieceRow, whites: Sequence[White]) -> bool:
    """Tell whether all rows between two parts of a table on one page keep to its columns."""
    near = all(_is_near(row, after) for row, after in pairwise([*rows, other]))
    return near and all(left_white(row, whites) is not None for row in rows)


def _is_narrow(rows: Sequence[PieceRow], table: PlainPart) -> bool:
    """Tell whether rows are set like a table's and none is as wide as a line of text."""
    size = table.rows_of_text[0].size
    alike = all(abs(row.size - size) <= _SAME_SIZE * size for row in rows)
    return alike and all(_is_cell(piece, table) for row in rows for piece in row.pieces)


def _is_cell(piece: Piece, table: PlainPart) -> bool:
    """Tell whether a piece is no line of text: it is short, or begins behind a table's first column."""
    x0, x1 = table.whites[0]
    return piece.x1 - piece.x0 <= _LINE_SHARE * table.box.width or piece.x0 >= (x0 + x1) / 2


def _same_whites(whites: Sequence[White], others: Sequence[White]) -> bool:
    """Tell whether the white between columns lies at the same places."""
    pairs = zip(whites, others, strict=False)
    return len(whites) == len(others) and all(one[0] < other[1] and other[0] < one[1] for one, other in pairs)


def _is_near(row: PieceRow, other: PieceRow) -> bool:
    return abs(other.y - row.y) <= PITCH * max(row.size, other.size)


def _replace(area: AreaTables, old: PlainPart | None, rows: list[PieceRow], whites: Sequence[White]) -> None:
    part = make_part(rows, whites, old.region if old is not None else None, area.page, rules=area.rules)
    if part is not None:
        area.replace(old, part)
