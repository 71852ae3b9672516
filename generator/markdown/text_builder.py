"""Puts a Text together, piece by piece, as a reader meets them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from generator.model import Mark, MarkKind, PageStart, Text

_WIDE_IN_CHINESE = frozenset("“”‘’…—·")
"""Characters of ambiguous width (UAX #11) that are punctuation of Chinese text."""


def joint(before: str, after: str) -> str:
    """Return what a line break of the source stands for between two characters: nothing in Chinese, else a blank.

    The rule of CSS Text (segment break transformation): no blank between two wide characters.
    """
    if not before or not after or before.isspace() or after.isspace():
        return ""
    return "" if _wide(before) and _wide(after) else " "


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF" or character in _WIDE_IN_CHINESE


class TextBuilder:
    """Collects characters, marks and page starts."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[Mark | None] = []
        """Marks in the order in which they open; None where one is still open or turned out empty."""
        self._open: list[tuple[int, MarkKind, int, str]] = []
        self._pages: list[PageStart] = []

    @property
    def last(self) -> str:
        """The last character, or nothing."""
        return self._parts[-1][-1] if self._parts else ""

    def add(self, run: str) -> None:
        """Add characters."""
        if run:
            self._parts.append(run)
            self._length += len(run)

    def page(self, page: int) -> None:
        """A page begins here."""
        self._pages.append(PageStart(self._length, page))

    def open(self, kind: MarkKind, target: str = "") -> None:
        """A mark begins here."""
        self._open.append((len(self._marks), kind, self._length, target))
        self._marks.append(None)

    def close(self, kind: MarkKind) -> bool:
        """The innermost open mark ends here; False if it is not of this kind."""
        if not self._open or self._open[-1][1] != kind:
            return False
        number, kind, start, target = self._open.pop()
        if self._length > start:
            self._marks[number] = Mark(start, self._length, kind, target)
        return True

    @property
    def is_open(self) -> bool:
        """Whether a mark is still open."""
        return bool(self._open)

    def text(self) -> Text:
        """Return what was collected."""
        marks = tuple(mark for mark in self._marks if mark is not None)
        return Text("".join(self._parts), marks, tuple(self._pages))


def without_first(text: Text, count: int) -> Text:
    """Return `text` without its first `count` characters; what stood there moves to the start."""
    marks = tuple(
        Mark(max(0, mark.start - count), mark.end - count, mark.kind, mark.target)
        for mark in text.marks
        if mark.end > count
    )
    pages = tuple(PageStart(max(0, start.offset - count), start.page) for start in text.pages)
    return Text(text.plain[count:], marks, pages)


def with_pages_first(pages: Iterable[int], text: Text) -> Text:
    """Return `text` with further pages that begin before it."""
    return Text(text.plain, text.marks, (*(PageStart(0, page) for page in pages), *text.pages))


def joined_lines(texts: Iterable[Text]) -> Text:
    """Return the texts as one, a hard line break between them."""
    plain: list[str] = []
    marks: list[Mark] = []
    pages: list[PageStart] = []
    offset = 0
    for text in texts:
        if plain:
            plain.append("\n")
            offset += 1
        plain.append(text.plain)
        marks.extend(Mark(mark.start + offset, mark.end + offset, mark.kind, mark.target) for mark in text.marks)
        pages.extend(PageStart(start.offset + offset, start.page) for start in text.pages)
        offset += len(text.plain)
    return Text("".join(plain), tuple(marks), tuple(pages))
