"""The contents (本期视点): section, title, source, page hint and summary of each article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.importing.passage import Passage
from generator.importing.texts import behead, join, strip, with_page, without_marks
from generator.importing.vocabulary import BACK_LINK, GLYPHS, SUMMARY, section_name
from generator.model import Text

_DASH = "—–―─－\\-~…⋯.·"
_HINT = re.compile(rf"(?P<lead>[\s{_DASH}]*)第?\s*(?P<page>\d{{1,4}})\s*页\s*$")
_LED = re.compile(
    r"[\s.·…⋯_]*[.·…⋯_]{3,}\s*(?:第\s*)?(?P<page>\d{1,4})(?:\s*页|\s*$)"
    r"|(?<=[）)])[\s.·…⋯_]+(?P<bare>\d{1,4})\s*$"
    r"|\s*—{2,}\s*(?:第\s*)?(?P<dashed>\d{1,4})\s*页(?=.)"
)
"""A page number behind leaders; it may stand on an entry's first line, in front of its second."""
_SOURCE = re.compile(r"\s*[（(]\s*来\s*源\s*[：:]\s*(?P<source>.*?)\s*[）)]\s*$")
_OPEN_SOURCE = re.compile(r"[（(]\s*来\s*源\s*[：:][^）)]*$")
_GLYPH = re.compile(rf"^[{GLYPHS}]\s*|^[-*+]\s+")
_LONGEST_ENTRY = 6
"""An entry is wrapped over at most so many passages (seen: title over two links, source, page on a line of its own;
on a narrow page with its numbers in a column of their own, each line is one)."""

_LONGEST_SECTION = 12
"""A section's name has at most so many characters."""
_SENTENCE = re.compile(r"[。；][）)”’」』】]*$")
"""How no title ends."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One article in the contents."""

    section: str
    """The section's name; empty where none was printed above it."""
    title: str
    """The title as the contents print it."""
    source: str
    """The source; empty where none is printed."""
    page: int | None
    """The page hint."""
    summary: Text
    """The summary, with the pages that begin in it or in the lines above it; empty where none is printed."""
    line: int
    """Line of the source on which the entry begins."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents, read."""

    entries: tuple[ContentsEntry, ...]
    """The articles in the order of the contents."""
    guide: tuple[Passage, ...]
    """What stands above the first section or entry."""
    unread: tuple[Passage, ...]
    """What is neither section, entry nor summary."""
    pages: tuple[int, ...] = ()
    """Pages that begin behind the last summary."""


@dataclass(slots=True)
class _Draft:
    """An entry that is being read."""

    section: str
    line: int
    pieces: list[Passage] = field(default_factory=list)
    summary: list[Passage] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)


def read_contents(passages: Sequence[Passage]) -> Contents:
    """Return the entries of the contents, each put together from the passages that it was wrapped over."""
    drafts: list[_Draft] = []
    guide: list[Passage] = []
    unread: list[Passage] = []
    pages: list[int] = []
    section = ""
    index = 0
    while index < len(passages):
        passage = passages[index]
        length = _entry_length(passages, index)
        if SUMMARY.match(passage.text.plain) and drafts:
            drafts[-1].summary.append(passage)
            drafts[-1].pages += pages
            pages = []
        elif length:
            pieces = list(passages[index : index + length])
            drafts.append(_Draft(section, passage.line, pieces))
            pages += _starts(pieces)
            index += length - 1
        elif (name := _section(passage)) is not None and _section_follows(passages, index):
            section = name
            pages += _starts([passage])
        elif drafts and drafts[-1].summary:
            drafts[-1].summary.append(passage)
        elif drafts:
            unread.append(passage)
            pages += _starts([passage])
        else:
            guide.append(passage)
        index += 1
    return Contents(tuple(_entry(draft) for draft in drafts), tuple(guide), tuple(unread), tuple(pages))


def _starts(passages: Sequence[Passage]) -> list[int]:
    return [start.page for passage in passages for start in passage.text.pages]


def _section(passage: Passage) -> str | None:
    """Return a section's name: between bullets, or alone on a marked line."""
    name = section_name(passage.text.plain)
    if name is not None:
        return name
    short = passage.text.plain.strip(f"{GLYPHS} ")
    marked = passage.mark is not None or passage.strong or passage.apart
    return short if marked and 2 <= len(short) <= _LONGEST_SECTION and not passage.links else None


