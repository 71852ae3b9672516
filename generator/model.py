"""The vocabulary that all rooms share: an Issue and what it is made of.

Everything here is a frozen dataclass without behaviour of its own beyond reading itself. Readers make an Issue,
`generator.markdown` writes and reads it, `generator.rendering` and `generator.search` turn it into files. Nothing
in this module knows a file format.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

MarkKind = Literal["strong", "emphasis", "code", "link"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Emphasis, code or a link over the characters `start` to `end` of a text."""

    start: int
    """Offset of the first character, counted in `Text.plain`."""
    end: int
    """Offset after the last character; always greater than `start`."""
    kind: MarkKind
    """What the characters are."""
    target: str = ""
    """Where a link leads (`#p7`, `https://…`); empty for the other kinds."""


@dataclass(frozen=True, slots=True)
class PageStart:
    """The place at which a printed page begins."""

    offset: int
    """The page begins before this character of `Text.plain`; 0 to its length."""
    page: int
    """The page's number as printed, 1 or more."""


@dataclass(frozen=True, slots=True)
class Text:
    """Running text and what happens inside it.

    Marks are sorted by start, then by descending end, and nest (no two of them cross). Page starts are sorted by
    offset, then by page; two pages may start at one place (the first of them is blank).
    """

    plain: str = ""
    """The characters. `\\n` is a hard line break; there is no other control character."""
    marks: tuple[Mark, ...] = ()
    """Emphasis, code and links."""
    pages: tuple[PageStart, ...] = ()
    """The pages that begin inside this text or right before it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A sub-heading inside an article."""

    level: int
    """1 for the article's top sub-headings, 2 and 3 for those below; a rank below the third counts as 3."""
    text: Text
    """The heading's words, one line."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    text: Text
    """Its words."""


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list."""

    text: Text
    """The item's own words, without the marker that the list gives it."""
    blocks: tuple[Block, ...] = ()
    """What follows the words inside the item: further paragraphs, lists below it."""


@dataclass(frozen=True, slots=True)
class List:
    """A list."""

    items: tuple[ListItem, ...]
    """One item or more."""
    ordered: bool = False
    """Whether the items are counted 1. 2. 3.; other enumerators (①, （1）) stay in the item's words."""
    start: int = 1
    """The first item's number in an ordered list."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    text: Text = Text()
    """What stands in it; may be empty."""
    rowspan: int = 1
    """Rows that it covers, 1 or more."""
    colspan: int = 1
    """Columns that it covers, 1 or more."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table. A place that a cell above or to the left covers has no cell of its own, as in HTML."""

    rows: tuple[tuple[Cell, ...], ...]
    """The rows from top to bottom; a row may be empty where cells from above cover all of it."""
    header_rows: int = 1
    """How many rows from the top are the table's head; 0 where it has none."""
    caption: Text = Text()
    """The table's caption; empty where it has none."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, or the place of one that is lost."""

    src: str
    """The picture's path relative to the content file (`2024-11/p12-1.png`); empty where the picture is lost."""
    caption: Text = Text()
    """The caption; empty where it has none."""


@dataclass(frozen=True, slots=True)
class Note:
    """A credit, a source of data, an author's line: matter beside the running text."""

    text: Text
    """Its words."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation set apart."""

    blocks: tuple[Block, ...]
    """What is quoted."""


@dataclass(frozen=True, slots=True)
class Code:
    """Preformatted text."""

    plain: str
    """The lines, kept as they are, ending in a line break unless empty."""
    language: str = ""
    """The info string of the fence."""


@dataclass(frozen=True, slots=True)
class Divider:
    """A thematic break."""


Block = Heading | Paragraph | List | Table | Figure | Note | Quote | Code | Divider


