"""An article's units -> its blocks: headings, paragraphs, lists, tables, figures, notes."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.importing.report import Entry
from generator.importing.structure.blocks.captions import (
    is_credit,
    is_figure_credit,
    is_lost_figure,
    is_marked,
    is_numbered_caption,
    is_picture_caption,
    is_sourced_caption,
    is_table_caption,
)
from generator.importing.structure.blocks.heading_lines import heading_groups, seam
from generator.importing.structure.blocks.headings import heading_flags
from generator.importing.structure.blocks.lists import first_number, item_text, list_runs
from generator.importing.structure.blocks.ranks import Heading as RankedHeading
from generator.importing.structure.blocks.suggestions import suggest
from generator.importing.structure.blocks.tables import Row
from generator.importing.structure.blocks.units import Unit
from generator.importing.structure.pages.layout import width
from generator.importing.structure.pages.starts import handed_on
from generator.importing.structure.repairs import without_gaps
from generator.importing.texts import behead, join, with_page
from generator.importing.vocabulary import TWO_PARTS
from generator.model import Block, Figure, Heading, List, ListItem, Note, Paragraph, Table, Text

RUNNING = 30.0
"""A unit wider than a line is running text, in which spaces between Chinese characters mean nothing."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What an article's units were found to be, by index."""

    credits: frozenset[int]
    """Credits and notes."""
    lost: frozenset[int]
    """Captions of lost figures."""
    captions: dict[int, int]
    """Captions of tables and pictures -> the unit they belong to."""
    runs: dict[int, int]
    """First unit of a list -> the unit after its last."""
    groups: dict[int, list[int]]
    """First unit of a heading -> all of its units."""


def find_parts(units: Sequence[Unit], measure: float, looks: frozenset[str]) -> Parts:
    """Say what each unit of an article is; what is named in none of the parts is a paragraph, a table or a picture.
    `looks` are those of the issue's captions."""
    marked = is_marked(units)
    taken = [not unit.is_text or unit.first.look in looks for unit in units]
    captions = _captions(units, looks)
    credit_lines = frozenset(
        i for i, unit in enumerate(units) if i not in captions and is_credit(unit) and not is_figure_credit(unit)
    )
    lost = frozenset(
        i
        for i, unit in enumerate(units)
        if i not in captions and i not in credit_lines and _names_lost_figure(unit, marked)
    )
    for index in (*captions, *credit_lines, *lost):
        taken[index] = True
    runs = dict(list_runs(units, taken))
    for start, end in runs.items():
        taken[start:end] = [True] * (end - start)
    flags = heading_flags(units, taken)
    groups = {group[0]: group for group in heading_groups(units, flags, measure)}
    return Parts(credit_lines, lost, captions, runs, groups)


def _names_lost_figure(unit: Unit, marked: bool) -> bool:
    return (
        is_numbered_caption(unit) or is_sourced_caption(unit) or is_figure_credit(unit) or is_lost_figure(unit, marked)
    )


def _captions(units: Sequence[Unit], looks: frozenset[str]) -> dict[int, int]:
    """Return the captions of tables and pictures that are there: the caption's index -> the other's."""
    found: dict[int, int] = {}
    stand_below = _captions_stand_below(units)
    for index, unit in enumerate(units):
        above = units[index - 1] if index else None
        below = units[index + 1] if index + 1 < len(units) and not stand_below else None
        if above is not None and above.first.picture is not None and index - 1 not in found.values():
            if is_numbered_caption(unit) or is_picture_caption(unit, looks):
                found[index] = index - 1
        elif _captions_below(units, index, looks):
            found[index] = index + 1
        elif (
            below is not None
            and below.rows is not None
            and (is_numbered_caption(unit) or is_table_caption(unit, None, below))
        ):
            found[index] = index + 1
        elif (
            above is not None
            and above.rows is not None
            and index - 1 not in found.values()
            and (is_table_caption(unit, above, None) and not is_credit(unit))
        ):
            found[index] = index - 1
    return found


def _captions_below(units: Sequence[Unit], index: int, looks: frozenset[str]) -> bool:
    """Say whether a unit is the caption of the picture below it: it has a caption's number or stands in the middle,
    and what follows the picture is no caption."""
    if index + 1 >= len(units) or units[index + 1].first.picture is None:
        return False
    after = units[index + 2] if index + 2 < len(units) else None
    if after is not None and (is_numbered_caption(after) or is_picture_caption(after, looks)):
        return False
    unit = units[index]
    middle = bool(unit.first.centred) and is_picture_caption(unit, looks)
    return is_numbered_caption(unit) or middle


def _captions_stand_below(units: Sequence[Unit]) -> bool:
    """Say whether an article's numbered captions stand below their tables: then the first table has none above it and
    the last has one below it."""
    tables = [index for index, unit in enumerate(units) if unit.rows is not None]
    if not tables:
        return False
    first, last = tables[0], tables[-1]
    none_above = not first or not is_numbered_caption(units[first - 1])
    return none_above and last + 1 < len(units) and is_numbered_caption(units[last + 1])


