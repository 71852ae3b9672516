"""What becomes of anchors that were published and are gone, and of ids that changed hands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.published.record import Anchors, Published, is_same_article

_TOP = "toc"
"""The anchor of the contents, which every issue has."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An anchor that was published and that the issue has no more."""

    anchor: str
    """`a07` or `p7`."""
    at: str
    """The anchor at which its readers arrive now: that of the article with the same title, of the nearest page before,
    or `toc`."""


@dataclass(frozen=True, slots=True)
class Moved:
    """An id that another article has now."""

    id: str
    """The id, `a03`."""
    published: str
    """The title that it was published with."""
    now: str
    """The title that it has now."""
    found: str
    """The id under which the article stands now; empty where it is gone."""


def kept_anchors(published: Published, anchors: Anchors) -> tuple[Kept, ...]:
    """Return the anchors to keep alive, articles first, in a fixed order."""
    there = {name for name, _ in anchors.articles}
    gone = sorted((name for name in published.articles if name not in there), key=_number)
    articles = [Kept(name, _with_title(published.articles[name], anchors) or _TOP) for name in gone]
    pages = sorted(set(anchors.pages))
    missing = sorted(published.pages - set(pages))
    return (*articles, *(Kept(f"p{page}", _page_before(page, pages)) for page in missing))


def moved_articles(published: Published, anchors: Anchors) -> Iterator[Moved]:
    """Yield the ids that stand for another article than the one that they were published with."""
    for name, title in anchors.articles:
        titles = published.articles.get(name)
        if not titles or title == titles[-1]:
            continue
        found = _with_title(tuple(known for known in titles if known != title), anchors)
        if found not in ("", name) or not is_same_article(titles, title):
            yield Moved(name, titles[-1], title, found if found != name else "")


def _with_title(titles: Sequence[str], anchors: Anchors) -> str:
    """Return the id of the article that has one of these titles, the latest first; empty where there is none."""
    now = {title: name for name, title in reversed(anchors.articles) if title}
    return next((now[title] for title in reversed(titles) if title in now), "")


def _page_before(page: int, pages: Sequence[int]) -> str:
    before = [known for known in pages if known < page]
    return f"p{before[-1]}" if before else _TOP


def _number(name: str) -> int:
    return int(name[1:])
