"""The ids of a re-imported issue's articles: those that they had, and new ones for articles that were not there."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from generator.likeness import likeness_of, pairs_of
from generator.model import Article, Issue, Mark

SAME_TITLE = 0.6
"""From this likeness on two titles are one that was read or corrected in two ways."""


def with_known_ids(issue: Issue, known: Mapping[str, tuple[str, ...]]) -> Issue:
    """Return an issue with each article under the id that it had, and links to articles led after them.

    `known` has the titles of every article that the issue ever had, by id. First equal titles find each other, then
    like ones, the most alike first. An article that finds none gets an id beyond all that were ever given, so that no
    link to an article that is gone leads to another one.
    """
    if not known:
        return issue
    names = _exact(issue.articles, known)
    names |= _alike(
        [article for article in issue.articles if article.id not in names],
        {name: titles for name, titles in known.items() if name not in names.values()},
    )
    free = max(map(_number, (*known, *names.values())), default=0)
    for article in issue.articles:
        if article.id not in names:
            free += 1
            names[article.id] = f"a{free:02d}"
    if all(old == new for old, new in names.items()):
        return issue
    articles = tuple(replace(article, id=names[article.id]) for article in issue.articles)
    links = {f"#{old}": f"#{new}" for old, new in names.items()}
    relinked: Issue = _relinked(replace(issue, articles=articles), links)
    return relinked


def _exact(articles: Iterable[Article], known: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the ids of articles whose title is known; of two with one title each gets its own."""
    owners: dict[str, list[str]] = {}
    for name, titles in known.items():
        for title in dict.fromkeys(map(_folded, titles)):
            owners.setdefault(title, []).append(name)
    names: dict[str, str] = {}
    for article in articles:
        waiting = [name for name in owners.get(_folded(article.title.plain), ()) if name not in names.values()]
        if waiting:
            names[article.id] = waiting[0]
    return names


def _alike(articles: Iterable[Article], known: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the ids of articles whose title is like a known one."""
    pairs = {name: [pairs_of(_folded(title)) for title in titles] for name, titles in known.items()}
    ranked = []
    for place, article in enumerate(articles):
        own = pairs_of(_folded(article.title.plain))
        for name, others in pairs.items():
            alike = max(likeness_of(own, other) for other in others)
            if alike >= SAME_TITLE:
                ranked.append((-alike, place, name, article.id))
    names: dict[str, str] = {}
    for _, _, name, article_id in sorted(ranked):
        if article_id not in names and name not in names.values():
            names[article_id] = name
    return names


def _folded(title: str) -> str:
    """Return a title without what two readings of it may differ in: spaces, and the width of its characters."""
    return "".join(unicodedata.normalize("NFKC", title).split())


def _number(name: str) -> int:
    digits = name[1:]
    return int(digits) if digits.isdecimal() else 0


def _relinked(value: Any, links: Mapping[str, str]) -> Any:
    """Return a part of an issue with links to articles led elsewhere."""
    if isinstance(value, Mark):
        return replace(value, target=links[value.target]) if value.target in links else value
    if isinstance(value, tuple):
        return tuple(_relinked(part, links) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _relinked(getattr(value, field.name), links) for field in fields(value)})
    return value
