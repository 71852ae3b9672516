"""The parts of one table without walls on two pages: what both know of its columns and rows."""

from __future__ import annotations

from collections.abc import Sequence

from generator.importing.pdf.tables.areas import AreaTables
from generator.importing.pdf.tables.joining import joins
from generator.importing.pdf.tables.pieces import PieceRow, White
from generator.importing.pdf.tables.plain import PlainPart, make_part
from generator.importing.pdf.tables.whites import find_whites, narrowed

_SAME_EDGE = 3.0
"""Points by which the columns of a table's parts may differ."""
_CROSSING = 0.2
"""Share of the rows that may cross a white (merged cells)."""


def share_columns(above: AreaTables, below: AreaTables) -> None:
    """Let the parts of one table on two pages have the same columns."""
    last, first = above.last(), below.first()
    if not isinstance(last, PlainPart) or not isinstance(first, PlainPart) or not last.whites:
        return
    if any(run.y > last.box.y1 for run in above.area.runs if run.text.strip()):
        return
    if any(run.y < first.box.y0 for run in below.area.runs if run.text.strip()):
        return
    rows = [*last.rows_of_text, *first.rows_of_text]
    whites = list(last.whites) if _say_columns(last, first) else joint_whites(rows, [last.whites, first.whites])
    if len(whites) < max(len(last.whites), len(first.whites)):
        return
    sides = (min(last.box.x0, first.box.x0), max(last.box.x1, first.box.x1))
    area, model = max((above, last), (below, first), key=lambda one: len(one[1].rows_of_text))
    if len(model.whites) < len(whites):
        # Texts of two columns do not tell how the lines of one stand.
        model = make_part(model.rows_of_text, whites, model.region, area.page, sides, rules=area.rules) or model
    known = model.spacing
    spacing = known if known and (known.ruled or (known.leading and not known.tight)) else None
    for area, part in ((above, last), (below, first)):
        anew = make_part(part.rows_of_text, whites, part.region, area.page, sides, spacing, area.rules)
        if anew is not None:
            area.tables = [anew if table is part else table for table in area.tables]


def share_rules(above: AreaTables, below: AreaTables) -> None:
    """Let the parts of one table in two columns of text know that rules part its rows, where only one shows it."""
    last, first = above.last(), below.first()
    if not isinstance(last, PlainPart) or not isinstance(first, PlainPart) or not joins(last, first):
        return
    for area, part, other in ((above, last, first), (below, first, last)):
        if part.region is not None and other.region is not None and other.region.by_rows and other.spacing is not None:
            anew = make_part(part.rows_of_text, part.whites, part.region, area.page, spacing=other.spacing)
            if anew is not None:
                area.replace(part, anew)


def _say_columns(last: PlainPart, first: PlainPart) -> bool:
    """Tell whether the rules of cells part the same columns in two parts: white within one of them tells nothing."""
    known = [part.region.breaks for part in (last, first) if part.region is not None and part.region.by_cells]
    if len(known) < 2 or not len(known[0]) == len(known[1]) == len(last.whites) == len(first.whites):
        return False
    return all(abs(x - other) <= _SAME_EDGE for x, other in zip(*known, strict=True))


def joint_whites(rows: Sequence[PieceRow], known: Sequence[Sequence[White]]) -> list[White]:
    """Return the white between the columns of rows on two pages: what both leave, else what one of them has and the
    other nearly keeps to."""
    found = [find_whites(rows), *(narrowed(rows, whites) for whites in known)]
    kept = [
        whites
        for whites in found
        if all(sum(row.crosses((x0 + x1) / 2) for row in rows) <= _CROSSING * len(rows) for x0, x1 in whites)
    ]
    return max(kept, key=len, default=[])
