"""What the codes of a font mean where its ToUnicode map does not say, or there is none: its encoding, the character
collection of its glyphs, the table of characters in its program."""

from __future__ import annotations

import io
from contextlib import suppress
from typing import Any

from pdfminer.cmapdb import CMapDB
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1

from generator.importing.characters import UNREADABLE, clean
from generator.importing.pdf.fonts.character_tables import CharacterTable

_WITH_TABLES = (b"\0\1\0\0", b"true", b"OTTO")
"""How a program begins that may have a table of characters."""


def meaning_of(font: PDFFont, code: int) -> str:
    """Return what pdfminer.six's font knows of a code; `UNREADABLE` where it is nothing."""
    try:
        text = font.to_unichr(code)
    except (PDFUnicodeNotDefined, KeyError, ValueError, TypeError):
        return UNREADABLE
    if not isinstance(text, str) or text.startswith("(cid:"):
        return UNREADABLE
    return clean(text)


class Encoding(dict[int, str]):
    """A simple font's encoding, which is read from its dictionary or its program once it is asked for: where there is
    a ToUnicode map it hardly ever is."""

    def __init__(self, manager: PDFResourceManager, spec: dict[str, Any]) -> None:
        super().__init__()
        self._manager = manager
        self._spec: dict[str, Any] | None = spec

    def __missing__(self, code: int) -> str:
        spec, self._spec = self._spec, None
        if spec is not None:
            with suppress(Exception):  # whatever is wrong with a font's encoding: its codes are told as unreadable
                font: Any = self._manager.get_font(None, {key: spec[key] for key in spec if key != "ToUnicode"})
                self.update(font.cid2unicode)
        if code not in self:
            raise KeyError(code)
        return self[code]


class Program:
    """What a composite font's program or its collection says of the glyphs, read once it is asked for."""

    def __init__(self, spec: dict[str, Any]) -> None:
        self._spec: dict[str, Any] | None = spec
        self._characters: dict[int, str] = {}
        self._glyphs = b""

    def meaning(self, cid: int) -> str:
        """Return the character of a glyph; `UNREADABLE` where nothing is known of it."""
        spec, self._spec = self._spec, None
        if spec is not None:
            with suppress(Exception):  # whatever is wrong with a program: its glyphs are told as unreadable
                self._read(dict_value(list_value(spec["DescendantFonts"])[0]))
        glyph = int.from_bytes(self._glyphs[2 * cid : 2 * cid + 2], "big") if self._glyphs else cid
        return clean(self._characters.get(glyph, UNREADABLE)) if glyph else UNREADABLE

    def _read(self, spec: dict[str, Any]) -> None:
        descriptor = resolve1(spec.get("FontDescriptor")) or {}
        program = resolve1(descriptor.get("FontFile2") or descriptor.get("FontFile3"))
        glyphs = resolve1(spec.get("CIDToGIDMap"))
        if isinstance(program, PDFStream) and program.get_data()[:4] in _WITH_TABLES:
            self._characters = CharacterTable("", io.BytesIO(program.get_data())).create_unicode_map().cid2unichr
            self._glyphs = glyphs.get_data() if isinstance(glyphs, PDFStream) else b""
        elif "FontFile2" not in descriptor:
            ordering = resolve1(dict_value(spec["CIDSystemInfo"])["Ordering"])
            self._characters = CMapDB.get_unicode_map(f"Adobe-{ordering.decode('ascii')}").cid2unichr
