"""An entry of the contents by its signs: it begins with a glyph or a link and ends with its source or page hint."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.importing.passage import Passage
from generator.importing.structure.contents.printed_titles import NO_TITLE
from generator.importing.vocabulary import BACK_LINK, GLYPHS, SOURCE_LINE, SUMMARY, section_name

_DASH = "—–―─－\\-~…⋯.·。"
"""What leads to a page number; a leader of one dot is repaired to a full stop."""
_HINT = re.compile(rf"(?P<lead>[\s{_DASH}]*)第?\s*(?P<page>\d{{1,4}})\s*页\s*$")
_LED = re.compile(
    r"[\s.·…⋯_]*[.·…⋯_]{3,}\s*(?:第\s*)?(?P<page>\d{1,4})(?:\s*页|\s*$)"
    r"|(?<=[）)])[\s.·…⋯_]+(?P<bare>\d{1,4})\s*$"
    r"|\s*—{2,}\s*(?:第\s*)?(?P<dashed>\d{1,4})\s*页(?=.)"
)
"""A page number behind leaders; it may stand on an entry's first line, in front of its second."""
_NUMBERED = re.compile(
    r"\s*(?:(?:[/／|｜]|\b[Pp]\.?|[\s.·…⋯_—]|(?<=[）)]))\s*(?P<number>\d{1,3})|[（(]\s*(?P<closed>\d{1,3})\s*[）)])\s*$"
)
"""A page number alone at an entry's end: behind a stroke, a P, a blank or the source, or in brackets."""
_SOURCE = re.compile(r"\s*[（(]\s*来\s*源\s*[：:]\s*(?P<source>.*?)\s*[）)]\s*$")
_OPEN_SOURCE = re.compile(r"[（(]\s*来\s*源\s*[：:][^）)]*$")
GLYPH = re.compile(rf"^[{GLYPHS}]\s*|^[-*+]\s+")
LONGEST_ENTRY = 6
"""An entry is wrapped over at most so many passages (seen: title over two links, source, page on a line of its own;
on a narrow page with its numbers in a column of their own, each line is one)."""


@dataclass(frozen=True, slots=True)
class EntryParts:
    """What an entry says."""

    title: str
    """The title as the contents print it."""
    source: str
    """The source; empty where none is printed."""
    page: int | None
    """The page hint."""


def signed_length(passages: Sequence[Passage], index: int) -> int:
    """Return over how many passages the entry that begins here runs; 0 where none begins.

    An entry ends with its page hint; it begins with a glyph or a link, or has a source in brackets.
    """
    first = passages[index]
    text = first.text.plain
    if SUMMARY.match(text) or BACK_LINK.match(text) or section_name(text) is not None or first.rows is not None:
        return 0
    opened = bool(GLYPH.match(text) or first.links or first.item)
    if (not opened and NO_TITLE.search(text)) or SOURCE_LINE.match(text):
        return 0
    whole = ""
    for length in range(1, LONGEST_ENTRY + 1):
        if index + length > len(passages):
            break
        piece = passages[index + length - 1].text.plain
        if length > 1 and (SUMMARY.match(piece) or section_name(piece) is not None or GLYPH.match(piece)):
            break
        if NO_TITLE.search(piece):
            break
        whole += piece
        hint = _HINT.search(whole)
        if opened and not hint and _LED.search(whole) and not _OPEN_SOURCE.search(_LED.sub("", whole)):
            return length
        if hint and (opened or _SOURCE.search(whole[: hint.start()]) or re.search(rf"[{_DASH}]", hint["lead"])):
            return length + _rest_length(passages[index : index + LONGEST_ENTRY], length)
        if _SOURCE.search(whole) and opened and not _hint_follows(passages, index + length):
            return length
        number = _NUMBERED.search(whole)
        if number and ((opened and not _OPEN_SOURCE.search(whole)) or _SOURCE.search(whole[: number.start()])):
            return length
    if opened and first.links and not _OPEN_SOURCE.search(text):
        return 1
    return 0


def _rest_length(passages: Sequence[Passage], length: int) -> int:
    """Return how many passages an entry goes on behind its page hint, which stands at the end of its first line: up to
    the source's closing bracket, where what is linked leads to the entry's own place."""
    whole = "".join(passage.text.plain for passage in passages[:length])
    if _SOURCE.search(_HINT.sub("", whole)):
        return 0
    place = _place(passages[0])
    rest = ""
    for count, passage in enumerate(passages[length:], start=1):
        text = passage.text.plain
        if SUMMARY.match(text) or section_name(text) is not None or GLYPH.match(text) or _HINT.search(text):
            return 0
        if passage.links and (place is None or _place(passage) != place):
            return 0
        rest += text
        if _SOURCE.search(rest) or _SOURCE.search(_HINT.sub("", whole) + rest):
            return count
    return 0


def _place(passage: Passage) -> tuple[int, float | None] | None:
    """Return where a passage's first link leads in the file; None where it has none or nobody knows."""
    page = passage.links[0].page if passage.links else None
    return (page, passage.links[0].y) if page is not None else None


def _hint_follows(passages: Sequence[Passage], index: int) -> bool:
    return index < len(passages) and bool(_HINT.fullmatch(passages[index].text.plain.strip()))


def signed_parts(whole: str, linked: Sequence[tuple[int, int]]) -> EntryParts:
    """Return what an entry says; `linked` is where its links begin and end."""
    hint = _LED.search(whole) or _HINT.search(whole) or _NUMBERED.search(whole)
    if hint:
        linked = [(_less(start, hint), _less(end, hint)) for start, end in linked]
    body = whole[: hint.start()] + whole[hint.end() :] if hint else whole
    found = _SOURCE.search(body)
    title = body[: found.start()] if found else body
    titled = "".join(title[start:end] for start, end in linked)
    if linked and titled and (len(titled) >= 0.6 * len(title)):
        title = titled
    title = GLYPH.sub("", title.strip()).strip()
    return EntryParts(title, found["source"] if found else "", _number(hint) if hint else None)


def title_of(text: str) -> str:
    """Return what stands in an entry's line before its source and page hint."""
    return _SOURCE.split(_HINT.sub("", text))[0].strip()


def numbered_title(text: str) -> str:
    """Return what stands in an entry's line before its page number and source; nothing where no number ends it."""
    number = _HINT.search(text) or _NUMBERED.search(text)
    return _SOURCE.split(text[: number.start()])[0].strip() if number else ""


def _number(hint: re.Match[str]) -> int:
    return int(next(group for group in hint.groupdict().values() if group and group.isdecimal()))


def _less(offset: int, hint: re.Match[str]) -> int:
    """Return where a place of an entry is once its page hint is taken out."""
    return offset if offset <= hint.start() else max(hint.start(), offset - len(hint[0]))
