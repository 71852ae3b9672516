"""Markdown -> Issue: the whole file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from markdown_it.token import Token

from generator.markdown.block_reader import BlockReader, is_comment
from generator.markdown.body import read_body
from generator.markdown.contents import Entry, read_contents
from generator.markdown.conventions import CONTENTS_ANCHOR, ISSUE_RANK, PART_RANK, PARTS
from generator.markdown.front_matter import read_front_matter, split_front_matter
from generator.markdown.inline_reader import is_anchor_tag
from generator.markdown.limits import check_characters, check_size
from generator.markdown.parsing import PARSER, siblings
from generator.markdown.places import Places
from generator.markdown.text_builder import with_pages_first
from generator.model import Article, Block, Issue, Paragraph, Text

_AROUND_A_HEADING = " \t—–-─·•▣▶"
"""Dashes and dots that the print puts around the name of a part: ——本期视点——."""

_LEAST_PARTS = 3
"""Cover, contents and body."""

_BYTE_ORDER_MARK = "\ufeff"


class _Part(NamedTuple):
    """A part of the file: what stands between two headings of the first two ranks."""

    name: str
    """Its heading; empty for the cover."""
    first: int
    """Its first token."""
    last: int
    """The token after it."""
    pages: tuple[int, ...]
    """Pages that begin with the heading."""


class Reading(NamedTuple):
    """An issue, and what else its file says."""

    issue: Issue
    """The issue."""
    entries: dict[str, Entry]
    """The contents as they stand there, by the id of the article, in their order."""
    anchors: dict[str, int]
    """The file's line for each anchor (`p7`, `a01`)."""


def read(text: str, name: str = "") -> Issue:
    """Return the issue that a content file holds. `name` is the file's name, for errors.

    Any CommonMark that says the same reads the same. Raises QikanError with file and line where the file cannot be
    understood: a key of the front matter missing or wrong, a heading out of its order, an anchor that stands twice,
    HTML or a character that an issue cannot hold, a link target that is not safe, an article outside the body; and
    where the file is too large for an issue.
    """
    return read_closely(text, name).issue


def read_closely(text: str, name: str = "") -> Reading:
    """Return the issue together with what the file repeats of it in the contents, and with the lines of anchors.

    Raises QikanError as `read` does.
    """
    text = text.removeprefix(_BYTE_ORDER_MARK).replace("\r\n", "\n").replace("\r", "\n")
    check_size(text, name or "Markdown")
    check_characters(text, name or "Markdown")
    source, markdown, first_line = split_front_matter(text, name or "Markdown")
    front = read_front_matter(source, name or "Markdown")
    places = Places(name, first_line)
    tokens = PARSER.parse(markdown)
    reader = BlockReader(places, markdown.split("\n"))
    cover, contents, body, *rest = _parts(reader, tokens)
    cover_blocks = _cover(reader, tokens, cover)
    guide, entries, pages = read_contents(reader, tokens, contents.first, contents.last, contents.pages)
    articles = read_body(reader, tokens, body.first, body.last, [*pages, *body.pages])
    colophon = _blocks(reader, tokens, rest[0]) if rest else []
    issue = Issue(
        id=front.id,
        title=front.title,
        year=front.year,
        number=front.number,
        start=front.start,
        end=front.end,
        organiser=front.organiser,
        original=front.original,
        cover=tuple(cover_blocks),
        guide=tuple(guide),
        articles=_with_entries(reader, articles, entries),
        colophon=tuple(colophon),
    )
    return Reading(issue, entries, places.anchors)


def _parts(reader: BlockReader, tokens: Sequence[Token]) -> list[_Part]:
    """Return cover, contents, body and, where there is one, the colophon."""
    parts: list[_Part] = []
    expected = list(PARTS)
    for start, end in siblings(tokens, 0, len(tokens)):
        token = tokens[start]
        if token.type == "heading_open" and token.tag == f"h{ISSUE_RANK}":
            if parts:
                reader.fail(token, "The file has a second heading with one #.", "Only the issue's own has one #.")
            parts.append(_Part("", end, end, _heading(reader, tokens, start)[1]))
        elif not parts:
            if not is_comment(token):
                reader.fail(
                    token, "Text stands before the issue's heading.", "Begin with a line `# `, then the cover."
                )
        elif token.type == "heading_open" and token.tag == f"h{PART_RANK}":
            heading, pages = _heading(reader, tokens, start)
            if heading not in expected:
                reader.fail(
                    token,
                    f"The heading {heading!r} has two # but is none of the parts, or out of their order.",
                    f"The parts are {'、'.join(PARTS)}; a section has three #, an article four.",
                )
            if heading != expected.pop(0):
                break
            parts[-1] = parts[-1]._replace(last=start)
            parts.append(_Part(heading, end, end, pages))
    if len(parts) < _LEAST_PARTS:
        missing = f"## {PARTS[len(parts) - 1]}" if parts else "# "
        raise reader.places.error(
            reader.places.line(0), f"The heading `{missing}` is missing.", "Put it where the print has it."
        )
    parts[-1] = parts[-1]._replace(last=len(tokens))
    return parts


def _heading(reader: BlockReader, tokens: Sequence[Token], start: int) -> tuple[str, tuple[int, ...]]:
    """Return the words of a heading of the first two ranks, and the pages that begin with it."""
    run = reader.inline.run(tokens[start + 1])
    _refuse_articles(reader, run.anchors)
    return run.text.plain.strip(_AROUND_A_HEADING), tuple(page.page for page in run.text.pages)


def _refuse_articles(reader: BlockReader, anchors: Sequence[tuple[str, int]]) -> None:
    for name, line in anchors:
        if name != CONTENTS_ANCHOR:
            raise reader.places.error(
                line, f"The anchor {name!r} stands outside the body.", "Put it above the heading of its article."
            )


def _blocks(reader: BlockReader, tokens: Sequence[Token], part: _Part) -> list[Block]:
    """Return the blocks of a part, pages of its heading first."""
    ahead: list[Block] = [Paragraph(with_pages_first(part.pages, Text()))] if part.pages else []
    return ahead + reader.blocks(tokens, part.first, part.last)


def _cover(reader: BlockReader, tokens: Sequence[Token], cover: _Part) -> list[Block]:
    """Return the cover's blocks, without the anchor that belongs to the heading of the contents."""
    after: list[Block] = []
    for start, end in siblings(tokens, cover.first, cover.last):
        if end == cover.last and tokens[start].type == "paragraph_open":
            children = tokens[start + 1].children or []
            if all(is_anchor_tag(child) for child in children) and CONTENTS_ANCHOR in tokens[start + 1].content:
                run = reader.inline.run(tokens[start + 1])
                _refuse_articles(reader, run.anchors)
                after = [Paragraph(run.text)] if run.text.pages else []
                cover = cover._replace(last=start)
    return _blocks(reader, tokens, cover) + after


def _with_entries(reader: BlockReader, articles: Sequence[Article], entries: dict[str, Entry]) -> tuple[Article, ...]:
    """Return the articles with what the contents say of them."""
    known = {article.id for article in articles}
    for name, entry in entries.items():
        if name not in known:
            raise reader.places.error(
                entry.line,
                f"The contents lead to article {name}, and there is none.",
                f'Put <a id="{name}"></a> above its heading, or correct the link.',
            )
    return tuple(_with_entry(article, entries.get(article.id)) for article in articles)


def _with_entry(article: Article, entry: Entry | None) -> Article:
    return replace(article, page=entry.page, summary=entry.summary) if entry else article
