"""What a reader hands to the structure parser: the passages of a source in reading order.

Two readers (transcript, PDF), one structure parser. What a reader cannot know is None, never guessed: a transcript
has no sizes and no pages, a PDF knows both.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.importing.report import Entry
from generator.model import Cell, Text


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside a passage."""

    start: int
    """Offset of its first character in the passage's text."""
    end: int
    """Offset after its last character."""
    page: int | None = None
    """The page that it leads to inside the same file; None where unknown (a transcript's `(#)`)."""
    y: float | None = None
    """How far down that page it leads, in points from the top; None where unknown."""
    url: str = ""
    """Its address, where it leads out of the file."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a PDF, not yet written anywhere."""

    name: str
    """File name that is unique within the issue: `p12-1.png`."""
    data: bytes
    """The file's bytes (JPEG, PNG or WebP)."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a heading, a table or a picture of the source: as much of one as the reader can hold together.

    A transcript's passage is one of its text lines (a whole paragraph, or the part of one that stands on one page) or
    a run of tab-separated lines. A PDF's passage is what geometry shows to be one paragraph, over page ends too.
    """

    text: Text
    """The words, with strong marks where the source shows weight, and page starts where the reader knows them
    (a page that begins with this passage starts at offset 0)."""
    line: int
    """Line of a transcript, counted from 1; in a PDF the passage's own number."""
    page: int | None = None
    """The page on which it begins, as printed; None where the reader cannot know."""
    mark: int | None = None
    """The rank that the source claims for a heading (number of `#`, H1 … of a structure tree); None where it claims
    none. A transcript's marks were guessed page by page: evidence, not truth."""
    size: float | None = None
    """Size of most of its characters, in points."""
    strong: bool | None = None
    """Whether all of it is set in a bold face."""
    look: str | None = None
    """What its characters look like – size, weight, typeface, colour – as one word that equals that of passages set
    alike; None where the reader cannot know."""
    apart: bool | None = None
    """Whether it looks otherwise than running text and is no smaller, as headings do."""
    set_off: bool | None = None
    """Whether its place sets it off, no smaller than running text, as headings are: a short line at the edge where
    paragraphs are indented, in the middle, or with more space above it than paragraphs have."""
    centred: bool | None = None
    """Whether it is set in the middle of the line."""
    footnote: bool | None = None
    """Whether it stands at the foot of a page, apart from the text."""
    whole: bool | None = None
    """True where the reader knows that it begins and ends its paragraph; None where the parser has to find out."""
    space: int | None = None
    """How many blank lines more than usual a transcript has above it, negative where it has fewer; None in a PDF."""
    item: str | None = None
    """The marker, where the reader knows it to be a list's item (`•`, `1.`): not part of `text`."""
    links: tuple[Link, ...] = ()
    """Links in it, sorted."""
    rows: tuple[tuple[Cell, ...], ...] | None = None
    """The cells, where it is a table; `text` is empty then. Spans are set where the reader knows them."""
    picture: Picture | None = None
    """The picture, where it is one; `text` is empty then."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source file, read."""

    name: str
    """The file's name, for messages."""
    kind: str
    """`transcript` or `pdf`."""
    passages: tuple[Passage, ...]
    """Everything that it says, in reading order."""
    pages: int | None = None
    """How many pages it has; None where the reader cannot know."""
    page_offset: int = 0
    """What to add to a printed page number to get the file's own page number, counted from 1 …"""
    pages_a_sheet: int = 1
    """… where each of its pages is one of the print; else the sum is to be divided by this, and rounded up."""
    notes: tuple[Entry, ...] = ()
    """What the reader left out (running heads, page numbers, hidden text) or could not read; for the report."""
