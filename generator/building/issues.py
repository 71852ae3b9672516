"""What a build keeps in mind of each issue, so that an unchanged one need not be read again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.building.fingerprints import of_text
from generator.building.index import KeptIndex
from generator.building.plain import from_json, to_json
from generator.building.records import IssueRow, Outline, Prints
from generator.published import Anchors, first_record
from generator.rendering.cards import IssueCard
from generator.rendering.kin import ground

CARDS_AT_HAND = 600
"""Cards that stay in memory, some six megabytes: those of ten years of a weekly are read once in a build, not for the
kin of articles, for neighbours and for listings."""


@dataclass(frozen=True, slots=True)
class ReadIssue:
    """An issue that was read anew."""

    outline: Outline
    """What is at hand of it."""
    card: IssueCard
    """For listings and neighbours."""
    index: KeptIndex
    """Its half of the search index, without the grams."""
    anchors: Anchors
    """What links to it may lead to."""

    @classmethod
    def of(cls, content: str, card: IssueCard, index: KeptIndex, anchors: Anchors) -> ReadIssue:
        """Return an issue whose content file has the hash `content`."""
        prints = Prints(
            card=_hash(card),
            as_before=_hash(as_before(card)),
            as_after=_hash(as_after(card)),
            ground=ground(card),
            record=of_text(first_record(anchors)),
        )
        return cls(Outline(card.id, content, prints), card, index, anchors)

    def row(self) -> IssueRow:
        """Return what the ledger keeps besides the outline."""
        return IssueRow(to_json(self.card), to_json(self.index), to_json(self.anchors))


class Memory:
    """What a ledger keeps of issues, read when it is asked for.

    So a build holds but a little of each issue, however many there are.
    """

    def __init__(self, row_of: Callable[[str], IssueRow]) -> None:
        """`row_of` returns what the ledger keeps of an issue, by its id."""
        self._row_of = row_of
        self.card = lru_cache(CARDS_AT_HAND)(self._card)
        """Returns the card of an issue."""

    def _card(self, issue: str) -> IssueCard:
        return from_json(IssueCard, self._row_of(issue).card)

    def index(self, issue: str) -> KeptIndex:
        """Return an issue's half of the search index, without the grams."""
        return from_json(KeptIndex, self._row_of(issue).half)

    def anchors(self, issue: str) -> Anchors:
        """Return what links to an issue may lead to."""
        return from_json(Anchors, self._row_of(issue).anchors)


@dataclass(frozen=True, slots=True)
class KnownIssue:
    """What a build knows of an issue."""

    outline: Outline
    """What is at hand."""
    memory: Memory
    """Where the rest is read."""

    @property
    def card(self) -> IssueCard:
        """For listings and neighbours."""
        return self.memory.card(self.outline.id)

    @property
    def index(self) -> KeptIndex:
        """Its half of the search index, without the grams."""
        return self.memory.index(self.outline.id)

    @property
    def anchors(self) -> Anchors:
        """What links to it may lead to."""
        return self.memory.anchors(self.outline.id)


def as_before(card: IssueCard) -> IssueCard:
    """Return what the pages of the issue after this one show of it: its names, and the adjoining article."""
    return replace(card, articles=card.articles[-1:])


def as_after(card: IssueCard) -> IssueCard:
    """Return what the pages of the issue before this one show of it."""
    return replace(card, articles=card.articles[:1])


def _hash(card: IssueCard) -> str:
    return of_text(repr(card))
