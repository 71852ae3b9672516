"""Rows of text in pieces: what stands side by side with white between."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from generator.importing.pdf.elements import Run
from generator.importing.pdf.layout.columns import Row, rows_of
from generator.importing.pdf.layout.ink import ink_of

GAP = 0.65
"""White between two columns, in sizes, at least."""

NARROW_GAP = 0.38
"""The same where rules show that there is a table: white between a Chinese character and a letter is narrower."""
_CLOSE = 0.25
"""White between two characters of one text, in sizes, at most."""
_BRIDGED = 1.5
"""White in sizes at most that one written blank stands for, in justified lines."""
White = tuple[float, float]
"""Where the white between two columns begins and ends."""


@dataclass(slots=True)
class Piece:
    """Characters of one row that no white interrupts."""

    x0: float
    """Left edge."""
    x1: float
    """Right edge."""
    text: str
    """The characters."""
    runs: list[Run]
    """The runs that hold them."""

    @property
    def inked(self) -> White:
        """Where its ink begins and ends."""
        return ink_of(self.runs[0])[0], ink_of(self.runs[-1])[1]


@dataclass(slots=True)
class PieceRow:
    """A row of text and its pieces."""

    row: Row
    """The row."""
    pieces: list[Piece]
    """Its pieces from left to right; one at least."""

    @property
    def y(self) -> float:
        """The baseline."""
        return self.row.y

    @property
    def size(self) -> float:
        """Size of its characters."""
        return self.row.size

    @property
    def middle(self) -> float:
        """Height of the characters' middle."""
        return self.row.y - 0.3 * self.row.size

    def shows(self, white: White) -> bool:
        """Tell whether pieces stand on both sides of a stretch of white."""
        inked = [piece.inked for piece in self.pieces]
        return any(x1 <= white[0] + 1 for _, x1 in inked) and any(x0 >= white[1] - 1 for x0, _ in inked)

    def crosses(self, x: float) -> bool:
        """Tell whether characters that are set in one go stand on both sides of a place."""
        about = [run for run in self.row.runs if run.x0 + 1 < x < run.x1 - 1 and run.text.strip()]
        return any(x0 + 1 < x < x1 - 1 for x0, x1 in map(ink_of, about))

    def runs_over(self, x: float) -> bool:
        """Tell whether characters on both sides of a place stand as close as those of one text: some producers set
        each in a go of its own."""
        runs = [run for run in self.row.runs if run.text.strip()]
        ends = max((run.x1 for run in runs if run.x0 + 1 < x), default=-math.inf)
        begins = min((run.x0 for run in runs if run.x0 + 1 >= x), default=math.inf)
        return self.crosses(x) or begins - ends <= _CLOSE * self.size


def piece_rows(runs: Sequence[Run], gap: float = GAP) -> list[PieceRow]:
    """Return the rows that runs make, from top to bottom; rows of blanks are none. White of more than `gap` sizes
    parts two pieces."""
    return [PieceRow(row, pieces) for row in rows_of(runs) if (pieces := _pieces(row, gap))]


def parted_at(row: PieceRow, whites: Sequence[White]) -> PieceRow:
    """Return a row whose pieces are parted at the white between a table's columns, where they leave some there."""
    pieces: list[Piece] = []
    for piece in row.pieces:
        for run in piece.runs:
            last = pieces[-1] if pieces and run is not piece.runs[0] else None
            if last is None or _are_apart(last, run, whites, row.size):
                pieces.append(Piece(run.x0, run.x1, run.text.strip(), [run]))
            else:
                last.x1, last.text = max(last.x1, run.x1), last.text + run.text.strip()
                last.runs.append(run)
    return PieceRow(row.row, pieces)


def _are_apart(piece: Piece, run: Run, whites: Sequence[White], size: float) -> bool:
    """Tell whether white between two columns lies between a piece and the run behind it. That between their ink may be
    all that is seen: a full-width mark at a column's edge is half white."""
    ends, begins = piece.x1, run.x0
    if begins - ends >= NARROW_GAP * size and any(ends <= (x0 + x1) / 2 <= begins for x0, x1 in whites):
        return True
    ends, begins = piece.inked[1], ink_of(run)[0]
    least = NARROW_GAP * size
    return begins - ends >= least and any(
        ends <= (x0 + x1) / 2 and x1 - 1 <= begins and x1 - x0 >= least for x0, x1 in whites
    )


def _pieces(row: Row, gap: float) -> list[Piece]:
    pieces: list[Piece] = []
    bridged = False
    for run in row.runs:
        words = run.text.strip()
        if not words:
            bridged = bool(pieces)
            continue
        if pieces and run.x0 - pieces[-1].x1 <= (_BRIDGED if bridged else gap) * row.size:
            pieces[-1].x1 = max(pieces[-1].x1, run.x1)
            pieces[-1].text += words
            pieces[-1].runs.append(run)
        else:
            pieces.append(Piece(run.x0, run.x1, words, [run]))
        bridged = run.text[-1].isspace()
    return pieces
