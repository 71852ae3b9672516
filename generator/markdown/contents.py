"""The contents (本期视点): made from the articles when written, asked for page hints and summaries when read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from generator.markdown.block_reader import BlockReader, is_comment
from generator.markdown.block_writer import write_blocks, write_heading
from generator.markdown.conventions import (
    ARTICLE_ANCHOR,
    CONTENTS_ANCHOR,
    CONTENTS_HEADING,
    PART_RANK,
    SECTION_RANK,
    SUMMARY_PREFIX,
    UNTITLED,
    anchor,
    page_hint,
)
from generator.markdown.inline_writer import write_line, write_words
from generator.markdown.limits import LONGEST_NUMBER
from generator.markdown.parsing import siblings
from generator.markdown.text_builder import joined_lines, with_pages_first, without_first
from generator.model import Article, Block, Issue, Mark, PageStart, Text, issue_pages

_PAGE_HINT = re.compile(rf"第\s*([1-9][0-9]{{0,{LONGEST_NUMBER - 1}}})\s*页\s*$")
_SOURCE = re.compile(r"^\s*[（(]\s*来源\s*[：:](.*)[)）]", re.DOTALL)
_INDENT = "  "


@dataclass(frozen=True, slots=True)
class Entry:
    """What only the contents know of an article."""

    page: int | None
    """The page hint."""
    target: str
    """Where the page hint's link leads, `#p7`; empty where it is none. For `check`, as are the last three."""
    summary: Text
    """The summary."""
    line: int
    """The file's line."""
    section: str
    """The section under which they name it."""
    title: str
    """The title that they give it; like section and source for the eye, and for `check`."""
    source: str
    """The source that they give it."""


def write_contents(issue: Issue) -> list[str]:
    """Return the lines of the contents, heading and reading hint included."""
    lines = [anchor(CONTENTS_ANCHOR), write_heading(PART_RANK, Text(CONTENTS_HEADING)), ""]
    if issue.guide:
        lines += [*write_blocks(issue.guide), ""]
    pages = frozenset(issue_pages(issue))
    section = ""
    sections = [article.section for article in issue.articles]
    if sections and not sections[0] and (issue.guide or any(sections)):
        # The reading hint ends at the first section, so the first one needs a line even without a name.
        lines += [write_heading(SECTION_RANK, Text()), ""]
    for article in issue.articles:
        if article.section != section:
            section = article.section
            lines += [write_heading(SECTION_RANK, Text(section)), ""]
        lines += [*_entry_lines(article, pages), ""]
    return lines


def _entry_lines(article: Article, pages: frozenset[int]) -> list[str]:
    title = article.title.plain.replace("\n", " ") or UNTITLED
    marks = [Mark(0, len(title), "link", f"#{article.id}")]
    marks += [mark for mark in article.title.marks if mark.kind != "link"]
    plain = title + (f"（来源：{article.source}）" if article.source else "")
    if article.page is not None:
        hint = page_hint(article.page)
        plain += "——" + hint
        if article.page in pages:
            marks.append(Mark(len(plain) - len(hint), len(plain), "link", f"#p{article.page}"))
    lines = ["- " + write_line(Text(plain, tuple(marks)))]
    if article.summary != Text():
        prefix = len(SUMMARY_PREFIX)
        moved = tuple(Mark(m.start + prefix, m.end + prefix, m.kind, m.target) for m in article.summary.marks)
        starts = tuple(PageStart(start.offset + prefix, start.page) for start in article.summary.pages)
        summary = write_words(Text(SUMMARY_PREFIX + article.summary.plain, moved, starts))
        lines += ["", *(_INDENT + line for line in summary.split("\n"))]
    return lines


def read_contents(
    reader: BlockReader, tokens: Sequence[Token], first: int, last: int, pages: Sequence[int]
) -> tuple[list[Block], dict[str, Entry], list[int]]:
    """Return the reading hint, for each article's id what the contents say of it, and pages that begin after all.

    `pages` are those that begin with the heading of the contents.

    Raises QikanError where something stands there that is no entry, or two entries lead to one article.
    """
    start = _first_entry(tokens, first, last)
    guide = reader.blocks(tokens, first, start)
    contents = _ContentsReader(reader, list(pages))
    for begin, end in siblings(tokens, start, last):
        contents.read(tokens, begin, end)
    return guide, contents.entries, contents.pages


