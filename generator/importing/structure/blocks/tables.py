"""Tables: how high they are in print, parts that belong together, cells that were merged."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from generator.importing.structure.pages.layout import width
from generator.importing.texts import join, with_page
from generator.model import Cell, Text

Row = tuple[Cell, ...]

ALWAYS = 0.85
"""A column with words in so many of its rows has words in all of them."""

_NUMBER = re.compile(r"^[\d.,%％]+$")


def row_lines(rows: Sequence[Row], measure: float) -> list[int]:
    """Return how many lines each row fills in a table as wide as the measure.

    Columns share the measure as their longest cells ask, no column getting more than it needs.
    """
    columns = max((len(row) for row in rows), default=0)
    if not columns:
        return []
    needs = [
        max((width(row[c].text.plain) for row in rows if c < len(row)), default=0.0) + 1.0 for c in range(columns)
    ]
    shares = _shares(needs, measure)
    return [
        max((math.ceil(width(cell.text.plain) / shares[c]) for c, cell in enumerate(row)), default=1) or 1
        for row in rows
    ]


def _shares(needs: Sequence[float], measure: float) -> list[float]:
    if sum(needs) <= measure:
        return list(needs)
    shares = [measure / len(needs)] * len(needs)
    for _ in range(4):
        spare = sum(max(0.0, share - need) for share, need in zip(shares, needs, strict=True))
        wanting = [need - share if need > share else 0.0 for share, need in zip(shares, needs, strict=True)]
        if spare < 0.1 or sum(wanting) <= 0:
            break
        shares = [
            min(share, need) + spare * want / sum(wanting)
            for share, need, want in zip(shares, needs, wanting, strict=True)
        ]
    return [max(share - 1.0, 1.0) for share in shares]


def whole_table(parts: Sequence[Sequence[Row]]) -> tuple[tuple[Row, ...], list[Row]]:
    """Return the rows of a table whose parts stand on several pages, and the heads that the print repeats.

    The pages that begin with a repeated head begin with the row below it. A row that a page end cut is put
    together: its second half has empty cells where the table's other rows have words.
    """
    usual = _filled([row for part in parts for row in part[1:]] or [row for part in parts for row in part])
    rows: list[Row] = []
    repeated: list[Row] = []
    for part in parts:
        body = list(part)
        if rows and len(body) > 1 and _words(body[0]) == _words(rows[0]):
            repeated.append(body[0])
            starts = body[0][0].text.pages
            body = body[1:]
            for start in reversed(starts):
                body[0] = starting(body[0], start.page)
        if rows and body and _goes_on(rows[-1], body[0], usual):
            rows[-1] = _one_row(rows[-1], body[0])
            body = body[1:]
        rows += body
    return tuple(rows), repeated


def _filled(rows: Sequence[Row]) -> list[float]:
    """Return for each column the share of rows in which it has words."""
    columns = max((len(row) for row in rows), default=0)
    return [sum(c < len(row) and bool(row[c].text.plain) for row in rows) / len(rows) for c in range(columns)]


def _goes_on(above: Row, row: Row, usual: Sequence[float]) -> bool:
    """Say whether a page's first row is the rest of the row above: columns that are always filled are empty in it, and
    each of its cells goes on with one that has words; a number after a number is a cell of its own."""
    empty = [c for c in range(min(len(row), len(usual))) if not row[c].text.plain and usual[c] >= ALWAYS]
    filled = [c for c in range(len(row)) if row[c].text.plain]
    if any(c < len(above) and _NUMBER.match(above[c].text.plain) and _NUMBER.match(row[c].text.plain) for c in filled):
        return False
    return bool(empty and filled) and all(c < len(above) and above[c].text.plain for c in filled)


def _one_row(above: Row, row: Row) -> Row:
    """Return two halves of a row as one; the page begins in the first cell that the page end cut."""
    pages = row[0].text.pages
    cells = list(above)
    for c, cell in enumerate(row):
        if not cell.text.plain:
            continue
        rest = Text(cell.text.plain, cell.text.marks)
        for start in reversed(pages):
            rest = with_page(rest, start.page)
        pages = ()
        cells[c] = Cell(join((cells[c].text, rest)), cells[c].rowspan, cells[c].colspan)
    return tuple(cells)


def repaired_table(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows with stray columns dropped, a title row spanning the columns, and empty cells merged upwards."""
    if any(cell.rowspan > 1 or cell.colspan > 1 for row in rows for cell in row):
        return tuple(tuple(row) for row in rows)
    even = _even(rows)
    titles = [_is_title(row) for row in even]
    spans = _row_spans(even, titles)
    finished: list[Row] = []
    for r, row in enumerate(even):
        if titles[r]:
            finished.append((Cell(row[0].text, 1, len(row)),) if len(row) > 1 else row)
            continue
        finished.append(
            tuple(Cell(cell.text, spans[r][c], cell.colspan) for c, cell in enumerate(row) if spans[r][c] > 0)
        )
    return tuple(finished)


def _even(rows: Sequence[Row]) -> list[Row]:
    """Return rows of one length: columns that are empty in all rows go, and a stray cell at either end goes.

    Transcripts show a column too many on one page of a table (seen: an empty fifth column, and an empty one in front,
    where the other pages have four).
    """
    cells = [[cell.text for cell in row] for row in rows]
    columns = _usual_columns(cells)
    even: list[list[Text]] = []
    for row in cells:
        fitted = list(row)
        while len(fitted) > columns and not fitted[-1].plain:
            fitted.pop()
        while len(fitted) > columns and not fitted[0].plain:
            fitted.pop(0)
        even.append(fitted)
    most = max((len(row) for row in even), default=0)
    padded = [row + [Text()] * (most - len(row)) for row in even]
    used = [c for c in range(most) if any(row[c].plain for row in padded)]
    return [tuple(Cell(row[c]) for c in used) for row in padded]


def _usual_columns(cells: Sequence[Sequence[Text]]) -> int:
    """Return the number of columns that most rows fill, counted to the last filled cell."""
    filled = [max((c + 1 for c, text in enumerate(row) if text.plain), default=0) for row in cells]
    return max(set(filled), key=lambda n: (filled.count(n), n)) if filled else 0


def _is_title(row: Row) -> bool:
    """A row with one filled cell, the first, is a title over all columns (seen: 各省招采子系统…一览表)."""
    return len(row) > 1 and bool(row[0].text.plain) and not any(cell.text.plain for cell in row[1:])


def _row_spans(rows: Sequence[Row], titles: Sequence[bool]) -> list[list[int]]:
    """Return each cell's row span; 0 for an empty cell that a cell above covers.

    Empty cells mean a merged cell where they stand under a filled one in a leading column: all columns before them
    are empty in that row too, and the row has something to the right.
    """
    spans = [[1] * len(row) for row in rows]
    for r in range(1, len(rows)):
        if titles[r]:
            continue
        for c, cell in enumerate(rows[r]):
            if cell.text.plain or not any(other.text.plain for other in rows[r][c + 1 :]):
                break
            above = r - 1
            while above > 0 and spans[above][c] == 0:
                above -= 1
            if titles[above] or not rows[above][c].text.plain or (above == 0 and len(rows) > 2):
                break
            spans[above][c] += 1
            spans[r][c] = 0
    return spans


def _words(row: Row) -> tuple[str, ...]:
    return tuple("".join(cell.text.plain.split()) for cell in row if cell.text.plain)


def starting(row: Row, page: int) -> Row:
    """Return a row with which a page begins."""
    first = row[0]
    return (Cell(with_page(first.text, page), first.rowspan, first.colspan), *row[1:])
