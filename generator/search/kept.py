"""The grams of an issue as they are kept and passed on: packed columns, a piece for each partition and order.

They are not compressed: deflating and inflating them takes a tenth of a cold build and saves a quarter of what the
build's folder and the site take on the disk, or less.
"""

from __future__ import annotations

from dataclasses import dataclass
from struct import Struct

import numpy as np

from generator.search.arrays import Numbers

HEAD = Struct("<IIIB")
"""Begins a piece: articles, pairs, bytes of details, bytes of a character."""

PIECE_SIZE = Struct("<I")
"""Begins a partition for each of its pieces: how long that is."""

NARROW = 0xFFFF
"""Code points up to here are kept in two bytes, where no other is among them."""


@dataclass(frozen=True, slots=True)
class Grams:
    """(gram, article) pairs of one order: article by article, the grams of each sorted."""

    counts: Numbers
    """How many pairs each article has."""
    columns: tuple[Numbers, ...]
    """The grams: the code points of all first characters, of all second ones …"""
    codes: Numbers
    """How often each gram stands in its article's body, or ELSEWHERE."""
    sizes: Numbers
    """For each ELSEWHERE the length of its detail."""
    details: Numbers
    """For each ELSEWHERE its detail: a varint with a bit for each field that holds the gram, and its count in each."""

    def packed(self) -> bytes:
        """Return the bytes of these grams."""
        wide = any(column.max(initial=0) > NARROW for column in self.columns)
        width = 4 if wide else 2
        head = HEAD.pack(len(self.counts), len(self.codes), len(self.details), width)
        narrowed = [column.astype(f"<u{width}").tobytes() for column in self.columns]
        rest = [array.astype(np.uint8).tobytes() for array in (self.codes, self.sizes, self.details)]
        return b"".join((head, self.counts.astype("<u4").tobytes(), *narrowed, *rest))


def unpacked(data: bytes | memoryview, order: int) -> Grams:
    """Return the grams that `Grams.packed` made these bytes of."""
    articles, pairs, details, width = HEAD.unpack_from(data)
    at = HEAD.size
    counts = np.frombuffer(data, "<u4", articles, at)
    at += counts.nbytes
    columns = []
    for _ in range(order):
        columns.append(np.frombuffer(data, f"<u{width}", pairs, at))
        at += width * pairs
    codes = np.frombuffer(data, np.uint8, pairs, at)
    at += pairs
    return Grams(
        counts,
        tuple(columns),
        codes,
        np.frombuffer(data, np.uint8, len(data) - details - at, at),
        np.frombuffer(data, np.uint8, details, len(data) - details),
    )


def joined(several: list[Grams]) -> Grams:
    """Return the grams of consecutive articles as one."""
    return Grams(
        np.concatenate([grams.counts for grams in several]),
        tuple(np.concatenate(columns) for columns in zip(*(grams.columns for grams in several), strict=True)),
        np.concatenate([grams.codes for grams in several]),
        np.concatenate([grams.sizes for grams in several]),
        np.concatenate([grams.details for grams in several]),
    )


def partition_of(pieces: list[bytes]) -> bytes:
    """Return the bytes of a partition with these pieces, one for each order."""
    return b"".join((*(PIECE_SIZE.pack(len(piece)) for piece in pieces), *pieces))


def piece_of(partition: bytes, place: int, orders: int) -> memoryview:
    """Return the piece at a place from a partition that has so many, without a copy."""
    sizes = [PIECE_SIZE.unpack_from(partition, PIECE_SIZE.size * number)[0] for number in range(orders)]
    start = PIECE_SIZE.size * orders + sum(sizes[:place])
    return memoryview(partition)[start : start + sizes[place]]
