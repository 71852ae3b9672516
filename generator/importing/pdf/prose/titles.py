"""Headings that the print breaks over lines of its own choice: the outline and the links of the contents know them
whole."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.importing.pdf.layout.blocks import Block, join_lines

_MOST_PARTS = 4
"""Lines over which a heading is looked for."""
_SHORTEST = 4
"""Characters of a title that is looked for; shorter ones could be put together by chance."""
_SAME_SIZE = 0.05
"""Share by which the sizes of the parts of a heading differ at most."""
_NOISE = re.compile(r"[\W_]+")


def join_titles(blocks: list[Block], titles: Iterable[str]) -> list[Block]:
    """Join neighbouring blocks of one page that make a known title only together."""
    known = {title for title in map(_fold, titles) if len(title) >= _SHORTEST}
    if not known:
        return blocks
    folded = [_fold(join_lines(block.lines).text) if block.lines else "" for block in blocks]
    joined: list[Block] = []
    index = 0
    while index < len(blocks):
        count = _parts(blocks, folded, index, known)
        block = blocks[index]
        for other in blocks[index + 1 : index + count]:
            block.lines = [*block.lines, *other.lines]
        joined.append(block)
        index += count
    return joined


def _parts(blocks: list[Block], folded: list[str], index: int, known: set[str]) -> int:
    words = folded[index]
    if not words or words in known:
        return 1
    for count in range(2, _MOST_PARTS + 1):
        if index + count > len(blocks):
            break
        last = blocks[index + count - 1]
        if not last.lines or last.page != blocks[index].page or not _is_alike(blocks[index], last):
            break
        words += folded[index + count - 1]
        if words in known:
            return count
    return 1


def _is_alike(first: Block, other: Block) -> bool:
    """Tell whether two blocks are set alike: the source below a title may stand in its link, and is no part of it."""
    one, two = first.lines[-1], other.lines[0]
    return one.bold == two.bold and abs(one.size - two.size) <= _SAME_SIZE * one.size


def _fold(text: str) -> str:
    return _NOISE.sub("", text).casefold()
