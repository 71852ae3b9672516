"""A corrected issue changes a few grams: their postings are put right in the shards that hold them.

The result has the same bytes as a merge of all the block's issues, at a small part of its cost.
"""

from __future__ import annotations

import base64
import re
import zlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from generator.search.arrays import characters, crc32_of, utf8
from generator.search.envelope import path
from generator.search.grams import ELSEWHERE
from generator.search.kept import Grams, piece_of, unpacked
from generator.search.shards import Sections, shard_file
from generator.search.summary import ORDERS, PARTITIONS
from generator.search.varint import ONE_BYTE, varint

MOST_SHARDS = 0.3
"""Of a partition's shards; to patch more of them takes longer than to merge the partition."""

VARINT = re.compile(rb"[\x80-\xff]*[\x00-\x7f]")
"""One number."""

Found = tuple[int, bytes]
"""What a shard tells of a gram in an article: its code, and its detail where that is ELSEWHERE."""


@dataclass(frozen=True, slots=True)
class Correction:
    """An issue's grams in one partition, before and after."""

    first: int
    """The number of its first article in the block."""
    before: bytes
    """The packed grams that the shards hold."""
    after: bytes
    """Those that they are to hold."""


def patch_partition(
    block: str,
    shards: tuple[int, ...],
    number: int,
    corrections: list[Correction],
    shard_of: Callable[[str], bytes],
) -> dict[str, bytes] | None:
    """Return the shards of a partition that are other than before, by site-relative path; None where they are many.

    `shard_of` returns a shard as it was, by its path. The issues have as many articles as before. Raises ValueError
    for a shard that is none.
    """
    files: dict[str, bytes] = {}
    for place, (order, count) in enumerate(zip(ORDERS, shards, strict=True)):
        changes: dict[str, dict[int, Found | None]] = defaultdict(dict)
        for correction in corrections:
            before, after = (
                _found(unpacked(piece_of(packed, place, len(ORDERS)), order), correction.first)
                for packed in (correction.before, correction.after)
            )
            for term, article in before.keys() | after.keys():
                if before.get((term, article)) != after.get((term, article)):
                    changes[term][article] = after.get((term, article))
        by_shard: dict[int, dict[str, dict[int, Found | None]]] = defaultdict(dict)
        for term, its_changes in changes.items():
            by_shard[_shard(term, count // PARTITIONS) * PARTITIONS + number][term] = its_changes
        if len(by_shard) > MOST_SHARDS * (count // PARTITIONS) and len(by_shard) > 1:
            return None
        for shard, its_terms in by_shard.items():
            name = f"{block}/{order}/{shard:x}"
            opened = _Shard(_unwrapped(shard_of(path(name))), order)
            for term in sorted(its_terms, reverse=True):
                opened.change(term, its_terms[term])
            files[path(name)] = shard_file(name, opened.sections())
    return files


def _found(grams: Grams, first: int) -> dict[tuple[str, int], Found]:
    """Return what is told of each gram in each article."""
    order = len(grams.columns)
    text = utf8(np.column_stack(grams.columns)).decode()
    terms = (text[start : start + order] for start in range(0, len(text), order))
    articles = np.repeat(np.arange(first, first + len(grams.counts)), grams.counts).tolist()
    ends = np.cumsum(grams.sizes, dtype=np.int64).tolist()
    details = grams.details.tobytes()
    each = (details[start:end] for start, end in zip([0, *ends], ends, strict=False))
    found = {}
    for term, article, code in zip(terms, articles, grams.codes.tolist(), strict=True):
        found[term, article] = (code, next(each) if code == ELSEWHERE else b"")
    return found


def _shard(term: str, shards: int) -> int:
    return int(crc32_of(characters(term).reshape(1, -1))[0]) % shards


def _unwrapped(script: bytes) -> bytes:
    """Return the bytes in a file of the index. Raises ValueError where it is none."""
    try:
        return zlib.decompress(base64.b64decode(script.split(b'"')[3], validate=True), -zlib.MAX_WBITS)
    except (IndexError, zlib.error) as error:
        raise ValueError("no file of the index") from error


class _Shard:
    """A shard taken apart, so that a few of its grams can be changed; the last ones first."""

    def __init__(self, data: bytes, order: int) -> None:
        length, at = _number(data, 0)
        text = data[at : at + length].decode()
        self.terms = [text[start : start + order] for start in range(0, len(text), order)]
        self.counts = []
        at += length
        for _ in self.terms:
            count, at = _number(data, at)
            self.counts.append(count)
        length, at = _number(data, at)
        self.gaps: list[bytes] = VARINT.findall(data, at, at + length)
        at += length
        self.codes = bytearray(data[at : at + sum(self.counts)])
        self.details = list(_details(data, at + len(self.codes)))
        if len(self.gaps) != len(self.codes) or len(self.details) != self.codes.count(ELSEWHERE):
            raise ValueError("no shard")

    def change(self, term: str, changes: dict[int, Found | None]) -> None:
        """Change what is told of a gram in some articles; None where it stands there no more."""
        place = bisect_left(self.terms, term)
        known = place < len(self.terms) and self.terms[place] == term
        start = sum(self.counts[:place])
        end = start + (self.counts[place] if known else 0)
        first = self.codes.count(ELSEWHERE, 0, start)
        last = first + self.codes.count(ELSEWHERE, start, end)
        details = iter(self.details[first:last])
        found: dict[int, Found | None] = {}
        article = -1
        for gap, code in zip(self.gaps[start:end], self.codes[start:end], strict=True):
            article += _number(gap, 0)[0]
            found[article] = (code, next(details) if code == ELSEWHERE else b"")
        pairs = sorted((article, pair) for article, pair in {**found, **changes}.items() if pair is not None)
        articles = [article for article, _ in pairs]
        self.terms[place : place + known] = [term] if pairs else []
        self.counts[place : place + known] = [len(pairs)] if pairs else []
        self.gaps[start:end] = [varint(now - last) for last, now in zip([-1, *articles], articles, strict=False)]
        self.codes[start:end] = bytes(code for _, (code, _) in pairs)
        self.details[first:last] = [detail for _, (code, detail) in pairs if code == ELSEWHERE]

    def sections(self) -> Sections:
        """Return the sections of the shard's bytes."""
        text = "".join(self.terms).encode()
        gaps = b"".join(self.gaps)
        return (
            varint(len(text)) + text,
            b"".join(map(varint, self.counts)) + varint(len(gaps)),
            gaps,
            bytes(self.codes),
            b"".join(self.details),
        )


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Return the varint that begins at a place, and where it ends. Raises ValueError where there is none."""
    number = shift = 0
    for place in range(at, len(data)):
        number |= (data[place] & ONE_BYTE - 1) << shift
        if data[place] < ONE_BYTE:
            return number, place + 1
        shift += 7
    raise ValueError("a number has no end")


def _details(data: bytes, at: int) -> Iterator[bytes]:
    """Yield the details from a place to the end: a byte with a bit for each field, and a number for each bit."""
    while at < len(data):
        end = at + 1
        for _ in range(data[at].bit_count()):
            _, end = _number(data, end)
        yield data[at:end]
        at = end
