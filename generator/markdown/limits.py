"""What a content file may hold at most, and characters that it may not hold at all.

A content file may come from elsewhere, so reading it must end whatever is in it. The limits lie far above what an
issue needs: the longest real one has 43,000 characters, 825 lines and ten articles.
"""

from __future__ import annotations

import re

from generator.errors import QikanError

MOST_CHARACTERS = 4_000_000
"""Characters of a content file."""
MOST_LINES = 200_000
"""Lines of a content file; the parser keeps some kilobytes for each."""
MOST_ARTICLES = 999
"""Articles of an issue. Each has a page, and each of these pages names all others."""
LONGEST_NUMBER = 9
"""Figures of a number (a page, a year); Python itself refuses to read one of more than 4,300."""

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters (Unicode's Cc but for tab and line ends), halves of surrogate pairs, and the two characters that
are none. XML 1.0 (2.2) has no place for most of them, and rendering keeps some for its own use."""

_REMEDY = "Remove it; it shows nothing, and some formats cannot hold it."


def check_size(text: str, name: str) -> None:
    """Raise QikanError where a file is too large to be an issue."""
    lines = text.count("\n") + 1
    for count, most, what in ((len(text), MOST_CHARACTERS, "characters"), (lines, MOST_LINES, "lines")):
        if count > most:
            raise QikanError(
                f"The file has {count:,} {what}, too many for one issue.",
                place=f"{name}:1",
                remedy=f"Split it into issues of at most {most:,} {what}.",
            )


def check_characters(text: str, name: str) -> None:
    """Raise QikanError, with its line, for the first character of a file that no issue can hold."""
    if found := _FORBIDDEN.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise QikanError(told(found[0]), place=f"{name}:{line}", remedy=_REMEDY)


def check_words(words: str) -> str:
    """Return `words`; raise QikanError (without a place) where they hold a character that no issue can hold."""
    if found := _FORBIDDEN.search(words):
        raise QikanError(told(found[0]), remedy=_REMEDY)
    return words


def told(character: str) -> str:
    """Return the message for a character that no issue can hold."""
    return f"The character U+{ord(character):04X} is none that an issue can hold."
