"""Fonts of a PDF as tables: code -> characters and width.

pdfminer.six reads the font's dictionary, CMaps and widths; a `Face` keeps what was asked of it, so that each glyph of
a font costs its look-up once.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from contextlib import suppress
from itertools import accumulate
from typing import Any, NamedTuple, cast

from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, dict_value, int_value, list_value, resolve1
from pdfminer.psparser import literal_name

from generator.importing.characters import UNREADABLE, clean, is_wide
from generator.importing.pdf import lexing
from generator.importing.pdf.unicode_maps import read_to_unicode

_BOLD_NAME = re.compile(r"bold|black|heavy|semibd|demi|simhei|黑体|-b$|,b$", re.I)
_BOLD_WEIGHT = 600
"""`FontWeight` of a font descriptor from which on a face counts as bold."""
_FORCE_BOLD = 1 << 18
"""Bit of a font descriptor's `Flags` (ISO 32000-1, table 123)."""
_DEFAULT_WIDTH = 1.0
_SHORT = 14
"""Bytes of an operand of a few characters, which will come again."""

Glyph = tuple[str, float]
"""The characters of a glyph and its width in units of the font's size."""


class Shown(NamedTuple):
    """What a string operand shows in a font, in units of the font's size."""

    text: str
    """The characters."""
    offsets: list[float]
    """Where each begins, counted from the first."""
    width: float
    """The width of all glyphs."""
    family: str
    """The font's family where full-width characters are at either end; else empty."""
    glyphs: list[Glyph]
    """The glyphs one by one."""


# One warning a font on standard error helps nobody: what cannot be read is told in the report.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


class _Glyphs(dict[int, Glyph]):
    """Glyphs by code, filled when they are asked for."""

    def __init__(self, font: PDFFont) -> None:
        super().__init__()
        self.single = True
        """Whether each of them is one character."""
        self._font = font

    def __missing__(self, code: int) -> Glyph:
        glyph = self[code] = (_characters(self._font, code), _width(self._font, code))
        self.single = self.single and len(glyph[0]) == 1
        return glyph


class _UnicodeGlyphs(dict[str, Glyph]):
    """Glyphs by the character that is their code, filled when they are asked for."""

    def __init__(self, font: PDFFont) -> None:
        super().__init__()
        self.single = True
        """Whether each of them is one character."""
        self._font = font

    def __missing__(self, char: str) -> Glyph:
        codes = list(self._font.decode(char.encode("utf-16-be", "replace")))
        width = _width(self._font, codes[0]) if codes else _DEFAULT_WIDTH
        glyph = self[char] = (clean(char), width)
        self.single = self.single and len(glyph[0]) == 1
        return glyph


class Face:
    """A font as the interpreter needs it."""

    def __init__(self, spec: dict[str, Any], font: PDFFont) -> None:
        self.name = _name(spec, font)
        self.family = re.split(r"[-,]", self.name)[0]
        self.bold = _is_bold(spec, self.name, font)
        self.single_byte = not font.is_multibyte()
        self.shown: dict[bytes, Shown] = {}
        """What short operands show, as they are written in content streams."""
        self._font = font
        self._glyphs = _Glyphs(font)
        self._unicode_glyphs = _UnicodeGlyphs(font)
        self._unicode_codes = not self.single_byte and _encodes_unicode(spec)

    def show(self, operands: bytes) -> Shown:
        """Return what the string among the operands shows. It is shared: do not change it."""
        glyphs = self._decode(lexing.string(operands))
        texts, widths = zip(*glyphs, strict=True) if glyphs else ((), ())
        text = "".join(texts)
        *offsets, width = accumulate(widths, initial=0.0)
        if not self._glyphs.single or not self._unicode_glyphs.single:
            offsets = [offset for (part, _), offset in zip(glyphs, offsets, strict=True) for _ in part]
        shown = Shown(text, offsets, width, self.family_of(text), glyphs)
        if len(operands) <= _SHORT:
            self.shown[operands] = shown
        return shown

    def family_of(self, text: str) -> str:
        """Return the family, or nothing where a text neither begins nor ends with a full-width character."""
        return self.family if text and (is_wide(text[0]) or is_wide(text[-1])) else ""

    def _decode(self, data: bytes) -> list[Glyph]:
        glyphs = self._glyphs
        if self.single_byte:
            return [glyphs[code] for code in data]
        if self._unicode_codes:
            return self._decode_unicode(data)
        codes: Iterable[int] = self._font.decode(data)
        return [glyphs[code] for code in codes]

    def _decode_unicode(self, data: bytes) -> list[Glyph]:
        """The codes of UCS2 and UTF16 CMaps are the text; pdfminer.six drops those that have no CID."""
        return [self._unicode_glyphs[char] for char in data.decode("utf-16-be", "replace")]


