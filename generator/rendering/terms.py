"""The strongest terms of an article: what it is about, few enough to stand in its card.

The terms are the search's grams of two Chinese characters, and Latin words. They are found in the article alone; how
rare each is in the archive is weighed where articles are compared (see `kin`).
"""

from __future__ import annotations

import re
from collections import Counter
from operator import add

import numpy as np
import numpy.typing as npt

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

CHARACTER_BITS = 21
"""Bits of a code point."""
ASCII = 0x80
"""The first code point beyond."""

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
    named = {*map(add, title, title[1:]), *_latin(title)}
    words = "\n".join((title, article.summary.plain, _beginning(article)))
    counts = _pairs(words, title)
    counts.update(_latin(words))
    weights = {
        term: min(count, ENOUGH) + (TITLE if term in named else 0)
        for term, count in counts.items()
        if count >= OFTEN or term in named
    }
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


def _pairs(words: str, title: str) -> Counter[str]:
    """Return how often pairs of characters come; most pairs come but once or twice and are left out.

    Those of the title and of ASCII letters, which may be words, are not.
    """
    pairs, counts = np.unique(_numbers(words), return_counts=True)
    chosen = (counts >= OFTEN) | (pairs < ASCII << CHARACTER_BITS)
    chosen[np.searchsorted(pairs, _numbers(title))] = True
    both = np.column_stack((pairs[chosen] >> CHARACTER_BITS, pairs[chosen] & (1 << CHARACTER_BITS) - 1))
    characters = both.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    return Counter(dict(zip(map(add, characters[::2], characters[1::2]), counts[chosen].tolist(), strict=True)))


def _numbers(words: str) -> npt.NDArray[np.int64]:
    """Return a number for each pair of characters that follow each other."""
    points = np.frombuffer(words.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.int64)
    return points[:-1] << CHARACTER_BITS | points[1:]


def _latin(words: str) -> list[str]:
    """Return the Latin words in a text."""
    return [word.lower() for word in LATIN.findall(words)]


def _telling(term: str) -> bool:
    """Tell whether a term is a Latin word or two Chinese characters that mean something together."""
    if CHINESE.fullmatch(term):
        return EMPTY.isdisjoint(term)
    return bool(LATIN.fullmatch(term)) and term.islower()
