"""Query sets with known answers, made by a seeded script from an archive.

Truth is the plain substring over the folded passages of each article, found without any of the index's code.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.model import Article, Issue
from generator.search.folding import fold
from generator.search.passages import BODY, passages

KINDS = ("title", "phrase", "latin", "two terms", "across", "absent")
"""Words of titles; phrases of bodies; Latin, digits and numbers with their unit; two terms; strings over the border of
two words; strings that stand nowhere."""

_HAN = re.compile("[\u4e00-\u9fff]{2,}")
_LATIN = re.compile(r"[a-z][a-z0-9][a-z0-9.\-]*|\d+(?:\.\d+)?(?:万|亿|年|月|%|元|个|家)")
_ACROSS_REACH = 2


@dataclass(frozen=True)
class Query:
    """A query and what it should find."""

    kind: str
    """One of KINDS."""
    text: str
    """What is typed."""
    truth: frozenset[str]
    """The articles that answer it: `2024-11/a03`."""
    best: frozenset[str]
    """Those of them with the most hits, or with every term in the title."""


@dataclass(frozen=True)
class Words:
    """The folded words of an article; passages are lines, so that no query is found across two."""

    title: str
    """Its title."""
    body: str
    """Its running text without headings."""
    whole: str
    """Everything that is searched."""


def folded(issues: Iterable[Issue]) -> dict[str, Words]:
    """Return the words of every article by `issue/article`."""
    return {f"{issue.id}/{article.id}": _words(article) for issue in issues for article in issue.articles}


def _words(article: Article) -> Words:
    lines = [(passage.field, fold(passage.plain)) for passage in passages(article)]
    body = "\n".join(line for field, line in lines if field == BODY)
    return Words(fold(article.title.plain), body, "\n".join(line for _, line in lines))


def query_set(texts: dict[str, Words], size: int, seed: int = 5) -> list[Query]:
    """Return so many queries, of all kinds in turn; the same ones for the same archive and seed."""
    rng = random.Random(seed)
    ids = sorted(texts)
    made: list[Query] = []
    while len(made) < size:
        kind = KINDS[len(made) % len(KINDS)]
        words = _draw(kind, texts, ids, rng)
        if words is None:
            continue
        query = judged(kind, words, texts)
        if bool(query.truth) == (kind == "absent"):
            continue
        made.append(query)
    return made


def judged(kind: str, words: list[str], texts: dict[str, Words]) -> Query:
    """Return the query for these words, all of which have to be found, with its truth."""
    found = [article for article, its in texts.items() if all(word in its.whole for word in words)]
    hits = {article: sum(texts[article].whole.count(word) for word in words) for article in found}
    most = max(hits.values(), default=0)
    best = {
        article
        for article, count in hits.items()
        if count == most or all(word in texts[article].title for word in words)
    }
    return Query(kind, " ".join(words), frozenset(hits), frozenset(best))


def _draw(kind: str, texts: dict[str, Words], ids: list[str], rng: random.Random) -> list[str] | None:
    def piece(place: str, shortest: int, longest: int) -> str | None:
        runs = [run for run in _HAN.findall(_place(texts[rng.choice(ids)], place)) if len(run) >= shortest]
        if not runs:
            return None
        run = rng.choice(runs)
        length = rng.randint(shortest, min(longest, len(run)))
        start = rng.randint(0, len(run) - length)
        return run[start : start + length]

    match kind:
        case "title":
            words = [piece("title", 2, 6)]
        case "phrase":
            words = [piece("body", 5, 12)]
        case "latin":
            found = _LATIN.findall(texts[rng.choice(ids)].body)
            words = [rng.choice(found).strip(".-") if found else None]
        case "two terms":
            words = [piece("title", 2, 4), piece("body", 2, 4)]
        case "across":
            words = [piece("body", 2, 4)]
        case _:
            first, second = piece("body", _ACROSS_REACH, 3), piece("body", _ACROSS_REACH, 3)
            words = [first + second if first and second else None]
    return None if None in words else [word for word in words if word]


def _place(words: Words, place: str) -> str:
    return words.title if place == "title" else words.body
