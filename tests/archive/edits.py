"""What an editor changes in an issue, or another import finds in it."""

from __future__ import annotations

from dataclasses import replace

from generator.model import Article, Issue, Paragraph, Text


def with_paragraph(issue: Issue, place: int, words: str) -> Issue:
    """Return an issue with one more paragraph at the end of an article."""
    article = issue.articles[place]
    changed = replace(article, blocks=(*article.blocks, Paragraph(Text(words))))
    return replace(issue, articles=(*issue.articles[:place], changed, *issue.articles[place + 1 :]))


def without(issue: Issue, place: int) -> Issue:
    return replace(issue, articles=(*issue.articles[:place], *issue.articles[place + 1 :]))


def renumbered(articles: tuple[Article, ...]) -> tuple[Article, ...]:
    """Return articles with the ids that an import gives them: by their order."""
    return tuple(replace(article, id=f"a{place + 1:02}") for place, article in enumerate(articles))


def without_last_block(issue: Issue) -> Issue:
    article = issue.articles[0]
    return replace(issue, articles=(replace(article, blocks=article.blocks[:-1]), *issue.articles[1:]))


def paragraphs(issue: Issue, place: int) -> list[Text]:
    return [block.text for block in issue.articles[place].blocks if isinstance(block, Paragraph)]
