"""Fonts of a PDF as tables: code -> characters and width.

pdfminer.six reads the font's dictionary, CMaps and widths; a `Face` keeps what was asked of it, so that each glyph of
a font costs its look-up once.
"""

from __future__ import annotations

import logging
from itertools import accumulate
from typing import Any, NamedTuple, cast

from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, dict_value, int_value, list_value, resolve1
from pdfminer.psparser import literal_name

from generator.importing.characters import UNREADABLE, clean, is_wide
from generator.importing.pdf.file import lexing
from generator.importing.pdf.fonts.codes import Codes, Pairs, codec_of, codes_of
from generator.importing.pdf.fonts.glyph_widths import cid_widths, simple_widths, vertical_widths
from generator.importing.pdf.fonts.meanings import Encoding, Program, meaning_of
from generator.importing.pdf.fonts.names import family_of, is_bold, name_of
from generator.importing.pdf.fonts.unicode_maps import ToUnicode, read_to_unicode

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
        glyph = self[code] = self._find(code)
        self.single = self.single and len(glyph[0]) == 1
        return glyph

    def _find(self, code: int) -> Glyph:
        return meaning_of(self._font, code), _width(self._font, code)


class _CompositeGlyphs(_Glyphs):
    """Glyphs of a composite font, whose codes select them by a CMap."""

    def __init__(self, spec: dict[str, Any], font: PDFFont, codes: Codes) -> None:
        super().__init__(font)
        self._cid = codes.cid
        self._by_code = isinstance(getattr(font, "unicode_map", None), ToUnicode)
        self._program = Program(spec)

    def _find(self, code: int) -> Glyph:
        cid = self._cid(code)
        text = meaning_of(self._font, code) if self._by_code else UNREADABLE
        if cid is None:
            return text, _DEFAULT_WIDTH
        if not self._by_code:
            text = meaning_of(self._font, cid)
        return self._program.meaning(cid) if text == UNREADABLE else text, _width(self._font, cid)


class _TextGlyphs(dict[str, Glyph]):
    """Glyphs by the character that is their code, filled when they are asked for."""

    def __init__(self, font: PDFFont, codec: str) -> None:
        super().__init__()
        self.single = True
        """Whether each of them is one character."""
        self._font = font
        self._codec = codec

    def __missing__(self, char: str) -> Glyph:
        codes = list(self._font.decode(char.encode(self._codec, "replace")))
        width = _width(self._font, codes[0]) if codes else _DEFAULT_WIDTH
        glyph = self[char] = (clean(char), width)
        self.single = self.single and len(glyph[0]) == 1
        return glyph


class Face:
    """A font as the interpreter needs it."""

    def __init__(self, spec: dict[str, Any], font: PDFFont) -> None:
        self.name = name_of(spec, font)
        self.family = family_of(self.name)
        self.bold = is_bold(self.name, font)
        self.single_byte = not font.is_multibyte()
        self.vertical = bool(font.is_vertical())
        self.shown: dict[bytes, Shown] = {}
        """What short operands show, as they are written in content streams."""
        encoding = resolve1(spec.get("Encoding")) if not self.single_byte else None
        self._codec = codec_of(encoding)
        self._text_glyphs = _TextGlyphs(font, self._codec)
        self._codes: Codes = Pairs() if self.single_byte or self._codec else codes_of(encoding)
        self._glyphs = _Glyphs(font) if self.single_byte else _CompositeGlyphs(spec, font, self._codes)

    def show(self, operands: bytes) -> Shown:
        """Return what the string among the operands shows. It is shared: do not change it."""
        glyphs = self._decode(lexing.string(operands))
        texts, widths = zip(*glyphs, strict=True) if glyphs else ((), ())
        text = "".join(texts)
        *offsets, width = accumulate(widths, initial=0.0)
        if not self._glyphs.single or not self._text_glyphs.single:
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
        if self._codec:
            return [self._text_glyphs[char] for char in data.decode(self._codec, "replace")]
        return [glyphs[code] for code in self._codes.cut(data)]


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
        """Make a font; its widths and its ToUnicode map are read here and given to it."""
        stream = resolve1(spec.get("ToUnicode"))
        known = read_to_unicode(stream.get_data()) if isinstance(stream, PDFStream) else None
        if "DescendantFonts" in spec:
            font = self._font_of_cids(spec, known)
        elif literal_name(spec.get("Subtype")) == "Type3":
            font = self._font_of_drawings(spec, known)
        else:
            font = self._simple_font(spec, known)
        if known is not None:
            font.unicode_map = known
        return cast(PDFFont, font)

    def _font_of_cids(self, spec: dict[str, Any], known: ToUnicode | None) -> Any:
        descendant = dict_value(list_value(spec["DescendantFonts"])[0])
        light = _light(descendant, with_program=False)
        light |= {"W": [], "W2": vertical_widths(descendant.get("W2"))}
        font: Any = self._manager.get_font(None, {**_with_map(spec, known), "DescendantFonts": [light]})
        if not font.is_vertical():
            font.widths = cid_widths(descendant.get("W"))
        return font

    def _font_of_drawings(self, spec: dict[str, Any], known: ToUnicode | None) -> Any:
        """Make a Type 3 font; its encoding is of no use where there is a map."""
        light = {**_light(_with_map(spec, known)), "Widths": [], "FontBBox": [0, 0, 0, 0]}
        if known is not None:
            light.pop("Encoding", None)
        font: Any = self._manager.get_font(None, light)
        font.widths = dict(enumerate(simple_widths(spec.get("Widths")), int_value(spec.get("FirstChar", 0))))
        return font

    def _simple_font(self, spec: dict[str, Any], known: ToUnicode | None) -> Any:
        light = _light(_with_map(spec, known), with_program=known is None)
        if "Widths" in spec:
            light["Widths"] = simple_widths(spec["Widths"])
        if known is not None:
            light.pop("Encoding", None)
        font: Any = self._manager.get_font(None, light)
        if known is not None:
            font.cid2unicode = Encoding(self._manager, {**_light(_with_map(spec, None)), "Widths": []})
        return font


def _with_map(spec: dict[str, Any], known: ToUnicode | None) -> dict[str, Any]:
    """Return a font's dictionary with an empty map where its own was read, and else with none that is a stream."""
    if known is not None:
        return {**spec, "ToUnicode": PDFStream({}, b"")}
    return {
        key: value for key, value in spec.items() if key != "ToUnicode" or not isinstance(resolve1(value), PDFStream)
    }


def _light(spec: dict[str, Any], *, with_program: bool = True) -> dict[str, Any]:
    """Return a font's dictionary without its box, which nobody asks for, and if so without its program."""
    descriptor = resolve1(spec.get("FontDescriptor"))
    if not isinstance(descriptor, dict):
        return dict(spec)
    kept = {key: value for key, value in descriptor.items() if with_program or "FontFile" not in key}
    kept.pop("FontBBox", None)
    return {**spec, "FontDescriptor": kept}


def _width(font: PDFFont, code: int) -> float:
    try:
        return float(font.char_width(code))
    except (KeyError, TypeError, ValueError):
        return _DEFAULT_WIDTH
