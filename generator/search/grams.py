"""From an issue to its grams: which strings of one, two and three characters stand in which article, how often.

A gram is a term of lunr's; overlapping pairs are the terms of Chinese text. This is the per-issue half of the index, a
pure function whose result is small enough to be kept for every issue while the shards are made (see `shards`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np

from generator.model import Article, Issue
from generator.search.arrays import Numbers, Truths, characters, openings, varint_sizes, varints_of
from generator.search.folding import fold
from generator.search.kept import Grams, joined, partition_of
from generator.search.passages import BODY, FIELDS, passages
from generator.search.pinyin import sounds

ORDERS = (1, 2, 3)
"""Lengths of the grams. Three characters are the longest whose postings an archive of years can afford."""

PARTITIONS = 16
"""Parts of the vocabulary that are merged on their own; a power of two, and no block has fewer shards of an order."""

BREAKS = frozenset("\n,。、;:!?()“”‘’\"'《》〈〉「」『』【】…—")
"""What ends a run of characters (after folding); grams of two and more characters do not reach over it. Nobody
searches for half of one clause and half of the next, and a third of all grams would do. The client cuts a string at
the same characters and has the article's text confirm it."""

CUT = "\0"
"""Stands between two passages: no text of a content file can hold it, and no folding sees over it."""

ELSEWHERE = 0
"""The code of a gram that stands not in the body alone, or more than MOST times; a detail tells more."""

MOST = 255
"""The highest count of a gram in a body that is its own code."""

DIGEST_BYTES = 16
"""Bytes of the fingerprint of an issue's grams."""

CHARACTER_BITS = 21
"""Bits of a code point; three of them and no more are one number of 64 bits."""

PARTITION_BITS = PARTITIONS.bit_length() - 1
"""The last bits of a gram's first character that are its partition's number."""

_ENDS = np.zeros(max(map(ord, BREAKS)) + 2, bool)
_ENDS[[ord(character) for character in (CUT, *BREAKS)]] = True
"""Whether a code point ends a run; the last entry stands for all beyond."""


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


def index_issue(issue: Issue, spoken: tuple[str, ...] | None = None) -> IssueIndex:
    """Return the per-issue half of the index; depends on nothing but the issue.

    `spoken` is what `sounds` says of it, where that is known already.
    """
    cards = tuple(Card(article.id, article.section, article.source) for article in issue.articles)
    folded = [_folded(article) for article in issue.articles]
    pieces = []
    pairs = []
    for order in ORDERS:
        grams = _of_articles(folded, order)
        pairs.append(len(grams.codes))
        pieces.append(_partitioned(grams))
    buffers = list(zip(*pieces, strict=True))
    digest = hashlib.blake2b(digest_size=DIGEST_BYTES)
    for piece in (piece for buffer in buffers for piece in buffer):
        digest.update(piece)
    if spoken is None:
        spoken = sounds(issue)
    summary = IssueSummary(issue.id, issue.year, issue.number, cards, tuple(pairs), digest.hexdigest(), spoken)
    return IssueIndex(summary, tuple(partition_of(list(buffer)) for buffer in buffers))


def _folded(article: Article) -> tuple[Numbers, Numbers]:
    """Return the characters of an article, CUT between its passages, and the field of each of them."""
    by_field: list[list[str]] = [[] for _ in FIELDS]
    for passage in passages(article):
        by_field[passage.field].append(passage.plain)
    texts = [fold(CUT.join(texts)) + CUT for texts in by_field]
    return characters("".join(texts)), np.repeat(np.arange(len(FIELDS)), [len(text) for text in texts])


def _of_articles(folded: list[tuple[Numbers, Numbers]], order: int) -> Grams:
    """Return the grams of all articles of an issue."""
    nothing = Grams(np.zeros(0, np.uint32), (np.zeros(0, np.uint32),) * order, *(np.zeros(0, np.uint8),) * 3)
    return joined([nothing, *(_of_article(text, fields, order) for text, fields in folded)])


def _of_article(text: Numbers, fields: Numbers, order: int) -> Grams:
    """Return the grams of one article, by partition and sorted within it."""
    places = max(len(text) - order + 1, 0)
    whole = ~_ends(text, order)
    windows = [text[offset : places + offset] for offset in range(order)]
    kept = np.logical_and.reduce([whole[offset : places + offset] for offset in range(order)])
    keys = _rotated(windows[0][kept])
    for window in windows[1:]:
        keys = keys << CHARACTER_BITS | window[kept]
    by_key = np.argsort(keys)
    keys = keys[by_key]
    opens = openings(keys)
    rows = (np.cumsum(opens) - 1) * len(FIELDS) + fields[:places][kept][by_key]
    first = np.flatnonzero(opens)
    table = np.bincount(rows, minlength=len(first) * len(FIELDS)).reshape(-1, len(FIELDS))
    codes = table[:, BODY].copy()
    codes[(codes > MOST) | table[:, :BODY].any(axis=1)] = ELSEWHERE
    sizes, details = _details(table[codes == ELSEWHERE])
    chosen = np.flatnonzero(kept)[by_key[first]]
    columns = tuple(window[chosen] for window in windows)
    return Grams(np.array([len(first)]), columns, codes, sizes, np.frombuffer(details, np.uint8))


def _ends(text: Numbers, order: int) -> Truths:
    """Return where a run of characters ends, for grams of this order."""
    ends: Truths = text == ord(CUT) if order == 1 else _ENDS[np.minimum(text, len(_ENDS) - 1)]
    return ends


def _rotated(characters: Numbers) -> Numbers:
    """Return numbers for first characters that sort by partition, and by code point within it."""
    wide = characters.astype(np.int64)
    return (wide % PARTITIONS) << CHARACTER_BITS - PARTITION_BITS | wide >> PARTITION_BITS


def _details(table: Numbers) -> tuple[Numbers, bytes]:
    """Return length and bytes of the details of grams, of which the table has the count in each field.

    No byte of a mask is 0 and no count in it is, so the zeros of the table are what is left out.
    """
    masks = (table > 0) @ (1 << np.arange(len(FIELDS)))
    numbers = np.column_stack((masks, table))
    return (varint_sizes(numbers) * (numbers > 0)).sum(axis=1, dtype=np.int64), varints_of(numbers[numbers > 0])


def _partitioned(grams: Grams) -> list[bytes]:
    """Return the grams of each partition, packed."""
    partitions = (grams.columns[0] % PARTITIONS).astype(np.uint8)
    return [portion.packed() for portion in grams.by_portions(partitions, PARTITIONS)]
