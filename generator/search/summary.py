"""What the index has to know of an issue, and how it is divided; light to load."""

from __future__ import annotations

from dataclasses import dataclass

ORDERS = (1, 2, 3)
"""Lengths of the grams. Three characters are the longest whose postings an archive of years can afford."""

PARTITIONS = 16
"""Parts of the vocabulary that are merged on their own; a power of two, and no block has fewer shards of an order."""


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
    """Fingerprint of its grams and texts."""
    sounds: tuple[str, ...] = ()
    """The words of its titles and sections with their pinyin."""


@dataclass(frozen=True, slots=True)
class IssueIndex:
    """What the search makes of an issue."""

    summary: IssueSummary
    """The light part."""
    grams: tuple[bytes, ...]
    """The grams, packed, for each partition; about a quarter of a megabyte in all."""
