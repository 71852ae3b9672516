"""Content streams cut into instructions: one match of one expression for an operator with its operands.

ISO 32000-1, 7.8.2: operands stand before their operator. The quantifiers are possessive, so that broken input costs
no more than whole input.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

_BLANK = rb"\t\n\v\f\r "
"""White space, written out: classes of single characters are looked up faster than `\\s`."""
_NUMBERS = rb"[" + _BLANK + rb"0-9.+\-]*+"
_NAME_TOKEN = rb"/[^" + _BLANK + rb"()<>\[\]{}/%]*+"
STRING = rb"\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\))*+\)"
HEX = rb"<[0-9A-Fa-f" + _BLANK + rb"]*+>"
_ARRAY = rb"\[(?:[^\[\]()]++|" + STRING + rb"|\[[^\[\]()]*+\])*+\]"
_PLAIN = rb"[^<>()]++|" + HEX + rb"|" + STRING
_DICTIONARY = rb"<<(?:" + _PLAIN + rb"|<<(?:" + _PLAIN + rb")*+>>)*+>>"

_INSTRUCTION = re.compile(
    rb"("
    + _NUMBERS
    + rb"(?:(?:"
    + rb"|".join((_NAME_TOKEN, HEX, _ARRAY, _DICTIONARY, STRING, rb"%[^\r\n]*+"))
    + rb")"
    + _NUMBERS
    + rb")*+)([A-Za-z'\"][A-Za-z0-9*]*+|.|\Z)",
    re.S,
)
_AT_ONCE = 1 << 20
"""Bytes of content that are cut at once: the quickest way, and the list that it makes is kept small."""
_PORTION = 4096
"""Instructions of longer content, or of content with pictures in it, that are handed out at once."""
_PIECE = re.compile(rb"(" + STRING + rb")|(" + HEX + rb")|([+\-]?[\d.][\d.\-]*+)", re.S)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.S)
_OWN_ESCAPE = re.compile(rb"\\[^0-7nrtbf]|\\[4-7][0-7][0-7]", re.S)
"""An escape that Python does not read as PDF does."""
_NAMED_ESCAPE = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_NAME = re.compile(rb"/([^\s()<>\[\]{}/%]*+)")
NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_INLINE_DATA = re.compile(rb"ID(?<=\sID)\s")
_INLINE_END = re.compile(rb"[\s]EI(?=[\s/]|$)")


def instructions(content: bytes) -> Iterator[list[tuple[bytes, bytes]]]:
    """Yield operands and operators in portions, the operands as they are written. The data of an inline image is
    skipped."""
    if len(content) <= _AT_ONCE and _INLINE_DATA.search(content) is None:
        yield _INSTRUCTION.findall(content)
        return
    rest = _one_by_one(content)
    while portion := list(islice(rest, _PORTION)):
        yield portion


def _one_by_one(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    position, size = 0, len(content)
    while position < size:
        for match in _INSTRUCTION.finditer(content, position):
            operands, operator = match.groups()
            if operator == b"ID":
                end = _INLINE_END.search(content, match.end())
                position = end.end() if end else size
                break
            yield operands, operator
        else:
            return


def numbers(operands: bytes) -> list[float]:
    """Return the numbers among the operands; an operand that is none is left out."""
    try:
        return list(map(float, operands.split()))
    except ValueError:
        return [number(match[3]) for match in _PIECE.finditer(operands) if match[3]]


def parts(operands: bytes) -> list[tuple[bytes, bytes, bytes]]:
    """Return the strings and numbers of a TJ array as they are written: a literal, a hexadecimal
    string or a number; the other two are empty."""
    return _PIECE.findall(operands)


def string(operands: bytes) -> bytes:
    """Return the first string among the operands; empty where there is none."""
    bare = operands.strip()
    if bare[:1] == b"<" and bare.find(b">") == len(bare) - 1:
        return _from_hex(bare)
    for literal, hexes, _ in _PIECE.findall(operands):
        if literal or hexes:
            return _from_literal(literal) if literal else _from_hex(hexes)
    return b""


def name(operands: bytes) -> str:
    """Return the first name among the operands, without its slash; empty where there is none."""
    match = _NAME.search(operands)
    if match is None:
        return ""
    word = match[1]
    if b"#" in word:
        word = NAME_ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), word)
    return word.decode("utf-8", "replace")


def number(text: bytes) -> float:
    """Return what a number says; 0 where it is none."""
    try:
        return float(text)
    except ValueError:
        return 0.0


_NO_FIGURE = re.compile(rb"[^0-9A-Fa-f]")


def _from_hex(text: bytes) -> bytes:
    digits = text[1:-1]
    try:
        return bytes.fromhex(digits.decode("ascii"))
    except ValueError:  # an odd figure counts as one before a 0 (ISO 32000-1, 7.3.4.3); the rest is no figure
        figures = _NO_FIGURE.sub(b"", digits).decode()
        return bytes.fromhex(figures + "0" * (len(figures) % 2))


def _from_literal(text: bytes) -> bytes:
    body = text[1:-1]
    if b"\\" not in body:
        return body
    common = body.replace(b"\\\\", b"\\134").replace(b"\\(", b"(").replace(b"\\)", b")")
    if _OWN_ESCAPE.search(common) is None:
        return common.decode("unicode_escape").encode("latin-1")
    return _ESCAPE.sub(_escaped, body)


def _escaped(match: re.Match[bytes]) -> bytes:
    word = match[1]
    if word[:1] in b"01234567":
        return bytes([int(word, 8) & 0xFF])
    return _NAMED_ESCAPE.get(word, word)
