"""The contents (本期视点): section, title, source, page hint and summary of each article."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from generator.importing.passage import Passage
from generator.importing.structure.contents.entries import EntryParts, signed_length, signed_parts, title_of
from generator.importing.structure.contents.known_entries import known_length, known_parts
from generator.importing.structure.contents.lines import parted
from generator.importing.structure.contents.printed_titles import PrintedTitles
from generator.importing.structure.contents.tables import unrolled
from generator.importing.texts import behead, join, strip, with_page, without_marks
from generator.importing.vocabulary import (
    CONTENTS_HEADS,
    GLYPHS,
    HAN,
    SUMMARY,
    ending,
    enumerator,
    folded,
    section_name,
)
from generator.model import Text

_LONGEST_SECTION = 12
"""A section's name has at most so many characters."""
_SIGNS_BEFORE = re.compile(r"^[^\w《“‘（(]+|^栏\s*目\s*[：:]\s*")
"""What stands before a section's name: signs, or its label."""
_SIGNS_BEHIND = f"：:|｜/ {GLYPHS}"
_WORDS = re.compile(f"[{HAN}]{{2}}")
"""A section's name is Chinese."""
_FEWEST_SECTIONS = 2
"""So many short entries, each with the page of the one below it, are sections."""
_SHORTEST_SUMMARY = 20
"""A paragraph below an entry that is no shorter is its summary, labelled or not."""


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


def read_contents(passages: Sequence[Passage], printed: PrintedTitles) -> Contents:
    """Return the entries of the contents, each put together from the passages that it was wrapped over; `printed` is
    what the body prints."""
    passages = list(parted(unrolled(passages, printed), printed))
    drafts: list[_Draft] = []
    guide: list[Passage] = []
    unread: list[Passage] = []
    pages: list[int] = []
    section = ""
    index = 0
    while index < len(passages):
        passage = passages[index]
        length = _entry_length(passages, index, printed)
        if drafts and _opens_summary(passage, drafts[-1], length):
            drafts[-1].summary.append(passage)
            drafts[-1].pages += pages
            pages = []
        elif length:
            pieces = list(passages[index : index + length])
            drafts.append(_Draft(section, passage.line, pieces))
            pages += _starts(pieces)
            index += length - 1
        elif (name := _section_at(passages, index, printed)) is not None:
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
    entries = _with_numbered_sections([_entry(draft, printed) for draft in drafts])
    return Contents(tuple(entries), tuple(guide), tuple(unread), tuple(pages))


def _with_numbered_sections(entries: Sequence[ContentsEntry]) -> list[ContentsEntry]:
    """Return the entries without those that are sections: contents that a word processor makes of headings give a
    section the page of the first article below it."""
    heads = [
        number
        for number, (entry, below) in enumerate(itertools.pairwise(entries))
        if len(entry.title) <= _LONGEST_SECTION
        and entry.page is not None
        and entry.page == below.page
        and not (entry.source or entry.summary.plain)
    ]
    if heads[:1] != [0] or len(heads) < _FEWEST_SECTIONS or any(entry.section for entry in entries):
        return list(entries)
    found: list[ContentsEntry] = []
    section = ""
    for number, entry in enumerate(entries):
        if number in heads:
            section = section_words(entry.title)
        else:
            found.append(replace(entry, section=section))
    return found


def _opens_summary(passage: Passage, draft: _Draft, length: int) -> bool:
    """Say whether the summary of the last entry begins with a passage: it has a label, or is a paragraph right below
    the entry; `length` is how long an entry is that begins with it."""
    text = passage.text.plain
    if SUMMARY.match(text):
        return True
    return not (length or draft.summary) and len(text) >= _SHORTEST_SUMMARY and ending(text) in ("stop", "trail")


def _starts(passages: Sequence[Passage]) -> list[int]:
    return [start.page for passage in passages for start in passage.text.pages]


def section_words(text: str) -> str:
    """Return a section's name without the signs and the number round it (`█ 医保监管`, `一、医保监管：`)."""
    bare = _SIGNS_BEFORE.sub("", text)
    if bare.startswith("《") and bare.endswith("》"):
        return bare[1:-1]
    return bare[len(enumerator(bare)[1]) :].strip().rstrip(_SIGNS_BEHIND)


def _section_at(passages: Sequence[Passage], index: int, printed: PrintedTitles) -> str | None:
    """Return the name in a section's line, with an entry within two passages below it: between bullets, on a marked
    line, or, right above the entry, on a short line that is no sentence."""
    name, is_sure = _section(passages[index])
    if name is None:
        return None
    below = (index + 1, index + 2) if is_sure else (index + 1,)
    return name if any(_entry_length(passages, at, printed) for at in below if at < len(passages)) else None


def _section(passage: Passage) -> tuple[str | None, bool]:
    """Return the name in a line that may be a section's, and whether its signs or marks say that it is one."""
    text = passage.text.plain
    name = section_name(text)
    if name is not None:
        return name, True
    short = section_words(text)
    if passage.links or not 2 <= len(short) <= _LONGEST_SECTION or folded(text) in CONTENTS_HEADS:
        return None, False
    if passage.mark is not None or passage.strong or passage.apart:
        return short, True
    return (short if ending(text) in ("open", "closed", "colon") and _WORDS.search(short) else None), False


def _entry_length(passages: Sequence[Passage], index: int, printed: PrintedTitles) -> int:
    """Return over how many passages the entry that begins here runs; 0 where none begins."""
    if _heads_entry(passages, index, printed):
        return 0
    return max(signed_length(passages, index), known_length(passages, index, printed))


def _heads_entry(passages: Sequence[Passage], index: int, printed: PrintedTitles) -> bool:
    """Say whether a line is a section's, which only its look shows: it is set otherwise than the line below it, with
    which an entry begins."""
    if index + 1 >= len(passages) or not _section(passages[index])[1]:
        return False
    passage, below = passages[index], passages[index + 1]
    return (
        passage.look != below.look
        and bool(title_of(below.text.plain))
        and _entry_length(passages, index + 1, printed) > 0
    )


def _entry(draft: _Draft, printed: PrintedTitles) -> ContentsEntry:
    whole = join(piece.text for piece in draft.pieces)
    offset = 0
    linked: list[tuple[int, int]] = []
    for piece in draft.pieces:
        linked += [(link.start + offset, link.end + offset) for link in piece.links]
        offset += len(piece.text.plain)
    parts = _parts(whole.plain, linked, printed)
    summary = join(without_label(piece.text) for piece in draft.summary)
    for page in reversed(draft.pages):
        summary = with_page(summary, page)
    return ContentsEntry(
        section=draft.section,
        title=parts.title,
        source=parts.source,
        page=parts.page,
        summary=summary,
        line=draft.line,
    )


def _parts(whole: str, linked: Sequence[tuple[int, int]], printed: PrintedTitles) -> EntryParts:
    """Return what an entry says by its signs; by the body, where that tells more."""
    signed, known = signed_parts(whole, linked), known_parts(whole, printed)
    if known is None:
        return signed
    is_all = (signed.source or not known.source) and (signed.page is not None or known.page is None)
    return signed if is_all and printed.is_title(signed.title) else known


def without_label(text: Text) -> Text:
    """Return a summary without the label before it."""
    found = SUMMARY.match(text.plain)
    return strip(without_marks(behead(text, found.end()) if found else text))
