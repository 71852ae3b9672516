"""The head of the index: what every query needs and every new issue changes. The search page holds it, too."""

from __future__ import annotations

import json
from collections.abc import Iterable

from generator.search.blocks import Block, shard_counts
from generator.search.envelope import path, wrap
from generator.search.summary import Card

FORMAT = 1
"""The format's number, for a client that is older or newer than the index."""

NAME = "head"
"""The head's name."""


def head_file(blocks: Iterable[Block]) -> dict[str, bytes]:
    """Return the file that tells of the archive as a whole, by path."""
    return file_of_head(head_data(blocks))


def file_of_head(data: str) -> dict[str, bytes]:
    """Return the same file for a head that `head_data` made."""
    return {path(NAME): wrap(NAME, data.encode())}


def head_data(blocks: Iterable[Block]) -> str:
    """Return the head as JSON without `<`, so that a page may hold it in `<script type="application/json">`.

    The head names the blocks with their issues, and the section and source of every article, so that results can be
    counted by year, section and source at once.
    """
    blocks = tuple(blocks)
    cards = [card for block in blocks for issue in block.issues for card in issue.cards]
    sections = _numbered(card.section for card in cards)
    sources = _numbered(card.source for card in cards)
    kinds = {kind: number for number, kind in enumerate(dict.fromkeys((card.section, card.source) for card in cards))}
    content = {
        "format": FORMAT,
        "sections": list(sections),
        "sources": list(sources),
        "kinds": [[sections[section], sources[source]] for section, source in kinds],
        "blocks": [_block(block, kinds) for block in blocks],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def _block(block: Block, kinds: dict[tuple[str, str], int]) -> dict[str, object]:
    return {
        "name": block.name,
        "version": block.version,
        "shards": shard_counts(block),
        "issues": [[issue.id, _articles(issue.cards)] for issue in block.issues],
        "kinds": [kinds[card.section, card.source] for issue in block.issues for card in issue.cards],
    }


def _articles(cards: tuple[Card, ...]) -> int | list[str]:
    """Return how many articles there are, where their ids are a01, a02 and so on; else the ids."""
    ids = [card.id for card in cards]
    return len(ids) if ids == [f"a{place:02d}" for place in range(1, len(ids) + 1)] else ids
