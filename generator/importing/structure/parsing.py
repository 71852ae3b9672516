"""Source -> Issue, with a report: the steps, in their order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from generator.errors import QikanError
from generator.importing.passage import Passage, Source
from generator.importing.report import Entry, Report
from generator.importing.structure.articles.finding import ArticleSpan, find_articles
from generator.importing.structure.assembly import Assembly, assemble
from generator.importing.structure.blocks.units import GAP
from generator.importing.structure.contents.printed_titles import PrintedTitles
from generator.importing.structure.contents.reading import ContentsEntry, read_contents
from generator.importing.structure.cover.completing import completed_cover
from generator.importing.structure.cover.reading import read_cover
from generator.importing.structure.pages.paging import Paging, body_paging, contents_paging, known_paging, placed
from generator.importing.structure.pages.starts import opened
from generator.importing.structure.regions import Regions, colophon_start, find_regions
from generator.importing.structure.repairs import repaired
from generator.importing.structure.residue import set_aside
from generator.importing.texts import with_page
from generator.model import Issue


def parse(source: Source) -> tuple[Issue, Report]:
    """Return the issue that a source holds, and the report of what was repaired, set aside and left open.

    Raises QikanError where the source is no issue of a digest: no number and days on the cover, no contents, no
    body, no article.
    """
    regions = find_regions(source.passages, source.name)
    passages = _with_pages_of_heads(source.passages, _heads(regions))
    front, told = _repaired(passages[: regions.body + regions.body_head])
    told += source.notes
    cover_passages, entries = completed_cover(front[: regions.contents], source)
    told += entries
    cover, entries = read_cover(cover_passages, source.name)
    told += entries
    contents_passages = front[regions.contents + regions.contents_head : regions.body]
    body, entries = _without_residue(passages[regions.body + regions.body_head :])
    told += entries
    body, entries = _repaired(body)
    told += entries
    printed = PrintedTitles(body)
    listed = read_contents(contents_passages, printed).entries
    spans, strays, entries = find_articles(body, listed)
    if not spans:
        raise QikanError(
            "no article found in the body: no line is like a title of the contents or has a line 来源：… below it.",
            place=f"{source.name}:{passages[regions.body].line}",
            remedy="Give each article its title and its source line.",
        )
    told += entries
    end = _body_end(body, spans)
    spans = [replace(span, end=min(span.end, end)) for span in spans]
    paging = _body_paging(source, body[:end], spans)
    cover_passages = _on_first_page(source, cover_passages, paging)
    placed_contents = placed(contents_passages, _contents_paging(source, contents_passages, paging))
    contents = read_contents(_opened_by_cover(placed_contents, cover_passages, cover.taken), printed)
    issue, entries = assemble(
        Assembly(
            source=source,
            cover=cover,
            cover_passages=tuple(cover_passages),
            heads=tuple(front[index] for index in _heads(regions)),
            contents_passages=tuple(contents_passages),
            contents=contents,
            body=tuple(placed(body[:end], paging)),
            odds=paging.odds,
            measure=paging.print.measure,
            spans=tuple(_with_placed_entries(spans, dict(zip(listed, contents.entries, strict=True)))),
            strays=tuple(index for index in strays if index < end),
            colophon=tuple(body[end:]),
        )
    )
    told = _with_pages([*told, *entries], body, paging)
    return issue, Report(issue.id, PurePath(source.name).name, tuple(sorted(told, key=lambda entry: entry.line or 0)))


def _with_pages_of_heads(passages: Sequence[Passage], heads: Sequence[int]) -> list[Passage]:
    """Return the passages. Pages that begin with a head (本期视点, 本期内容) begin with the line below it: the head is
    made anew and has no text of its own."""
    found = list(passages)
    for index in heads:
        head = found[index]
        if head.text.pages and index + 1 < len(found):
            pages = [start.page for start in head.text.pages]
            found[index] = replace(head, text=replace(head.text, pages=()))
            found[index + 1] = replace(opened(found[index + 1], pages), page=pages[0])
    return found


def _repaired(passages: Sequence[Passage]) -> tuple[list[Passage], list[Entry]]:
    found: list[Passage] = []
    told: list[Entry] = []
    for passage in passages:
        better, entries = repaired(passage)
        found.append(better)
        told += entries
    return found, told


def _heads(regions: Regions) -> list[int]:
    return [
        index
        for index, there in ((regions.contents, regions.contents_head), (regions.body, regions.body_head))
        if there
    ]


def _without_residue(tail: Sequence[Passage]) -> tuple[list[Passage], list[Entry]]:
    """Return the body without residue. What stands below residue has a gap above it: perhaps a picture stood there."""
    kept, told = set_aside(tail)
    lines = sorted(entry.line for entry in told if entry.severity == "aside" and entry.line is not None)
    below = {kept[place].line for line in lines if (place := bisect_right(kept, line, key=_line)) < len(kept)}
    return [_with_gap(passage) if passage.line in below else passage for passage in kept], told


def _line(passage: Passage) -> int:
    return passage.line


def _with_gap(passage: Passage) -> Passage:
    return replace(passage, space=max(passage.space, GAP)) if passage.space is not None else passage


def _body_end(body: Sequence[Passage], spans: Sequence[ArticleSpan]) -> int:
    """Return where the colophon begins: after the last 返回目录, or with its first line where the print forgot
    that."""
    if not spans:
        return colophon_start(body)
    last = spans[-1]
    if last.back_link is not None:
        return last.back_link + 1
    return max(last.start, colophon_start(body))


def _body_paging(source: Source, body: Sequence[Passage], spans: Sequence[ArticleSpan]) -> Paging:
    if source.kind == "pdf":
        return known_paging(body)
    hints = {span.title[0]: span.entry.page for span in spans if span.entry and span.entry.page is not None}
    opens = frozenset(span.head for span in spans)
    return body_paging(body, hints, opens)


def _with_placed_entries(
    spans: Sequence[ArticleSpan], placed_entries: Mapping[ContentsEntry, ContentsEntry]
) -> list[ArticleSpan]:
    """Return the articles' spans, each with its entry as it is now that pages begin in the contents."""
    return [replace(span, entry=placed_entries[span.entry] if span.entry else None) for span in spans]


