"""The units of an article: paragraphs made whole again, tables, pictures, in reading order."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from generator.importing.passage import Passage
from generator.importing.report import Entry
from generator.importing.structure.blocks.tables import Row, repaired_table, whole_table
from generator.importing.structure.repairs import repaired_text
from generator.importing.texts import join
from generator.model import Text

JOINED_FROM = 0.0
"""Passages on both sides of a page end are one paragraph from this log-odds on."""
GAP = 2
"""So many blank lines more than usual in a transcript mean that something stood there: a figure, or a page's end."""
CLIP = 12
"""So many characters on each side show a place in the report."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph or heading, a table or a picture."""

    text: Text
    """The words, with page starts; empty for tables and pictures."""
    first: Passage
    """The passage that it begins with."""
    pieces: int = 1
    """How many passages it was put together from."""
    rows: tuple[Row, ...] | None = None
    """The rows, where it is a table."""
    page: int | None = None
    """The page on which it begins."""
    gap_before: bool = False
    """Whether something may have stood above it that is lost."""
    gap_after: bool = False
    """Whether something may have stood below it that is lost."""
    adjoining: bool = False
    """Whether a transcript has less space above it than usual: no blank line between."""

    @property
    def plain(self) -> str:
        """The words."""
        return self.text.plain

    @property
    def is_text(self) -> bool:
        """Whether it is a paragraph or a heading."""
        return self.rows is None and self.first.picture is None


def is_marked_heading(unit: Unit) -> bool:
    """Say whether the source marks a unit as a heading: by `#`, by bold over all of it, or by another look or place
    than that of running text."""
    first = unit.first
    return first.mark is not None or bool(first.strong) or bool(first.apart) or bool(first.set_off)


def begins_page(passage: Passage) -> bool:
    """Say whether a page begins with a passage."""
    text = passage.rows[0][0].text if passage.rows and passage.rows[0] else passage.text
    return any(start.offset == 0 for start in text.pages)


def whole_units(passages: Sequence[Passage], odds: Sequence[float]) -> tuple[list[Unit], list[Entry]]:
    """Return an article's units: what a page end cut is joined, tables of one run are one table.

    `odds` are the log-odds that each passage goes on with the one before.
    """
    units: list[Unit] = []
    told: list[Entry] = []
    group: list[Passage] = []
    before: Passage | None = None
    for passage, odd in zip(passages, odds, strict=True):
        if group and not _belongs(group[-1], passage, odd):
            unit, entries = _unit(group, before, passage)
            units.append(unit)
            told += entries
            before = group[-1]
            group = []
        group.append(passage)
    if group:
        unit, entries = _unit(group, before, None)
        units.append(unit)
        told += entries
    return units, told


def _belongs(last: Passage, here: Passage, odds: float) -> bool:
    if last.rows is not None and here.rows is not None:
        return True
    return odds > JOINED_FROM and begins_page(here)


def has_gap(passage: Passage) -> bool:
    """Say whether something may have stood above a passage that is lost."""
    return passage.space is not None and passage.space >= GAP


def _unit(group: Sequence[Passage], before: Passage | None, after: Passage | None) -> tuple[Unit, list[Entry]]:
    """Return the unit that a group of passages is, and what was done to make it one.

    Brackets that a page end parted meet here: what is joined is repaired once more.
    """
    first = group[0]
    gap_before = before is not None and has_gap(first)
    gap_after = after is not None and has_gap(after)
    adjoining = before is not None and first.space is not None and first.space < 0
    told = _told(group)
    if first.rows is not None:
        rows = repaired_table(whole_table([passage.rows or () for passage in group])[0])
        return Unit(Text(), first, len(group), rows, first.page, gap_before, gap_after), told
    text = join(passage.text for passage in group)
    if len(group) > 1:
        text, entries = repaired_text(text, first.line, first.page)
        told += entries
    return Unit(text, first, len(group), None, first.page, gap_before, gap_after, adjoining), told


def _told(group: Sequence[Passage]) -> list[Entry]:
    first = group[0]
    if first.rows is None:
        return [_joined(last, here) for last, here in itertools.pairwise(group)]
    told = [
        Entry("repair", "joined table", here.line, here.page, "", "", "A page ends between its rows.")
        for here in group[1:]
    ]
    for head in whole_table([passage.rows or () for passage in group])[1]:
        repeated = "\t".join(cell.text.plain for cell in head)
        reason = "The print repeats it on the next page."
        told.append(Entry("aside", "repeated table head", first.line, first.page, repeated, "", reason))
    return told


def _joined(last: Passage, here: Passage) -> Entry:
    before, after = last.text.plain[-CLIP:], here.text.plain[:CLIP]
    return Entry("repair", "joined paragraph", here.line, here.page, f"{before}\n{after}", before + after)
