"""Walls of tables that draw none: what parts their rows and columns, made of rules, white and texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter

from generator.importing.pdf.elements import Box
from generator.importing.pdf.layout.heights import ByHeight
from generator.importing.pdf.tables.pieces import PieceRow, White
from generator.importing.pdf.tables.rows import TableRows

_ALL_ALONG = 0.97
"""Share of the table's width that a rule spans which parts two rows."""
_SAME_PLACE, _HALF = 2.0, 0.5
"""Points within which two texts have one middle (twice their distance), and the share of a table's width that those of
one column take at most."""


def rules_along(rules: Sequence[Box], whites: Sequence[White], frame: Box) -> list[Box]:
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


def is_all_along(y: float, drawn: Sequence[Box], frame: Box) -> bool:
    """Tell whether rules at one height span the whole table."""
    return sum(rule.width for rule in drawn if abs(rule.y0 - y) <= 1) >= _ALL_ALONG * frame.width


def floors_of(found: TableRows, whites: Sequence[White], frame: Box) -> Iterable[Box]:
    """Yield what parts the rows, column by column: nothing below a row whose text covers the next one, too."""
    xs = [frame.x0, *((x0 + x1) / 2 for x0, x1 in whites), frame.x1]
    for y, covered in zip(found.edges, found.covered(), strict=True):
        for column, (x0, x1) in enumerate(pairwise(xs)):
            if column not in covered:
                yield Box(x0, y, x1, y)


def walls_of(rows: Sequence[PieceRow], whites: Sequence[White], edges: Sequence[float], frame: Box) -> Iterable[Box]:
    """Yield what parts the columns, row by row: nothing where a row's text runs on over the white."""
    placed = ByHeight(rows, attrgetter("middle"))
    title = placed.between(edges[0], edges[1])
    first = 1 if len(whites) > 1 and _is_centred(title, rows, whites, frame) else 0
    strips = [(start, end, placed.between(start, end)) for start, end in list(pairwise(edges))[first:]]
    for x0, x1 in whites:
        middle = (x0 + x1) / 2
        for start, end, within in strips:
            if not any(row.crosses(middle) for row in within):
                yield Box(middle, start, middle, end)


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
