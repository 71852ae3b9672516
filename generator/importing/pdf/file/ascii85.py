"""ASCII85Decode (ISO 32000-1, 7.4.3), five figures at once.

Python's own decoder reads them one by one, which was a tenth of the import of a file by ReportLab.
"""

from __future__ import annotations

import re
import struct

_BEFORE, _AFTER = re.compile(rb"<?~"), re.compile(rb"~>?\Z")
"""What may stand around the figures; the sign in front is no part of PDF, and the end may be cut."""
_FIGURES = re.compile(rb"(?:[!-u]{5}|z)*+[!-u]{0,4}")
_ZERO = ord("!")
_VALUES = bytes((figure - _ZERO) % 256 for figure in range(256))
_GROUP = 5
"""Figures for four bytes."""
_CHUNK = _GROUP << 14
"""Figures that are read together."""


def decode_ascii85(data: bytes) -> bytes:
    """Return the bytes that figures stand for. Raises ValueError where there is another character among them, or where
    five stand for more than four bytes."""
    figures = b"".join(data.split())  # white space means nothing
    before, after = _BEFORE.match(figures), _AFTER.search(figures)
    figures = figures[before.end() if before else 0 : after.start() if after else len(figures)]
    if not _FIGURES.fullmatch(figures):
        raise ValueError("these are no figures of ASCII85")
    figures = figures.replace(b"z", b"!!!!!")
    missing = -len(figures) % _GROUP
    values = (figures + b"u" * missing).translate(_VALUES)
    try:
        unpacked = b"".join(_words(values[start : start + _CHUNK]) for start in range(0, len(values), _CHUNK))
    except struct.error:
        raise ValueError("five figures stand for more than four bytes") from None
    return unpacked[: len(unpacked) - missing]


def _words(values: bytes) -> bytes:
    groups = zip(*[iter(values)] * _GROUP, strict=True)
    words = [52200625 * a + 614125 * b + 7225 * c + 85 * d + e for a, b, c, d, e in groups]
    return struct.pack(f">{len(words)}I", *words)