@dataclass(frozen=True, slots=True)
class Article:
    """One article of an issue."""

    id: str
    """`a01` to `a99` in the order of the print, then `a100` …; the anchor that links lead to."""
    section: str
    """The section of the contents that it belongs to (栏目); articles of a section follow each other."""
    title: Text
    """The title as the body prints it. A page that starts with the article, or with the section's line above it,
    starts at offset 0."""
    source: str = ""
    """Where the article was taken from (来源); empty where none is printed."""
    page: int | None = None
    """The page hint of the contents (第 7 页); where there is none, the page on which a PDF has the title, or None."""
    summary: Text = Text()
    """The summary of the contents (提要); empty where there is none."""
    blocks: tuple[Block, ...] = ()
    """The body, without title, source line and 返回目录."""


@dataclass(frozen=True, slots=True)
class Original:
    """The file that an issue was printed as."""

    path: str
    """Relative to the content folder: `originals/2024-11.pdf`."""
    offset: int = 0
    """What to add to a printed page number to get the file's own page number, counted from 1 …"""
    pages_a_sheet: int = 1
    """… where each of its pages is one of the print; else the sum is to be divided by this, and rounded up."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue of the digest."""

    id: str
    """Year and number, `2024-11`; the name of its file and the anchor that never changes."""
    title: str
    """The digest's name: 医周药事."""
    year: int
    """The year on the cover."""
    number: int
    """The number within the year, 1 or more."""
    start: date
    """First day of the week that it covers."""
    end: date
    """Last day of that week."""
    organiser: str = ""
    """Who publishes it; empty where nobody is named."""
    original: Original | None = None
    """The printed file; None where only a transcript was there."""
    cover: tuple[Block, ...] = ()
    """The cover's other matter (series, English name, words), in the order of the print."""
    guide: tuple[Block, ...] = ()
    """What stands between the heading of the contents and its first entry: the reading hint (阅读提醒)."""
    articles: tuple[Article, ...] = ()
    """The articles in the order of the print."""
    colophon: tuple[Block, ...] = ()
    """What follows the last article: addresses, links, codes."""


def block_texts(block: Block) -> Iterator[Text]:
    """Yield every Text of a block, in reading order (a table's caption first, then its cells row by row)."""
    match block:
        case Heading() | Paragraph() | Note():
            yield block.text
        case List():
            for item in block.items:
                yield item.text
                for inner in item.blocks:
                    yield from block_texts(inner)
        case Table():
            yield block.caption
            for row in block.rows:
                for cell in row:
                    yield cell.text
        case Figure():
            yield block.caption
        case Quote():
            for inner in block.blocks:
                yield from block_texts(inner)
        case Code() | Divider():
            return


def issue_texts(issue: Issue) -> Iterator[Text]:
    """Yield every Text of an issue in the order of the print: cover, contents, body, colophon."""
    for block in (*issue.cover, *issue.guide):
        yield from block_texts(block)
    for article in issue.articles:
        yield article.summary
    for article in issue.articles:
        yield article.title
        for block in article.blocks:
            yield from block_texts(block)
    for block in issue.colophon:
        yield from block_texts(block)


def issue_pages(issue: Issue) -> tuple[int, ...]:
    """Return the numbers of all pages that have their start in the issue, in the order of the print."""
    return tuple(start.page for text in issue_texts(issue) for start in text.pages)


def block_page(block: Block, before: int | None) -> tuple[int | None, int | None]:
    """Return the page that a block starts on and the page that it ends on.

    `before` is the page on which the matter before the block ends, None where no page is known yet.
    """
    first, last = before, before
    opening = True
    for text in block_texts(block):
        for start in text.pages:
            if opening and start.offset == 0:
                first = start.page
            last = start.page
        opening = opening and not text.plain
    return first, last


def article_pages(article: Article, before: int | None) -> tuple[int | None, int | None]:
    """Return the page that an article starts on and the page that it ends on; `before` as in `block_page`."""
    first = last = before
    for start in article.title.pages:
        first = start.page if start.offset == 0 else first
        last = start.page
    for block in article.blocks:
        _, last = block_page(block, last)
    return first, last
