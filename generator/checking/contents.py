"""The contents of an issue against its body: what they say twice, for the eye, should be the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.checking.message import Message, message
from generator.markdown.contents import Entry
from generator.markdown.conventions import UNTITLED
from generator.model import Article, Issue

_SHOWN = 40
"""Characters of a title or a source that a message shows."""
_SHOWN_SECTION = 20
"""Characters of a section's name."""


def check_contents(
    issue: Issue, entries: Mapping[str, Entry], anchors: Mapping[str, int], name: str
) -> Iterator[Message]:
    """Yield where the contents differ from the articles that they name.

    `entries` are the entries by the ids of their articles, `anchors` the lines of the anchors, `name` the file's.
    """
    for article in issue.articles:
        if article.id in entries:
            for code, problem, remedy in _differences(article, entries[article.id]):
                yield message(code, name, entries[article.id].line, problem, remedy)
        else:
            title = article.title.plain[:_SHOWN]
            problem = f"The contents do not name {article.id} ({title})."
            yield message("C04", name, anchors.get(article.id), problem, f"Add `- [{title}](#{article.id})` to them.")
    yield from _order(issue, entries, name)


def _differences(article: Article, entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Yield code, problem and remedy."""
    remedy = "Make the two the same; the article's counts."
    title = _folded(article.title.plain) or UNTITLED
    if _folded(entry.title) != title:
        problem = f"The contents call {article.id} {entry.title[:_SHOWN]!r}, the article {title[:_SHOWN]!r}."
        yield "C02", problem, remedy
    if _folded(entry.source) != _folded(article.source):
        named = f"{entry.source[:_SHOWN]!r}, the article {article.source[:_SHOWN]!r}"
        yield "C03", f"The contents give {article.id} the source {named}.", remedy
    if _folded(entry.section) != _folded(article.section):
        named = f"{entry.section[:_SHOWN_SECTION]!r}, the body under {article.section[:_SHOWN_SECTION]!r}"
        yield "C06", f"The contents put {article.id} under {named}.", "Make the two the same; the body's counts."
    if entry.page is not None and entry.target not in ("", f"#p{entry.page}"):
        problem = f"The page hint of {article.id} says {entry.page} and leads to {entry.target[:_SHOWN]}."
        yield "C09", problem, f"Make its link (#p{entry.page}), or correct the page; the site goes by the page."


def _order(issue: Issue, entries: Mapping[str, Entry], name: str) -> Iterator[Message]:
    printed = [article.id for article in issue.articles if article.id in entries]
    for named, expected in zip(entries, printed, strict=True):
        if named != expected:
            problem = f"The contents name {named} where the body has {expected}."
            yield message("C05", name, entries[named].line, problem, "Put the entries in the body's order.")
            return


def _folded(text: str) -> str:
    return "".join(text.split())
