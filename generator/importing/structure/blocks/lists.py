"""Lists: runs of items, and numbered paragraphs that are none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.importing.structure.blocks.units import Unit
from generator.importing.structure.pages.layout import width
from generator.importing.vocabulary import LONGEST_NUMBER, ending, enumerator, enumerator_value

FEWEST = 2
"""A list has at least two items."""
FEWEST_LINES = 3
"""So many short lines without a blank line between them are a list."""
LONGEST_LINE = 40.0
"""Such a line is at most so wide."""

ITEM_ENUMERATORS = frozenset({"decimal", "bracket-decimal", "circled", "glyph"})
"""Enumerators that items carry; 一、 and 第一 open headings and paragraphs."""


def list_runs(units: Sequence[Unit], taken: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the runs of units (first, after last) that are lists.

    Items follow each other directly, with one enumerator that counts up, and are sentences: an enumerated line
    without a stop that has a paragraph below it is a heading. Short lines that a transcript puts on neighbouring
    lines are items too (seen: four lines that end in hard breaks), and so is what the reader knows to be one.
    """
    runs: list[tuple[int, int]] = []
    index = 0
    while index < len(units):
        length = 0
        if not taken[index]:
            length = _known(units, taken, index) or _enumerated(units, taken, index) or _lines(units, taken, index)
        if length:
            runs.append((index, index + length))
        index += max(length, 1)
    return runs


def _known(units: Sequence[Unit], taken: Sequence[bool], start: int) -> int:
    end = start
    while end < len(units) and not taken[end] and units[end].is_text and _marker(units[end]) is not None:
        end += 1
    return end - start if end - start >= FEWEST or (end - start == 1 and ending(units[start].plain) != "open") else 0


def _marker(unit: Unit) -> str | None:
    """Return the marker that the reader found, unless the text goes on with one of its own (seen: `- ▶ 临床…`)."""
    return None if enumerator(unit.plain)[0] == "glyph" else unit.first.item


def _enumerated(units: Sequence[Unit], taken: Sequence[bool], start: int) -> int:
    kind, characters = _own(units[start])
    if kind not in ITEM_ENUMERATORS:
        return 0
    value = enumerator_value(characters)
    end = start
    while end < len(units) and not taken[end] and units[end].is_text:
        here, mine = _own(units[end])
        if here != kind or units[end].first.mark is not None:
            break
        if value is not None and enumerator_value(mine) != value + end - start:
            break
        end += 1
    length = end - start
    if length < FEWEST:
        return 0
    sentences = sum(ending(unit.plain) in ("stop", "semicolon") for unit in units[start:end])
    # Headings have text below them: three in a row without any are items, stops or not.
    return length if sentences >= length - 1 or length > FEWEST else 0


def _own(unit: Unit) -> tuple[str, str]:
    if not unit.is_text:
        return "", ""
    return enumerator(unit.plain)


def _lines(units: Sequence[Unit], taken: Sequence[bool], start: int) -> int:
    end = start + 1
    while end < len(units) and not taken[end] and units[end].adjoining and _is_line(units[end]):
        end += 1
    return end - start if end - start >= FEWEST_LINES and _is_line(units[start]) else 0


def _is_line(unit: Unit) -> bool:
    return unit.is_text and unit.first.mark is None and width(unit.plain) <= LONGEST_LINE


def item_text(unit: Unit) -> tuple[str, int]:
    """Return the kind of an item's enumerator and how many characters it takes, where a list of Markdown shows one of
    its own in its place; an empty string and 0 elsewhere."""
    kind, characters = _own(unit)
    return (kind, len(characters)) if kind in ("decimal", "glyph") else ("", 0)


def first_number(unit: Unit) -> int:
    """Return the number that an ordered list starts with."""
    kind, characters = _own(unit)
    marker = characters if kind == "decimal" else (unit.first.item or "")
    found = re.search(r"\d+", marker)
    return int(found[0]) if found and len(found[0]) <= LONGEST_NUMBER else 1
