"""What a build keeps in mind of each issue, so that an unchanged one need not be read again."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from generator.building.fingerprints import of_text
from generator.building.index import KeptIndex
from generator.building.plain import from_json, to_json
from generator.building.records import IssueRow, Outline, Prints
from generator.published import Anchors, first_record
from generator.rendering.cards import IssueCard
from generator.rendering.kin import ground
from generator.search.summary import Card


class IssueInMind(Protocol):
    """What a build keeps in mind of an issue."""

    @property
    def outline(self) -> Outline:
        """What is at hand."""

    @property
    def card(self) -> IssueCard:
        """For listings and neighbours."""

    @property
    def index(self) -> KeptIndex:
        """Its half of the search index, without the grams."""

    @property
    def anchors(self) -> Anchors:
        """What links to it may lead to."""


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


class KeptIssue:
    """An issue that is as before; what the ledger keeps of it is read when it is asked for."""

    def __init__(self, outline: Outline, row: Callable[[str], IssueRow]) -> None:
        """`row` returns what the ledger keeps of an issue."""
        self.outline = outline
        self._row_of = row

    @cached_property
    def card(self) -> IssueCard:
        """For listings and neighbours."""
        return from_json(IssueCard, self._row_of(self.outline.id).card)

    @cached_property
    def index(self) -> KeptIndex:
        """Its half of the search index, without the grams."""
        return from_json(KeptIndex, self._row_of(self.outline.id).half)

    @cached_property
    def anchors(self) -> Anchors:
        """What links to it may lead to."""
        return from_json(Anchors, self._row_of(self.outline.id).anchors)


def as_before(card: IssueCard) -> IssueCard:
    """Return what the pages of the issue after this one show of it: its names, and the adjoining article."""
    return replace(card, articles=card.articles[-1:])


def as_after(card: IssueCard) -> IssueCard:
    """Return what the pages of the issue before this one show of it."""
    return replace(card, articles=card.articles[:1])


def _hash(card: IssueCard) -> str:
    return of_text(repr(card))


def compact(known: ReadIssue) -> ReadIssue:
    """Return the same, in which names that come again in the archive stand in memory once.

    A cold build gathers what workers made of each issue. Sections, sources and ids are the same in many, titles stand
    in several parts of one.
    """
    once = sys.intern
    card, anchors, summary = known.card, known.anchors, known.index.summary
    articles = tuple(
        replace(
            article,
            issue=once(article.issue),
            id=once(article.id),
            section=once(article.section),
            source=once(article.source),
            title=once(article.title),
        )
        for article in card.articles
    )
    cards = tuple(Card(once(one.id), once(one.section), once(one.source)) for one in summary.cards)
    name = once(card.id)
    return replace(
        known,
        card=replace(card, id=name, title=once(card.title), organiser=once(card.organiser), articles=articles),
        index=replace(known.index, summary=replace(summary, id=name, cards=cards)),
        anchors=replace(anchors, articles=tuple((once(one), once(title)) for one, title in anchors.articles)),
    )
