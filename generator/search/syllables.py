"""How Chinese words sound: by pypinyin, or by a text of its words that is opened sooner.

pypinyin takes a quarter of a second to load, longer than all else that a new issue needs. What it knows is written
into a text once, of which a build looks up the few words that it needs, cut out as pypinyin does it: the longest known
word first, and what is no word by its characters.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

CHINESE = re.compile("[\u4e00-\u9fff]+")
"""The characters of which there are words."""

Syllables = Callable[[str], list[str]]
"""Returns the syllables of a run of Chinese characters, one for each; one without a sound stands for itself."""


def by_pypinyin(run: str) -> list[str]:
    """Be the Syllables of a few runs."""
    from pypinyin import lazy_pinyin

    return lazy_pinyin(run)


def dictionary() -> str:
    """Return what pypinyin knows: its words and characters, sorted, a line each with the syllables: `集采 ji cai`."""
    from pypinyin import Style
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
    from pypinyin.style import convert

    @cache
    def plain(sound: str) -> str:
        return str(convert(sound, Style.NORMAL, True))

    words = {word: [heard[0] for heard in sounds] for word, sounds in PHRASES_DICT.items()}
    alone = {chr(number): [sounds.split(",")[0]] for number, sounds in PINYIN_DICT.items()}
    told = sorted((word, sounds) for word, sounds in {**alone, **words}.items() if CHINESE.fullmatch(word))
    return "\n".join(" ".join((word, *map(plain, sounds))) for word, sounds in told)


class _Words(NamedTuple):
    """The words that begin with a character, and the character itself."""

    sounds: dict[str, list[str]]
    """The syllables of each."""
    longest: int
    """Characters of the longest."""


class Dictionary:
    """The Syllables of a text that `dictionary` made."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._known: dict[str, _Words] = {}

    def __call__(self, run: str) -> list[str]:
        """Return the syllables of a run of Chinese characters."""
        found: list[str] = []
        while rest := run[len(found) :]:
            words = self._beginning_with(rest[0])
            lengths = range(min(words.longest, len(rest)), 1, -1)
            longest = next((rest[:length] for length in lengths if rest[:length] in words.sounds), "")
            if longest:
                found += words.sounds[longest]
            elif words.longest > len(rest) and any(word.startswith(rest) for word in words.sounds):
                return found + [self._alone(character) for character in rest]  # the run ends within a word
            else:
                found.append(self._alone(rest[0]))
        return found

    def _alone(self, character: str) -> str:
        return self._beginning_with(character).sounds.get(character, [character])[0]

    def _beginning_with(self, character: str) -> _Words:
        if character not in self._known:
            sounds = {}
            place = bisect_left(self._lines, character)
            while place < len(self._lines) and self._lines[place].startswith(character):
                word, *syllables = self._lines[place].split(" ")
                sounds[word] = syllables
                place += 1
            self._known[character] = _Words(sounds, max(map(len, sounds), default=0))
        return self._known[character]
