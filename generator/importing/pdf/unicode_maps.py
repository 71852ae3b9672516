"""ToUnicode CMaps (ISO 32000-1, 9.10.3): what the codes of a font mean, read with one expression a section."""

from __future__ import annotations

import re

_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.S)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]*+)>\s*<([0-9A-Fa-f\s]*+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f\s]*+)>\s*<([0-9A-Fa-f\s]*+)>\s*(?:<([0-9A-Fa-f\s]*+)>|\[([^\]]*+)\])")
_TARGET = re.compile(rb"<([0-9A-Fa-f\s]*+)>")
_LARGEST = 65_536
"""Codes of one range that are followed."""


class ToUnicode:
    """A font's codes and their meaning, with the one method that pdfminer.six's fonts ask for."""

    def __init__(self, characters: dict[int, str]) -> None:
        self._characters = characters

    def get_unichr(self, cid: int) -> str:
        """Return what a code means. Raises KeyError where the font does not say."""
        return self._characters[cid]


def read_to_unicode(data: bytes) -> ToUnicode | None:
    """Return the map of a ToUnicode stream; None where it is written in a way that is left to pdfminer.six."""
    if b"usecmap" in data:
        return None
    characters: dict[int, str] = {}
    try:
        for kind, body in _SECTION.findall(data):
            if kind == b"bfchar":
                for code, target in _PAIR.findall(body):
                    characters[int(code, 16)] = _text(target)
            else:
                _read_ranges(body, characters)
    except ValueError:
        return None
    return ToUnicode(characters) if characters else None


def _read_ranges(body: bytes, characters: dict[int, str]) -> None:
    for first, last, target, targets in _RANGE.findall(body):
        start, end = int(first, 16), int(last, 16)
        if not 0 <= end - start < _LARGEST:
            continue
        if targets:
            for code, one in enumerate(_TARGET.findall(targets), start):
                characters[code] = _text(one)
        elif len(target) <= 4:
            base = int(target, 16)
            characters.update((code, chr(base + code - start)) for code in range(start, end + 1))
        else:
            base = int(target[-4:], 16)
            for code in range(start, end + 1):
                characters[code] = _text(b"%s%04x" % (target[:-4], (base + code - start) & 0xFFFF))


def _text(target: bytes) -> str:
    digits = b"".join(target.split())
    if len(digits) <= 2:
        return chr(int(digits, 16)) if digits else ""
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", "ignore")
