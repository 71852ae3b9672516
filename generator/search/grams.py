"""From an issue to its grams: which strings of one, two and three characters stand in which article, how often.

A gram is a term of lunr's; overlapping pairs are the terms of Chinese text. This is the per-issue half of the index, a
pure function whose result is small enough to be kept for every issue while the shards are made (see `shards`).
"""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from operator import add
from struct import calcsize, iter_unpack, pack

from generator.model import Article, Issue
from generator.search.folding import fold
from generator.search.passages import BODY, FIELDS, passages
from generator.search.pinyin import sounds
from generator.search.varint import varints

ORDERS = (1, 2, 3)
"""Lengths of the grams. Three characters are the longest whose postings an archive of years can afford."""

PARTITIONS = 16
"""Parts of the vocabulary that are merged on their own; a power of two, and no block has fewer shards of an order."""

BREAKS = frozenset("\n,。、;:!?()“”‘’\"'《》〈〉「」『』【】…—")
"""What ends a run of characters (after folding); grams of two and more characters do not reach over it. Nobody
searches for half of one clause and half of the next, and a third of all grams would do. The client cuts a string at
the same characters and has the article's text confirm it."""

CUT = "\n"
"""Stands between two passages of a field, and for any of BREAKS while grams are counted."""

ELSEWHERE = 0
"""The code of a gram that stands not in the body alone, or more than MOST times; a detail tells more."""

MOST = 255
"""The highest count of a gram in a body that is its own code."""

FAST = 1
"""zlib's level for what is only passed on: smaller than the raw bytes by half, at no cost worth naming."""

DIGEST_BYTES = 16
"""Bytes of the fingerprint of an issue's grams."""

_CODES = "".join(map(chr, range(MOST + 1)))
_BROKEN = str.maketrans(dict.fromkeys(BREAKS, CUT))
_SIZES = f"<{2 * len(ORDERS)}I"


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
class IssueSummary:
    """What is needed of an issue to plan an archive's index."""

    id: str
    """`2024-11`."""
    year: int
    """Its year."""
    number: int
    """Its number within the year."""
    cards: tuple[Card, ...]
    """Its articles in the order of the print."""
    pairs: tuple[int, ...]
    """For each of ORDERS the number of (gram, article) pairs: the size of what is to be merged."""
    digest: str
    """Fingerprint of its grams."""
    sounds: tuple[str, ...] = ()
    """The words of its titles and sections with their pinyin."""


@dataclass(frozen=True, slots=True)
class IssueIndex:
    """What the search makes of an issue."""

    summary: IssueSummary
    """The light part."""
    grams: tuple[bytes, ...]
    """The grams, packed, for each partition; about a fifth of a megabyte in all."""


@dataclass(frozen=True, slots=True)
class ArticleGrams:
    """The grams of one order in one partition of an article."""

    order: int
    """Their length, one of ORDERS."""
    terms: Iterator[str]
    """The grams, none twice."""
    codes: bytes
    """For each gram how often it stands in the body, or ELSEWHERE."""
    details: list[bytes]
    """For each ELSEWHERE in turn: a varint with a bit for each field that holds the gram, and its count in each."""


def index_issue(issue: Issue) -> IssueIndex:
    """Return the per-issue half of the index; depends on nothing but the issue."""
    cards = tuple(Card(article.id, article.section, article.source) for article in issue.articles)
    buffers = [bytearray() for _ in range(PARTITIONS)]
    pairs = [0] * len(ORDERS)
    for article in issue.articles:
        whole = _fields(article)
        cut = [text.translate(_BROKEN) for text in whole]
        parts = [_partitioned(cut if order > 1 else whole, order) for order in ORDERS]
        for number, buffer in enumerate(buffers):
            buffer += _pack([part[number] for part in parts])
        for place, part in enumerate(parts):
            pairs[place] += sum(len(terms) for terms, _ in part)
    grams = tuple(zlib.compress(buffer, FAST) for buffer in buffers)
    digest = hashlib.blake2b(b"".join(map(bytes, buffers)), digest_size=DIGEST_BYTES).hexdigest()
    summary = IssueSummary(issue.id, issue.year, issue.number, cards, tuple(pairs), digest, sounds(issue))
    return IssueIndex(summary, grams)