def _section_follows(passages: Sequence[Passage], index: int) -> bool:
    """Say whether an entry begins within two passages after a section's line."""
    return any(_entry_length(passages, at) for at in (index + 1, index + 2) if at < len(passages))


def _entry_length(passages: Sequence[Passage], index: int) -> int:
    """Return over how many passages the entry that begins here runs; 0 where none begins.

    An entry ends with its page hint; it begins with a glyph or a link, or has a source in brackets.
    """
    first = passages[index]
    text = first.text.plain
    if SUMMARY.match(text) or BACK_LINK.match(text) or section_name(text) is not None or first.rows is not None:
        return 0
    opened = bool(_GLYPH.match(text) or first.links or first.item)
    if (not opened and _SENTENCE.search(text)) or _heads_entry(passages, index):
        return 0
    whole = ""
    for length in range(1, _LONGEST_ENTRY + 1):
        if index + length > len(passages):
            break
        piece = passages[index + length - 1].text.plain
        if length > 1 and (SUMMARY.match(piece) or section_name(piece) is not None or _GLYPH.match(piece)):
            break
        whole += piece
        hint = _HINT.search(whole)
        if opened and not hint and _LED.search(whole) and not _OPEN_SOURCE.search(_LED.sub("", whole)):
            return length
        if hint and (opened or _SOURCE.search(whole[: hint.start()]) or re.search(rf"[{_DASH}]", hint["lead"])):
            return length + _rest_length(passages[index : index + _LONGEST_ENTRY], length)
        if _SOURCE.search(whole) and opened and not _hint_follows(passages, index + length):
            return length
    if opened and first.links and not _OPEN_SOURCE.search(text):
        return 1
    return 0


def _heads_entry(passages: Sequence[Passage], index: int) -> bool:
    """Say whether a line is a section's, which only its look shows: it is set otherwise than the line below it, with
    which an entry begins."""
    if index + 1 >= len(passages) or _section(passages[index]) is None:
        return False
    passage, below = passages[index], passages[index + 1]
    title = _SOURCE.split(_HINT.sub("", below.text.plain))[0].strip()
    return passage.look != below.look and bool(title) and _entry_length(passages, index + 1) > 0


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
        if SUMMARY.match(text) or section_name(text) is not None or _GLYPH.match(text) or _HINT.search(text):
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


def _entry(draft: _Draft) -> ContentsEntry:
    whole = join(piece.text for piece in draft.pieces)
    offset = 0
    linked: list[tuple[int, int]] = []
    for piece in draft.pieces:
        linked += [(link.start + offset, link.end + offset) for link in piece.links]
        offset += len(piece.text.plain)
    text = whole.plain
    hint = _LED.search(text) or _HINT.search(text)
    if hint:
        linked = [(_less(start, hint), _less(end, hint)) for start, end in linked]
    body = text[: hint.start()] + text[hint.end() :] if hint else text
    found = _SOURCE.search(body)
    title = body[: found.start()] if found else body
    titled = "".join(title[start:end] for start, end in linked)
    if linked and titled and (len(titled) >= 0.6 * len(title)):
        title = titled
    summary = join(_without_label(piece.text) for piece in draft.summary)
    for page in reversed(draft.pages):
        summary = with_page(summary, page)
    return ContentsEntry(
        section=draft.section,
        title=_GLYPH.sub("", title.strip()).strip(),
        source=found["source"] if found else "",
        page=_number(hint) if hint else None,
        summary=summary,
        line=draft.line,
    )


def _number(hint: re.Match[str]) -> int:
    return int(next(group for group in hint.groupdict().values() if group and group.isdecimal()))


def _less(offset: int, hint: re.Match[str]) -> int:
    """Return where a place of an entry is once its page hint is taken out."""
    return offset if offset <= hint.start() else max(hint.start(), offset - len(hint[0]))


def _without_label(text: Text) -> Text:
    found = SUMMARY.match(text.plain)
    return strip(without_marks(behead(text, found.end()) if found else text))
