"""Where each article begins and ends in the body, by its title in the contents and its source line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator.importing.passage import Passage
from generator.importing.report import Entry
from generator.importing.structure.contents import ContentsEntry
from generator.importing.vocabulary import BACK_LINK, SOURCE_LINE, folded, section_name

MOST_TITLE_LINES = 3
"""A title is printed on at most so many lines (seen: two)."""
LONGEST_TITLE = 150
"""A passage of more characters is no title's line."""
LIKE = 0.75
"""Two prints of one title share at least so much of their folded text (seen: `!!` and `！！`, `管` without its
`理`)."""
SOURCE_WITHIN = 2
"""A source line follows its title within so many passages."""


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


def find_articles(
    body: Sequence[Passage], entries: Sequence[ContentsEntry]
) -> tuple[list[ArticleSpan], list[int], list[Entry]]:
    """Return the articles, the indexes of passages that belong to none, and what the report must tell.

    Evidence for a title: it is like a title of the contents, a source line follows it, a section's line or 返回目录
    stands above it. The body's order is followed; an entry whose title is nowhere is told.
    """
    sections = {folded(entry.section): entry.section for entry in entries if entry.section}
    titles, lost = _titles(body, entries)
    told = [
        Entry("look", "article not found", entry.line, None, entry.title, "", "No passage of the body is like it.")
        for entry in lost
    ]
    spans: list[ArticleSpan] = []
    strays: list[int] = []
    heads = [_head(body, begin, sections) for begin, _, _ in titles]
    section = ""
    for number, (begin, finish, found) in enumerate(titles):
        limit = heads[number + 1] if number + 1 < len(titles) else len(body)
        if number == 0:
            strays += range(heads[0])
        head = heads[number]
        printed = _section_of(body[head], sections) if head < begin else None
        section = (found.section if found and found.section else printed) or section
        told += _section_told(body, head, begin, printed, section)
        source = _source_at(body[:limit], finish)
        start = finish if source is None else source + 1
        strays += [index for index in range(finish, start) if index != source]
        end, back = _end(body, start, limit)
        if back is not None and number + 1 < len(titles):
            strays += range(back + 1, limit)
        spans.append(
            ArticleSpan(found, section, head if head < begin else None, (begin, finish), source, start, end, back)
        )
    return spans, strays, told


def _titles(
    body: Sequence[Passage], entries: Sequence[ContentsEntry]
) -> tuple[list[tuple[int, int, ContentsEntry | None]], list[ContentsEntry]]:
    """Return where the titles stand, and the entries that were not found."""
    prints = [folded(passage.text.plain) if len(passage.text.plain) <= LONGEST_TITLE else "" for passage in body]
    found: list[tuple[int, int, ContentsEntry | None]] = []
    lost: list[ContentsEntry] = []
    position = 0
    for entry in entries:
        place = _title_place(body, prints, folded(entry.title), position)
        if place is None:
            lost.append(entry)
            continue
        found.append((*place, entry))
        position = place[1]
    return _with_unnamed(body, found), lost


def _title_place(body: Sequence[Passage], prints: Sequence[str], title: str, position: int) -> tuple[int, int] | None:
    """Return the best place for a title from `position` on: sourced before unsourced, equal before alike."""
    best: tuple[float, int, int] | None = None
    for begin in range(position, len(body)):
        if body[begin].rows is not None or not prints[begin] or not title:
            continue
        for finish in range(begin + 1, min(begin + MOST_TITLE_LINES, len(body)) + 1):
            if finish > begin + 1 and SOURCE_LINE.match(body[finish - 1].text.plain):
                break
            printed = "".join(prints[begin:finish])
            if len(printed) > 2 * len(title) + 4:
                break
            likeness = _likeness(printed, title)
            if likeness < LIKE:
                continue
            score = likeness + (0.5 if _source_at(body, finish) is not None else 0.0)
            if best is None or score > best[0] + 1e-9:
                best = (score, begin, finish)
        if best is not None and best[0] >= 1.5:
            break
    return best[1:] if best else None


def _likeness(printed: str, title: str) -> float:
    if printed == title:
        return 1.0
    if abs(len(printed) - len(title)) > max(3, len(title) // 4):
        return 0.0
    matcher = SequenceMatcher(None, printed, title, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= LIKE else 0.0


def _with_unnamed(
    body: Sequence[Passage], found: list[tuple[int, int, ContentsEntry | None]]
) -> list[tuple[int, int, ContentsEntry | None]]:
    """Add the articles that the contents do not name: a short passage between a 返回目录 and a source line."""
    taken = {index for begin, finish, _ in found for index in range(begin, finish)}
    extra: list[tuple[int, int, ContentsEntry | None]] = []
    for index, passage in enumerate(body[1:], start=1):
        above = index - 1
        if not SOURCE_LINE.match(passage.text.plain) or above in taken:
            continue
        before = above - 1
        if before >= 0 and section_name(body[before].text.plain) is not None:
            before -= 1
        opened = before < 0 or bool(BACK_LINK.match(body[before].text.plain))
        if (opened or not found) and body[above].rows is None and not BACK_LINK.match(body[above].text.plain):
            extra.append((above, index, None))
    return sorted((*found, *extra), key=lambda place: place[0])


def _source_at(body: Sequence[Passage], finish: int) -> int | None:
    """Return where a title's source line stands."""
    for index in range(finish, min(finish + SOURCE_WITHIN, len(body))):
        if SOURCE_LINE.match(body[index].text.plain):
            return index
    return None


def _head(body: Sequence[Passage], begin: int, sections: dict[str, str]) -> int:
    """Return where an article begins: at the section's line above its title, or at the title."""
    above = begin - 1
    return above if above >= 0 and _section_of(body[above], sections) is not None else begin


def _section_of(passage: Passage, sections: dict[str, str]) -> str | None:
    if passage.rows is not None:
        return None
    name = section_name(passage.text.plain)
    known = sections.get(folded(passage.text.plain))
    return known or name


def _section_told(body: Sequence[Passage], head: int, begin: int, printed: str | None, section: str) -> list[Entry]:
    if head < begin and printed and folded(printed) != folded(section):
        return [
            Entry(
                "look", "section differs", body[head].line, body[head].page, printed, section,
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