def partition(term: str) -> int:
    """Return the partition that a gram belongs to."""
    return ord(term[0]) % PARTITIONS


def unpack(packed: bytes) -> Iterator[tuple[ArticleGrams, ...]]:
    """Yield the grams of each article of a packed partition, one ArticleGrams for each of ORDERS."""
    data = zlib.decompress(packed)
    at = 0
    while at < len(data):
        (sizes,) = iter_unpack(_SIZES, data[at : at + calcsize(_SIZES)])
        at += calcsize(_SIZES)
        grams = []
        for place, order in enumerate(ORDERS):
            size, more = sizes[2 * place], sizes[2 * place + 1]
            text = data[at : at + size].decode()
            details = data[at + size : at + size + more]
            at += size + more
            grams.append(_article_grams(order, text, details))
        yield tuple(grams)


def _article_grams(order: int, text: str, details: bytes) -> ArticleGrams:
    width = order + 1
    terms: Iterator[str] = iter(text[::width])
    for column in range(1, order):
        terms = map(add, terms, text[column::width])
    codes = text[order::width].encode("latin-1")
    return ArticleGrams(order, terms, codes, [detail for detail in details.split(b"\x00") if detail])


def _fields(article: Article) -> list[str]:
    folded: list[list[str]] = [[] for _ in FIELDS]
    for passage in passages(article):
        folded[passage.field].append(fold(passage.plain))
    return [CUT.join(texts) for texts in folded]


def _counts(text: str, order: int) -> Counter[str]:
    grams: Iterator[str] = iter(text)
    for offset in range(1, order):
        grams = map(add, grams, text[offset:])
    counts = Counter(grams)
    for broken in [term for term in counts if CUT in term]:
        counts.pop(broken)
    return counts


def _partitioned(fields: list[str], order: int) -> list[tuple[list[str], list[bytes]]]:
    """Return for each partition the grams, each with its code as one more character, and the details."""
    parts: list[tuple[list[str], list[bytes]]] = [([], []) for _ in range(PARTITIONS)]
    body = _counts(fields[BODY], order)
    for term, counts in _elsewhere(fields, body, order).items():
        terms, details = parts[partition(term)]
        terms.append(term + _CODES[ELSEWHERE])
        mask = sum(1 << field for field, count in enumerate(counts) if count)
        details.append(varints([mask, *filter(None, counts)]))
    codes = _CODES
    append = [terms.append for terms, _ in parts]
    for term, count in body.items():
        append[ord(term[0]) % PARTITIONS](term + codes[count])
    return parts


def _elsewhere(fields: list[str], body: Counter[str], order: int) -> dict[str, list[int]]:
    """Take the grams out of `body` that its count alone does not tell of; return their counts in each field."""
    found: dict[str, list[int]] = {}
    for field, text in enumerate(fields):
        if field != BODY and text:
            for term, count in _counts(text, order).items():
                found.setdefault(term, [0] * len(FIELDS))[field] = count
    for term in [term for term, count in body.items() if count > MOST]:
        found.setdefault(term, [0] * len(FIELDS))
    for term, counts in found.items():
        counts[BODY] = body.pop(term, 0)
    return found


def _pack(orders: list[tuple[list[str], list[bytes]]]) -> bytes:
    """No byte of a detail is 0: its mask has a bit and no count in it is 0, so that 0 can end it."""
    sections = [("".join(terms).encode(), b"\x00".join(details)) for terms, details in orders]
    sizes = [len(section) for pair in sections for section in pair]
    return pack(_SIZES, *sizes) + b"".join(section for pair in sections for section in pair)
