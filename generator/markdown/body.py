"""The body (本期内容), read: sections and their articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NoReturn

from markdown_it.token import Token

from generator.markdown.block_reader import BlockReader, is_comment
from generator.markdown.conventions import (
    ARTICLE_ANCHOR,
    ARTICLE_RANK,
    BACK_LINK,
    CONTENTS_ANCHOR,
    SECTION_RANK,
    SOURCE_BEGINNINGS,
    SOURCE_PREFIX,
)
from generator.markdown.inline_reader import is_anchor_tag
from generator.markdown.limits import MOST_ARTICLES
from generator.markdown.parsing import siblings
from generator.markdown.text_builder import with_pages_first
from generator.model import Article, Block, PageStart, Paragraph, Text

HEADING_SHOWN = 30
"""Characters of a heading that an error shows."""


def read_body(reader: BlockReader, tokens: Sequence[Token], first: int, last: int, pages: list[int]) -> list[Article]:
    """Return the articles, their page hints and summaries still empty.

    `pages` are those that begin above the first block. An article without an anchor gets the next free id. Raises
    QikanError where text stands outside an article.
    """
    body = _BodyReader(reader, tokens, pages)
    ranges = list(siblings(tokens, first, last))
    at = 0
    while at < len(ranges):
        at = body.step(ranges, at)
    body.end()
    return body.articles()


@dataclass(slots=True)
class _Ahead:
    """Anchors that belong to the next article."""

    pages: list[int] = field(default_factory=list)
    """Pages that begin with it."""
    id: str = ""
    """Its own."""
    token: Token | None = None
    """Where they stand."""


class _BodyReader:
    def __init__(self, reader: BlockReader, tokens: Sequence[Token], pages: list[int]) -> None:
        self.reader = reader
        self.tokens = tokens
        self.section = ""
        self.empty_section: Token | None = None
        """The heading of the section, as long as no article has followed it."""
        self.ahead = _Ahead(pages)
        self.found: list[Article] = []
        self._heading_text = Text()

    def step(self, ranges: Sequence[tuple[int, int]], at: int) -> int:
        """Read the block at `at`, or the whole article that begins there; return where to go on."""
        start, _ = ranges[at]
        token = self.tokens[start]
        if is_comment(token):
            return at + 1
        if self._rank(start) == SECTION_RANK:
            self._take_anchors(start)
            self._refuse_empty_section()
            self.section = self._heading_text.plain
            self.empty_section = token
            return at + 1
        if self._rank(start) == ARTICLE_RANK:
            return self._article(ranges, at)
        if self._holds_anchors_only(start):
            self._take_anchors(start)
            return at + 1
        self._refuse_outside(token)

    def _refuse_outside(self, token: Token) -> NoReturn:
        """Refuse a block that no article holds; the section's heading above it may be meant for a sub-heading."""
        if not (self.empty_section and self.section):
            remedy = "Put it below an article's heading (####), or above the body."
            self.reader.fail(token, "Text stands outside an article.", remedy)
        heading = self.section[:HEADING_SHOWN]
        problem = f"Text stands outside an article, right below the section {heading!r}."
        remedy = "If that is a sub-heading, write ##### instead of ###; else put the article's heading (####) between."
        self.reader.fail(token, problem, remedy)

    def end(self) -> None:
        """Refuse a section without an article, and an anchor behind the last one."""
        self._refuse_empty_section()
        if self.ahead.id and self.ahead.token:
            self.reader.fail(
                self.ahead.token, f"No article follows the anchor {self.ahead.id!r}.", "Remove it, or add the article."
            )
        if self.ahead.pages and self.found:
            empty = Paragraph(with_pages_first(self.ahead.pages, Text()))
            self.found[-1] = replace(self.found[-1], blocks=(*self.found[-1].blocks, empty))

    def _refuse_empty_section(self) -> None:
        if self.empty_section and self.section:
            self.reader.fail(
                self.empty_section,
                f"The section {self.section!r} has no article.",
                "Add an article, remove the line, or write ##### if it is a sub-heading.",
            )

    def articles(self) -> list[Article]:
        """Return the articles, each with an id."""
        numbers = [int(match.group(1)) for match in map(ARTICLE_ANCHOR.fullmatch, self._ids()) if match]
        free = max(numbers, default=0)
        articles = []
        for article in self.found:
            if not article.id:
                free += 1
                article = replace(article, id=f"a{free:02d}")
            articles.append(article)
        return articles

    def _ids(self) -> list[str]:
        return [article.id for article in self.found]

    def _rank(self, start: int) -> int:
        token = self.tokens[start]
        return int(token.tag[1:]) if token.type == "heading_open" else 0

    def _holds_anchors_only(self, start: int) -> bool:
        children = self.tokens[start + 1].children if self.tokens[start].type == "paragraph_open" else None
        return bool(children) and all(is_anchor_tag(child) for child in children or ())

    def _take_anchors(self, start: int) -> None:
        """Read the inline token of a heading or of a paragraph of anchors; keep its text."""
        token = self.tokens[start + 1]
        run = self.reader.inline.run(token)
        self._heading_text = run.text
        for name, line in run.anchors:
            if name == CONTENTS_ANCHOR or self.ahead.id:
                raise self.reader.places.error(
                    line, f"The anchor {name!r} has no place here.", "An article has one anchor, above its heading."
                )
            self.ahead.id = name
        if run.text.pages or run.anchors:
            self.ahead.token = token
        if self._rank(start) != ARTICLE_RANK:
            self.ahead.pages += [start.page for start in run.text.pages]

    def _article(self, ranges: Sequence[tuple[int, int]], at: int) -> int:
        if len(self.found) == MOST_ARTICLES:
            self.reader.fail(
                self.tokens[ranges[at][0]],
                f"The issue has more than {MOST_ARTICLES} articles.",
                "Write ##### if this is a sub-heading, or split the issue.",
            )
        self._take_anchors(ranges[at][0])
        self.empty_section = None
        ahead, self.ahead = self.ahead, _Ahead()
        title = with_pages_first(ahead.pages, self._heading_text)
        first = at + 1
        last = first
        while last < len(ranges) and not 0 < self._rank(ranges[last][0]) <= ARTICLE_RANK:
            last += 1
        last, resume = self._without_closing(ranges, first, last)
        source = ""
        if first < last and (text := self._source_line(ranges[first][0])) is not None:
            source = text.plain.partition("：" if text.plain.startswith(SOURCE_PREFIX) else ":")[2].strip()
            # A page that begins in this line begins right behind the title for us.
            late = tuple(PageStart(len(title.plain), start.page) for start in text.pages)
            title = Text(title.plain, title.marks, title.pages + late)
            first += 1
        blocks: list[Block] = []
        if first < last:
            blocks = self.reader.blocks(self.tokens, ranges[first][0], ranges[last - 1][1])
        self.found.append(Article(ahead.id, self.section, title, source, blocks=tuple(blocks)))
        return resume

    def _source_line(self, start: int) -> Text | None:
        if self.tokens[start].type != "paragraph_open":
            return None
        inline = self.tokens[start + 1]
        for child in inline.children or ():
            if child.content and child.type == "text":
                if not child.content.startswith(SOURCE_BEGINNINGS):
                    return None
                return self.reader.inline.text(inline)
            if child.type not in ("text", "strong_open", "em_open") and not is_anchor_tag(child):
                return None
        return None

    def _without_closing(self, ranges: Sequence[tuple[int, int]], first: int, last: int) -> tuple[int, int]:
        """Return where the article's own blocks end, and where what follows it begins.

        Between the two stands 返回目录; behind it, the anchors of what follows.
        """
        before = last
        while before > first and self._shows_nothing(ranges[before - 1][0]):
            before -= 1
        if before > first and self._is_back_link(ranges[before - 1][0]):
            return before - 1, before
        # Without 返回目录 only the anchors right above the next heading are those of what follows.
        if first < last < len(ranges) and self._holds_anchors_only(ranges[last - 1][0]):
            return last - 1, last - 1
        return last, last

    def _shows_nothing(self, start: int) -> bool:
        return is_comment(self.tokens[start]) or self._holds_anchors_only(start)

    def _is_back_link(self, start: int) -> bool:
        if self.tokens[start].type != "paragraph_open":
            return False
        children = self.tokens[start + 1].children or []
        return (
            [child.type for child in children] == ["link_open", "text", "link_close"]
            and children[0].attrs.get("href") == f"#{CONTENTS_ANCHOR}"
            and children[1].content == BACK_LINK
        )
