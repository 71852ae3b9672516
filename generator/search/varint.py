"""Whole numbers as bytes: seven bits a byte, the lowest first, the high bit set on all but the last (LEB128)."""

from __future__ import annotations

ONE_BYTE = 128
"""Numbers below it are one byte."""


def varint(number: int) -> bytes:
    """Return the bytes of a number that is 0 or more."""
    out = bytearray()
    while number >= ONE_BYTE:
        out.append(number & 127 | ONE_BYTE)
        number >>= 7
    out.append(number)
    return bytes(out)
