"""Where the pictures of an issue lie: in a folder of its own beside the content file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.model import Block, Figure, Issue, List, Quote


def with_picture_paths(issue: Issue) -> Issue:
    """Return the issue with its pictures' paths relative to its content file: `p12-1.png` -> `2024-11/p12-1.png`."""

    def placed(blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(map(place, blocks))

    def place(block: Block) -> Block:
        match block:
            case Figure(src=src) if src:
                return replace(block, src=f"{issue.id}/{src}")
            case Quote(blocks=blocks):
                return replace(block, blocks=placed(blocks))
            case List(items=items):
                return replace(block, items=tuple(replace(item, blocks=placed(item.blocks)) for item in items))
            case _:
                return block

    return replace(
        issue,
        cover=placed(issue.cover),
        guide=placed(issue.guide),
        articles=tuple(replace(article, blocks=placed(article.blocks)) for article in issue.articles),
        colophon=placed(issue.colophon),
    )
