"""The grams of an issue as they are kept and passed on: packed columns, a piece for each partition and order."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from struct import Struct

import numpy as np

from generator.search.arrays import Numbers, Truths, ranges

FAST = 1
"""zlib's level for what is only passed on: smaller than the raw bytes by half, at no cost worth naming."""

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

    def by_portions(self, number_of: Numbers, portions: int) -> list[Grams]:
        """Return the pairs of each portion; `number_of` is the portion of each pair, a small number."""
        chosen = np.argsort(number_of, kind="stable")
        bounds = np.searchsorted(number_of[chosen], np.arange(portions + 1)).tolist()
        articles = np.repeat(np.arange(len(self.counts)), self.counts)[chosen]
        columns = [column[chosen] for column in self.columns]
        codes = self.codes[chosen]
        elsewhere = np.cumsum(self.codes == 0)[chosen[codes == 0]] - 1
        sizes = self.sizes[elsewhere]
        details = self.details[ranges(_before(self.sizes)[elsewhere], sizes)]
        sizes_before = _before(codes == 0)
        details_before = _before(sizes)
        parts = []
        for start, end in zip(bounds, bounds[1:], strict=False):
            first, last = sizes_before[[start, end]]
            counts = np.bincount(articles[start:end], minlength=len(self.counts))
            its_columns = tuple(column[start:end] for column in columns)
            its_details = details[details_before[first] : details_before[last]]
            parts.append(Grams(counts, its_columns, codes[start:end], sizes[first:last], its_details))
        return parts

    def packed(self) -> bytes:
        """Return the bytes of these grams."""
        wide = any(column.max(initial=0) > NARROW for column in self.columns)
        width = 4 if wide else 2
        head = HEAD.pack(len(self.counts), len(self.codes), len(self.details), width)
        narrowed = [column.astype(f"<u{width}").tobytes() for column in self.columns]
        rest = [array.astype(np.uint8).tobytes() for array in (self.codes, self.sizes, self.details)]
        return b"".join((head, self.counts.astype("<u4").tobytes(), *narrowed, *rest))


def _before(sizes: Numbers | Truths) -> Numbers:
    """Return for each place, and for the end, the sum of all sizes before it."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)))


def unpacked(data: bytes, order: int) -> Grams:
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
    packed = [zlib.compress(piece, FAST) for piece in pieces]
    return b"".join((*(PIECE_SIZE.pack(len(piece)) for piece in packed), *packed))


def piece_of(partition: bytes, place: int, orders: int) -> bytes:
    """Return the piece at a place from a partition that has so many."""
    sizes = [PIECE_SIZE.unpack_from(partition, PIECE_SIZE.size * number)[0] for number in range(orders)]
    start = PIECE_SIZE.size * orders + sum(sizes[:place])
    return zlib.decompress(partition[start : start + sizes[place]])
