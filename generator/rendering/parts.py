"""The parts of an issue, as the templates see them: each article's text turned to HTML, once for all its pages."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil

from markupsafe import Markup

from generator.model import Article, Issue
from generator.rendering import addresses
from generator.rendering.blocks import Originals, Sizes, blocks, opening_pages
from generator.rendering.cards import ArticleCard, IssueCard
from generator.rendering.inline import BESIDE, inline
from generator.rendering.phrases import phrases


@dataclass(frozen=True, slots=True)
class Part:
    """An article as the templates see it. Its Markup still has to be placed on a page."""

    card: ArticleCard
    """What listings say of it."""
    title: Markup
    """Its title with marks and page starts inside it."""
    opening: Markup
    """The page starts before its title."""
    hint: int | None
    """The page hint of the contents."""
    hint_known: bool
    """Whether the issue has the anchor that the hint leads to."""
    summary: Markup
    """Its summary with marks and page starts, as it stands in the contents."""
    lead: Markup
    """The same without page starts, as it stands over the article's own page."""
    body: Markup
    """Its blocks."""
    phrases: tuple[str, ...]
    """What it is about, to search the archive for."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of an issue, as the templates see it."""

    name: str
    """Its name (栏目)."""
    parts: tuple[Part, ...]
    """Its articles."""


def originals_of(issue: Issue, pages: Iterable[int]) -> Originals:
    """Return the address of each of the issue's `pages` in the printed file, seen from the folder of its own page."""
    if issue.original is None:
        return {}
    path = addresses.href(f"../{issue.original.path}")
    offset, pages_a_sheet = issue.original.offset, issue.original.pages_a_sheet
    return {page: f"{BESIDE}{path}#page={ceil((page + offset) / pages_a_sheet)}" for page in pages}


def parts_of(issue: Issue, this: IssueCard, pages: Collection[int], originals: Originals, sizes: Sizes) -> list[Part]:
    """Return the articles of an issue in the order of the print; `this` is the issue's card."""
    known = frozenset(pages)
    return [
        _part(article, article_card, known, originals, sizes)
        for article, article_card in zip(issue.articles, this.articles, strict=True)
    ]


def _part(
    article: Article, article_card: ArticleCard, known: frozenset[int], originals: Originals, sizes: Sizes
) -> Part:
    opening, title = opening_pages(article.title, originals)
    return Part(
        card=article_card,
        title=Markup(inline(title, originals)),
        opening=Markup(opening),
        hint=article.page,
        hint_known=article.page in known,
        summary=Markup(inline(article.summary, originals)),
        lead=Markup(inline(replace(article.summary, pages=()))),
        body=Markup(blocks(article.blocks, originals, sizes)),
        phrases=phrases(article),
    )


def sections_of(parts: list[Part]) -> tuple[Section, ...]:
    """Return articles of the same section that follow each other as one section."""
    return tuple(Section(name, tuple(group)) for name, group in groupby(parts, key=lambda part: part.card.section))
