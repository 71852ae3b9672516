"""The parts of an issue, found and placed -> the Issue."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.importing.passage import Passage, Source
from generator.importing.report import Entry
from generator.importing.structure.articles.differences import differences
from generator.importing.structure.articles.finding import ArticleSpan
from generator.importing.structure.blocks.captions import caption_looks
from generator.importing.structure.blocks.heading_lines import seam
from generator.importing.structure.blocks.making import article_blocks, find_parts, ranked
from generator.importing.structure.blocks.ranks import levels, marks_are_trusted, order_of_looks
from generator.importing.structure.blocks.units import Unit, whole_units
from generator.importing.structure.contents.reading import Contents, without_label
from generator.importing.structure.cover.reading import Cover, organiser_of
from generator.importing.structure.pages.starts import opened
from generator.importing.structure.residue import words
from generator.importing.texts import join, with_page, without_marks
from generator.importing.vocabulary import SOURCE_LINE
from generator.model import Article, Block, Figure, Issue, Paragraph, Table, Text


@dataclass(frozen=True, slots=True)
class Assembly:
    """Everything that an issue is put together from."""

    source: Source
    """The source file, read."""
    cover: Cover
    """What the cover says."""
    cover_passages: tuple[Passage, ...]
    """Its passages."""
    heads: tuple[Passage, ...]
    """The lines that head contents and body."""
    contents_passages: tuple[Passage, ...]
    """The passages of the contents."""
    contents: Contents
    """What they say."""
    body: tuple[Passage, ...]
    """The body's passages, from the first section's line to the last 返回目录, with their pages."""
    odds: tuple[float, ...]
    """Log-odds that each of them goes on with the one before."""
    measure: float
    """Characters a line of the print."""
    spans: tuple[ArticleSpan, ...]
    """The articles in the body."""
    strays: tuple[int, ...]
    """Passages of the body that belong to no article."""
    colophon: tuple[Passage, ...]
    """What follows the body."""


def assemble(parts: Assembly) -> tuple[Issue, list[Entry]]:
    """Return the issue and what the report must tell of putting it together."""
    told = _furniture(parts)
    units: list[list[Unit]] = []
    for number in range(len(parts.spans)):
        indexes = _article_passages(parts, number)
        whole, entries = whole_units([_passage(parts, i) for i in indexes], [parts.odds[i] for i in indexes])
        units.append(whole)
        told += entries
    looks = caption_looks(units)
    found = [find_parts(whole, parts.measure, looks) for whole in units]
    headings = [ranked(whole, places.groups) for whole, places in zip(units, found, strict=True)]
    trusted = marks_are_trusted([(heading.text, heading.mark) for article in headings for heading in article])
    order = order_of_looks(headings)
    articles: list[Article] = []
    for number, span in enumerate(parts.spans):
        rank = levels(headings[number], trusted_marks=trusted, order=order)
        blocks, entries = article_blocks(units[number], found[number], parts.measure, rank)
        told += entries
        articles.append(_article(parts, number, span, blocks))
        told += differences(parts.body, span, articles[-1])
        told += _beside_source(parts, span)
    colophon, entries = _colophon(parts.colophon)
    told += entries
    issue = Issue(
        id=f"{parts.cover.year}-{parts.cover.number:02d}",
        title=parts.cover.title,
        year=parts.cover.year,
        number=parts.cover.number,
        start=parts.cover.start,
        end=parts.cover.end,
        organiser=parts.cover.organiser or organiser_of([passage.text.plain for passage in parts.colophon]),
        cover=_cover(parts),
        guide=tuple(Paragraph(without_marks(passage.text)) for passage in parts.contents.guide),
        articles=tuple(articles),
        colophon=colophon,
    )
    return issue, told


def _article_passages(parts: Assembly, number: int) -> list[int]:
    """Return the passages of an article's text; strays below its title and after its end are kept in it."""
    span = parts.spans[number]
    following = parts.spans[number + 1].title[0] if number + 1 < len(parts.spans) else len(parts.body)
    first = 0 if number == 0 else span.title[1]
    strays = {index for index in parts.strays if first <= index < following}
    return sorted({*range(span.start, span.end), *strays} - {span.source, span.back_link})


def _passage(parts: Assembly, index: int) -> Passage:
    """Return a passage of the body. A stray below an article's last line begins the pages that began with that."""
    above = index - 1
    if index in parts.strays and any(above in _closing(span) for span in parts.spans):
        return opened(parts.body[index], [start.page for start in parts.body[above].text.pages])
    return parts.body[index]


def _closing(span: ArticleSpan) -> list[int]:
    """Return the lines behind an article's text that the Issue makes anew: its 返回目录, or a source line there."""
    return [at for at in (span.source, span.back_link) if at is not None and at >= span.end]


def _article(parts: Assembly, number: int, span: ArticleSpan, blocks: Sequence[Block]) -> Article:
    entry = span.entry
    source, _ = _source(parts, span)
    title = _title(parts, span)
    pages = _pages_above(parts, number, span)
    for page in sorted(pages, reverse=True):
        title = with_page(title, page)
    return Article(
        id=f"a{number + 1:02d}",
        section=span.section,
        title=title,
        source=source or (entry.source if entry else ""),
        page=_hint(parts, span),
        summary=_summary(parts, span),
        blocks=tuple(blocks),
    )


def _source(parts: Assembly, span: ArticleSpan) -> tuple[str, str]:
    """Return the source that an article's line names, and what else stands there behind a blank: the author or the
    day, where the contents name the source alone."""
    found = SOURCE_LINE.match(parts.body[span.source].text.plain) if span.source is not None else None
    if found is None:
        return "", ""
    printed, listed = found["source"].strip(), span.entry.source if span.entry else ""
    rest = printed[len(listed) :]
    if listed and printed.startswith(listed) and rest[:1].isspace():
        return listed, rest.strip()
    return printed, ""