def ranked(units: Sequence[Unit], groups: dict[int, list[int]]) -> list[RankedHeading]:
    """Return an article's headings as the ranking sees them."""
    found: list[RankedHeading] = []
    for first, group in groups.items():
        passage = units[first].first
        text = " ".join(units[index].plain for index in group)
        lines = max(len(group), len(TWO_PARTS.split(text)))
        heading = RankedHeading(text, first, group[-1] + 1, passage.mark, passage.size, passage.strong)
        found.append(replace(heading, look=passage.look, apart=passage.apart, lines=lines))
    return found


def article_blocks(
    units: Sequence[Unit], parts: Parts, measure: float, levels: Sequence[int]
) -> tuple[list[Block], list[Entry]]:
    """Return an article's blocks and what the report must tell of them; `levels` are those of its headings."""
    rank = dict(zip(parts.groups, levels, strict=True))
    units = handed_on(units, parts.captions)
    blocks: list[Block] = []
    told: list[Entry] = []
    index = 0
    while index < len(units):
        end = index + 1
        if index in parts.captions:
            pass
        elif index in parts.runs:
            end = parts.runs[index]
            items, entries = _list(units[index:end])
            blocks.append(items)
            told += entries
        elif index in parts.groups:
            group = parts.groups[index]
            end = group[-1] + 1
            blocks.append(Heading(rank[index], _heading_text([units[i] for i in group], measure)))
            if len(group) > 1:
                told.append(_joined_heading([units[i] for i in group]))
        else:
            block, entries = _single(index, units, parts)
            blocks.append(block)
            told += entries
        index = end
    return blocks, told + _empty_parts(units, parts, rank)


def _single(index: int, units: Sequence[Unit], parts: Parts) -> tuple[Block, list[Entry]]:
    unit = units[index]
    caption = next((units[c].text for c, of in parts.captions.items() if of == index), Text())
    if unit.rows is not None:
        return Table(unit.rows, _head_rows(unit.rows), caption), []
    if unit.first.picture is not None:
        for start in reversed(unit.first.text.pages):
            caption = with_page(caption, start.page)
        return Figure(unit.first.picture.name, caption), []
    if index in parts.credits:
        return Note(unit.text), []
    if index in parts.lost:
        lost = Entry(
            "look",
            "lost figure",
            unit.first.line,
            unit.page,
            unit.plain,
            "",
            "The picture is not in the source; its caption is kept.",
        )
        return Figure("", unit.text), [lost]
    text = unit.text
    told: list[Entry] = []
    if width(text.plain) > RUNNING:
        text, told = without_gaps(text, unit.first.line, unit.page)
    told += suggest(text.plain, unit.first.line, unit.page, running=True)
    return Paragraph(text), told


def _empty_parts(units: Sequence[Unit], parts: Parts, rank: Mapping[int, int]) -> list[Entry]:
    """Tell of headings that the next one of their level, or the article's end, follows directly: something is lost."""
    told: list[Entry] = []
    for first, group in parts.groups.items():
        below = group[-1] + 1
        if below < len(units) and (below not in parts.groups or rank[below] > rank[first]):
            continue
        reason = "No text stands below it: a figure may be lost."
        told.append(
            Entry("look", "empty part", units[first].first.line, units[first].page, units[first].plain, "", reason)
        )
    return told


def _head_rows(rows: Sequence[Row]) -> int:
    """Return how many rows are a table's head: the first, or a title over all columns and the row below it."""
    if len(rows) < 2:
        return 0
    titled = len(rows[0]) == 1 and rows[0][0].colspan > 1
    return 2 if titled and len(rows) > 2 else 1


def _list(units: Sequence[Unit]) -> tuple[List, list[Entry]]:
    items: list[ListItem] = []
    told: list[Entry] = []
    numbers = ""
    ordered = False
    for unit in units:
        kind, length = item_text(unit)
        ordered = ordered or kind == "decimal" or bool(unit.first.item and unit.first.item[0].isdecimal())
        numbers += unit.plain[:length]
        text = behead(unit.text, length)
        if width(text.plain) > RUNNING:
            text, entries = without_gaps(text, unit.first.line, unit.page)
            told += entries
        told += suggest(text.plain, unit.first.line, unit.page, running=False)
        items.append(ListItem(text))
    if numbers:
        told.append(
            Entry("anew", "item numbers", units[0].first.line, units[0].page, numbers, "", "The list counts them.")
        )
    return List(tuple(items), ordered, first_number(units[0]) if ordered else 1), told


def _heading_text(units: Sequence[Unit], measure: float) -> Text:
    text = units[0].text
    for last, unit in itertools.pairwise(units):
        text = join((text, unit.text), seam(last.plain, measure))
    return Text(text.plain, tuple(m for m in text.marks if m.kind != "strong"), text.pages)


def _joined_heading(units: Sequence[Unit]) -> Entry:
    texts = [unit.plain for unit in units]
    return Entry("repair", "joined heading", units[0].first.line, units[0].page, "\n".join(texts), " ".join(texts))
