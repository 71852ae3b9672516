"""Titles and sections by their sound: `jicai` and `jc` lead to 集采.

A reader who types letters and finds nothing is offered the words of titles and sections that sound like them. The
words are all stretches of up to LONGEST Chinese characters; they are kept by the first two letters of their pinyin
and by the first letters of their first two syllables.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from generator.model import Issue
from generator.search.envelope import path, wrap
from generator.search.syllables import Syllables, by_pypinyin

LONGEST = 4
"""Characters of a word; who types more has chosen among them already."""

_CHINESE = re.compile("[\u4e00-\u9fff]{2,}")
_LETTERS = re.compile("[a-z]+")


def sounds(issue: Issue, syllables: Syllables = by_pypinyin) -> tuple[str, ...]:
    """Return the words of an issue's titles and sections, sorted, each with its syllables: `集采 ji cai`."""
    runs = {run for name in names(issue) for run in _CHINESE.findall(name)}
    return tuple(sorted({word for run in runs for word in _words(run, syllables(run))}))


def names(issue: Issue) -> list[str]:
    """Return what `sounds` depends on: the titles and sections of an issue, sorted."""
    return sorted(
        {article.title.plain for article in issue.articles} | {article.section for article in issue.articles}
    )


def _words(run: str, syllables: list[str]) -> Iterable[str]:
    if len(syllables) != len(run) or not all(map(_LETTERS.fullmatch, syllables)):
        return
    for start in range(len(run) - 1):
        stretch = slice(start, start + LONGEST)
        yield " ".join((run[stretch], *syllables[stretch]))


def pinyin_files(words: Iterable[str]) -> dict[str, bytes]:
    """Return the files by site-relative path: for each two letters the words, a line each, sorted."""
    by_letters: dict[str, set[str]] = defaultdict(set)
    for word in words:
        syllables = word.split(" ")[1:]
        by_letters["".join(syllables)[:2]].add(word)
        by_letters[syllables[0][0] + syllables[1][0]].add(word)
    files = {}
    for letters, its_words in sorted(by_letters.items()):
        name = f"pinyin/{letters}"
        files[path(name)] = wrap(name, "\n".join(sorted(its_words)).encode())
    return files