class Faces:
    """The fonts of a file, each read once."""

    def __init__(self) -> None:
        self._manager = PDFResourceManager(caching=True)
        self._known: dict[int, Face | None] = {}

    def face(self, reference: Any) -> Face | None:
        """Return the font of a resource entry; None where it cannot be read."""
        number = getattr(reference, "objid", None)
        if number is not None and number in self._known:
            return self._known[number]
        face = self._read(number, reference)
        if number is not None:
            self._known[number] = face
        return face

    def _read(self, number: int | None, reference: Any) -> Face | None:
        try:
            spec = dict_value(reference)
            return Face(spec, self._font(spec))
        except Exception:  # any defect of a font is that font's alone; its text is told as unreadable
            return None

    def _font(self, spec: dict[str, Any]) -> PDFFont:
        """Make a font; its ToUnicode map is read here and given to it, the font program is not needed then."""
        stream = resolve1(spec.get("ToUnicode"))
        known = read_to_unicode(stream.get_data()) if isinstance(stream, PDFStream) else None
        if known is None:
            return self._manager.get_font(None, spec)
        light = {**spec, "ToUnicode": PDFStream({}, b"")}
        if "DescendantFonts" in spec:
            light["DescendantFonts"] = [_without_program(dict_value(list_value(spec["DescendantFonts"])[0]))]
            font: Any = self._manager.get_font(None, light)
        elif literal_name(spec.get("Subtype")) == "Type3":
            font = self._font_of_drawings(light)
        else:
            light.pop("Encoding", None)
            font = self._manager.get_font(None, _without_program(light))
            font.cid2unicode = _Encoding(self._manager, spec)
        font.unicode_map = known
        return cast(PDFFont, font)

    def _font_of_drawings(self, spec: dict[str, Any]) -> Any:
        """Make a Type 3 font without its encoding, and with widths that are not followed to references one by one."""
        widths = resolve1(spec.get("Widths"))
        plain = isinstance(widths, list) and set(map(type, widths)) <= {int, float}
        spec.pop("Encoding", None)
        font: Any = self._manager.get_font(None, {**spec, "Widths": []} if plain else spec)
        if plain:
            font.widths = dict(enumerate(widths, int_value(spec.get("FirstChar", 0))))
        return font


class _Encoding(dict[int, str]):
    """A font's encoding, which is read from its dictionary or its program once it is asked for: where there is a
    ToUnicode map it hardly ever is."""

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


def _without_program(spec: dict[str, Any]) -> dict[str, Any]:
    descriptor = resolve1(spec.get("FontDescriptor"))
    if not isinstance(descriptor, dict):
        return spec
    return {**spec, "FontDescriptor": {key: value for key, value in descriptor.items() if "FontFile" not in key}}


def _characters(font: PDFFont, code: int) -> str:
    try:
        text = font.to_unichr(code)
    except (PDFUnicodeNotDefined, KeyError, ValueError, TypeError):
        return UNREADABLE
    if not isinstance(text, str) or text.startswith("(cid:"):
        return UNREADABLE
    return clean(text)


def _width(font: PDFFont, code: int) -> float:
    try:
        return float(font.char_width(code))
    except (KeyError, TypeError, ValueError):
        return _DEFAULT_WIDTH


def _name(spec: dict[str, Any], font: PDFFont) -> str:
    base = resolve1(spec.get("BaseFont")) or font.fontname or ""
    name = literal_name(base) if not isinstance(base, (str, bytes)) else base
    text = name.decode("latin-1") if isinstance(name, bytes) else str(name)
    return re.sub(r"^[A-Z]{6}\+|-Identity-[HV]$", "", text)


def _is_bold(spec: dict[str, Any], name: str, font: PDFFont) -> bool:
    descriptor = font.descriptor if isinstance(font.descriptor, dict) else {}
    own = resolve1(descriptor.get("FontName"))
    own_name = literal_name(own) if own is not None and not isinstance(own, (str, bytes)) else ""
    if _BOLD_NAME.search(name) or _BOLD_NAME.search(str(own_name)):
        return True
    weight, flags = resolve1(descriptor.get("FontWeight")), resolve1(descriptor.get("Flags"))
    return (isinstance(weight, (int, float)) and weight >= _BOLD_WEIGHT) or (
        isinstance(flags, int) and bool(flags & _FORCE_BOLD)
    )


def _encodes_unicode(spec: dict[str, Any]) -> bool:
    encoding = resolve1(spec.get("Encoding"))
    name = str(literal_name(encoding)) if encoding is not None and not isinstance(encoding, dict) else ""
    return "ToUnicode" not in spec and ("UCS2" in name or "UTF16" in name)
