"""Block tokens of markdown-it -> Blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NoReturn

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from generator.errors import QikanError
from generator.markdown.conventions import (
    CAPTION_PREFIX,
    EMPTY_PARAGRAPH,
    FIRST_SUBHEADING_RANK,
    STRONG_HEADING_LEVEL,
)
from generator.markdown.html_table import read_html_table
from generator.markdown.inline_reader import InlineReader, is_anchor_tag
from generator.markdown.limits import check_words
from generator.markdown.parsing import siblings
from generator.markdown.places import Places
from generator.markdown.targets import check_target
from generator.markdown.text_builder import with_pages_first, without_first
from generator.model import (
    Block,
    Cell,
    Code,
    Divider,
    Figure,
    Heading,
    List,
    ListItem,
    Note,
    Paragraph,
    Quote,
    Table,
    Text,
)

_COMMENTS = re.compile(r"(?:\s*<!--.*?-->)+\s*", re.DOTALL)
_CELL_END = re.compile(r"(?<!\\)\|")


def is_comment(token: Token) -> bool:
    """Whether a token shows nothing."""
    return token.type == "html_block" and _COMMENTS.fullmatch(token.content) is not None


class BlockReader:
    """Reads block tokens; knows the file for its errors."""

    def __init__(self, places: Places, source_lines: Sequence[str]) -> None:
        self.places = places
        self.inline = InlineReader(places)
        self._source_lines = source_lines
        """The lines that the parser saw: its tokens do not tell of surplus cells."""

    def line(self, token: Token) -> int:
        """Return the file's line on which a token begins."""
        return self.places.line(token.map[0] if token.map else 0)

    def fail(self, token: Token, problem: str, remedy: str) -> NoReturn:
        """Raise QikanError at a token."""
        raise self.places.error(self.line(token), problem, remedy)

    def blocks(self, tokens: Sequence[Token], first: int, last: int) -> list[Block]:
        """Return the blocks between two tokens of one level."""
        blocks: list[Block] = []
        caption = False
        for start, end in siblings(tokens, first, last):
            token = tokens[start]
            if is_comment(token):
                caption = False
                continue
            found = self._block(tokens, start, end)
            if caption and isinstance(found[0], Table) and found[0].caption == Text():
                note = blocks.pop()
                assert isinstance(note, Note)
                words = without_first(note.text, len(CAPTION_PREFIX))
                found = [Table(found[0].rows, found[0].header_rows, words)]
            blocks += found
            caption = isinstance(found[0], Note) and found[0].text.plain.startswith(CAPTION_PREFIX)
        return blocks

    def _block(self, tokens: Sequence[Token], start: int, end: int) -> Sequence[Block]:
        token = tokens[start]
        match token.type:
            case "paragraph_open":
                return self._paragraph(tokens[start + 1])
            case "heading_open":
                return [self._heading(token, tokens[start + 1])]
            case "bullet_list_open" | "ordered_list_open":
                return [self._list(tokens, start, end)]
            case "blockquote_open":
                return [Quote(tuple(self.blocks(tokens, start + 1, end - 1)))]
            case "table_open":
                return [self._table(tokens, start, end)]
            case "fence":
                return [Code(_whole_lines(token.content), self._language(token))]
            case "code_block":
                return [Code(_whole_lines(token.content))]
            case "hr":
                return [Divider()]
        return [self._html(token)]

    def _language(self, fence: Token) -> str:
        try:
            return check_words(unescapeAll(fence.info.strip(" \t")))
        except QikanError as error:
            self.fail(fence, error.problem, error.remedy)

    def _paragraph(self, token: Token) -> Sequence[Block]:
        children = token.children or []
        if len(children) > 1 or (children and children[0].type == "image"):
            if any(child.type == "image" for child in children):
                return self._figures(token, children)
            kind = _frame(children)
            if kind:
                text = self.inline.text(token)
                # The frame is the outermost mark: the first of those that cover everything.
                inner = Text(text.plain, text.marks[1:] if text.plain else (), text.pages)
                return [Note(inner) if kind == "em" else Heading(STRONG_HEADING_LEVEL, inner)]
        return [Paragraph(self.inline.text(token))]

    def _figures(self, token: Token, children: Sequence[Token]) -> list[Block]:
        """Return the pictures of a paragraph that holds nothing else; a page begins with the one after its anchor."""
        figures: list[Block] = []
        waiting: list[Token] = []
        line = self.line(token)
        for child in children:
            if child.type == "image":
                pages = [start.page for start in self.inline.tokens(waiting, line).text.pages]
                waiting = []
                figures.append(self._figure(child, line, pages))
            elif is_anchor_tag(child) or child.type == "hardbreak":
                if child.type != "hardbreak":
                    waiting.append(child)
            else:
                self.fail(token, "A picture stands among words.", "Give it a paragraph of its own.")
            line += child.type in ("softbreak", "hardbreak")
        if late := self.inline.tokens(waiting, line).text.pages:
            last = figures[-1]
            assert isinstance(last, Figure)
            figures.append(Paragraph(with_pages_first([start.page for start in late], Text())))
        return figures

    def _figure(self, image: Token, line: int, pages: list[int]) -> Figure:
        if image.attrs.get("title"):
            raise self.places.error(
                line, "A picture has a title in quotes.", "Write the words between the brackets: ![caption](path)."
            )
        run = self.inline.tokens(image.children or [], line)
        try:
            src = check_target(str(image.attrs.get("src", "")))
        except QikanError as error:
            raise self.places.error(line, error.problem, error.remedy) from None
        return Figure(src, with_pages_first(pages, run.text))

    def _heading(self, token: Token, inline: Token) -> Heading:
        rank = int(token.tag[1:])
        if rank < FIRST_SUBHEADING_RANK:
            self.fail(
                token,
                f"A heading with {rank} # stands where only sub-headings can.",
                f"Write a sub-heading with {'#' * FIRST_SUBHEADING_RANK} or {'#' * (FIRST_SUBHEADING_RANK + 1)}.",
            )
        return Heading(rank - FIRST_SUBHEADING_RANK + 1, self.inline.text(inline))

    def _list(self, tokens: Sequence[Token], start: int, end: int) -> List:
        token = tokens[start]
        items = tuple(self._item(tokens, first, last) for first, last in siblings(tokens, start + 1, end - 1))
        if token.type == "bullet_list_open":
            return List(items)
        return List(items, ordered=True, start=int(token.attrs.get("start", 1)))

    def _item(self, tokens: Sequence[Token], start: int, end: int) -> ListItem:
        inside = start + 1
        text = Text()
        if tokens[inside].type == "paragraph_open" and not _has_picture(tokens[inside + 1]):
            text = self.inline.text(tokens[inside + 1])
            inside += 3
        return ListItem(text, tuple(self.blocks(tokens, inside, end - 1)))

    def _table(self, tokens: Sequence[Token], start: int, end: int) -> Table:
        rows: list[tuple[Cell, ...]] = []
        row: list[Cell] = []
        for token in tokens[start:end]:
            if token.type == "inline":
                row.append(Cell(self.inline.text(token)))
            elif token.type == "tr_close":
                rows.append(tuple(row))
                row = []
            elif token.type == "tr_open" and rows:
                self._refuse_surplus_cells(token, len(rows[0]))
        return Table(tuple(rows))

    def _refuse_surplus_cells(self, token: Token, columns: int) -> None:
        """GFM drops the cells that a row has beyond the head; here nothing is lost without a word."""
        if not token.map:
            return
        line = self._source_lines[token.map[0]].strip(" \t>")
        cells = len(_CELL_END.split(line.removeprefix("|")))
        if line.endswith("|") and not line.endswith("\\|"):
            cells -= 1
        if cells > columns:
            self.fail(
                token,
                f"A row of the table has {cells} cells, its head has {columns}.",
                "Give the head as many cells, or write | inside a cell as \\|.",
            )

    def _html(self, token: Token) -> Block:
        content = token.content.strip()
        if content == EMPTY_PARAGRAPH:
            return Paragraph(Text())
        if content.lower().startswith("<table"):
            return read_html_table(
                content, self.line(token), self.places.error, lambda page, line: self.places.anchor(f"p{page}", line)
            )
        self.fail(
            token,
            f"{content.splitlines()[0][:40]} is HTML that an issue cannot hold.",
            "Write it in Markdown, or put a backslash before the < if it is text; the one block of HTML is a table.",
        )


def _whole_lines(code: str) -> str:
    """Return code with the line break at its end that the last line of a file may lack."""
    return code if not code or code.endswith("\n") else code + "\n"


def _has_picture(inline: Token) -> bool:
    return any(child.type == "image" for child in inline.children or ())


def _frame(children: Sequence[Token]) -> str:
    """Return `em` or `strong` where one such mark of Markdown reaches over everything but anchors at the ends."""
    first, last = 0, len(children)
    while first < last and _may_stand_outside(children[first]):
        first += 1
    while first < last and _may_stand_outside(children[last - 1]):
        last -= 1
    if last - first < 2 or children[first].type not in ("em_open", "strong_open"):
        return ""
    level = children[first].level
    closing = next(n for n in range(first + 1, last) if children[n].level == level and children[n].nesting < 0)
    return children[first].tag if closing == last - 1 else ""


def _may_stand_outside(token: Token) -> bool:
    return not token.content if token.type == "text" else is_anchor_tag(token)
