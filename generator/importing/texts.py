"""Small operations on Text that keep marks and page starts in their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.model import Mark, PageStart, Text

Edit = tuple[int, int, str]
"""Replace the characters from the first offset to the second by these."""


def cut(text: Text, start: int, end: int) -> Text:
    """Return the characters from `start` to `end` with the marks and page starts inside them.

    A page start at `end` belongs to what follows, unless `end` is the end of the text.
    """
    last = len(text.plain)
    marks = tuple(
        Mark(max(m.start, start) - start, min(m.end, end) - start, m.kind, m.target)
        for m in text.marks
        if m.start < end and m.end > start
    )
    pages = tuple(
        PageStart(p.offset - start, p.page)
        for p in text.pages
        if start <= p.offset < end or (p.offset == end == last and p.offset >= start)
    )
    return Text(text.plain[start:end], marks, pages)


def strip(text: Text) -> Text:
    """Return the text without white space at its ends; page starts there move to the first or last character."""
    body = text.plain.strip()
    if len(body) == len(text.plain):
        return text
    start = len(text.plain) - len(text.plain.lstrip())
    end = start + len(body)
    inner = cut(Text(text.plain, text.marks), start, end)
    pages = tuple(PageStart(min(max(p.offset - start, 0), len(body)), p.page) for p in text.pages)
    return Text(inner.plain, inner.marks, pages)


def join(parts: Iterable[Text], between: str = "") -> Text:
    """Return the texts one after another; marks of one kind that meet become one."""
    pieces: list[str] = []
    marks: list[Mark] = []
    pages: list[PageStart] = []
    length = 0
    for part in parts:
        if pieces and between:
            pieces.append(between)
            length += len(between)
        for mark in part.marks:
            moved = Mark(mark.start + length, mark.end + length, mark.kind, mark.target)
            if marks and (marks[-1].end, marks[-1].kind, marks[-1].target) == (moved.start, moved.kind, moved.target):
                marks[-1] = Mark(marks[-1].start, moved.end, moved.kind, moved.target)
            else:
                marks.append(moved)
        pages.extend(PageStart(p.offset + length, p.page) for p in part.pages)
        pieces.append(part.plain)
        length += len(part.plain)
    return Text("".join(pieces), tuple(marks), tuple(pages))


def with_page(text: Text, page: int, offset: int = 0) -> Text:
    """Return the text with one more page beginning before the character at `offset`."""
    pages = sorted((*text.pages, PageStart(offset, page)), key=lambda start: (start.offset, start.page))
    return Text(text.plain, text.marks, tuple(pages))


def behead(text: Text, count: int) -> Text:
    """Return the text without its first `count` characters; pages that begin among them begin with what is left."""
    rest = cut(Text(text.plain, text.marks), count, len(text.plain))
    pages = tuple(PageStart(max(p.offset - count, 0), p.page) for p in text.pages)
    return Text(rest.plain, rest.marks, pages)


def moved(offset: int, edits: Sequence[Edit], *, at_end: bool = False) -> int:
    """Return where a place of a text is after the edits; `at_end` for the end of a range, which new characters that
    are put right there do not move."""
    shift = 0
    for start, end, new in edits:
        if end <= offset and (end < offset or not at_end or start < end):
            shift += len(new) - (end - start)
        elif start < offset:
            return start + shift + min(len(new), offset - start)
    return offset + shift


def edit(text: Text, edits: Sequence[Edit]) -> Text:
    """Return the text with the edits applied; they are sorted and do not overlap."""
    if not edits:
        return text
    pieces: list[str] = []
    position = 0
    for start, end, new in edits:
        pieces += (text.plain[position:start], new)
        position = end
    pieces.append(text.plain[position:])
    marks = tuple(
        Mark(begin, finish, m.kind, m.target)
        for m in text.marks
        if (begin := moved(m.start, edits)) < (finish := moved(m.end, edits, at_end=True))
    )
    pages = tuple(PageStart(moved(p.offset, edits), p.page) for p in text.pages)
    return Text("".join(pieces), marks, pages)


def without_marks(text: Text) -> Text:
    """Return the text without emphasis, code and links; page starts stay."""
    return Text(text.plain, (), text.pages) if text.marks else text


def matching(text: Text, pattern: re.Pattern[str], new: str) -> list[Edit]:
    """Return the edits that replace every match of a pattern; `new` is a template of `re.Match.expand`."""
    return [(m.start(), m.end(), m.expand(new)) for m in pattern.finditer(text.plain)]
