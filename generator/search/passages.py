"""What of an article is searched: its passages, each in one of lunr's fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.model import (
    Article,
    Block,
    Code,
    Heading,
    List,
    ListItem,
    Note,
    PageStart,
    Paragraph,
    Quote,
    Text,
    block_texts,
)

FIELDS = ("title", "summary", "section", "source", "headings", "body")
"""The fields in the order of the format's bits; `client/rank.js` has the same."""

TITLE, SUMMARY, SECTION, SOURCE, HEADINGS, BODY = range(len(FIELDS))


class Passage(NamedTuple):
    """A stretch of words that a string may be found in; no string is found across two passages."""

    field: int
    """Its field, an index of FIELDS."""
    plain: str
    """Its words as printed."""
    pages: tuple[PageStart, ...] = ()
    """The pages that begin in it."""


def passages(article: Article) -> list[Passage]:
    """Return the passages of an article in reading order, empty ones left out."""
    whole = (
        _passage(TITLE, article.title),
        Passage(SUMMARY, article.summary.plain),  # the pages that begin in it are those of the contents
        Passage(SECTION, article.section),
        Passage(SOURCE, article.source),
        *(passage for block in article.blocks for passage in _of_block(block)),
    )
    return [passage for passage in whole if passage.plain or passage.pages]


def _passage(field: int, text: Text) -> Passage:
    return Passage(field, text.plain, text.pages)


def _of_block(block: Block) -> Iterable[Passage]:
    match block:
        case Paragraph() | Note():
            return (_passage(BODY, block.text),)
        case Heading():
            return (_passage(HEADINGS, block.text),)
        case Code():
            return (Passage(BODY, block.plain),)
        case Quote():
            return (passage for inner in block.blocks for passage in _of_block(inner))
        case List():
            return (passage for item in block.items for passage in _of_item(item))
        case _:
            return (_passage(BODY, text) for text in block_texts(block))


def _of_item(item: ListItem) -> Iterator[Passage]:
    yield _passage(BODY, item.text)
    for block in item.blocks:
        yield from _of_block(block)
