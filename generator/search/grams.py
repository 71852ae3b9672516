"""From an issue to its grams: which strings of one, two and three characters stand in which article, how often.

A gram is a term of lunr's; overlapping pairs are the terms of Chinese text. This is the per-issue half of the index, a
pure function whose result is small enough to be kept for every issue while the shards are made (see `shards`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from generator.model import Issue
from generator.search.arrays import LARGEST, Numbers, Truths, characters, in_order, ranges, varint_sizes, varints_of
from generator.search.folding import fold
from generator.search.kept import Grams, partition_of
from generator.search.passages import BODY, FIELDS, Passage, passages
from generator.search.pinyin import sounds
from generator.search.summary import ORDERS, PARTITIONS, Card, IssueIndex, IssueSummary

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

_ENDS = np.zeros(max(map(ord, BREAKS)) + 2, bool)
_ENDS[[ord(character) for character in (CUT, *BREAKS)]] = True
"""Whether a code point ends a run; the last entry stands for all beyond."""


@dataclass(frozen=True, slots=True)
class _Folded:
    """The characters of all articles of an issue, folded, a CUT behind each passage."""

    text: Numbers
    """Their code points."""
    ranks: Numbers
    """The place of each among the issue's characters in the order of their code points."""
    alphabet: int
    """How many different ones there are."""
    fields: Numbers
    """The field of each, an index of FIELDS."""
    articles: Numbers
    """The number of the article of each."""
    count: int
    """How many articles there are."""


def index_issue(issue: Issue, spoken: tuple[str, ...] | None = None) -> IssueIndex:
    """Return the per-issue half of the index; depends on nothing but the issue.

    `spoken` is what `sounds` says of it, where that is known already.
    """
    cards = tuple(Card(article.id, article.section, article.source) for article in issue.articles)
    found = [passages(article) for article in issue.articles]
    folded = _folded(found)
    by_order = _grams(folded)
    pairs = tuple(sum(len(grams.codes) for grams in partitions) for partitions in by_order)
    pieces = [[grams.packed() for grams in partition] for partition in zip(*by_order, strict=True)]
    digest = hashlib.blake2b(digest_size=DIGEST_BYTES)
    for piece in (piece for partition in pieces for piece in partition):
        digest.update(piece)
    digest.update(_told(found).encode("utf-8", "surrogatepass"))
    if spoken is None:
        spoken = sounds(issue)
    summary = IssueSummary(issue.id, issue.year, issue.number, cards, pairs, digest.hexdigest(), spoken)
    return IssueIndex(summary, tuple(partition_of(partition) for partition in pieces))


def _told(found: Sequence[Sequence[Passage]]) -> str:
    """Return all that the texts tell: signs and pages, which grams do not, too."""
    whole = (passage for its in found for passage in its)
    return CUT.join([f"{passage.plain}{CUT}{passage.pages}" if passage.pages else passage.plain for passage in whole])


