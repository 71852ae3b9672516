"""Pages without usable tags: reading order, tables, figures and paragraphs by geometry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.importing.pdf.elements import Box, Page, Run
from generator.importing.pdf.layout.asides import Aside
from generator.importing.pdf.layout.blocks import Block
from generator.importing.pdf.layout.columns import find_gutter
from generator.importing.pdf.layout.hints import move_hints
from generator.importing.pdf.layout.lines import Line, build_lines
from generator.importing.pdf.layout.measuring import (
    Column,
    find_column,
    is_justified,
    is_spaced,
    measure,
    uses_indents,
)
from generator.importing.pdf.layout.ordering import split_columns
from generator.importing.pdf.layout.sheets import column_width, find_sheets, gutters_on, key_on, usual_size
from generator.importing.pdf.pictures.figures import Figure
from generator.importing.pdf.prose.blanks import restore_blanks
from generator.importing.pdf.prose.footnotes import place_footnotes, set_footnotes_apart
from generator.importing.pdf.prose.initials import align, take_initials
from generator.importing.pdf.prose.openings import has_plain_headings, indents_all, slack, spaces_all
from generator.importing.pdf.prose.panels import find_panels
from generator.importing.pdf.prose.paragraphs import group_paragraphs
from generator.importing.pdf.prose.runarounds import run_around
from generator.importing.pdf.tables.areas import AreaTables
from generator.importing.pdf.tables.continuing import continue_tables, take_continued
from generator.importing.pdf.tables.joining import join_parts, joins
from generator.importing.pdf.tables.parts import TablePart, rows_of
from generator.importing.pdf.tables.plain import PlainPart, take_level_tables, take_plain_tables, take_wide_tables
from generator.importing.pdf.tables.shading import shading_rules
from generator.importing.pdf.tags.tree import LOOSE, Tags

_TOUCH = 3.0
"""Points by which a table's rules may reach out of it."""


@dataclass(slots=True)
class Floats:
    """What stands on a page between the lines."""

    tables: list[TablePart] = field(default_factory=list)
    """Its tables."""
    figures: list[Figure] = field(default_factory=list)
    """Its figures."""


def read_flow(pages: Sequence[Page], floats: Sequence[Floats], hints: Tags | None) -> tuple[list[Block], list[Aside]]:
    """Return the blocks of all pages in reading order, and what was set aside. `hints` is a structure tree that knows
    ranks and parts of paragraphs."""
    sheets = find_sheets(pages)
    initials = take_initials(pages, usual_size(pages))
    areas = _areas(pages, floats, sheets)
    continue_tables([area for area, _ in areas])
    flow: list[tuple[int, list[Line | Block]]] = []
    for found, figures in areas:
        lines = move_hints(build_lines(found.area.runs, found.page))
        align(lines, initials)
        if hints is not None:
            _tag(lines, hints)
        items: list[Line | Block] = [*lines, *figures]
        items += [block for _, block in float_blocks(found.page, Floats(found.tables))]
        items.sort(key=lambda item: item.top if isinstance(item, Line) else item.y)
        if items:
            flow.append((key_on(sheets[found.page], found.area.key), items))
    asides = join_tables(flow)
    restore_blanks([line for line in items if isinstance(line, Line)] for _, items in flow)
    keyed: dict[int, list[Line]] = {}
    for key, items in flow:
        keyed.setdefault(key, []).extend(item for item in items if isinstance(item, Line))
    every = [line for lines in keyed.values() for line in lines]
    if not every:
        return [item for _, items in flow for item in items if isinstance(item, Block)], asides
    runarounds = run_around(flow)
    setting = measure(set_footnotes_apart(flow, pages))
    columns: dict[int, Column] = {
        key: find_column(lines or every, setting.size, column_width(key, pages, sheets))
        for key, lines in keyed.items()
    }
    setting = replace(
        setting,
        indented=uses_indents(flow, columns, setting.size),
        spaced=is_spaced(flow, columns, setting),
        justified=is_justified(flow, columns, round(setting.size, 1)),
        indents_all=indents_all(flow, columns, setting.size),
        spaces_all=spaces_all(flow, columns, setting),
        plain_headings=has_plain_headings(flow, columns, setting.size),
    )
    setting = replace(setting, slack=slack(flow, columns, setting))
    grouped = group_paragraphs(flow, columns, setting, find_panels(pages, flow, columns, setting.size), runarounds)
    grouped = place_footnotes(grouped)
    if hints is not None:
        for block in grouped:
            if block.lines and block.lines[0].tag is not None:
                block.level = hints.blocks[block.lines[0].tag].level
    return grouped, asides


