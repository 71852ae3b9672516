"""What of an article is searched: its passages, each in one of lunr's fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import Article, Block, Code, Heading, List, PageStart, Quote, Text, block_texts

FIELDS = ("title", "summary", "section", "source", "headings", "body")
"""The fields in the order of the format's bits; `client/rank.js` has the same."""

TITLE, SUMMARY, SECTION, SOURCE, HEADINGS, BODY = range(len(FIELDS))


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of words that a string may be found in; no string is found across two passages."""

    field: int
    """Its field, an index of FIELDS."""
    plain: str
    """Its words as printed."""
    pages: tuple[PageStart, ...] = ()
    """The pages that begin in it."""


def passages(article: Article) -> Iterator[Passage]:
    """Yield the passages of an article in reading order, empty ones left out."""
    whole = (
        _passage(TITLE, article.title),
        Passage(SUMMARY, article.summary.plain),  # the pages that begin in it are those of the contents
        Passage(SECTION, article.section),
        Passage(SOURCE, article.source),
        *(passage for block in article.blocks for passage in _of_block(block)),
    )
    return (passage for passage in whole if passage.plain or passage.pages)


def _passage(field: int, text: Text) -> Passage:
    return Passage(field, text.plain, text.pages)


def _of_block(block: Block) -> Iterator[Passage]:
    match block:
        case Code():
            yield Passage(BODY, block.plain)
        case Quote():
            for inner in block.blocks:
                yield from _of_block(inner)
        case List():
            for item in block.items:
                yield _passage(BODY, item.text)
                for inner in item.blocks:
                    yield from _of_block(inner)
        case _:
            field = HEADINGS if isinstance(block, Heading) else BODY
            for text in block_texts(block):
                yield _passage(field, text)
