"""Tables of level rules over page ends.

The halves of a row that a page end cut have no rule between them and the page's end, and one half may stand alone on
its page. The rules on the other page tell: they span the same stretch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from generator.importing.pdf.elements import Box
from generator.importing.pdf.tables.areas import AreaTables
from generator.importing.pdf.tables.pieces import PieceRow, White, piece_rows
from generator.importing.pdf.tables.plain import PlainPart, make_part
from generator.importing.pdf.tables.regions import Region
from generator.importing.pdf.tables.stretches import PITCH
from generator.importing.pdf.tables.whites import left_white

_SAME = 3.0
"""Points within which rules begin and end at one place."""
_HEAD = 6
"""Lines of a table's head at most."""
_SAME_SIZE = 0.06
"""Share by which the sizes of a table's rows may differ."""


def carry_over(above: AreaTables, below: AreaTables) -> None:
    """Give a level-ruled table at the end of an area the rows below its last rule, and the area after it the rows down
    to the last rule as wide, in place, where both keep to its columns."""
    table = above.last()
    if not isinstance(table, PlainPart) or table.region is None:
        return
    tail = [row for row in piece_rows(above.area.runs) if row.y > table.box.y1]
    whites = _kept(_near(tail, table.rows_of_text[-1]), table, table.whites)
    if whites is None or len(_near(tail, table.rows_of_text[-1])) < len(tail):
        return
    rules = _rules_like(below.rules, table.region)
    first = below.first()
    same = first if isinstance(first, PlainPart) and _spans(first.region, table.region) else None
    if first is not None and same is None and rules and first.box.y0 < rules[-1].y0:
        return
    rows = sorted([*piece_rows(below.area.runs), *(same.rows_of_text if same else [])], key=lambda row: row.y)
    drawn = {rule.y0 for rule in rules if _is_whole(rule.y0, rules, table.region)}
    # It may end with a rule beside a cell over its last rows, or with a row that the next page's start cuts.
    heights = sorted(drawn | ({same.box.y1} if same is not None else set()))
    if not heights:
        return
    head = [row for row in rows if row.middle < heights[0]]
    if not (_repeats_head(rows, heights, table) or _goes_on(tail, head, alone=same is None)):
        return
    held, left = _held(rows, heights, table, whites)
    if not held:
        return
    bottom = max(y for y in heights if y < held[-1].y + 2 * PITCH * held[-1].size)
    if same is not None and same.region is not None and held[-1].y < same.rows_of_text[-1].y:
        if rows[0].y < same.rows_of_text[0].y:
            return
        held += [row for row in same.rows_of_text if row.y > held[-1].y]
        bottom = max(bottom, same.region.bottom)
    region = _region(table.region, held, [rule for rule in rules if rule.y0 <= bottom + _SAME], bottom)
    known = (part.spacing for part in (table, same) if part is not None and part.spacing is not None)
    ruled = next((spacing for spacing in known if spacing.ruled), None)
    part = make_part(held, left, region, below.page, spacing=ruled)
    if part is None:
        return
    below.replace(same, part)
    if tail:
        longer = replace(table.region, bottom=max(table.region.bottom, tail[-1].y + 0.35 * tail[-1].size))
        whole = make_part([*table.rows_of_text, *tail], whites, longer, above.page, spacing=ruled)
        if whole is not None:
            above.replace(table, whole)


def _near(rows: Sequence[PieceRow], before: PieceRow) -> list[PieceRow]:
    """Return the rows that follow each other closely, beginning below another."""
    found: list[PieceRow] = []
    for upper, row in pairwise([before, *rows]):
        if row.y - upper.y > PITCH * max(row.size, upper.size):
            break
        found.append(row)
    return found


def _kept(rows: Sequence[PieceRow], table: PlainPart, whites: Sequence[White]) -> list[White] | None:
    """Return the white that rows leave between a table's columns; None where they do not keep to them."""
    kept = list(whites)
    size = table.rows_of_text[0].size
    for row in rows:
        inside = table.box.x0 - _SAME <= row.pieces[0].x0 and row.pieces[-1].x1 <= table.box.x1 + _SAME
        left = left_white(row, kept) if inside and abs(row.size - size) <= _SAME_SIZE * size else None
        if left is None:
            return None
        kept = left
    return kept


def _rules_like(rules: Sequence[Box], region: Region) -> list[Box]:
    """Return the level rules inside a stretch, from top to bottom."""
    level = [rule for rule in rules if rule.width > rule.height]
    inside = [rule for rule in level if region.left - _SAME <= rule.x0 and rule.x1 <= region.right + _SAME]
    return sorted(inside, key=lambda rule: (rule.y0, rule.x0))


def _is_whole(y: float, rules: Sequence[Box], region: Region) -> bool:
    """Tell whether the rules at one height span a region."""
    beside = [rule for rule in rules if abs(rule.y0 - y) <= _SAME]
    left, right = min(rule.x0 for rule in beside), max(rule.x1 for rule in beside)
    return abs(left - region.left) <= _SAME and abs(right - region.right) <= _SAME


def _spans(region: Region | None, other: Region) -> bool:
    return region is not None and abs(region.left - other.left) <= _SAME and abs(region.right - other.right) <= _SAME


def _repeats_head(rows: Sequence[PieceRow], heights: Sequence[float], table: PlainPart) -> bool:
    """Tell whether a page begins with the rows with which a table's part on the page before begins."""
    end = heights[1] if len(heights) > 1 and not any(row.middle < heights[0] for row in rows) else heights[0]
    head = [row for row in rows if row.middle < end]
    first = table.rows_of_text[: len(head)]
    return bool(head) and [_words(row) for row in head] == [_words(row) for row in first]


def _words(row: PieceRow) -> list[str]:
    return [piece.text for piece in row.pieces]


def _goes_on(tail: Sequence[PieceRow], head: Sequence[PieceRow], *, alone: bool) -> bool:
    """Tell whether the rows between the last rule of one page and the first of the next show that a table goes on:
    they stand in several columns. Where there are none, rules without a table of their own show it."""
    if not tail and not head:
        return alone
    if tail and not head and not any(len(row.pieces) > 1 for row in tail):
        return False
    rows = [*tail, *head]
    starts = [row.pieces[0] for row in rows]
    apart = any(one.x1 < other.x0 or other.x1 < one.x0 for one in starts for other in starts)
    return apart or any(len(row.pieces) > 1 for row in rows)


def _held(
    rows: Sequence[PieceRow], heights: Sequence[float], table: PlainPart, whites: Sequence[White]
) -> tuple[list[PieceRow], list[White]]:
    """Return the rows from the page's top down to the last rule above which all keep to a table's columns. A head that
    is repeated may stand across them."""
    held: list[PieceRow] = []
    kept = list(whites)
    head = [_words(row) for row in table.rows_of_text[:_HEAD]]
    start = float("-inf")
    for height in heights:
        strip = [row for row in rows if start < row.middle < height]
        left = _kept([row for row in strip if _words(row) not in head], table, kept)
        if left is None:
            break
        held, kept, start = [*held, *strip], left, height
    return held, kept


def _region(model: Region, rows: Sequence[PieceRow], rules: Sequence[Box], bottom: float) -> Region:
    """Return the stretch of a page on which a table goes on."""
    top = min(rules[0].y0, rows[0].y - rows[0].size)
    return replace(model, top=top, bottom=bottom, rules=tuple(rules), starts_partly=False)