def _contents_paging(source: Source, passages: Sequence[Passage], paging: Paging) -> Paging:
    if source.kind == "pdf":
        return known_paging(passages)
    return contents_paging(passages, paging.print, paging.pages[0] if paging.pages else None)


def _with_pages(entries: Sequence[Entry], body: Sequence[Passage], paging: Paging) -> list[Entry]:
    """Fill in the printed page of entries that know their line only."""
    lines = [passage.line for passage in body[: len(paging.pages)]]
    found: list[Entry] = []
    for entry in entries:
        if entry.page is None and entry.line is not None and lines and entry.line >= lines[0]:
            place = bisect_right(lines, entry.line) - 1
            entry = replace(entry, page=paging.pages[place])
        found.append(entry)
    return found


def _on_first_page(source: Source, cover: Sequence[Passage], paging: Paging) -> list[Passage]:
    """Return the cover's passages, the first of them with the start of page 1 where the reader does not know pages and
    the body, by its hints, does not begin with that number."""
    if source.kind == "pdf" or not cover or paging.pages[:1] == (1,):
        return list(cover)
    return [replace(cover[0], text=with_page(cover[0].text, 1), page=1), *cover[1:]]


def _opened_by_cover(contents: Sequence[Passage], cover: Sequence[Passage], taken: frozenset[int]) -> list[Passage]:
    """Return the contents' passages. Pages that begin with the cover's last lines begin with the first of them, where
    the Issue makes those lines anew."""
    stays = [index for index in range(len(cover)) if index not in taken]
    last = stays[-1] if stays else -1
    pages = [start.page for passage in cover[last + 1 :] for start in passage.text.pages]
    return [opened(contents[0], pages), *contents[1:]] if contents and pages else list(contents)
