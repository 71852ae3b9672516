"""What a font is called, and whether its face is bold."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Any

from pdfminer.pdffont import PDFFont
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import literal_name

_BOLD_NAME = re.compile(r"bold|black|heavy|semibd|demi|simhei|黑体|-b$|,b$", re.I)
_STYLES = (
    r"(?:extra|ultra|semi|demi)?"
    r"(?:bold|black|heavy|semi|semibd|demi|medium|normal|regular|roman|book|light|thin|italic|oblique)(?:mt)?"
)
"""What a name says of a face's weight and slope."""
_STYLE = re.compile(rf"{_STYLES}|w?\d.*|[a-z]?|(?:uni)?gb\w*|identity", re.I)
"""What no family is called: a style, a weight's number or letter, a character set."""
_STYLED = re.compile(rf"(?:{_STYLES})+$", re.I)
_BOLD_WEIGHT = 600
"""`FontWeight` of a font descriptor from which on a face counts as bold."""
_FORCE_BOLD = 1 << 18
"""Bit of a font descriptor's `Flags` (ISO 32000-1, table 123)."""


def name_of(spec: dict[str, Any], font: PDFFont) -> str:
    """Return a font's name without the letters that mark a part of it."""
    base = resolve1(spec.get("BaseFont")) or font.fontname or ""
    name = literal_name(base) if not isinstance(base, (str, bytes)) else base
    return re.sub(r"^[A-Z]{6}\+|-Identity-[HV]$", "", _decoded(name) if isinstance(name, bytes) else str(name))


def family_of(name: str) -> str:
    """Return the family of a font by its name: Noto-Serif-CJK-SC-Bold is one of Noto-Serif-CJK-SC, no Noto-Sans."""
    first, *others = re.split(r"[-, ]", name)
    family = "-".join([first, *takewhile(lambda part: _STYLE.fullmatch(part) is None, others)])
    return _STYLED.sub("", family) or family


def _decoded(name: bytes) -> str:
    """Programs for Chinese write names in the encoding of their system (黑体 as BA DA CC E5)."""
    try:
        return name.decode("gb18030")
    except UnicodeDecodeError:
        return name.decode("latin-1")


def is_bold(name: str, font: PDFFont) -> bool:
    """Tell whether a face is bold, by its name or its descriptor."""
    descriptor = font.descriptor if isinstance(font.descriptor, dict) else {}
    own = resolve1(descriptor.get("FontName"))
    own_name = literal_name(own) if own is not None and not isinstance(own, (str, bytes)) else ""
    if _BOLD_NAME.search(name) or _BOLD_NAME.search(str(own_name)):
        return True
    weight, flags = resolve1(descriptor.get("FontWeight")), resolve1(descriptor.get("Flags"))
    return (isinstance(weight, (int, float)) and weight >= _BOLD_WEIGHT) or (
        isinstance(flags, int) and bool(flags & _FORCE_BOLD)
    )
