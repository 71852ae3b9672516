"""Tables that a structure tree does not call so: a browser takes one with few rules for layout, and leaves the text of
all its cells in one block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.importing.pdf.elements import Page, Run
from generator.importing.pdf.flowing import Floats, float_blocks, join_tables
from generator.importing.pdf.layout.blocks import Block
from generator.importing.pdf.layout.columns import WHOLE
from generator.importing.pdf.layout.lines import Line
from generator.importing.pdf.layout.ordering import Area
from generator.importing.pdf.tables.areas import AreaTables
from generator.importing.pdf.tables.continuing import continue_tables
from generator.importing.pdf.tables.pieces import piece_rows
from generator.importing.pdf.tables.plain import take_level_tables, take_plain_tables
from generator.importing.pdf.tables.shading import shading_rules
from generator.importing.pdf.tables.stretches import count_beside

_FEWEST_ROWS = 2
"""Rows of several texts beside each other that a table has at least."""
_MOSTLY = 0.3
"""Share of a table's rows that have several texts; lines of centred cells stand beside each other now and then."""


def find_untold_table(runs: Mapping[int, Sequence[Run]], pages: Sequence[Page]) -> Block | None:
    """Return the table that the text of one block makes; None where it makes none, or leaves text over. `runs` are its
    runs by the index of their page."""
    rows = [piece_rows(members) for members in runs.values()]
    beside = sum(map(count_beside, rows))
    if beside < max(_FEWEST_ROWS, _MOSTLY * sum(map(len, rows))):
        return None
    areas: list[AreaTables] = []
    for index, members in sorted(runs.items()):
        page = pages[index]
        among_rules, alone = shading_rules(page.drawings, members, page.rules)
        tables, rest = take_level_tables(list(members), [*page.rules, *among_rules], index)
        rules = [*page.rules, *among_rules, *alone]
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
