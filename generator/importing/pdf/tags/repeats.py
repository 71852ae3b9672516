"""Heads of tables that a print repeats on each page, all of it tagged as one cell's text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from generator.importing.pdf.layout.asides import Aside
from generator.importing.pdf.layout.lines import Line
from generator.importing.pdf.tags.tree import Tags


def without_repeats(tags: Tags, lines: Mapping[int, list[Line]]) -> tuple[dict[int, list[Line]], list[Aside]]:
    """Return the lines of each block, those of a table's head from its first page alone, and what later pages repeat.

    A browser draws a table's head on each page, and tags it as more text of the same cell where it has a background.
    """
    found = dict(lines)
    asides: list[Aside] = []
    tables = {id(block.cell.table): block.cell.table for block in tags.blocks if block.cell is not None}
    heads = {id(block) for table in tables.values() for cell in table.head_cells for block in cell.blocks}
    for number, members in lines.items():
        if id(tags.blocks[number]) in heads:
            first, *later = [list(group) for _, group in groupby(members, key=attrgetter("page"))]
            if later and all(_words(group) == _words(first) for group in later):
                found[number] = first
                asides += [Aside(group[0].page, _words(group), "repeated table head") for group in later]
    return found, asides


def _words(lines: Sequence[Line]) -> str:
    return "".join(line.text for line in lines)
