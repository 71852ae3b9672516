"""What the body prints that may be a title: it tells where a title of the contents ends, whatever stands behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.importing.passage import Passage
from generator.importing.structure.contents.likeness import title_likeness
from generator.importing.vocabulary import BACK_LINK, GLYPHS, SOURCE_LINE, enumerator, folded

LONGEST = 150
"""A title has at most so many characters."""
SHORTEST = 4
"""A shorter one could begin anything."""
MOST_LINES = 4
"""A title is printed on at most so many lines (seen: two; on a narrow page in large type, more)."""
NEARLY = 0.85
"""Two prints of one title share at least so much; less would be another of a series."""
LONGEST_LABEL = 12
"""A line that is no longer may be a section's: no title goes on below it, unless both are set alike and otherwise than
the text."""

NO_TITLE = re.compile(r"[。；][）)”’」』】]*$")
"""How no title ends."""
_BEFORE = re.compile(rf"^(?:[{GLYPHS}]\s*|[-*+]\s+|[^\w\s“‘《〈（(【\[「『…—\"'<#%&@+-]\s*)*")
"""What may stand before a title of the contents, besides a number: signs of any kind."""


class PrintedTitles:
    """The short lines of a body, and what they make together, each of which may be a title; and its sources."""

    def __init__(self, body: Sequence[Passage] = ()) -> None:
        self._titles = frozenset(_titles(body))
        self._lengths = sorted({len(title) for title in self._titles}, reverse=True)
        found = (SOURCE_LINE.match(passage.text.plain) for passage in body)
        self._sources = frozenset(folded(source["source"]) for source in found if source)

    def is_source(self, text: str) -> bool:
        """Say whether the body names a text as an article's source."""
        return folded(text) in self._sources

    def is_title(self, text: str) -> bool:
        """Say whether the body prints a text on lines of its own."""
        return folded(text) in self._titles

    def is_like(self, text: str) -> bool:
        """Say whether the body prints a text nearly so."""
        words = folded(text)
        return len(words) > LONGEST_LABEL and any(title_likeness(title, words) >= NEARLY for title in self._titles)

    def find(self, text: str) -> tuple[int, int] | None:
        """Return where a title stands in a line of the contents that begins with one, perhaps behind a sign or a
        number; the longest, if there are several. None where there is none."""
        begin = len(_BEFORE.match(text)[0])  # type: ignore[index]  # it matches anything
        number = enumerator(text[begin:])[1]
        for start in dict.fromkeys((begin, begin + len(number))):
            found = self._end(text, start)
            if found is not None:
                return start, found
        return None

    def _end(self, text: str, start: int) -> int | None:
        letters, ends = "", [start]
        for index in range(start, min(len(text), start + 2 * LONGEST)):
            letter = folded(text[index])
            letters += letter
            ends += [index + 1] * len(letter)
        for length in self._lengths:
            if length <= len(letters) and letters[:length] in self._titles:
                return ends[length]
        return None


def _titles(body: Sequence[Passage]) -> Iterator[str]:
    for index, first in enumerate(body):
        if not _may_be_line(first):
            continue
        title = folded(first.text.plain)
        if len(title) >= SHORTEST:
            yield title
        for below in body[index + 1 : index + MOST_LINES]:
            if not _may_be_line(below) or not _goes_on(first, below):
                break
            title += folded(below.text.plain)
            if len(title) > LONGEST:
                break
            yield title


def _may_be_line(passage: Passage) -> bool:
    """Say whether a passage may be a title or a part of one: the sentences of a title, if it has any, ask or shout."""
    text = passage.text.plain
    if passage.rows is not None or passage.picture is not None or len(text) > LONGEST:
        return False
    return not (BACK_LINK.match(text) or SOURCE_LINE.match(text) or NO_TITLE.search(text) or "。" in text)


def _goes_on(first: Passage, below: Passage) -> bool:
    if first.look != below.look:
        return False
    return len(first.text.plain) > LONGEST_LABEL or bool(first.apart)
