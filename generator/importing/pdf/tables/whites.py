"""Columns of a table by the white between them."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise

from generator.importing.pdf.layout.ink import ink_of
from generator.importing.pdf.tables.pieces import GAP, PieceRow, White

_CROSSING = 0.2
"""Share of rows that may cross the white between columns (merged heads)."""
_FEW_ROWS, _MANY_ROWS = 3, 6
"""Up to so many rows none may cross it; from so many on, two may."""
_BEHIND, _ENOUGH_BEHIND = 0.3, 2
"""Pieces that stand behind the white: as a share of the rows of several pieces, and how many are enough. A column may
have one short text beside each tall cell."""
_NARROWEST = 0.25
"""Sizes that the white between two columns keeps at least when rows of another page come to a table."""
_ASIDE, _CLOSELY = 1.1, 2
"""Sizes by which the baselines of texts beside each other may differ, and rows by which they follow."""
_DRAWN = 0.5
"""Points of white at most that are a rule's end."""
_MARKER = re.compile(r"^(?:[•·●○■□▪◆◇▶▣➢✓–—-]|[（(]?\d{1,2}[.．、)）]|[①-⑳]|[（(]?[一二三四五六七八九十]+[、)）])$")


def find_whites(rows: Sequence[PieceRow], gap: float = GAP) -> list[White]:
    """Return the stretches between columns of `gap` sizes at least: nearly no row crosses them, and text begins behind
    them."""
    pieces = [piece.inked for row in rows for piece in row.pieces]
    marks = sorted({x for piece in pieces for x in piece})
    changes = [0] * len(marks)
    for left, right in pieces:
        changes[bisect_left(marks, left)] += 1
        changes[bisect_left(marks, right)] -= 1
    crossed = accumulate(changes)
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
    behind = min(_BEHIND * sum(len(row.pieces) > 1 for row in rows), _ENOUGH_BEHIND)
    lefts = sorted(left for left, _ in pieces)
    wide = [
        (x0, x1) for x0, x1 in whites if x1 - x0 >= gap * size and len(lefts) - bisect_left(lefts, x1 - 1) >= behind
    ]
    return _without_heads_alone(_with_text_between(wide, pieces), rows)


def _without_heads_alone(whites: list[White], rows: Sequence[PieceRow]) -> list[White]:
    """Leave out a white on one side of which a head stands alone, on one page or more, beside no text on its other
    side: set in the middle of a wide column, it may lie clear of all short texts at the column's edge."""
    kept = list(whites)
    edges = [-math.inf, *((x0 + x1) / 2 for x0, x1 in whites), math.inf]
    held = [_texts_in(rows, left, right) for left, right in pairwise(edges)]
    for white, one, other in zip(whites, held, held[1:], strict=False):
        few, many = sorted((one, other), key=len)
        alone = len(few) < len(many) and len(set(few.values())) == 1 and min(few) < min(many)
        if alone and not any(_are_beside(rows, head, text) for head in few for text in many):
            kept.remove(white)
    return kept


def _texts_in(rows: Sequence[PieceRow], left: float, right: float) -> dict[int, str]:
    """Return the texts that stand whole between two places, by the index of their row."""
    found: dict[int, str] = {}
    for index, row in enumerate(rows):
        for piece in row.pieces:
            if left < piece.inked[0] and piece.inked[1] < right:
                found[index] = piece.text
    return found


def _are_beside(rows: Sequence[PieceRow], one: int, other: int) -> bool:
    """Tell whether two rows, that follow each other closely, stand beside each other."""
    return abs(one - other) <= _CLOSELY and abs(rows[one].y - rows[other].y) <= _ASIDE * rows[one].size


def _with_text_between(whites: list[White], pieces: Sequence[White]) -> list[White]:
    """Leave out a white before which no column holds a text of its own: it lies inside the texts of a column."""
    kept: list[White] = []
    for x0, x1 in whites:
        start = kept[-1][1] if kept else -math.inf
        if any(start - 1 <= left and right <= x0 + 1 for left, right in pieces):
            kept.append((x0, x1))
        elif kept and x1 - x0 > kept[-1][1] - kept[-1][0]:
            kept[-1] = (x0, x1)
    return kept


def left_white(row: PieceRow, whites: Sequence[White]) -> list[White] | None:
    """Return the white that a row leaves between the columns; None where it stands across."""
    kept = [_left_of(row, white) for white in whites]
    return None if None in kept else [white for white in kept if white is not None]


def narrowed(rows: Sequence[PieceRow], whites: Sequence[White]) -> list[White]:
    """Return the white that rows leave between the columns; those that stand across do not count."""
    kept = list(whites)
    for row in rows:
        kept = [_left_of(row, white) or white for white in kept]
    return kept


def _left_of(row: PieceRow, white: White) -> White | None:
    """Return what a row leaves of one stretch of white; None where it stands across."""
    x0, x1 = white
    if x1 - x0 <= _DRAWN:
        return None if row.runs_over((x0 + x1) / 2) else white
    for left, right in (ink_of(run) for run in row.row.runs if run.text.strip()):
        if left <= x0 < right:
            x0 = right
        elif x0 < left < x1:
            x1 = left
    return (x0, x1) if x1 - x0 >= _NARROWEST * row.size else None


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