def _areas(
    pages: Sequence[Page], floats: Sequence[Floats], sheets: Mapping[int, int]
) -> list[tuple[AreaTables, list[Block]]]:
    """Return the areas of all pages in reading order with their tables, and the blocks of their figures."""
    for page, between in zip(pages, floats, strict=True):
        page.rules = [rule for rule in page.rules if not any(_lies_in(rule, table.box) for table in between.tables)]
        among_rules, alone = shading_rules(page.drawings, page.runs, page.rules)
        tables, page.runs = take_level_tables(page.runs, page.rules, among_rules, page.index)
        page.rules = [*page.rules, *among_rules, *alone]
        between.tables += tables
    gutters = gutters_on(pages, sheets)
    areas: list[tuple[AreaTables, list[Block]]] = []
    for page, between in zip(pages, floats, strict=True):
        between_columns, own = gutters[page.index]
        if own:
            continued, page.runs = take_continued(page.runs, page.rules, page.index, _open_table(areas))
            wide, page.runs = take_wide_tables(page.runs, page.rules, page.index)
            between.tables += [*continued, *wide]
            gutter = find_gutter(page.runs) if continued or wide else None
            if continued or wide:
                between_columns = (gutter,) if gutter is not None else ()
        figures = {id(box): block for box, block in float_blocks(page.index, Floats([], between.figures))}
        known = {id(table.box): table for table in between.tables}
        boxes = [table.box for table in between.tables] + [figure.box for figure in between.figures]
        for area in split_columns(page.runs, boxes, between_columns):
            plain, area.runs = take_plain_tables(area.runs, page.rules, page.index)
            ruled = [known[id(box)] for box in area.boxes if id(box) in known]
            others = [box for box in area.boxes if id(box) in figures]
            areas.append(
                (
                    AreaTables(page.index, area, [*ruled, *plain], others, page.rules),
                    [figures[id(box)] for box in others],
                )
            )
    return areas


def _open_table(areas: Sequence[tuple[AreaTables, list[Block]]]) -> PlainPart | None:
    """Return the table without walls with which the pages so far end."""
    last = areas[-1][0] if areas else None
    table = last.last() if last is not None else None
    if last is None or not isinstance(table, PlainPart):
        return None
    return None if any(run.y > table.box.y1 for run in last.area.runs if run.text.strip()) else table


def _lies_in(rule: Box, table: Box) -> bool:
    """Tell whether a rule is a table's own."""
    return table.holds(rule.x0, rule.y0, _TOUCH) and table.holds(rule.x1, rule.y1, _TOUCH)


def _tag(lines: Sequence[Line], hints: Tags) -> None:
    for line in lines:
        longest = max(line.spans, key=lambda span: span.end - span.start)
        mcid = longest.style.mcid
        tag = hints.content.get((line.page, mcid)) if mcid is not None else None
        line.tag = tag if tag is not None and hints.blocks[tag].kind != LOOSE else None


def float_blocks(page: int, between: Floats) -> list[tuple[Box, Block]]:
    """Return the blocks of a page's tables and figures with their places."""
    found = []
    for table in between.tables:
        block = Block(page, table.box.y0, rows=rows_of(table), end=page)
        block.part = table
        found.append((table.box, block))
    for figure in between.figures:
        found.append((figure.box, Block(page, figure.box.y0, picture=figure.picture, box=figure.box)))
    return found


def join_floats(floats: Sequence[Floats]) -> tuple[list[Block], list[Aside], defaultdict[int, list[Run]]]:
    """Return the tables and figures of all pages, tables joined over page ends, the head rows that were repeated, and
    by page what stands in frames that are no tables."""
    flow: list[tuple[int, list[Line | Block]]] = [
        (0, [block for _, block in float_blocks(number, between)]) for number, between in enumerate(floats)
    ]
    asides = join_tables(flow)
    loose = {id(item) for _, items in flow for item in items if isinstance(item, Line)}
    framed: defaultdict[int, list[Run]] = defaultdict(list)
    for between in floats:
        for table in between.tables:
            if any(id(line) in loose for cell in table.cells for paragraph in cell.paragraphs for line in paragraph):
                framed[table.page] += table.runs
    return [item for _, items in flow for item in items if isinstance(item, Block)], asides, framed


def join_tables(flow: list[tuple[int, list[Line | Block]]]) -> list[Aside]:
    """Join tables that go on over the end of a page or column, in place. Returns the head rows that were repeated.

    A single cell that goes on with no table is text in a frame: its lines are put back.
    """
    asides: list[Aside] = []
    longer: dict[int, Block] = {}
    before: Block | None = None
    for _, items in flow:
        first = items[0] if items else None
        part = first.part if isinstance(first, Block) else None
        if before is not None and before.part is not None and part is not None and _belong(before.part, part):
            before.part, repeated = join_parts(before.part, part)
            before.end = part.page
            longer[id(before)] = before
            asides += [Aside(part.page, words, "repeated table head") for words in repeated]
            del items[0]
        last = items[-1] if items else before
        before = last if isinstance(last, Block) else None
    for block in longer.values():
        block.rows = rows_of(block.part) if block.part is not None else None
    flow[:] = [(key, [inner for item in items for inner in _unframed(item)]) for key, items in flow if items]
    return asides


def _belong(first: TablePart, second: TablePart) -> bool:
    """Tell whether two parts are one table: one cell may be a title or a last row, two on both pages are a frame."""
    return max(len(first.cells), len(second.cells)) > 1 and joins(first, second)


def _unframed(item: Line | Block) -> Sequence[Line | Block]:
    if isinstance(item, Block) and item.part is not None and len(item.part.cells) == 1:
        return [line for paragraph in item.part.cells[0].paragraphs for line in paragraph]
    return [item]
