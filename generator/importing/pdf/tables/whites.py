"""Columns of a table by the white between them."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from generator.importing.pdf.tables.pieces import GAP, Piece, PieceRow, White

_CROSSING = 0.2
"""Share of rows that may cross the white between columns (merged heads)."""
_FEW_ROWS, _MANY_ROWS = 3, 6
"""Up to so many rows none may cross it; from so many on, two may."""
_BEHIND = 0.3
"""Pieces that stand behind the white, as a share of the rows of several pieces."""
_NARROWEST = 0.25
"""Sizes that the white between two columns keeps at least when rows of another page come to a table."""
_DRAWN = 0.5
"""Points of white at most that are a rule's end."""
_MARKER = re.compile(r"^(?:[•·●○■□▪◆◇▶▣➢✓–—-]|[（(]?\d{1,2}[.．、)）]|[①-⑳]|[（(]?[一二三四五六七八九十]+[、)）])$")


def find_whites(rows: Sequence[PieceRow], gap: float = GAP) -> list[White]:
    """Return the stretches between columns of `gap` sizes at least: nearly no row crosses them, and text begins behind
    them."""
    pieces = [piece for row in rows for piece in row.pieces]
    marks = sorted({x for piece in pieces for x in (piece.x0, piece.x1)})
    crossed = [0] * len(marks)
    for piece in pieces:
        for index in range(bisect_left(marks, piece.x0), bisect_left(marks, piece.x1)):
            crossed[index] += 1
    few = 1 if len(rows) < _MANY_ROWS else 2
    allowed = max(few, _CROSSING * len(rows)) if len(rows) > _FEW_ROWS else 0
    stretches: list[list[tuple[int, float, float]]] = []
    for crossing, (x0, x1) in zip(crossed, pairwise(marks), strict=False):
        if crossing > allowed:
            continue
        if stretches and stretches[-1][-1][2] >= x0:
            stretches[-1].append((crossing, x0, x1))
        else:
            stretches.append([(crossing, x0, x1)])
    whites = [white for stretch in stretches for white in _clearest(stretch)]
    size = rows[0].size if rows else 0.0
    behind = _BEHIND * sum(len(row.pieces) > 1 for row in rows)
    wide = [
        (x0, x1)
        for x0, x1 in whites
        if x1 - x0 >= gap * size and sum(piece.x0 >= x1 - 1 for piece in pieces) >= behind
    ]
    return _with_text_between(wide, pieces)


def _with_text_between(whites: list[White], pieces: Sequence[Piece]) -> list[White]:
    """Leave out a white before which no column holds a text of its own: it lies inside the texts of a column."""
    kept: list[White] = []
    for x0, x1 in whites:
        start = kept[-1][1] if kept else -math.inf
        if any(start - 1 <= piece.x0 and piece.x1 <= x0 + 1 for piece in pieces):
            kept.append((x0, x1))
        elif kept and x1 - x0 > kept[-1][1] - kept[-1][0]:
            kept[-1] = (x0, x1)
    return kept


def left_white(row: PieceRow, whites: Sequence[White]) -> list[White] | None:
    """Return the white that a row leaves between the columns; None where it stands across."""
    left = []
    runs = [run for run in row.row.runs if run.text.strip()]
    for x0, x1 in whites:
        if x1 - x0 <= _DRAWN:
            if row.runs_over((x0 + x1) / 2):
                return None
            left.append((x0, x1))
            continue
        for run in runs:
            if run.x0 <= x0 < run.x1:
                x0 = run.x1
            elif x0 < run.x0 < x1:
                x1 = run.x0
        if x1 - x0 < _NARROWEST * row.size:
            return None
        left.append((x0, x1))
    return left


def _clearest(stretch: list[tuple[int, float, float]]) -> list[White]:
    """Return the parts of a stretch that no row crosses; where each is crossed, the widest of those that the fewest
    rows cross."""
    fewest = min(crossing for crossing, _, _ in stretch)
    parts: list[White] = []
    for crossing, x0, x1 in stretch:
        if crossing == fewest:
            if parts and parts[-1][1] >= x0:
                parts[-1] = (parts[-1][0], x1)
            else:
                parts.append((x0, x1))
    return parts if not fewest else [max(parts, key=lambda part: part[1] - part[0])]


def is_list(rows: Sequence[PieceRow], whites: Sequence[White]) -> bool:
    """Two columns of which one holds markers or page numbers alone are a list or a table of contents."""
    if len(whites) != 1:
        return False
    firsts = [row.pieces[0].text for row in rows if row.pieces[0].x1 <= whites[0][1]]
    lasts = [row.pieces[-1].text for row in rows if row.pieces[-1].x0 >= whites[0][0]]
    return all(_MARKER.match(text) for text in firsts) or all(text.strip("—–-第页 ").isdecimal() for text in lasts)
