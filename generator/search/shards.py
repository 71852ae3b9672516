"""From the grams of a block's issues to its shards.

A shard holds the postings of the grams whose hash falls on it, all of one order. `docs/search.md` describes its bytes.
The vocabulary is merged partition by partition, so that a process needs a small part of it at a time and several
processes can share the work.
"""

from __future__ import annotations

import zlib
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import sub

from generator.search.blocks import Block
from generator.search.envelope import path, wrap
from generator.search.grams import ORDERS, PARTITIONS, partition, unpack
from generator.search.varint import varint, varints

PAIRS_PER_SHARD = 6000
"""(gram, article) pairs of a shard at the most on average: about four kilobytes. Fewer would save bytes of a first
query and cost files; more the reverse."""

LANE = 4
"""Bytes of a pair while it is merged: the article's number in the low three, the code in the highest."""

_CODES = [bytes((code,)) for code in range(256)]


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


def shard_counts(block: Block) -> tuple[int, ...]:
    """Return how many shards each of ORDERS has in a block: a power of two, PARTITIONS or more."""
    counts = []
    for order in range(len(ORDERS)):
        pairs = sum(issue.pairs[order] for issue in block.issues)
        shards = PARTITIONS
        while shards * PAIRS_PER_SHARD < pairs:
            shards *= 2
        counts.append(shards)
    return tuple(counts)


def shard(term: str, shards: int) -> int:
    """Return the number of the shard, of so many, that holds a gram: its CRC-32 within its partition's shards."""
    return zlib.crc32(term.encode()) % (shards // PARTITIONS) * PARTITIONS + partition(term)


def partition_jobs(block: Block, grams_of: Callable[[str], tuple[bytes, ...]]) -> Iterator[PartitionJob]:
    """Yield the jobs whose files are the block's shards; `grams_of` returns an issue's grams by its id."""
    shards = shard_counts(block)
    grams = [grams_of(issue.id) for issue in block.issues]
    for number in range(PARTITIONS):
        yield PartitionJob(block.name, shards, number, tuple(issue[number] for issue in grams))


def merge_partition(job: PartitionJob) -> dict[str, bytes]:
    """Return the shards of a partition, by site-relative path; a shard without a gram is written too."""
    lanes: list[dict[str, bytearray]] = [defaultdict(bytearray) for _ in ORDERS]
    details: list[dict[str, bytearray]] = [defaultdict(bytearray) for _ in ORDERS]
    for number, article in enumerate(grams for packed in job.grams for grams in unpack(packed)):
        by_code = _lanes(number)
        for grams, its_lanes, its_details in zip(article, lanes, details, strict=True):
            told = iter(grams.details)
            for term, code in zip(grams.terms, grams.codes, strict=True):
                its_lanes[term] += by_code[code]
                if not code:
                    its_details[term] += next(told)
    files: dict[str, bytes] = {}
    for order, shards, its_lanes, its_details in zip(ORDERS, job.shards, lanes, details, strict=True):
        groups: dict[int, list[str]] = {place: [] for place in range(job.number, shards, PARTITIONS)}
        for term in its_lanes:
            groups[shard(term, shards)].append(term)
        for place, terms in groups.items():
            name = f"{job.block}/{order}/{place:x}"
            terms.sort()
            files[path(name)] = wrap(name, *_sections(terms, its_lanes, its_details))
    return files


def _lanes(number: int) -> list[bytes]:
    """Return an article's pair for every code."""
    low = number.to_bytes(LANE - 1, "little")
    return [low + code for code in _CODES]


def _sections(terms: list[str], lanes: dict[str, bytearray], details: dict[str, bytearray]) -> tuple[bytes, ...]:
    """Return the grams, how many articles hold each, the gaps between these, the codes and the details."""
    text = "".join(terms).encode()
    gaps, codes = [], []
    for term in terms:
        pairs = lanes[term]
        codes.append(bytes(pairs[LANE - 1 :: LANE]))
        pairs[LANE - 1 :: LANE] = bytes(len(codes[-1]))
        numbers = array("I", bytes(pairs))
        gaps.append(varints([numbers[0] + 1, *map(sub, numbers[1:], numbers)]))
    sizes = varints([len(its_codes) for its_codes in codes])
    all_gaps = b"".join(gaps)
    return (
        varint(len(text)) + text,
        sizes + varint(len(all_gaps)),
        all_gaps,
        b"".join(codes),
        b"".join([details[term] for term in terms if term in details]),
    )
