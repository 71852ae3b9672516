"""The anchors that an issue was ever published with: a text file an issue, to which lines are only added.

    a01 遏制药品浪费 药品包装不容忽视
    p7

An article's line has its title, by which it is found again if somebody numbers the articles anew. A corrected title is
added as a second line of the same id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.errors import QikanError
from generator.likeness import likeness
from generator.model import Issue, issue_pages

ANCHORS = "anchors"
"""The folder of the records in the content folder."""

SAME_ARTICLE = 0.5
"""From this likeness on another title of the same id is a corrected one:
医保谈判落地 and 国家医保谈判落地 have 0.8."""

_LINE = re.compile(r"(?P<article>a[0-9]+)(?: (?P<title>.*))?|p(?P<page>[1-9][0-9]*)")


@dataclass(frozen=True, slots=True)
class Anchors:
    """The anchors that an issue has now."""

    articles: tuple[tuple[str, str], ...]
    """Id and title of each article, in the order of the print."""
    pages: tuple[int, ...]
    """The pages that have a start."""


@dataclass(frozen=True, slots=True)
class Published:
    """The anchors that an issue was ever published with."""

    articles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The titles that each article had, the latest last, by its id."""
    pages: frozenset[int] = frozenset()
    """The pages that had a start."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The record's line for each anchor, the latest one."""


def anchors_of(issue: Issue) -> Anchors:
    """Return the anchors of an issue."""
    articles = tuple((article.id, one_line(article.title.plain)) for article in issue.articles)
    return Anchors(articles, issue_pages(issue))


def one_line(title: str) -> str:
    """Return a title as a record has it."""
    return " ".join(title.split())


def read_record(text: str, name: str) -> Published:
    """Return what a record says. `name` is the file's name, for errors.

    Raises QikanError with file and line for a line that is none of ours.
    """
    articles: dict[str, tuple[str, ...]] = {}
    pages: set[int] = set()
    lines: dict[str, int] = {}
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        found = _LINE.fullmatch(line.rstrip())
        if not line.strip():
            continue
        if found is None:
            raise QikanError(
                f"{line[:40]!r} is no published anchor.",
                place=f"{name}:{number}",
                remedy="Take the file back from its last version; lines are like `a01 title` or `p7`.",
            )
        if found["page"]:
            pages.add(int(found["page"]))
        else:
            articles[found["article"]] = (*articles.get(found["article"], ()), one_line(found["title"] or ""))
        lines[found["article"] or f"p{found['page']}"] = number
    return Published(articles, frozenset(pages), lines)


def recorded(before: str, published: Published, anchors: Anchors) -> str:
    """Return a record with what is new of an issue added; `before` as it is where nothing is.

    A title that belongs to another article is not added to an id: `check` goes on telling it.
    """
    added = [*_new_articles(published, anchors), *(f"p{page}" for page in _new_pages(published, anchors))]
    if not added:
        return before
    head = before if not before or before.endswith("\n") else before + "\n"
    return head + "\n".join(added) + "\n"


def first_record(anchors: Anchors) -> str:
    """Return the record of an issue that never had other anchors."""
    return recorded("", Published(), anchors)


def is_same_article(titles: tuple[str, ...], title: str) -> bool:
    """Tell whether a title is one of an article's, or one of them corrected."""
    return title in titles or any(likeness(known, title) >= SAME_ARTICLE for known in titles)


def _new_articles(published: Published, anchors: Anchors) -> Iterator[str]:
    owners = {title: name for name, titles in published.articles.items() for title in titles}
    for name, title in anchors.articles:
        titles = published.articles.get(name)
        if titles is None:
            yield f"{name} {title}".rstrip()
        elif title != titles[-1] and is_same_article(titles, title) and owners.get(title, name) == name:
            yield f"{name} {title}".rstrip()


def _new_pages(published: Published, anchors: Anchors) -> list[int]:
    return sorted(set(anchors.pages) - published.pages)
