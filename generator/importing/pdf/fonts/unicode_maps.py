"""ToUnicode CMaps (ISO 32000-1, 9.10.3): what the codes of a font mean, read with one expression a section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.S)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]*+)>\s*<([0-9A-Fa-f\s]*+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f\s]*+)>\s*<([0-9A-Fa-f\s]*+)>\s*(?:<([0-9A-Fa-f\s]*+)>|\[([^\]]*+)\])")
_TARGET = re.compile(rb"<([0-9A-Fa-f\s]*+)>")
_LARGEST = 65_536
"""Codes of one range that are followed."""
_MOST = 1 << 18
"""Codes of one map that are followed."""
_FIGURES = 4
"""Hexadecimal figures of a character of UTF-16."""
_LONGEST = 512
"""Figures of what one code stands for."""


class ToUnicode:
    """A font's codes and their meaning, with the one method that pdfminer.six's fonts ask for."""

    def __init__(self, characters: dict[int, str]) -> None:
        self._characters = characters

    def get_unichr(self, cid: int) -> str:
        """Return what a code means. Raises KeyError where the font does not say."""
        return self._characters[cid]


def read_to_unicode(data: bytes) -> ToUnicode | None:
    """Return the map of a ToUnicode stream; None where it says nothing. Of an entry that is beyond all measure as much
    is read as is not; a map that it is based on (`usecmap`) tells codes from CIDs, and of those no characters."""
    characters: dict[int, str] = {}
    left = _MOST
    for kind, body in _SECTION.findall(data):
        entries = _pairs(body) if kind == b"bfchar" else _ranges(body)
        for code, character in islice(entries, left):
            characters[code] = character
            left -= 1
    return ToUnicode(characters) if characters else None


def _pairs(body: bytes) -> Iterator[tuple[int, str]]:
    for code, target in _PAIR.findall(body):
        yield _code(code), _text(target)


def _ranges(body: bytes) -> Iterator[tuple[int, str]]:
    for first, last, target, targets in _RANGE.findall(body):
        start, end = _code(first), _code(last)
        if not 0 <= end - start < _LARGEST:
            continue
        if targets:
            yield from enumerate(map(_text, _TARGET.findall(targets)), start)
        elif len(target) <= _FIGURES:
            base = _code(target)
            yield from ((code, chr(base + code - start)) for code in range(start, end + 1))
        elif len(target) <= _LONGEST:
            base = _code(target[-_FIGURES:])
            for code in range(start, end + 1):
                yield code, _text(b"%s%04x" % (target[:-_FIGURES], (base + code - start) & 0xFFFF))


def _code(figures: bytes) -> int:
    return int(b"".join(figures.split())[-2 * _FIGURES :] or b"0", 16)


def _text(target: bytes) -> str:
    digits = b"".join(target.split())[:_LONGEST]
    if len(digits) <= 2:
        return chr(_code(digits)) if digits else ""
    if len(digits) == 2 * _FIGURES and digits[2:4] == digits[4:6] != digits[:2]:
        # Ghostscript 10.0 writes the second byte of a ligature twice, 20141414 for ——; its characters are of one kind.
        digits = digits[:4] + digits[:2] + digits[6:]
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii")).decode("utf-16-be", "ignore")