def _beside_source(parts: Assembly, span: ArticleSpan) -> list[Entry]:
    """Tell of what stands beside a source: it has no place in the Issue."""
    _, rest = _source(parts, span)
    if not rest or span.source is None:
        return []
    passage = parts.body[span.source]
    return [Entry("aside", "beside the source", passage.line, passage.page, rest, "", "It stands beside the source.")]


def _summary(parts: Assembly, span: ArticleSpan) -> Text:
    """Return an article's summary: that of the contents, else the one at its head."""
    listed = span.entry.summary if span.entry else Text()
    if listed.plain or span.summary is None:
        return listed
    found = without_label(parts.body[span.summary].text)
    return replace(found, pages=listed.pages)


def _hint(parts: Assembly, span: ArticleSpan) -> int | None:
    """Return the page that the contents hint at. Where they give none it is the page of the title, if the file itself
    tells it: what lines tell of pages is a guess, which no hint may be."""
    entry = span.entry
    if entry is not None and (entry.page is not None or parts.source.pages is None):
        return entry.page
    return parts.body[span.title[0]].page


def _title(parts: Assembly, span: ArticleSpan) -> Text:
    """Return the title as the body prints it, its lines put together."""
    lines = [passage.text.plain for passage in parts.body[span.title[0] : span.title[1]]]
    text = lines[0]
    for last, line in itertools.pairwise(lines):
        text += seam(last, parts.measure) + line
    return Text(text)


def _pages_above(parts: Assembly, number: int, span: ArticleSpan) -> set[int]:
    """Return the pages that begin with an article's title, its section's line or source line, with the 返回目录 of the
    article before, or with the line that heads the body: lines that have no text of their own in the Issue."""
    lines = [*range(span.head, span.title[1])]
    if span.source is not None and span.source < span.start:
        lines.append(span.source)
    if number:
        before = parts.spans[number - 1]
        lines += [at for at in _closing(before) if at + 1 not in parts.strays]
    pages = {start.page for index in lines for start in parts.body[index].text.pages}
    if number == 0:
        pages |= {start.page for passage in parts.heads for start in passage.text.pages}
        pages |= set(parts.contents.pages)
    return pages


def _cover(parts: Assembly) -> tuple[Block, ...]:
    """Return what is on the cover besides title, number, days and organiser."""
    blocks: list[Block] = []
    pages: list[int] = []
    for index, passage in enumerate(parts.cover_passages):
        if index in parts.cover.taken:
            pages += (start.page for start in passage.text.pages)
            continue
        blocks.append(_with_starts(_block(replace(passage, text=without_marks(passage.text))), pages))
        pages = []
    return tuple(blocks)


def _colophon(passages: Sequence[Passage]) -> tuple[tuple[Block, ...], list[Entry]]:
    """Return the colophon: lines that stand directly below each other are one paragraph."""
    blocks: list[Block] = []
    told: list[Entry] = []
    last: Passage | None = None
    for passage in passages:
        block = _block(passage)
        above = blocks[-1] if blocks else None
        close = last is not None and passage.space is not None and passage.space < 0
        if close and isinstance(above, Paragraph) and isinstance(block, Paragraph):
            blocks[-1] = Paragraph(join((above.text, block.text), "\n"))
        else:
            blocks.append(block)
        last = passage
    return tuple(blocks), told


def _block(passage: Passage) -> Block:
    if passage.rows is not None:
        return Table(passage.rows, 0)
    if passage.picture is not None:
        return Figure(passage.picture.name, passage.text)
    return Paragraph(passage.text)


def _with_starts(block: Block, pages: Iterable[int]) -> Block:
    if not isinstance(block, Paragraph):
        return block
    text = block.text
    for page in reversed(list(pages)):
        text = with_page(text, page)
    return Paragraph(text)


def _furniture(parts: Assembly) -> list[Entry]:
    """Tell of the lines that the Issue makes anew: heads, sections, entries of the contents, 返回目录."""
    lines: list[tuple[str, Passage]] = []
    lines += [("cover", parts.cover_passages[index]) for index in sorted(parts.cover.taken)]
    lines += [("head", passage) for passage in parts.heads]
    stays = [*parts.contents.guide, *parts.contents.unread]
    for span in parts.spans:
        places = (span.section_at, span.source, span.back_link, span.summary, *span.spare)
        lines += [("line", parts.body[place]) for place in places if place is not None]
    told = [Entry("anew", kind, passage.line, passage.page, words(passage)) for kind, passage in lines]
    told += [
        Entry("anew", "contents", passage.line, passage.page, said)
        for passage in parts.contents_passages
        if (said := _made_anew(passage, [one.text.plain for one in stays if one.line == passage.line]))
    ]
    reason = "It is neither a section, an entry nor a summary of the contents."
    told += [
        Entry("aside", "line of the contents", passage.line, passage.page, words(passage), "", reason)
        for passage in parts.contents.unread
    ]
    return told


def _made_anew(passage: Passage, stays: Sequence[str]) -> str:
    """Return the words of a passage of the contents that the Issue makes anew: those that do not stay. A passage may
    hold several lines, and each row of a table is one."""
    if passage.rows is None:
        said = words(passage)
        for line in stays:
            said = said.replace(line, "", 1)
        return said.strip()
    left = " ".join(stays)
    cells: list[str] = []
    for cell in (cell.text.plain for row in passage.rows for cell in row):
        if cell in left:
            left = left.replace(cell, "", 1)
        else:
            cells.append(cell)
    return "\t".join(cells)
