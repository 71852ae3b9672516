"""From the grams of a block's issues to its shards.

A shard holds the postings of the grams whose hash falls on it, all of one order. `docs/search.md` describes its bytes.
The vocabulary is merged partition by partition, so that a process needs a small part of it at a time and several
processes can share the work.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from generator.search.arrays import Numbers, Truths, crc32_of, in_order, ranges, utf8, varints_of
from generator.search.envelope import path, wrap
from generator.search.kept import Grams, joined, piece_of, unpacked
from generator.search.summary import ORDERS, PARTITIONS
from generator.search.varint import varint

Sections = tuple[bytes, bytes, bytes, bytes, bytes]
"""What a shard consists of; see `shard_file`."""

GAPS_AND_CODES = (2, 3)
"""The places of gaps and codes among the sections."""


@dataclass(frozen=True, slots=True)
class PartitionJob:
    """One partition of a block, ready to be merged anywhere."""

    block: str
    """The block's name."""
    shards: tuple[int, ...]
    """The number of shards for each of ORDERS."""
    number: int
    """The partition's number."""
    grams: tuple[bytes, ...]
    """The packed grams of the block's issues, oldest first."""


def merge_partition(job: PartitionJob) -> dict[str, bytes]:
    """Return the shards of a partition, by site-relative path; a shard without a gram is written too."""
    return {name: shard for place in range(len(ORDERS)) for name, shard in _shards_of(job, place)}


def _shards_of(job: PartitionJob, place: int) -> Iterator[tuple[str, bytes]]:
    """Yield the shards of one order, each with its path; what that takes goes before the next order's turn."""
    order, shards = ORDERS[place], job.shards[place]
    grams = joined([unpacked(piece_of(packed, place, len(ORDERS)), order) for packed in job.grams])
    postings = _postings(grams)
    del grams
    shares = _shares(postings.terms, shards // PARTITIONS)
    for number, terms in zip(range(job.number, shards, PARTITIONS), shares, strict=True):
        name = f"{job.block}/{order}/{number:x}"
        yield path(name), shard_file(name, postings.sections(terms))


def shard_file(name: str, sections: Sections) -> bytes:
    """Return the file of a shard: its terms, how many articles hold each, the gaps, the codes and the details."""
    return wrap(name, *sections, numbers=GAPS_AND_CODES)


@dataclass(frozen=True, slots=True)
class _Postings:
    """The pairs of a partition, by term and article."""

    terms: Numbers
    """The grams, sorted, a row of code points each."""
    first: Numbers
    """Where the pairs of each gram begin."""
    counts: Numbers
    """How many articles hold each gram."""
    gaps: Numbers
    """For each pair the gap to the gram's article before it, from -1."""
    codes: Numbers
    """For each pair its code."""
    starts: Numbers
    """For each pair with a detail where that begins; of no meaning for others."""
    sizes: Numbers
    """For each pair the length of its detail, 0 where it has none."""
    details: Numbers
    """The details."""

    def sections(self, chosen: Numbers) -> Sections:
        """Return the sections of a shard with some of the grams."""
        text = utf8(self.terms[chosen])
        pairs = ranges(self.first[chosen], self.counts[chosen])
        gaps = varints_of(self.gaps[pairs])
        return (
            varint(len(text)) + text,
            varints_of(self.counts[chosen]) + varint(len(gaps)),
            gaps,
            self.codes[pairs].tobytes(),
            self.details[ranges(self.starts[pairs], self.sizes[pairs])].tobytes(),
        )


def _postings(grams: Grams) -> _Postings:
    """Return the postings of some grams; each array is gone before what is worked out next takes its place."""
    by_term, opens = _sorted(grams.columns)
    first = np.flatnonzero(opens)
    terms = np.column_stack([column[by_term[first]] for column in grams.columns])
    articles = np.repeat(np.arange(len(grams.counts), dtype=np.int32), grams.counts)[by_term]
    gaps = np.diff(articles, prepend=np.int32(0))
    gaps[first] = articles[first] + 1
    del articles
    sizes = np.zeros(len(by_term), np.uint8)
    sizes[grams.codes == 0] = grams.sizes
    starts = np.cumsum(sizes, dtype=np.int32)
    starts -= sizes
    return _Postings(
        terms=terms,
        first=first,
        counts=np.diff(first, append=len(by_term)),
        gaps=gaps,
        codes=grams.codes[by_term],
        starts=starts[by_term],
        sizes=sizes[by_term],
        details=grams.details,
    )


def _sorted(columns: tuple[Numbers, ...]) -> tuple[Numbers, Truths]:
    """Return the places of grams in their order, those of the same gram as they were, and where another one begins.

    The characters are numbered in the order of their code points, so that the numbers of grams are small.
    """
    present = np.zeros(max(int(column.max(initial=0)) for column in columns) + 1, bool)
    for column in columns:
        present[column] = True
    numbered = np.cumsum(present, dtype=np.int32) - 1
    alphabet = int(np.count_nonzero(present))
    keys = numbered[columns[0]].astype(np.int64)
    for column in columns[1:]:
        keys *= alphabet
        keys += numbered[column]
    return in_order(keys, alphabet ** len(columns))


def _shares(terms: Numbers, shards: int) -> list[Numbers]:
    """Return which of the grams each of the partition's shards holds: those whose CRC-32 falls on it."""
    places = (crc32_of(terms) % shards).astype(np.uint16)
    by_shard = np.argsort(places, kind="stable")
    bounds = np.searchsorted(places[by_shard], np.arange(shards + 1))
    return [by_shard[bounds[number] : bounds[number + 1]] for number in range(shards)]
