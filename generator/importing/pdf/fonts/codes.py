"""How the strings of a composite font are cut into codes, and which glyph a code selects (ISO 32000-1, 9.7.5 f.)."""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from pdfminer.cmapdb import CMapDB
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import literal_name

_CODECS = (
    (re.compile(r"-(?:UCS2|UTF16)\b"), "utf-16-be"),
    (re.compile(r"-UTF32\b"), "utf-32-be"),
    (re.compile(r"-UTF8\b"), "utf-8"),
    (re.compile(r"^GB(?:K|K2K|Kp|pc)?-(?:EUC-)?[HV]$"), "gb18030"),
    (re.compile(r"^(?:B5pc|ETen-B5|ETenms-B5|HKscs-B5)-[HV]$"), "big5hkscs"),
)
"""Predefined CMaps whose codes are text in an encoding, the Chinese ones among them. pdfminer.six drops those of their
codes that have no CID, bullets and triangles among them."""
_SECTION = re.compile(rb"begin(codespacerange|cidrange|cidchar)(.*?)end\1", re.S)
_HEX = rb"<([0-9A-Fa-f\s]*+)>\s*"
_SPACE = re.compile(_HEX + _HEX)
_CHAR = re.compile(_HEX + rb"(\d{1,9})")
_RANGE = re.compile(_HEX + _HEX + rb"(\d{1,9})")
_BASE = re.compile(rb"/([^\s/]+)\s+usecmap")
_WIDEST = 4
"""Bytes of a code at most."""
_SPACES = 256
"""Ranges of codes that are looked at for each code, one after the other; the fonts of East Asia have up to ten."""


class Codes(Protocol):
    """How the strings of a font are cut."""

    def cut(self, data: bytes) -> Iterable[int]:
        """Return the codes of a string."""

    def cid(self, code: int) -> int | None:
        """Return the number of the glyph that a code selects; None where the font has none for it."""


class Pairs:
    """Two bytes a code, which is the number of the glyph: `Identity-H`."""

    def cut(self, data: bytes) -> Iterable[int]:
        """Return the codes of a string."""
        count = len(data) // 2
        return struct.unpack(f">{count}H", data[: 2 * count])

    def cid(self, code: int) -> int | None:
        """Return the number of the glyph that a code selects."""
        return code


class Predefined:
    """A CMap that pdfminer.six brings along, as a tree of bytes."""

    def __init__(self, tree: dict[int, Any]) -> None:
        self._tree = tree
        self._cids: dict[int, int | None] = {}

    def cut(self, data: bytes) -> Iterator[int]:
        """Yield the codes of a string, those without a glyph too."""
        branch: Any = self._tree
        code = 0
        for byte in data:
            code = code << 8 | byte
            branch = branch.get(byte)
            if not isinstance(branch, dict):
                self._cids[code] = branch
                yield code
                branch, code = self._tree, 0

    def cid(self, code: int) -> int | None:
        """Return the number of the glyph of a code that has been cut."""
        return self._cids.get(code)


class Embedded:
    """A CMap that is a stream of the file."""

    def __init__(self, data: bytes) -> None:
        self._spaces: list[tuple[bytes, bytes]] = []
        self._ranges: list[tuple[int, int, int]] = []
        base = _BASE.search(data)
        self._identity = base is not None and base[1].startswith(b"Identity")
        if self._identity:
            self._spaces.append((b"\0\0", b"\xff\xff"))
        for kind, body in _SECTION.findall(data):
            if kind == b"codespacerange":
                self._spaces += [(_bytes(low), _bytes(high)) for low, high in _SPACE.findall(body)]
            elif kind == b"cidrange":
                self._ranges += [
                    (int(low, 16), int(high, 16), int(cid)) for low, high, cid in _RANGE.findall(body) if low and high
                ]
            else:
                self._ranges += [(int(code, 16), int(code, 16), int(cid)) for code, cid in _CHAR.findall(body) if code]
        self._spaces = self._spaces[:_SPACES]
        self._ranges.sort()

    def cut(self, data: bytes) -> Iterator[int]:
        """Yield the codes of a string."""
        place = 0
        while place < len(data):
            size = self._size(data[place : place + _WIDEST])
            yield int.from_bytes(data[place : place + size], "big")
            place += size

    def _size(self, data: bytes) -> int:
        """Return the length of the code in front: the first range of codes into which its bytes fall."""
        for low, high in self._spaces:
            size = len(low)
            if size and all(least <= byte <= most for least, byte, most in zip(low, data, high, strict=False)):
                return size
        return min((len(low) for low, _ in self._spaces if low), default=1)

    def cid(self, code: int) -> int | None:
        """Return the number of the glyph that a code selects: of the range that begins last before it."""
        place = bisect_right(self._ranges, code, key=lambda codes: codes[0]) - 1
        if place >= 0:
            low, high, cid = self._ranges[place]
            if code <= high:
                return cid + code - low
        return code if self._identity else None


def codec_of(encoding: Any) -> str:
    """Return in which encoding the codes of a font are text; empty where they are not."""
    name = _name(encoding)
    return next((codec for pattern, codec in _CODECS if pattern.search(name)), "")


def codes_of(encoding: Any) -> Codes:
    """Return how the strings of a composite font are cut by its `Encoding`, a name or a stream. Codes of a CMap that
    nobody knows count as two bytes each; what they mean, `ToUnicode` may say."""
    name = _name(encoding)
    if name.startswith(("Identity", "DLIdent")):
        return Pairs()
    try:
        tree = getattr(CMapDB.get_cmap(name), "code2cid", None)
    except CMapDB.CMapNotFound:
        tree = None
    if isinstance(tree, dict):
        return Predefined(tree)
    return Embedded(encoding.get_data()) if isinstance(encoding, PDFStream) else Pairs()


def _name(encoding: Any) -> str:
    if isinstance(encoding, PDFStream):
        encoding = resolve1(encoding.get("CMapName"))
    return str(literal_name(encoding)) if encoding is not None and not isinstance(encoding, dict) else ""


def _bytes(digits: bytes) -> bytes:
    return bytes.fromhex(digits.decode("ascii"))
