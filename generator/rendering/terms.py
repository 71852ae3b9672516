"""The strongest terms of an article: what it is about, few enough to stand in its card.

The terms are the search's grams of two Chinese characters, and Latin words. They are found in the article alone; how
rare each is in the archive is weighed where articles are compared (see `kin`).
"""

from __future__ import annotations

import re
from collections import Counter
from operator import add

from generator.model import Article, block_texts

TERMS = 24
"""Terms of an article: about ten words, for a Chinese word of four characters makes three grams."""
LENGTH = 1500
"""Characters of an article that are looked at: a digest says what it is about at the beginning."""
OFTEN = 3
"""How often a term comes that the title does not hold."""
TITLE = 4
"""A term of the title counts as much as so many in the body."""
ENOUGH = 12
"""What comes oftener says no more of an article."""

CHINESE = re.compile("[\u3400-\u9fff]{2}")
LATIN = re.compile(r"[A-Za-z][A-Za-z0-9-]+")
EMPTY = frozenset(
    "的了是在与和及或等为对不也就都而将被把让从到看有个这那你我他如何以中上下其之于由可能会要更后前时大小多少新"
    "年月日第一二三四五六七八九十"
)
"""Characters that a term does not hold: particles, pronouns, conjunctions, numbers, and what goes with any word."""


def terms(article: Article) -> str:
    """Return the strongest terms of an article, the strongest first, with a space between them."""
    title = article.title.plain
    counts = _counts("\n".join((title, article.summary.plain, _beginning(article))))
    named = _counts(title)
    often = [term for term, count in counts.items() if count >= OFTEN]
    weights = {term: min(counts[term], ENOUGH) + (TITLE if term in named else 0) for term in named.keys() | often}
    return " ".join(sorted(filter(_telling, weights), key=lambda term: (-weights[term], term))[:TERMS])


def _beginning(article: Article) -> str:
    found: list[str] = []
    length = 0
    for block in article.blocks:
        for text in block_texts(block):
            found.append(text.plain)
            length += len(text.plain)
        if length > LENGTH:
            break
    return "\n".join(found)[:LENGTH]


def _counts(words: str) -> Counter[str]:
    counts = Counter(map(add, words, words[1:]))
    counts.update(word.lower() for word in LATIN.findall(words))
    return counts


def _telling(term: str) -> bool:
    """Tell whether a term is a Latin word or two Chinese characters that mean something together."""
    if CHINESE.fullmatch(term):
        return EMPTY.isdisjoint(term)
    return bool(LATIN.fullmatch(term)) and term.islower()
