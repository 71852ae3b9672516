"""Arrays of numbers in place of loops: characters, runs of indices, varints, CRC-32."""

from __future__ import annotations

from binascii import crc32
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[np.integer[Any]]
"""Whole numbers of any width."""

Truths: TypeAlias = npt.NDArray[np.bool_]
"""Yes or no for each place."""

LARGEST = np.iinfo(np.int64).max
"""The largest number that is sorted as it should."""

SEVEN_BITS = 7
"""Bits of a number in each byte of a varint."""

MORE = 0x80
"""The bit of a varint's byte that says that another one follows."""

UTF8_BOUNDS = (0x80, 0x800, 0x10000)
"""From each of these code points on, UTF-8 takes one byte more."""

CRC_OF_BYTE = np.array([crc32(bytes((byte,)), 0xFFFFFFFF) ^ 0xFFFFFFFF for byte in range(256)], np.uint32)
"""What CRC-32 makes of each byte, register at zero and nothing inverted."""


def characters(text: str) -> Numbers:
    """Return the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le"), "<u4")


def utf8(code_points: Numbers) -> bytes:
    """Return these characters, in the order of the rows where there are some, as UTF-8."""
    return np.ascontiguousarray(code_points, "<u4").tobytes().decode("utf-32-le").encode()


def ranges(starts: Numbers, lengths: Numbers) -> Numbers:
    """Return the indices from each start on, as many as its length says, one range after the other."""
    ends = np.cumsum(lengths, dtype=np.int64)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - ends + lengths, lengths)


def in_order(keys: Numbers, below: int) -> tuple[Numbers, Truths]:
    """Return the places of keys in their order, those of equal ones as they were, and where another one begins.

    All keys are smaller than `below`; they are lost. A key and its place mostly fit one number, and numbers alone are
    sorted sooner, where they stand.
    """
    bits = len(keys).bit_length()
    if below << bits > LARGEST:
        places: Numbers = np.argsort(keys, kind="stable")
        return places, openings(keys[places])
    keys <<= bits
    keys |= np.arange(len(keys), dtype=np.int32)
    keys.sort()
    places = np.empty(len(keys), np.int32)
    np.bitwise_and(keys, (1 << bits) - 1, out=places, casting="unsafe")
    keys >>= bits
    return places, openings(keys)


def openings(keys: Numbers) -> Truths:
    """Return for sorted keys at which places another one begins."""
    opens = np.ones(len(keys), bool)
    np.not_equal(keys[1:], keys[:-1], out=opens[1:])
    return opens


def varint_sizes(numbers: Numbers) -> Numbers:
    """Return how many bytes each number takes as a varint."""
    sizes = np.ones(numbers.shape, np.uint8)
    bound = MORE
    while (longer := numbers >= bound).any():
        sizes += longer
        bound <<= SEVEN_BITS
    return sizes


def varints_of(numbers: Numbers) -> bytes:
    """Return the varints of numbers one after the other."""
    if not len(numbers) or numbers.max() < MORE:
        return numbers.astype(np.uint8).tobytes()
    sizes = varint_sizes(numbers)
    at = np.cumsum(sizes, dtype=np.int64) - sizes
    out = np.zeros(int(sizes.sum(dtype=np.int64)), np.uint8)
    while len(numbers):
        out[at] = numbers & (MORE - 1)
        longer = numbers >= MORE
        out[at[longer]] |= MORE
        numbers, at = numbers[longer] >> SEVEN_BITS, at[longer] + 1
    return out.tobytes()


def crc32_of(terms: Numbers) -> Numbers:
    """Return the CRC-32 of the UTF-8 of each term, a row of code points."""
    register = np.full(len(terms), 0xFFFFFFFF, np.uint32)
    for column in terms.T:
        code_points = column.astype(np.uint32)
        longest = int(np.searchsorted(UTF8_BOUNDS, code_points.max(initial=0), "right"))
        following = np.searchsorted(UTF8_BOUNDS, code_points, "right")
        for place in range(longest, -1, -1):
            has = following >= place
            register = np.where(has, _stepped(register, _utf8_byte(code_points, following, place)), register)
    return register ^ np.uint32(0xFFFFFFFF)


def _stepped(register: Numbers, byte: Numbers) -> Numbers:
    stepped: Numbers = CRC_OF_BYTE[(register ^ byte) & 0xFF] ^ (register >> np.uint32(8))
    return stepped


def _utf8_byte(code_points: Numbers, following: Numbers, place: int) -> Numbers:
    """Return the byte of each character after which `place` more come; wrong where the character is shorter.

    A first byte begins with as many ones as the character has bytes (none for one byte), any other with `10`.
    """
    bits = code_points >> np.uint32(6 * place)
    lead = np.array((0, 0xC0, 0xE0, 0xF0), np.uint32)[following]
    return np.where(following == place, lead | bits, (bits & 0x3F) | 0x80).astype(np.uint32)
