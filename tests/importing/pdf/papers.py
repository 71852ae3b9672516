"""Small PDFs made by hand: what a test needs to say about content streams, dictionaries and broken files."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

_DESCRIPTOR = (
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880"
    b"/Descent -120/CapHeight 700/StemV 80>>"
)
_DESCENDANT = (
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/FontDescriptor "
    + _DESCRIPTOR
    + b"/CIDSystemInfo"
    b"<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>"
)
FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[" + _DESCENDANT + b"]>>"
)
BOLD = FONT.replace(b"STSong-Light", b"STSong-Bold")


def hexed(text: str) -> bytes:
    """A string operand in the fonts of `paper`."""
    return b"<" + text.encode("utf-16-be").hex().encode() + b">"


def line(text: str, x: float, y: float, size: float = 12, font: str = "F") -> bytes:
    """Instructions that set a line at a place counted from the page's lower left corner."""
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm ".encode() + hexed(text) + b" Tj ET\n"


def stream(data: bytes, extra: bytes = b"", *, packed: bool = False) -> bytes:
    if packed:
        data, extra = zlib.compress(data), extra + b"/Filter/FlateDecode"
    return b"<</Length %d%s>>stream\n" % (len(data), extra) + data + b"\nendstream"


def file_of(objects: Mapping[int, bytes], *, root: int = 1, trailer: bytes = b"") -> bytes:
    """A PDF of numbered objects, with its cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    out += b"trailer\n<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, trailer, start)
    return bytes(out)


def paper(
    pages: Sequence[bytes],
    *,
    width: int = 420,
    height: int = 595,
    page_extra: Mapping[int, bytes] | None = None,
    catalogue: bytes = b"",
    resources: bytes = b"",
    more: Mapping[int, bytes] | None = None,
    packed: bool = False,
    trailer: bytes = b"",
) -> bytes:
    """A PDF of content streams. Page n (from 0) is object 10 + 2n, its content the object after it."""
    extra = page_extra or {}
    kids = b" ".join(b"%d 0 R" % (10 + 2 * index) for index in range(len(pages)))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R" + catalogue + b">>",
        2: b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % len(pages),
        3: FONT,
        4: BOLD,
    }
    for index, content in enumerate(pages):
        objects[10 + 2 * index] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]"
            b"/Resources<</Font<</F 3 0 R/B 4 0 R>>%s>>/Contents %d 0 R%s>>"
            % (width, height, resources, 11 + 2 * index, extra.get(index, b""))
        )
        objects[11 + 2 * index] = stream(content, packed=packed)
    objects.update(more or {})
    return file_of(objects, trailer=trailer)


def column(lines: Sequence[str], *, x: float = 60, top: float = 540, size: float = 12, leading: float = 20) -> bytes:
    """Lines below each other; a line that begins with two ideographic spaces is indented by two characters."""
    out = b""
    for number, text in enumerate(lines):
        indent = 2 * size if text.startswith("\u3000\u3000") else 0
        out += line(text.lstrip("\u3000"), x + indent, top - number * leading, size)
    return out