def _first_entry(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return where the reading hint ends: at the first section, or, if there is none, the first list of entries."""
    ranges = list(siblings(tokens, first, last))
    for start, _ in ranges:
        if tokens[start].type == "heading_open" and tokens[start].tag == f"h{SECTION_RANK}":
            return start
    for start, end in ranges:
        if tokens[start].type == "bullet_list_open":
            inline = next((token for token in tokens[start:end] if token.type == "inline"), None)
            if inline and _article_link(inline.children or []) is not None:
                return start
    return last


def _article_link(tokens: Sequence[Token]) -> int | None:
    """Return the place of the first link to an article among inline tokens."""
    for number, token in enumerate(tokens):
        if token.type == "link_open" and ARTICLE_ANCHOR.fullmatch(str(token.attrs.get("href", ""))[1:]):
            return number
    return None


class _ContentsReader:
    def __init__(self, reader: BlockReader, pages: list[int]) -> None:
        self.reader = reader
        self.entries: dict[str, Entry] = {}
        self.pages = pages
        """Pages that begin with the next summary."""
        self.latest = ""
        self.section = ""

    def read(self, tokens: Sequence[Token], start: int, end: int) -> None:
        token = tokens[start]
        if is_comment(token):
            return
        if token.type == "heading_open" and token.tag == f"h{SECTION_RANK}":
            heading = self.reader.inline.text(tokens[start + 1])
            self.section = heading.plain
            self._keep_pages(heading)
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            for first, last in siblings(tokens, start + 1, end - 1):
                self._entry(tokens, first + 1, last - 1)
        elif token.type == "paragraph_open":
            self._outside_list(token, tokens[start + 1])
        else:
            self.reader.fail(token, "Something that is no entry stands in the contents.", "Move it out of them.")

    def _keep_pages(self, text: Text) -> None:
        self.pages += [page.page for page in text.pages]

    def _outside_list(self, token: Token, inline: Token) -> None:
        """A summary that lost its indent belongs to the entry above it; an anchor to the next summary."""
        text = self.reader.inline.text(inline)
        if text.plain.startswith(SUMMARY_PREFIX) and self.latest:
            entry = self.entries[self.latest]
            texts = [entry.summary] if entry.summary != Text() else []
            self.entries[self.latest] = replace(entry, summary=self._summary([*texts, text]))
        elif not text.plain:
            self._keep_pages(text)
        else:
            self.reader.fail(
                token,
                "A paragraph stands among the entries of the contents.",
                f"Indent it below its entry and begin it with {SUMMARY_PREFIX}, or move it above the first section.",
            )

    def _entry(self, tokens: Sequence[Token], first: int, last: int) -> None:
        token = tokens[first]
        inline = tokens[first + 1] if token.type == "paragraph_open" else token
        children = inline.children or []
        link = _article_link(children)
        if token.type != "paragraph_open" or link is None:
            self.reader.fail(
                token, "An entry of the contents leads to no article.", "Begin it with a link like [title](#a01)."
            )
        name = str(children[link].attrs["href"])[1:]
        line = self.reader.line(token)
        if name in self.entries:
            self.reader.fail(
                token, f"The contents name article {name} in line {self.entries[name].line} already.", "Remove one."
            )
        behind = next(n for n in range(link, len(children)) if children[n].type == "link_close") + 1
        cut = next((n for n in range(behind, len(children)) if children[n].type.endswith("break")), len(children))
        inline_reader = self.reader.inline
        title = inline_reader.tokens(children[:behind], line).text
        self._keep_pages(title)
        rest = inline_reader.tokens(children[behind:cut], line).text
        self._keep_pages(rest)
        hint = _PAGE_HINT.search(rest.plain)
        texts = [inline_reader.tokens(children[cut + 1 :], line + 1).text] if cut < len(children) else []
        for start, _ in siblings(tokens, first + 3, last):
            if is_comment(tokens[start]):
                continue
            if tokens[start].type != "paragraph_open":
                self.reader.fail(tokens[start], "A summary can hold paragraphs only.", "Write it as plain paragraphs.")
            texts.append(inline_reader.text(tokens[start + 1]))
        source = _SOURCE.match(rest.plain)
        self.entries[name] = Entry(
            page=int(hint.group(1)) if hint else None,
            target=_target(rest, hint.start()) if hint else "",
            summary=self._summary(texts),
            line=line,
            section=self.section,
            title=title.plain,
            source=source.group(1).strip() if source else "",
        )
        self.latest = name

    def _summary(self, texts: list[Text]) -> Text:
        if not texts:
            return Text()
        if texts[0].plain.startswith(SUMMARY_PREFIX):
            texts[0] = without_first(texts[0], len(SUMMARY_PREFIX))
        pages, self.pages = self.pages, []
        return with_pages_first(pages, joined_lines(texts))


def _target(text: Text, start: int) -> str:
    """Return where the last link leads that reaches beyond a place of a text; empty where there is none."""
    return next((mark.target for mark in reversed(text.marks) if mark.kind == "link" and mark.end > start), "")
