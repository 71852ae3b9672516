"""Where each article begins and ends in the body, by its title in the contents and its source line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.importing.passage import Passage
from generator.importing.report import Entry
from generator.importing.structure.articles.title_places import (
    OF_DATA,
    find_titles,
    says_source,
    source_below,
)
from generator.importing.structure.contents.printed_titles import LONGEST, MOST_LINES
from generator.importing.structure.contents.reading import ContentsEntry, section_words
from generator.importing.vocabulary import BACK_LINK, SOURCE_LINE, SUMMARY, folded, section_name

LONGEST_SECTION_LINE = 40
"""Characters of a section's line, with its signs and blanks, at most."""
LINES_ABOVE = 3
"""Above a title stand at most so many lines of its article: a section's, a source, 返回目录 for the reader who came
from the contents."""

Title = tuple[int, int, ContentsEntry | None]
"""Where a title begins and ends, and its entry; None where the contents do not name it."""


@dataclass(frozen=True, slots=True)
class ArticleSpan:
    """One article's passages in the body, by index."""

    entry: ContentsEntry | None
    """Its entry in the contents; None where the contents do not name it."""
    section: str
    """Its section."""
    section_at: int | None
    """Where its section's line stands; None where there is none above it."""
    title: tuple[int, int]
    """Where its title begins and ends."""
    source: int | None
    """Where its source line stands; None where it has none."""
    start: int
    """Where its text begins."""
    end: int
    """Where its text ends; 返回目录 is not part of it."""
    back_link: int | None
    """Where its 返回目录 stands; None where the print forgot it."""
    spare: tuple[int, ...] = ()
    """Where more such lines stand above its title."""
    summary: int | None = None
    """Where its summary stands, if that is at its head; None where the contents have it."""

    @property
    def head(self) -> int:
        """Where its first line stands: its section's, or another above the title, or the title's own."""
        above = (self.title[0], *self.spare, *(at for at in (self.section_at, self.source) if at is not None))
        return min(above)


def find_articles(
    body: Sequence[Passage], entries: Sequence[ContentsEntry]
) -> tuple[list[ArticleSpan], list[int], list[Entry]]:
    """Return the articles, the indexes of passages that belong to none, and what the report must tell.

    Evidence for a title: it is like a title of the contents, a source line follows it, a section's line or 返回目录
    stands above it. The body's order is followed; an entry whose title is nowhere is told.
    """
    sections = {folded(entry.section): entry.section for entry in entries if entry.section}
    between = [_is_furniture(passage, sections) for passage in body]
    places = find_titles(body, entries, between)
    told = [
        Entry("look", "article not found", entry.line, None, entry.title, "", "No passage of the body is like it.")
        for entry, place in zip(entries, places, strict=True)
        if place is None
    ]
    found = [
        (place.begin, place.finish, entry) for entry, place in zip(entries, places, strict=True) if place is not None
    ]
    titles = _with_unnamed(body, found, between)
    spans: list[ArticleSpan] = []
    strays: list[int] = []
    sourced_above = _sources_stand_above(body, titles, sections)
    heads = [_above(body, begin, sections, sourced=sourced_above) for begin, _, _ in titles]
    section = ""
    for number, (begin, finish, entry) in enumerate(titles):
        head, limit = heads[number], heads[number + 1].first if number + 1 < len(titles) else len(body)
        if number == 0:
            strays += range(head.first)
        printed = _section_of(body[head.section], sections) if head.section is not None else None
        section = (entry.section if entry and entry.section else printed) or section
        told += _section_told(body, head.section, printed, section)
        source = head.source if sourced_above else source_below(body[:limit], finish, entry.source if entry else "")
        start = finish if source is None or source < finish else source + 1
        strays += [index for index in range(finish, start) if index != source]
        summary = _summary_at(body[:limit], start, entry)
        start = start if summary is None else summary + 1
        end, back = _end(body, start, limit)
        if back is not None and number + 1 < len(titles):
            strays += range(back + 1, limit)
        if source is None and end > start and _names_source(body[end - 1], entry):
            source = end = end - 1
        spans.append(
            ArticleSpan(entry, section, head.section, (begin, finish), source, start, end, back, head.spare, summary)
        )
    return spans, strays, told


