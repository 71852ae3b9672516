"""The table of characters in a font's program (OpenType, `cmap`), read by pdfminer.six within limits.

A few bytes of such a table may speak of billions of characters.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from pdfminer.pdffont import PDFFontError, TrueTypeFont

_MOST = 1 << 18
"""Entries that are read: four times as many as a program can have glyphs."""

_Table = dict[int, int]


class _Counted(_Table):
    """A table that takes so many entries and no more, the same ones again counted too."""

    def __init__(self, left: int) -> None:
        super().__init__()
        self.left = left

    def __setitem__(self, character: int, glyph: int) -> None:
        self.left -= 1
        if self.left < 0:
            raise PDFFontError("the table of characters is beyond all measure")
        super().__setitem__(character, glyph)


class CharacterTable(TrueTypeFont):
    """A program of which the table of characters is read. Raises PDFFontError where that is beyond all measure."""

    _left = _MOST

    def parse_cmap_format_2(self, fp: BinaryIO, char2gid: _Table) -> None:
        """Read a table of one and two bytes."""
        self._read(super().parse_cmap_format_2, fp, char2gid)

    def parse_cmap_format_4(self, fp: BinaryIO, char2gid: _Table) -> None:
        """Read a table of ranges of two bytes."""
        self._read(super().parse_cmap_format_4, fp, char2gid)

    def parse_cmap_format_6(self, fp: BinaryIO, char2gid: _Table) -> None:
        """Read a table of one range of two bytes."""
        self._read(super().parse_cmap_format_6, fp, char2gid)

    def parse_cmap_format_10(self, fp: BinaryIO, char2gid: _Table) -> None:
        """Read a table of one range of four bytes."""
        self._read(super().parse_cmap_format_10, fp, char2gid)

    def parse_cmap_format_12(self, fp: BinaryIO, char2gid: _Table) -> None:
        """Read a table of ranges of four bytes."""
        self._read(super().parse_cmap_format_12, fp, char2gid)

    def _read(self, parse: Callable[[BinaryIO, _Table], None], fp: BinaryIO, table: _Table) -> None:
        counted = _Counted(self._left)
        parse(fp, counted)
        self._left = counted.left
        table.update(counted)
