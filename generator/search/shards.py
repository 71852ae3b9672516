"""From the grams of a block's issues to its shards.

A shard holds the postings of the grams whose hash falls on it, all of one order. `docs/search.md` describes its bytes.
The vocabulary is merged partition by partition, so that a process needs a small part of it at a time and several
processes can share the work.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import sub

from generator.search.blocks import Block
from generator.search.envelope import path, wrap
from generator.search.grams import ORDERS, PARTITIONS, partition, unpack
from generator.search.varint import varint, varints

PAIRS_PER_SHARD = 6000
"""(gram, article) pairs of a shard at the most on average: about four kilobytes. Fewer would save bytes of a first
query and cost files; more the reverse."""


@dataclass(frozen=True, slots=True)
class PartitionJob:
    """One partition of a block, ready to be merged anywhere."""

    block: str
    """The block's name."""
    shards: tuple[int, ...]
    """The number of shards for each of ORDERS."""
    number: int
    """The partition's number."""
    parts: tuple[tuple[int, bytes], ...]
    """For each part of each issue how many articles it holds, and its packed grams."""


def shard_counts(block: Block) -> tuple[int, ...]:
    """Return how many shards each of ORDERS has in a block: a power of two, PARTITIONS or more."""
    counts = []
    for order in range(len(ORDERS)):
        pairs = sum(part.pairs[order] for issue in block.issues for part in issue.parts)
        shards = PARTITIONS
        while shards * PAIRS_PER_SHARD < pairs:
            shards *= 2
        counts.append(shards)
    return tuple(counts)


def partition_jobs(block: Block) -> Iterator[PartitionJob]:
    """Yield the jobs whose files are the block's shards."""
    shards = shard_counts(block)
    parts = [part for issue in block.issues for part in issue.parts]
    for number in range(PARTITIONS):
        yield PartitionJob(
            block.name, shards, number, tuple((part.articles, part.partitions[number]) for part in parts)
        )


def merge_partition(job: PartitionJob) -> dict[str, bytes]:
    """Return the shards of a partition, by site-relative path; a shard without a gram is written too."""
    articles = [defaultdict[str, bytearray](bytearray) for _ in ORDERS]
    codes = [defaultdict[str, bytearray](bytearray) for _ in ORDERS]
    first = 0
    for size, packed in job.parts:
        numbers = _Numbers(first)
        for grams, its_articles, its_codes in zip(unpack(packed), articles, codes, strict=True):
            for term, places, code in zip(grams.terms, grams.places, grams.codes, strict=True):
                its_articles[term] += numbers[places]
                its_codes[term] += code
        first += size
    files: dict[str, bytes] = {}
    for order, shards, its_articles, its_codes in zip(ORDERS, job.shards, articles, codes, strict=True):
        groups: dict[int, list[str]] = {shard: [] for shard in range(job.number, shards, PARTITIONS)}
        for term in its_articles:
            groups[partition(term) % shards].append(term)
        for shard, terms in groups.items():
            name = f"{job.block}/{order}/{shard:x}"
            terms.sort()
            postings = [_posting(its_articles[term], its_codes[term]) for term in terms]
            files[path(name)] = wrap(name, _shard(terms, postings))
    return files


class _Numbers(dict[bytes, bytes]):
    """The numbers within the block of articles that are given by their places in a part."""

    def __init__(self, first: int) -> None:
        super().__init__()
        self._first = first

    def __missing__(self, places: bytes) -> bytes:
        numbers = array("I", [self._first + place for place in places]).tobytes()
        self[places] = numbers
        return numbers


def _posting(articles: bytearray, codes: bytearray) -> bytes:
    numbers = array("I", bytes(articles))
    gaps = [numbers[0] + 1, *map(sub, numbers[1:], numbers)]
    return varint(len(numbers)) + varints(gaps) + codes


def _shard(terms: Iterable[str], postings: list[bytes]) -> bytes:
    text = "".join(terms).encode()
    lengths = varints([len(posting) for posting in postings])
    return varint(len(text)) + text + lengths + b"".join(postings)
