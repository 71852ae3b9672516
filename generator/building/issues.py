"""What a build keeps in mind of each issue, so that an unchanged one need not be read again."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace

from generator.building.index import KeptIndex, Member
from generator.building.kinship import KnownKin
from generator.building.plain import from_json, to_json
from generator.building.records import IssueRow
from generator.published import Anchors
from generator.rendering.cards import IssueCard
from generator.search.grams import Card


@dataclass(frozen=True, slots=True)
class KnownIssue:
    """What a build keeps in mind of an issue."""

    digest: str
    """SHA-256 of the content file's bytes."""
    card: IssueCard
    """For listings and neighbours."""
    index: KeptIndex
    """Its half of the search index, without the grams."""
    anchors: Anchors
    """What links to it may lead to."""
    kin: KnownKin | None = None
    """What its articles have in common with earlier ones; None until that is known."""

    def with_kin(self, kin: KnownKin) -> KnownIssue:
        """Return the same with what its articles have in common with earlier ones."""
        return replace(self, kin=kin)

    def member(self) -> Member:
        """Return it as one of a block's issues."""
        return Member(self.digest, self.index)

    def row(self) -> IssueRow:
        """Return what the ledger keeps."""
        summary = self.index.summary
        return IssueRow(
            id=summary.id,
            digest=self.digest,
            card=to_json(self.card),
            half=to_json(self.index),
            anchors=to_json(self.anchors),
            kin=to_json(self.kin) if self.kin else "",
        )


def known_issue(row: IssueRow) -> KnownIssue:
    """Return what the ledger kept."""
    return KnownIssue(
        digest=row.digest,
        card=from_json(IssueCard, row.card),
        index=from_json(KeptIndex, row.half),
        anchors=from_json(Anchors, row.anchors),
        kin=from_json(KnownKin, row.kin) if row.kin else None,
    )


def compact(known: KnownIssue) -> KnownIssue:
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
