"""Where the body begins if no line heads it: what the contents name stands there again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.importing.passage import Passage
from generator.importing.structure.contents.entries import GLYPH, title_of
from generator.importing.structure.contents.likeness import LIKE, title_likeness
from generator.importing.structure.contents.printed_titles import LONGEST, LONGEST_LABEL
from generator.importing.vocabulary import BACK_LINK, SOURCE_LINE, SUMMARY, enumerator, folded, section_name

SHORTEST_TITLE = 6
"""A shorter line is said twice by chance, as a section's is."""
SHORTEST_LINE = 8
"""So much of a title that a line of the contents begins with tells which it is."""

_HINTED = re.compile(r"[\s—–―─－\-~…⋯.·_/／|｜（(\[Pp第]\s*\d{1,4}\s*页?[）)\]]?\s*$|\d\s*页\s*$")
"""How a line of the contents ends, with its page number."""
_LEADERS = " .·•…⋯_"
"""What stands between a line of the contents and its number."""


def find_body(passages: Sequence[Passage], first: int) -> int | None:
    """Return where the body begins behind the contents, of which the passages from `first` on are the beginning; None
    where nothing tells.

    It begins with the first title that the contents name above it, or with the one above the first source line that
    is no part of an entry. The section's line above the title belongs to it.
    """
    starts = [at for at in (_first_title(passages, first), _first_sourced(passages, first)) if at is not None]
    if not starts:
        return None
    begin = above = min(starts)
    while above - 1 > first and _heads_article(passages, first, above - 1):
        above -= 1
        if not SOURCE_LINE.match(passages[above].text.plain):
            begin = above
    return begin


def _first_title(passages: Sequence[Passage], first: int) -> int | None:
    """Return where a line stands that the contents above it say: with a glyph or a number before it, a source or a
    page behind it, or the rest of a title below it."""
    named: list[str] = []
    for index in range(first, len(passages)):
        passage = passages[index]
        text = passage.text.plain
        words = folded(text) if len(text) <= LONGEST and not passage.links else ""
        if len(words) < SHORTEST_TITLE:
            words = ""
        if words and words in named and not _goes_on_as_entry(passages, index):
            return index
        if words and not _is_entry(passage) and not _goes_on_as_entry(passages, index):
            if any(_says(title, words) for title in named):
                return index
        if not SUMMARY.match(text):
            named += (folded(line) for line in _titles(passage))
    return None


def _titles(passage: Passage) -> Iterator[str]:
    """Yield what a passage of the contents may name: its words without number, source and page."""
    texts = [cell.text.plain for row in passage.rows or () for cell in row] or [passage.text.plain]
    for text in texts:
        bare = GLYPH.sub("", text)
        for line in {bare, bare[len(enumerator(bare)[1]) :]}:
            title = _HINTED.sub("", title_of(line)).strip()
            if len(title) <= LONGEST and len(folded(title)) >= SHORTEST_TITLE:
                yield title


def _says(title: str, words: str) -> bool:
    """Say whether a line of the body says a title of the contents, or the longer of the two begins with the other."""
    shorter, longer = sorted((title, words), key=len)
    return (len(shorter) >= SHORTEST_LINE and longer.startswith(shorter)) or title_likeness(words, title) >= LIKE


def _first_sourced(passages: Sequence[Passage], first: int) -> int | None:
    """Return where a title stands with its source line below it that is not an entry."""
    for index in range(first + 1, len(passages)):
        if not SOURCE_LINE.match(passages[index].text.plain) or _is_entry(passages[index - 1]):
            continue
        if not _goes_on_as_entry(passages, index):
            return index - 1
    return None


def _goes_on_as_entry(passages: Sequence[Passage], index: int) -> bool:
    """Say whether a summary or the rest of an entry stands below a line."""
    if index + 1 >= len(passages):
        return False
    below = passages[index + 1].text.plain
    return bool(SUMMARY.match(below) or _HINTED.search(below) or GLYPH.match(below))


def _is_entry(passage: Passage) -> bool:
    """Say whether a passage looks as an entry of the contents does, or is none of the lines of an article's head."""
    text = passage.text.plain
    if passage.rows is not None or passage.links or SUMMARY.match(text) or SOURCE_LINE.match(text):
        return True
    return bool(GLYPH.match(text) or _HINTED.search(text) or BACK_LINK.match(text) or section_name(text) is not None)


def _heads_article(passages: Sequence[Passage], first: int, index: int) -> bool:
    """Say whether a line above a title may belong to its article: a section's, with its signs or as the contents print
    it, a source, or 返回目录."""
    text = passages[index].text.plain
    if section_name(text) is not None or BACK_LINK.match(text) or SOURCE_LINE.match(text):
        return True
    words = folded(text)
    return 0 < len(words) <= LONGEST_LABEL and any(
        folded(passage.text.plain) == words for passage in passages[first:index]
    )
