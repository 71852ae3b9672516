"""Titles of tables of level rules that stand above the first rule: known by being repeated on the next page."""

from __future__ import annotations

from collections.abc import Sequence

from generator.importing.pdf.tables.areas import AreaTables
from generator.importing.pdf.tables.pieces import PieceRow, piece_rows
from generator.importing.pdf.tables.plain import PlainPart, make_part
from generator.importing.pdf.tables.regions import Region
from generator.importing.pdf.tables.stretches import PITCH

_SAME = 3.0
"""Points within which rules begin and end at one place."""
_MOST_LINES = 3
"""Lines of a title at most."""


def share_title(above: AreaTables, below: AreaTables) -> None:
    """Give a table at the end of an area, and its part at the start of the next one, the lines that stand above both,
    in place: nothing but a table's title is said again there."""
    last, first = above.last(), below.first()
    if not isinstance(last, PlainPart) or not isinstance(first, PlainPart) or first.region is None:
        return
    if not _spans(last.region, first.region):
        return
    own = [row for row in first.rows_of_text if row.middle < min(rule.y0 for rule in first.region.rules)]
    title = _lines_above(below, first) or own
    if not 0 < len(title) <= _MOST_LINES or not _is_near(title, first):
        return
    said = [_words(row) for row in title]
    if [_words(row) for row in last.rows_of_text[: len(said)]] != said:
        before = _lines_above(above, last)[-len(said) :]
        if [_words(row) for row in before] != said or not _is_near(before, last):
            return
        _prepend(above, last, before)
    if title is not own:
        _prepend(below, first, title)


def _spans(region: Region | None, other: Region) -> bool:
    return region is not None and abs(region.left - other.left) <= _SAME and abs(region.right - other.right) <= _SAME


def _lines_above(area: AreaTables, table: PlainPart) -> list[PieceRow]:
    return [row for row in piece_rows(area.area.runs) if row.y < table.box.y0]


def _is_near(title: Sequence[PieceRow], table: PlainPart) -> bool:
    return table.rows_of_text[0].y - title[-1].y <= PITCH * title[-1].size


def _prepend(area: AreaTables, table: PlainPart, title: Sequence[PieceRow]) -> None:
    rows = [*title, *table.rows_of_text]
    part = make_part(rows, table.whites, table.region, area.page, spacing=table.spacing, rules=area.rules)
    if part is not None:
        area.replace(table, part)


def _words(row: PieceRow) -> list[str]:
    return [piece.text for piece in row.pieces]
