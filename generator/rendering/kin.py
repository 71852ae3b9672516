"""What an article has in common with those of earlier issues: the same words, section, source.

Only earlier issues count, so that a new issue changes no old page. The measure is that of the search's ranking: a term
that two articles share weighs by how rare it is in the archive so far (the idf of BM25) and by its rank in each.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from heapq import nlargest
from math import log
from sys import intern

from generator.rendering.cards import ArticleCard, IssueCard
from generator.rendering.terms import TERMS

RELATED = 3
"""Related articles of an article."""
SAME = 2
"""Earlier articles of the same section, and of the same source."""
LEAST = 0.9
"""What related articles have in common at least; a term that is in no third article and the first of both counts
nearly 1, so this takes two or three words. Better none than one that is far-fetched."""
REACH = 16
"""Articles that a term leads to, the latest. A rare word leads back through all the years, a common one does not."""
COMMON = 8
"""A term that one article in so many has tells nothing; nobody can say before there are some issues."""
FEW = 40
"""Articles up to which every term tells something."""

_WEIGHTS = [1 - rank / (2 * TERMS) for rank in range(TERMS)]
"""What a term weighs by its rank in an article: the first 1, the last half of it."""
_SECTION, _SOURCE = "section ", "source "


@dataclass(frozen=True, slots=True)
class Reference:
    """An article of an earlier issue, as a link names it."""

    issue: str
    """Id of its issue."""
    id: str
    """Its own id."""
    title: str
    """Its title."""


@dataclass(frozen=True, slots=True)
class Kin:
    """What an article leads on to; no article stands here twice."""

    related: tuple[Reference, ...] = ()
    """Articles about the same, the closest first."""
    section: tuple[Reference, ...] = ()
    """The latest of the same section."""
    source: tuple[Reference, ...] = ()
    """The latest from the same source."""


def ground(issue: IssueCard) -> str:
    """Return a hash of what an issue has to do with its own articles' kin and that of later ones."""
    told = [(one.id, one.title, one.section, one.source, one.terms) for one in issue.articles]
    return sha256(repr((issue.id, told)).encode()).hexdigest()


def chain(grounds: Mapping[str, str]) -> dict[str, str]:
    """Return for each issue a hash of all that its articles' kin depends on: itself and the issues before it.

    `grounds` has what `ground` tells of each by its id, oldest first.
    """
    running = sha256()
    hashes = {}
    for issue, its_ground in grounds.items():
        running.update(its_ground.encode())
        hashes[issue] = running.hexdigest()
    return hashes


def kin_of(
    issues: Iterable[str], card_of: Callable[[str], IssueCard], wanted: Collection[str]
) -> Iterator[tuple[str, tuple[Kin, ...]]]:
    """Yield the kin of each article of the issues whose ids are `wanted`, by id.

    `issues` are the ids of all of them, oldest first. Their cards are asked for one after the other, and not kept.
    """
    left = set(wanted)
    earlier = _Earlier(article for name in wanted for article in card_of(name).articles)
    for name in issues:
        issue = card_of(name)
        if name in left:
            yield name, tuple(map(earlier.kin, issue.articles))
            left.remove(name)
        if not left:
            break
        for article in issue.articles:
            earlier.add(article)


class _Earlier:
    """The articles of the issues up to some issue, by what they may be asked for."""

    def __init__(self, asked: Iterable[ArticleCard]) -> None:
        self.articles: list[Reference] = []
        """All of them, oldest first; the others tell of them by their place in it."""
        self.latest: dict[str, list[int]] = {}
        """The latest that have a term which may be asked for, the latest last, each with the term's rank in it: a
        number of both."""
        self.same: dict[str, deque[int]] = {}
        """The latest of each section and each source, the latest first: so many that enough are left that are not
        told of already."""
        for article in asked:
            self.latest.update((term, []) for term in article.terms.split())
            self.same[_SECTION + article.section] = deque(maxlen=RELATED + SAME)
            self.same[_SOURCE + article.source] = deque(maxlen=RELATED + 2 * SAME)
        self.holders = dict.fromkeys(self.latest, 0)
        """How many of them have such a term."""

    def add(self, article: ArticleCard) -> None:
        """Take note of an article."""
        number = len(self.articles)
        self.articles.append(Reference(intern(article.issue), intern(article.id), article.title))
        for name in (_SECTION + article.section, _SOURCE + article.source):
            if name in self.same:
                self.same[name].appendleft(number)
        for rank, term in enumerate(article.terms.split()):
            if term in self.latest:
                self.holders[term] += 1
                latest = self.latest[term]
                latest.append(number * TERMS + rank)
                del latest[:-REACH]

    def kin(self, article: ArticleCard) -> Kin:
        """Return what an article has in common with these."""
        related = self._related(article)
        section = self._same(_SECTION, article.section, related)
        source = self._same(_SOURCE, article.source, related + section)
        return Kin(*(tuple(self.articles[number] for number in numbers) for numbers in (related, section, source)))

    def _related(self, article: ArticleCard) -> list[int]:
        shared: dict[int, float] = {}
        count = len(self.articles)
        most = log(1 + (count + 0.5) / 0.5)
        for own, term in zip(_WEIGHTS, article.terms.split(), strict=False):
            holders = self.holders[term]
            if holders and holders * COMMON <= max(count, FEW):
                worth = own * log(1 + (count - holders + 0.5) / (holders + 0.5)) / most
                for latest in self.latest[term]:
                    number, rank = divmod(latest, TERMS)
                    shared[number] = shared.get(number, 0.0) + worth * _WEIGHTS[rank]
        close = [(worth, number) for number, worth in shared.items() if worth >= LEAST]
        return [number for _, number in nlargest(RELATED, close)]

    def _same(self, kind: str, name: str, told: list[int]) -> list[int]:
        latest = self.same[kind + name] if name else ()
        return [number for number in latest if number not in told][:SAME]