def _with_unnamed(body: Sequence[Passage], found: Sequence[Title], between: Sequence[bool]) -> list[Title]:
    """Add the articles that the contents do not name: a short passage between a 返回目录 and a source line."""
    taken = {index for begin, finish, _ in found for index in range(begin, finish)}
    extra: list[Title] = []
    for index, passage in enumerate(body[1:], start=1):
        above = index - 1
        if not SOURCE_LINE.match(passage.text.plain) or above in taken:
            continue
        first = _first_line(body, above, between)
        before = first - 1
        if before >= 0 and between[before] and not BACK_LINK.match(body[before].text.plain):
            before -= 1
        opened = before < 0 or bool(BACK_LINK.match(body[before].text.plain))
        if (opened or not found) and body[above].rows is None and not between[above]:
            extra.append((first, index, None))
    return sorted((*found, *extra), key=lambda place: place[0])


def _first_line(body: Sequence[Passage], last: int, between: Sequence[bool]) -> int:
    """Return where a title begins of which the last line is known: lines set like it, and otherwise than the text,
    are its own."""
    first = last
    while first and last - first + 1 < MOST_LINES:
        above = body[first - 1]
        alike = above.apart and above.look == body[last].look and above.page == body[last].page
        if not alike or between[first - 1] or len(above.text.plain) > LONGEST:
            break
        first -= 1
    return first


def _is_furniture(passage: Passage, sections: Mapping[str, str]) -> bool:
    """Say whether a passage is 返回目录, a source or a section's line."""
    text = passage.text.plain
    return bool(BACK_LINK.match(text) or SOURCE_LINE.match(text)) or _section_of(passage, sections) is not None


@dataclass(frozen=True, slots=True)
class _Above:
    """The lines above a title that belong to its article."""

    first: int
    """The topmost, or the title."""
    section: int | None = None
    """The section's."""
    source: int | None = None
    """The source line."""
    spare: tuple[int, ...] = ()
    """Others, such as 返回目录 above the title."""


def _above(body: Sequence[Passage], begin: int, sections: Mapping[str, str], *, sourced: bool) -> _Above:
    """Return what of an article stands above its title: its section's line; its source where `sourced` says that
    sources stand there; and 返回目录 between those and the title, which else ends the article before."""
    section: int | None = None
    source: int | None = None
    first = begin
    links: list[int] = []
    for at in range(begin - 1, max(begin - 1 - LINES_ABOVE, -1), -1):
        text = body[at].text.plain
        if BACK_LINK.match(text):
            links.append(at)
            continue
        if section is None and _section_of(body[at], sections) is not None:
            section = at
        elif sourced and source is None and SOURCE_LINE.match(text):
            source = at
        else:
            break
        first = at
    if 0 in links:
        first = 0
    return _Above(first, section, source, tuple(at for at in links if at >= first))


def _sources_stand_above(body: Sequence[Passage], titles: Sequence[Title], sections: Mapping[str, str]) -> bool:
    """Say whether sources stand above titles: the first title has one there, where no article could end with it."""
    if not titles or source_below(body, titles[0][1]) is not None:
        return False
    above = _above(body, titles[0][0], sections, sourced=True)
    return above.first == 0 and above.source is not None


def _section_of(passage: Passage, sections: Mapping[str, str]) -> str | None:
    if passage.rows is not None or len(passage.text.plain) > LONGEST_SECTION_LINE:
        return None
    name = section_name(passage.text.plain)
    known = sections.get(folded(name or section_words(passage.text.plain)))
    return known or name


def _section_told(body: Sequence[Passage], at: int | None, printed: str | None, section: str) -> list[Entry]:
    if at is not None and printed and folded(printed) != folded(section):
        return [
            Entry(
                "look", "section differs", body[at].line, body[at].page, printed, section,
                "The contents name another section; theirs was taken.",
            )
        ]  # fmt: skip
    return []


def _end(body: Sequence[Passage], start: int, limit: int) -> tuple[int, int | None]:
    """Return where an article's text ends, and where its 返回目录 stands."""
    for index in range(limit - 1, start - 1, -1):
        if BACK_LINK.match(body[index].text.plain):
            return index, index
    return limit, None


def _summary_at(body: Sequence[Passage], start: int, entry: ContentsEntry | None) -> int | None:
    """Return where an article's summary stands at its head, with its label: the contents have none, or the same. One
    in which a page begins stays in the text."""
    if entry is None or start >= len(body):
        return None
    label = SUMMARY.match(body[start].text.plain)
    if label is None or body[start].text.pages:
        return None
    listed = folded(entry.summary.plain)
    return start if not listed or listed == folded(body[start].text.plain[label.end() :]) else None


def _names_source(passage: Passage, entry: ContentsEntry | None) -> bool:
    """Say whether an article's last line is its source: the one that the contents name, if they name any."""
    text = passage.text.plain
    if entry is None or OF_DATA.match(text):
        return False
    return says_source(text, entry.source) if entry.source else bool(SOURCE_LINE.match(text))
