"""Page starts of lines that do not stay where they are: what follows begins the page instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from generator.importing.passage import Passage
from generator.importing.structure.blocks.tables import starting
from generator.importing.structure.blocks.units import Unit
from generator.importing.texts import with_page
from generator.model import Text


def opened(passage: Passage, pages: Iterable[int]) -> Passage:
    """Return a passage with which pages begin, in rising order, besides those that begin in it already."""
    text, rows = passage.text, passage.rows
    due = list(pages)
    if not due:
        return passage
    for page in reversed(due):
        if rows:
            rows = (starting(rows[0], page), *rows[1:])
        else:
            text = with_page(text, page)
    return replace(passage, text=text, rows=rows)


def handed_on(units: Sequence[Unit], captions: Mapping[int, int]) -> list[Unit]:
    """Return an article's units. A page that begins with the caption below a table begins with what follows the
    caption: the Issue has the caption above the table, which began on the page before.

    `captions` are the captions' indexes, each with that of its table or picture.
    """
    found = list(units)
    for index, of in captions.items():
        pages = [start.page for start in found[index].text.pages]
        if of < index and found[of].rows is not None and pages and index + 1 < len(found):
            found[index] = replace(found[index], text=_without_starts(found[index].text))
            found[index + 1] = _opened_unit(found[index + 1], pages)
    return found


def _without_starts(text: Text) -> Text:
    return Text(text.plain, text.marks)


def _opened_unit(unit: Unit, pages: Sequence[int]) -> Unit:
    if unit.rows is not None or unit.first.picture is not None:
        first = opened(replace(unit.first, rows=unit.rows), pages)
        return replace(unit, first=first, rows=first.rows)
    return replace(unit, text=opened(replace(unit.first, text=unit.text), pages).text)
