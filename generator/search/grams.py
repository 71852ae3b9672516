"""From an issue to its grams: which strings of one, two and three characters stand in which article, how often.

A gram is a term of lunr's; overlapping pairs are the terms of Chinese text. This is the per-issue half of the index, a
pure function whose result is small enough to be kept for every issue while the shards are made (see `shards`).
"""

from __future__ import annotations

import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from operator import add

from generator.model import Article, Issue
from generator.search.folding import fold
from generator.search.passages import BODY, FIELDS, passages
from generator.search.varint import varint

ORDERS = (1, 2, 3)
"""Lengths of the grams. Three characters are the longest whose postings an archive of years can afford."""

PARTITIONS = 16
"""Parts of the vocabulary that are merged on their own; a power of two, and no block has fewer shards of an order."""

ARTICLES_PER_PART = 200
"""An article's place in its part is one byte."""

BREAK = "\n"
"""Stands between two passages of a field; no gram holds it."""

FAST = 1
"""zlib's level for what is only passed on: smaller than the raw bytes by half, at no cost worth naming."""

_BODY_CODES = tuple(varint(count << 1) for count in range(4096))
_PLACES = tuple(bytes((place,)) for place in range(ARTICLES_PER_PART))


@dataclass(frozen=True, slots=True)
class Card:
    """What the index's head tells of an article."""

    id: str
    """`a01`."""
    section: str
    """Its section."""
    source: str
    """Its source; empty where none is printed."""


@dataclass(frozen=True, slots=True)
class Part:
    """The grams of up to ARTICLES_PER_PART articles of one issue."""

    articles: int
    """How many articles."""
    pairs: tuple[int, ...]
    """For each of ORDERS the number of (gram, article) pairs: the size of what is to be merged."""
    partitions: tuple[bytes, ...]
    """The grams by partition, packed; `unpack` reads them."""


@dataclass(frozen=True, slots=True)
class IssueIndex:
    """What the search keeps of an issue."""

    id: str
    """`2024-11`."""
    year: int
    """Its year."""
    number: int
    """Its number within the year."""
    cards: tuple[Card, ...]
    """Its articles in the order of the print."""
    parts: tuple[Part, ...]
    """Its grams."""


@dataclass(frozen=True, slots=True)
class Grams:
    """The grams of one order in one partition of a part, as parallel sequences."""

    terms: list[str]
    """The grams."""
    places: list[bytes]
    """For each gram the articles that hold it, a byte each: their place in the part."""
    codes: list[bytes]
    """For each gram how often it stands in which field of each of these articles; see `_code`."""


def index_issue(issue: Issue) -> IssueIndex:
    """Return the per-issue half of the index; depends on nothing but the issue."""
    cards = tuple(Card(article.id, article.section, article.source) for article in issue.articles)
    chunks = (
        issue.articles[start : start + ARTICLES_PER_PART] for start in range(0, len(issue.articles), ARTICLES_PER_PART)
    )
    return IssueIndex(issue.id, issue.year, issue.number, cards, tuple(_part(chunk) for chunk in chunks))


def partition(term: str) -> int:
    """Return the number whose low bits say where a gram lives: CRC-32 of its UTF-8."""
    return zlib.crc32(term.encode())


def unpack(packed: bytes) -> Iterator[Grams]:
    """Yield the grams of a packed partition, one Grams for each of ORDERS."""
    data = zlib.decompress(packed)
    at = 0
    for order in ORDERS:
        sizes = array("I", data[at : at + 12])
        at += 12
        text = data[at : at + sizes[1]].decode()
        at += sizes[1]
        counts = data[at : at + sizes[0]]
        at += sizes[0]
        lengths = array("H", data[at : at + 2 * sizes[0]])
        at += 2 * sizes[0]
        blob = data[at : at + sizes[2]]
        at += sizes[2]
        ends = list(accumulate(lengths))
        starts = [0, *ends][: len(ends)]
        yield Grams(
            [text[i : i + order] for i in range(0, len(text), order)],
            [blob[start : start + count] for start, count in zip(starts, counts, strict=True)],
            [blob[start + count : end] for start, end, count in zip(starts, ends, counts, strict=True)],
        )


def _part(articles: tuple[Article, ...]) -> Part:
    pairs = []
    packed = [bytearray() for _ in range(PARTITIONS)]
    texts = [_fields(article) for article in articles]
    for order in ORDERS:
        places: dict[str, bytes] = defaultdict(bytes)
        codes: dict[str, bytes] = defaultdict(bytes)
        for place, fields in zip(_PLACES, texts, strict=False):
            for term, code in _codes(fields, order):
                places[term] += place
                codes[term] += code
        pairs.append(sum(map(len, places.values())))
        for buffer, terms in zip(packed, _partitioned(places), strict=True):
            buffer += _pack(terms, places, codes)
    return Part(len(articles), tuple(pairs), tuple(zlib.compress(buffer, FAST) for buffer in packed))


def _fields(article: Article) -> list[str]:
    folded: list[list[str]] = [[] for _ in FIELDS]
    for passage in passages(article):
        folded[passage.field].append(fold(passage.plain))
    return [BREAK.join(texts) for texts in folded]


def _counts(text: str, order: int) -> Counter[str]:
    grams: Iterator[str] = iter(text)
    for offset in range(1, order):
        grams = map(add, grams, text[offset:])
    counts = Counter(grams)
    for broken in [term for term in counts if BREAK in term]:
        del counts[broken]
    return counts


def _codes(fields: list[str], order: int) -> Iterator[tuple[str, bytes]]:
    body = _counts(fields[BODY], order)
    elsewhere: dict[str, list[int]] = {}
    for field, text in enumerate(fields):
        if field == BODY or not text:
            continue
        for term, count in _counts(text, order).items():
            elsewhere.setdefault(term, [0] * len(FIELDS))[field] = count
    for term, counts in elsewhere.items():
        counts[BODY] = body.pop(term, 0)
        yield term, _code(counts)
    table = _BODY_CODES
    for term, count in body.items():
        yield term, table[count] if count < len(table) else varint(count << 1)


def _code(counts: list[int]) -> bytes:
    """Return how often a gram stands in each field: `count << 1` where that is the body alone, else
    `fields << 1 | 1` with a bit for each field, and the counts of these fields in order; all of it varints."""
    mask = sum(1 << field for field, count in enumerate(counts) if count)
    return varint(mask << 1 | 1) + b"".join(varint(count) for count in counts if count)


def _partitioned(terms: Mapping[str, bytes]) -> list[list[str]]:
    parts: list[list[str]] = [[] for _ in range(PARTITIONS)]
    for term in terms:
        parts[partition(term) % PARTITIONS].append(term)
    return parts


def _pack(terms: list[str], places: Mapping[str, bytes], codes: Mapping[str, bytes]) -> bytes:
    text = "".join(terms).encode()
    blob = b"".join([places[term] + codes[term] for term in terms])
    counts = bytes([len(places[term]) for term in terms])
    lengths = array("H", [len(places[term]) + len(codes[term]) for term in terms])
    return array("I", (len(terms), len(text), len(blob))).tobytes() + text + counts + lengths.tobytes() + blob
