"""What a font is called, and whether its face is bold."""

from __future__ import annotations

import re
from typing import Any

from pdfminer.pdffont import PDFFont
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import literal_name

_BOLD_NAME = re.compile(r"bold|black|heavy|semibd|demi|simhei|黑体|-b$|,b$", re.I)
_FAMILY = re.compile(
    r"[^-,]+(?:-(?!(?:Regular|Roman|Book|Normal|Plain|Text|Italic|Oblique|It|Obl|MT|PS|Identity"
    r"|(?:Extra|Ultra|Semi|Demi)?(?:Thin|Light|Medium|Bold|Black|Heavy))+(?:[-,]|$))[A-Za-z]{2,}(?=[-,]|$))*"
)
"""A family's name: words between hyphens (Noto-Serif-CJK-SC) up to that of a style or a number."""
_BOLD_WEIGHT = 600
"""`FontWeight` of a font descriptor from which on a face counts as bold."""
_FORCE_BOLD = 1 << 18
"""Bit of a font descriptor's `Flags` (ISO 32000-1, table 123)."""


def name_of(spec: dict[str, Any], font: PDFFont) -> str:
    """Return a font's name without the letters that mark a part of it."""
    base = resolve1(spec.get("BaseFont")) or font.fontname or ""
    name = literal_name(base) if not isinstance(base, (str, bytes)) else base
    return re.sub(r"^[A-Z]{6}\+|-Identity-[HV]$", "", _decoded(name) if isinstance(name, bytes) else str(name))


def family_in(name: str) -> str:
    """Return the family that a font's name says, without its style (STSong-Light, SimSun,Bold)."""
    found = _FAMILY.match(name)
    return found[0] if found else ""


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
