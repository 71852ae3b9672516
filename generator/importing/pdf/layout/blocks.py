"""Blocks: lines that belong together, and the text that they make."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.importing.characters import SOFT_HYPHEN, is_wide
from generator.importing.passage import Picture
from generator.importing.pdf.elements import Box
from generator.importing.pdf.layout.lines import Line

if TYPE_CHECKING:
    from generator.importing.pdf.tables.parts import TablePart


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table, its text still in lines."""

    paragraphs: tuple[tuple[Line, ...], ...] = ()
    """The lines of each paragraph in it."""
    rowspan: int = 1
    """Rows that it covers."""
    colspan: int = 1
    """Columns that it covers."""


@dataclass(slots=True)
class Block:
    """A paragraph, heading, list item, caption, table or picture, over page ends too."""

    page: int
    """Index of the page on which it begins."""
    y: float
    """Its upper edge there."""
    lines: list[Line] = field(default_factory=list)
    """Its lines; empty for a table or a picture."""
    level: int | None = None
    """Rank that the structure tree gives it."""
    item: str | None = None
    """Its marker, where it is known to be a list's item."""
    centred: bool = False
    """Whether it is set in the middle of the line."""
    indent: float = 0.0
    """Indent of its first line in characters."""
    breaks: frozenset[int] = frozenset()
    """Indexes of lines that begin after a line break of the author's."""
    rows: tuple[tuple[GridCell, ...], ...] | None = None
    """The cells of a table."""
    picture: Picture | None = None
    """The picture."""
    part: TablePart | None = None
    """The table as geometry saw it, while its parts are put together."""
    box: Box | None = None
    """Where a picture stands."""
    beside: bool = False
    """Whether text runs beside it, which goes on over it."""
    footnote: bool = False
    """Whether it stands at the foot of the page; the text goes on over it."""
    end: int | None = None
    """Index of the page on which a table ends; None for what begins and ends with its lines."""

    @property
    def last_page(self) -> int:
        """Index of the page on which it ends."""
        return self.end if self.end is not None else self.lines[-1].page if self.lines else self.page


@dataclass(frozen=True, slots=True)
class Joined:
    """The text of some lines."""

    text: str
    """The characters."""
    starts: tuple[int, ...]
    """Offset at which each line begins."""
    drops: tuple[int, ...]
    """Characters left out at the end of each line (a hyphen)."""


_SPACED = re.compile(r"[\w,.;:!?%)\]’”°']")
_LATIN = re.compile(r"[A-Za-z0-9À-ɏͰ-Ͽ]")


def join_lines(lines: list[Line], breaks: frozenset[int] = frozenset()) -> Joined:
    """Join lines to running text: a space between words of letters, none between full-width characters, a soft hyphen
    at a line's end dropped."""
    parts: list[str] = []
    starts: list[int] = []
    drops: list[int] = []
    length = 0
    for index, line in enumerate(lines):
        if index:
            before = parts[-1]
            if index in breaks:
                parts.append("\n")
                length += 1
            elif before.endswith(SOFT_HYPHEN):
                parts[-1] = before[:-1]
                drops[-1] = 1
                length -= 1
            elif _needs_space(before[-1:], line.text[:1], lines[index - 1].trailing):
                parts.append(" ")
                length += 1
        starts.append(length)
        drops.append(0)
        parts.append(line.text)
        length += len(line.text)
    return Joined("".join(parts), tuple(starts), tuple(drops))


def _needs_space(left: str, right: str, written: bool) -> bool:
    if not left or not right:
        return False
    if written and not (is_wide(left) and is_wide(right)):
        return True
    if is_wide(left) or is_wide(right):
        return False
    if left in "-/" or right in "-/":
        return False
    return bool(_SPACED.match(left)) and bool(_LATIN.match(right) or right in "([“")
