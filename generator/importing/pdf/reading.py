"""A PDF file -> Source: the steps in order."""

from __future__ import annotations

from pathlib import Path

from generator.importing.passage import Outline, Source
from generator.importing.pdf.blocks import Block
from generator.importing.pdf.drawing import draw
from generator.importing.pdf.elements import Page
from generator.importing.pdf.flowing import read_flow
from generator.importing.pdf.fonts import Faces
from generator.importing.pdf.furniture import Furniture, take_out
from generator.importing.pdf.links import Bookmark, Destinations
from generator.importing.pdf.opening import Document, layers_off, open_document
from generator.importing.pdf.passages import Numbering, link_titles, make_passages
from generator.importing.pdf.tagged import read_tagged
from generator.importing.pdf.tagging import read_tags
from generator.importing.pdf.titles import join_titles


def read_pdf(source: Path | bytes, name: str, *, password: str = "") -> Source:
    """Read a PDF into passages.

    `source` is the file's path or its bytes, `name` what messages call it. Raises QikanError where nothing can be
    read: no PDF, a password is needed, no page, no text (a scan).
    """
    data = source if isinstance(source, bytes) else source.read_bytes()
    document = open_document(data, name, password)
    faces, off = Faces(), layers_off(document.pdf)
    pages = [draw(leaf, faces, off) for leaf in document.leaves]
    furniture = take_out(pages)
    destinations = Destinations(document.pdf, document.leaves)
    spots = {leaf.index: destinations.spots(leaf) for leaf in document.leaves}
    bookmarks = destinations.bookmarks()
    blocks = _blocks(document, pages)
    titles = [bookmark.title for bookmark in bookmarks] + list(link_titles(blocks, spots))
    blocks = join_titles(blocks, titles)
    numbering, offset = _numbering(document, furniture)
    return Source(
        name=name,
        kind="pdf",
        passages=make_passages(blocks, numbering, spots, len(pages)),
        outline=tuple(_outline(bookmark, numbering) for bookmark in bookmarks),
        pages=len(pages),
        page_offset=offset,
    )


def _blocks(document: Document, pages: list[Page]) -> list[Block]:
    tags = read_tags(document.pdf, document.leaves)
    tagged = read_tagged(pages, tags) if tags is not None else None
    return tagged if tagged is not None else read_flow(pages)


def _numbering(document: Document, furniture: Furniture) -> tuple[Numbering, int]:
    """Return how pages are numbered in print: by the numbers on them, else by their labels, else counted."""
    offset = furniture.offset
    if offset is None:
        votes = [leaf.index + 1 - int(leaf.label) for leaf in document.leaves if leaf.label and leaf.label.isdecimal()]
        offset = max(sorted(set(votes)), key=votes.count) if votes else 0

    def number(index: int) -> int | None:
        return index + 1 - offset if index + 1 - offset >= 1 else None

    return number, offset


def _outline(bookmark: Bookmark, numbering: Numbering) -> Outline:
    page = bookmark.target.page
    return Outline(bookmark.level, bookmark.title, numbering(page) if page is not None else None)