def _folded(found: Sequence[Sequence[Passage]]) -> _Folded:
    """Return the characters of some articles, of each of which there are the passages."""
    texts = [text for its in found for text in _texts(its)]
    lengths = [len(text) for text in texts]
    text = characters("".join(texts))
    present = np.zeros(int(text.max(initial=0)) + 1, bool)
    present[text] = True
    rank_of = np.cumsum(present, dtype=np.int64) - 1
    return _Folded(
        text=text,
        ranks=rank_of[text],
        alphabet=int(np.count_nonzero(present)),
        fields=np.repeat(np.arange(len(texts)) % len(FIELDS), lengths),
        articles=np.repeat(np.arange(len(texts)) // len(FIELDS), lengths),
        count=len(found),
    )


def _texts(found: Iterable[Passage]) -> list[str]:
    """Return the passages of an article folded, those of each field one after the other."""
    by_field: list[list[str]] = [[] for _ in FIELDS]
    for passage in found:
        by_field[passage.field].append(passage.plain)
    return [fold(CUT.join(texts)) + CUT for texts in by_field]


def _grams(folded: _Folded) -> list[list[Grams]]:
    """Return the grams of an issue for each order and partition.

    A gram's key tells in this order of its partition, its article and its characters.
    """
    keys = folded.text.astype(np.int64) % PARTITIONS * folded.count + folded.articles
    below = PARTITIONS * folded.count
    found = []
    for order in ORDERS:
        keys = keys[: max(len(folded.text) - order + 1, 0)]
        if below * folded.alphabet > LARGEST:
            keys = np.unique(keys, return_inverse=True)[1]
            below = len(keys)
        keys = keys * folded.alphabet + folded.ranks[order - 1 :]
        below *= folded.alphabet
        found.append(_of_order(folded, order, keys, below))
    return found


def _of_order(folded: _Folded, order: int, keys: Numbers, below: int) -> list[Grams]:
    """Return the grams of one order; `keys` are those of what begins at each place, all smaller than `below`."""
    places = _whole(folded.text, order)
    by_gram, opens = in_order(keys[places], below)
    first = np.flatnonzero(opens)
    counts = np.diff(first, append=len(by_gram))
    fields = folded.fields[places[by_gram]]
    elsewhere = counts > MOST
    elsewhere[np.searchsorted(first, np.flatnonzero(fields != BODY), "right") - 1] = True
    chosen = np.flatnonzero(elsewhere)
    sizes, details = _details(fields, first[chosen], counts[chosen])
    counts[chosen] = ELSEWHERE
    found = places[by_gram[first]]
    columns = tuple(folded.text[found + offset] for offset in range(order))
    return _partitioned(folded.count, folded.articles[found], columns, counts.astype(np.uint8), chosen, sizes, details)


def _whole(text: Numbers, order: int) -> Numbers:
    """Return where the grams of a text begin."""
    count = max(len(text) - order + 1, 0)
    inside: Truths = text != ord(CUT) if order == 1 else ~_ENDS[np.minimum(text, len(_ENDS) - 1)]
    return np.flatnonzero(np.logical_and.reduce([inside[offset : count + offset] for offset in range(order)]))


def _details(fields: Numbers, first: Numbers, counts: Numbers) -> tuple[Numbers, Numbers]:
    """Return length and bytes of the details of grams: of each of which `counts` fields stand from `first` on.

    No byte of a mask is 0 and no count in it is, so the zeros of the table are what is left out.
    """
    grams = np.repeat(np.arange(len(first)), counts)
    cells = grams * len(FIELDS) + fields[ranges(first, counts)]
    table = np.bincount(cells, minlength=len(first) * len(FIELDS)).reshape(-1, len(FIELDS))
    masks = (table > 0) @ (1 << np.arange(len(FIELDS)))
    numbers = np.column_stack((masks, table))
    sizes = (varint_sizes(numbers) * (numbers > 0)).sum(axis=1, dtype=np.int64)
    return sizes, np.frombuffer(varints_of(numbers[numbers > 0]), np.uint8)


def _partitioned(
    count: int,
    articles: Numbers,
    columns: tuple[Numbers, ...],
    codes: Numbers,
    elsewhere: Numbers,
    sizes: Numbers,
    details: Numbers,
) -> list[Grams]:
    """Return the grams of each partition; those whose code is ELSEWHERE are told by their places."""
    partitions = (columns[0] % PARTITIONS).astype(np.int64)
    by_article = np.bincount(partitions * count + articles, minlength=PARTITIONS * count).reshape(PARTITIONS, count)
    bounds = np.searchsorted(partitions, np.arange(PARTITIONS + 1))
    in_sizes = np.searchsorted(elsewhere, bounds)
    in_details = np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes)))[in_sizes]
    return [
        Grams(
            by_article[number],
            tuple(column[bounds[number] : bounds[number + 1]] for column in columns),
            codes[bounds[number] : bounds[number + 1]],
            sizes[in_sizes[number] : in_sizes[number + 1]],
            details[in_details[number] : in_details[number + 1]],
        )
        for number in range(PARTITIONS)
    ]
