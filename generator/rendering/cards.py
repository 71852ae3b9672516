"""Cards: what listings, feeds and neighbours need to know of an issue, without its text.

The archive's pages are made of cards alone, so that memory does not grow with the text of thousands of issues. Cards
are frozen and picklable: a worker process makes one beside an issue's pages and hands it back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from generator.model import Article, Issue, Text, article_pages, block_texts, issue_pages
from generator.rendering.terms import terms

SUMMARY_LENGTH = 240
"""Characters of a summary that a card keeps: enough for a listing, a feed entry and a page's description."""
SHORTEST_LEAD = 20
"""Characters from which on a text of the body can stand for a summary; shorter ones are headings and labels."""


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """What listings say of one article."""

    issue: str
    """Id of its issue, `2024-11`."""
    id: str
    """Its own id, `a01`."""
    section: str
    """The section (栏目) that it belongs to."""
    title: str
    """Its title, one line, without marks."""
    source: str
    """Where it was taken from; empty where nothing is printed."""
    page: int | None
    """The printed page that it begins on; None where the print does not tell."""
    last_page: int | None
    """The printed page that it ends on; None where `page` is None."""
    summary: str
    """Its summary, or else the beginning of its body; at most `SUMMARY_LENGTH` characters."""
    terms: str = field(default="", repr=False)
    """Its strongest terms, the strongest first, with a space between them; no page shows them."""


@dataclass(frozen=True, slots=True)
class IssueCard:
    """What listings say of one issue."""

    id: str
    """`2024-11`."""
    title: str
    """The digest's name."""
    year: int
    """The year on the cover."""
    number: int
    """The number within the year."""
    start: date
    """First day of the week that it covers."""
    end: date
    """Last day of that week."""
    organiser: str
    """Who publishes it; may be empty."""
    pages: int | None
    """The number of its last page; None where no page is known."""
    articles: tuple[ArticleCard, ...]
    """Its articles in the order of the print."""


def card(issue: Issue) -> IssueCard:
    """Return the card of an issue."""
    pages = issue_pages(issue)
    return IssueCard(
        id=issue.id,
        title=issue.title,
        year=issue.year,
        number=issue.number,
        start=issue.start,
        end=issue.end,
        organiser=issue.organiser,
        pages=max(pages, default=None),
        articles=_article_cards(issue),
    )


def one_line(text: Text) -> str:
    """Return the words of a text without marks, a hard line break as a space."""
    return text.plain.replace("\n", " ").strip()


def _article_cards(issue: Issue) -> tuple[ArticleCard, ...]:
    page: int | None = None
    cards = []
    for article in issue.articles:
        first, page = article_pages(article, page)
        first = article.page if first is None else first
        last = first if page is None else page
        cards.append(
            ArticleCard(
                issue=issue.id,
                id=article.id,
                section=article.section,
                title=one_line(article.title),
                source=article.source,
                page=first,
                last_page=last,
                summary=_summary(article),
                terms=terms(article),
            )
        )
    return tuple(cards)


def _summary(article: Article) -> str:
    """Return the summary of an article, or its first words where the contents have none."""
    words = one_line(article.summary)
    if not words:
        texts = (one_line(text) for block in article.blocks for text in block_texts(block))
        words = next((text for text in texts if len(text) >= SHORTEST_LEAD), "")
    return words if len(words) <= SUMMARY_LENGTH else words[: SUMMARY_LENGTH - 1].rstrip() + "…"
