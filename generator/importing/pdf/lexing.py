"""Content streams cut into instructions: one match of one expression for an operator with its operands.

ISO 32000-1, 7.8.2: operands stand before their operator. The quantifiers are possessive, so that broken input costs
no more than whole input.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

STRING = rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*+\))*+\))*+\)"
HEX = rb"<[0-9A-Fa-f\s]*+>"
_ARRAY = rb"\[(?:[^\[\]()]|" + STRING + rb"|\[[^\[\]()]*+\])*+\]"
_DICTIONARY = rb"<<(?:[^<>()]|" + HEX + rb"|" + STRING + rb"|<<(?:[^<>()]|" + HEX + rb"|" + STRING + rb")*+>>)*+>>"

_INSTRUCTION = re.compile(
    rb"([\s\d.+\-]*+(?:(?:/[^\s()<>\[\]{}/%]*+|"
    + HEX
    + rb"|"
    + _ARRAY
    + rb"|"
    + _DICTIONARY
    + rb"|"
    + STRING
    + rb"|%[^\r\n]*+)[\s\d.+\-]*+)*+)([A-Za-z'\"][A-Za-z0-9*]*+)",
    re.S,
)
_AT_ONCE = 1 << 20
"""Bytes of content that are cut at once: the quickest way, and the list that it makes is kept small."""
_PIECE = re.compile(rb"(" + STRING + rb")|(" + HEX + rb")|([+\-]?[\d.][\d.\-]*+)", re.S)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.S)
_NAMED_ESCAPE = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_NAME = re.compile(rb"/([^\s()<>\[\]{}/%]*+)")
NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_INLINE_DATA = re.compile(rb"\sID\s")
_INLINE_END = re.compile(rb"[\s]EI(?=[\s/]|$)")


def instructions(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield operands and operator, the operands as they are written. The data of an inline image is skipped."""
    position, size = 0, len(content)
    if size <= _AT_ONCE and _INLINE_DATA.search(content) is None:
        yield from _INSTRUCTION.findall(content)
        return
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
        return [float(part) for part in operands.split()]
    except ValueError:
        return [_number(match[3]) for match in _PIECE.finditer(operands) if match[3]]


def pieces(operands: bytes) -> Iterator[bytes | float]:
    """Yield the strings and numbers of a TJ array, decoded."""
    for text, hexes, number in _PIECE.findall(operands):
        if hexes:
            yield _from_hex(hexes)
        elif text:
            yield _from_literal(text)
        else:
            yield _number(number)


def string(operands: bytes) -> bytes:
    """Return the first string among the operands; empty where there is none."""
    bare = operands.strip()
    if bare[:1] == b"<" and bare.find(b">") == len(bare) - 1:
        return _from_hex(bare)
    return next((piece for piece in pieces(operands) if isinstance(piece, bytes)), b"")


def name(operands: bytes) -> str:
    """Return the first name among the operands, without its slash; empty where there is none."""
    match = _NAME.search(operands)
    if match is None:
        return ""
    word = match[1]
    if b"#" in word:
        word = NAME_ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), word)
    return word.decode("utf-8", "replace")


def _number(text: bytes) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


_NO_FIGURE = re.compile(rb"[^0-9A-Fa-f]")


def _from_hex(text: bytes) -> bytes:
    digits = text[1:-1]
    try:
        return bytes.fromhex(digits.decode("ascii"))
    except (
        ValueError
    ):  # an odd figure at the end counts as one before a 0 (ISO 32000-1, 7.3.4.3); the rest is no figure
        figures = _NO_FIGURE.sub(b"", digits).decode()
        return bytes.fromhex(figures + "0" * (len(figures) % 2))


def _from_literal(text: bytes) -> bytes:
    body = text[1:-1]
    return _ESCAPE.sub(_escaped, body) if b"\\" in body else body


def _escaped(match: re.Match[bytes]) -> bytes:
    word = match[1]
    if word[:1].isdigit():
        return bytes([int(word, 8) & 0xFF])
    return _NAMED_ESCAPE.get(word, word)
