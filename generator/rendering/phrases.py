"""What an article is about, in its own words: phrases of the title that the body keeps coming back to.

They lead into the archive's search. Each is found in the article alone, so that a new issue changes no old page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Article, block_texts

WORDS = re.compile(r"[\u3400-\u9fff]+|[A-Za-z][A-Za-z0-9-]+")
"""Runs of Chinese characters, and Latin words."""
SHORTEST, LONGEST = 2, 12
"""Characters of a Chinese phrase."""
OFTEN = 3
"""How often the body must hold a phrase."""
MOST = 2
"""Phrases of an article."""
EMPTY_WORDS = frozenset("的了是在与和及或等为对不也就都而将被把让从到看有个这那你我他如何")
"""Characters that no phrase begins or ends with: particles, pronouns, conjunctions."""


def phrases(article: Article) -> tuple[str, ...]:
    """Return the phrases of an article, the weightiest first: a phrase weighs by how often it comes and by its length.

    Where phrases of equal weight compete, the one that stands first in the title wins.
    """
    body = "\n".join(text.plain for block in article.blocks for text in block_texts(block))
    found = sorted(_weighed(article.title.plain, body), key=lambda one: (-one[0], one[1]))
    chosen: list[tuple[int, int, str]] = []
    for _, start, phrase in found:
        end = start + len(phrase)
        apart = all(end <= other or start >= other_end for other, other_end, _ in chosen)
        if apart and all(phrase not in one and one not in phrase for _, _, one in chosen):
            chosen.append((start, end, phrase))
        if len(chosen) == MOST:
            break
    return tuple(phrase for _, _, phrase in chosen)


def _weighed(title: str, body: str) -> Iterator[tuple[int, int, str]]:
    """Yield weight, place in the title and words of everything in a title that is a phrase."""
    for run in WORDS.finditer(title):
        if run[0].isascii():
            if body.count(run[0]) >= OFTEN:
                yield body.count(run[0]) * (SHORTEST - 1), run.start(), run[0]
            continue
        for start in range(len(run[0]) - SHORTEST + 1):
            for count, phrase in _from(run[0][start : start + LONGEST], body):
                yield count * (len(phrase) - 1), run.start() + start, phrase


def _from(run: str, body: str) -> Iterator[tuple[int, str]]:
    """Yield the phrases that begin where a run of Chinese characters does, and how often the body has them."""
    if run[0] in EMPTY_WORDS:
        return
    for end in range(SHORTEST, len(run) + 1):
        count = body.count(run[:end])
        if count < OFTEN:
            return  # what is longer comes no oftener
        if run[end - 1] not in EMPTY_WORDS:
            yield count, run[:end]
