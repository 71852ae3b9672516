"""Bytes of a text file -> its characters, whatever encoding an editor's machine gave it."""

from __future__ import annotations

import codecs

from generator.errors import QikanError

BINARY_SHARE = 0.02
"""A text file may hold a stray control character; a share above this one is no text."""
MOST_BYTES = 64 * 1024 * 1024
"""A year of issues is some 5 MB; a larger file is no single issue and would only fill the memory."""

_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = frozenset(chr(code) for code in (*range(0x20), 0x7F)) - frozenset("\t\n\r\f\v\x1a")


def decode(data: bytes, name: str) -> str:
    """Return the characters of a text file, with `\\n` line ends.

    A byte order mark decides; without one, UTF-16 by where its zero bytes stand, then UTF-8, then GB18030 (the
    encoding that Chinese Windows writes by default; it covers GBK and GB2312). `name` is the file's name for messages.

    Raises QikanError for an empty file, a binary file and bytes that none of these encodings explains.
    """
    if len(data) > MOST_BYTES:
        raise QikanError(
            f"the file has {len(data) // 1024 // 1024} MB, too much for one issue.",
            place=name,
            remedy=f"Split it into issues of at most {MOST_BYTES // 1024 // 1024} MB.",
        )
    text = _decoded(data)
    if text is None or _controls(text) > BINARY_SHARE * len(text):
        raise QikanError(
            "this is no text file.", place=name, remedy="Give a PDF or a transcript in UTF-8, UTF-16 or GB18030."
        )
    if not text.strip():
        raise QikanError("the file is empty.", place=name, remedy="Give the transcript of an issue.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return _tried(data, encoding)
    zeros = _utf16_without_mark(data)
    if zeros is not None:
        return _tried(data, zeros)
    text = _tried(data, "utf-8")
    return _tried(data, "gb18030") if text is None else text


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _utf16_without_mark(data: bytes) -> str | None:
    """Return the UTF-16 that the zero bytes point to: a line feed is `0A 00` in one order and `00 0A` in the other."""
    sample = data[:4096]
    little = sample[1::2].count(0)
    big = sample[0::2].count(0)
    if max(little, big) < len(sample) / 64:
        return None
    return "utf-16-le" if little > big else "utf-16-be"


def _controls(text: str) -> int:
    return sum(text.count(control) for control in _CONTROLS)
