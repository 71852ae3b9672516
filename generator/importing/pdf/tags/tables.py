"""Tables that a structure tree does not call so: a browser takes one with few rules for layout, and leaves the text of
all its cells in one block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.importing.pdf.elements import Box, Page, Run
from generator.importing.pdf.flowing import Floats, float_blocks, join_tables
from generator.importing.pdf.layout.blocks import Block
from generator.importing.pdf.layout.columns import WHOLE
from generator.importing.pdf.layout.lines import Line
from generator.importing.pdf.layout.ordering import Area
from generator.importing.pdf.tables.areas import AreaTables
from generator.importing.pdf.tables.continuing import continue_tables
from generator.importing.pdf.tables.pieces import PieceRow, piece_rows
from generator.importing.pdf.tables.plain import take_level_tables, take_plain_tables
from generator.importing.pdf.tables.shading import shading_rules
from generator.importing.pdf.tables.stretches import PITCH, count_beside

_FEWEST_ROWS = 2
"""Rows of several texts beside each other that a table has at least."""
_MOSTLY = 0.15
"""Share of a page's rows that have several texts, at least; lines of centred cells stand beside each other now and
then."""


def find_untold_table(runs: Mapping[int, Sequence[Run]], pages: Sequence[Page]) -> Block | None:
    """Return the table that the text of one block makes; None where it makes none, or leaves text over. `runs` are its
    runs by the index of their page."""
    found = {index: piece_rows(members) for index, members in sorted(runs.items())}
    if not any(map(_shows_columns, found.values())):
        return None
    areas: list[AreaTables] = []
    for index, rows in found.items():
        page, members = pages[index], runs[index]
        drawn = _beside(page.rules, rows)
        among_rules, alone = shading_rules(page.drawings, members, drawn)
        tables, rest = take_level_tables(list(members), drawn, among_rules, index)
        rules = [*drawn, *among_rules, *alone]
        plain, rest = take_plain_tables(rest, rules, index)
        areas.append(AreaTables(index, Area(WHOLE, rest), [*tables, *plain], [], rules))
    continue_tables(areas)
    if any(run.text.strip() for area in areas for run in area.area.runs):
        return None
    flow: list[tuple[int, list[Line | Block]]] = [
        (0, [block for _, block in float_blocks(area.page, Floats(area.tables))]) for area in areas
    ]
    join_tables(flow)
    blocks = [item for _, items in flow for item in items]
    table = blocks[0] if len(blocks) == 1 else None
    return table if isinstance(table, Block) and table.rows is not None else None


def _shows_columns(rows: Sequence[PieceRow]) -> bool:
    """Tell whether enough rows of a page are several texts beside each other."""
    beside = count_beside(rows)
    return beside >= _FEWEST_ROWS and beside >= _MOSTLY * len(rows)


def _beside(rules: Sequence[Box], rows: Sequence[PieceRow]) -> list[Box]:
    """Return the rules among a block's rows of text, and those next to its first and its last row."""
    top = min((row.y - PITCH * row.size for row in rows), default=0.0)
    bottom = max((row.y + PITCH * row.size for row in rows), default=0.0)
    return [rule for rule in rules if top <= rule.y0 and rule.y1 <= bottom]
