"""Contents that are set as a table: each row is read as the lines that say the same."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.importing.passage import Passage
from generator.importing.structure.contents.printed_titles import PrintedTitles
from generator.importing.texts import join
from generator.model import Text

_NUMBER = re.compile(r"\s*(?:第|[Pp]\.?)?\s*\d{1,4}\s*页?\s*")


def unrolled(passages: Sequence[Passage], printed: PrintedTitles) -> list[Passage]:
    """Return the passages, with a line for each row of a table: its title, source and page in the order in which
    entries have them, or its words. A row's number goes, as the head with the columns' names does; the section in
    front of a title is a line of its own."""
    found: list[Passage] = []
    for passage in passages:
        if passage.rows is None:
            found.append(passage)
            continue
        rows = [[cell.text for cell in row if cell.text.plain.strip()] for row in passage.rows]
        named = list(itertools.dropwhile(lambda cells: _is_head(cells, printed), rows))
        for cells in named or rows:
            found += (replace(passage, rows=None, text=line) for line in _lines(cells, printed))
    return found


def _is_head(cells: Sequence[Text], printed: PrintedTitles) -> bool:
    """Say whether a table's first row names its columns: several cells, without a title or a number."""
    return len(cells) > 1 and not any(printed.find(cell.plain) or _NUMBER.fullmatch(cell.plain) for cell in cells)


def _lines(cells: Sequence[Text], printed: PrintedTitles) -> Iterator[Text]:
    known = [index for index, cell in enumerate(cells) if printed.find(cell.plain) is not None]
    at = max(known, key=lambda index: len(cells[index].plain), default=None)
    if at is None:
        if cells:
            yield join(cells, " ")
        return
    before = [cell for cell in cells[:at] if not _NUMBER.fullmatch(cell.plain)]
    if before:
        yield join(before, " ")
    words = [cell for cell in cells[at + 1 :] if not _NUMBER.fullmatch(cell.plain)]
    numbers = [cell for cell in cells[at + 1 :] if _NUMBER.fullmatch(cell.plain)]
    yield join([cells[at], *words, *numbers[-1:]], " ")
