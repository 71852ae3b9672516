"""A PDF file -> Source: the steps in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from generator.errors import QikanError
from generator.importing.passage import Source
from generator.importing.pdf.drawing.pages import draw
from generator.importing.pdf.elements import Page
from generator.importing.pdf.file.opening import Document, Leaf, layers_off, open_document
from generator.importing.pdf.flowing import Floats, join_floats, read_flow
from generator.importing.pdf.fonts.faces import Faces
from generator.importing.pdf.fonts.legibility import require_meaning
from generator.importing.pdf.layout.asides import Aside
from generator.importing.pdf.layout.blocks import Block
from generator.importing.pdf.layout.furniture import Furniture, take_out
from generator.importing.pdf.layout.ornaments import take_out_ornaments
from generator.importing.pdf.layout.sides import set_level
from generator.importing.pdf.layout.spreads import part_spreads, sheet_offset
from generator.importing.pdf.layout.underlines import take_out_underlines
from generator.importing.pdf.links import Destinations
from generator.importing.pdf.pictures.figures import Rasteriser, find_decoration, take_figures
from generator.importing.pdf.pictures.rasterising import rasteriser
from generator.importing.pdf.pictures.scans import require_text, use_hidden_layer
from generator.importing.pdf.prose.heading_lines import set_headings_right
from generator.importing.pdf.prose.passages import Numbering, link_titles, make_passages
from generator.importing.pdf.prose.titles import join_titles
from generator.importing.pdf.tables.ruled import take_tables
from generator.importing.pdf.tags.flow import Tagged, place_floats, read_tagged
from generator.importing.pdf.tags.tree import Tags, read_tags
from generator.importing.pdf.telling import make_notes


def read_pdf(source: Path | bytes, name: str, *, password: str = "") -> Source:
    """Read a PDF into passages.

    `source` is the file's path or its bytes, `name` what messages call it. Raises QikanError where nothing can be
    read: no PDF, a password is needed, no page, no text (a scan).
    """
    data = source if isinstance(source, bytes) else _bytes_of(source, name)
    document = open_document(data, name, password)
    faces, off = Faces(), layers_off(document.pdf)
    drawn = [draw(leaf, faces, off) for leaf in document.leaves]
    leaves, pages = tuple(leaf for leaf, _ in drawn), [page for _, page in drawn]
    scans = use_hidden_layer(pages)
    require_text(pages, name)
    require_meaning(pages, name)
    leaves, pages = part_spreads(leaves, pages)
    furniture = take_out(pages)
    take_out_ornaments(pages)
    take_out_underlines(pages)
    for page in pages:
        set_level(page)
    destinations = Destinations(document.pdf, leaves)
    spots = {leaf.index: destinations.spots(leaf) for leaf in leaves}
    with rasteriser(data, password, leaves) as rasterise:
        blocks, asides = _blocks(_tags(document, leaves), pages, rasterise)
    titles = [*destinations.bookmarks(), *link_titles(blocks, spots)]
    numbering, offset = _numbering(leaves, furniture)
    more, per_sheet = sheet_offset(leaves)
    return Source(
        name=name,
        kind="pdf",
        passages=make_passages(set_headings_right(join_titles(blocks, titles)), numbering, spots, len(pages)),
        pages=len(pages),
        page_offset=offset + more,
        pages_a_sheet=per_sheet,
        notes=make_notes(document, leaves, pages, [*furniture.asides, *asides], scans, numbering),
    )


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise QikanError(f"the file cannot be read ({error.strerror})", place=name) from None


def _tags(document: Document, leaves: tuple[Leaf, ...]) -> Tags | None:
    """Return the structure tree, which knows no halves of double pages."""
    return None if any(leaf.half for leaf in leaves) else read_tags(document.pdf, leaves)


def _blocks(tags: Tags | None, pages: Sequence[Page], rasterise: Rasteriser) -> tuple[list[Block], list[Aside]]:
    """Return the blocks by the structure tree where there is a good one, else by geometry."""
    floats, asides = _floats(pages, rasterise, with_tables=tags is None or not tags.has_tables)
    tagged = Tagged()
    if tags is not None:
        flow, repeated, framed = join_floats(floats)
        tagged = read_tagged([replace(page, runs=[*page.runs, *framed[page.index]]) for page in pages], tags)
        if tagged.blocks is not None:
            return place_floats(tagged.blocks, flow), [*asides, *repeated, *tagged.asides]
    if tags is not None and tags.has_tables:
        for page, between in zip(pages, floats, strict=True):
            between.tables = take_tables(page)
    blocks, repeated = read_flow(pages, floats, tagged.hints)
    return blocks, asides + repeated


def _floats(pages: Sequence[Page], rasterise: Rasteriser, *, with_tables: bool) -> tuple[list[Floats], list[Aside]]:
    decoration = find_decoration(pages)
    floats: list[Floats] = []
    asides: list[Aside] = []
    for page in pages:
        # A table that the structure tree knows is no drawing either, though its text stays on the page.
        tables = take_tables(page if with_tables else replace(page))
        figures, left_out = take_figures(page, [table.box for table in tables], decoration, rasterise)
        floats.append(Floats(tables if with_tables else [], figures))
        asides += left_out
    return floats, asides


def _numbering(leaves: Sequence[Leaf], furniture: Furniture) -> tuple[Numbering, int]:
    """Return how pages are numbered in print: by the numbers on them, else by their labels, else counted."""
    offset = furniture.offset
    if offset is None:
        votes = [leaf.index + 1 - int(leaf.label) for leaf in leaves if leaf.label and leaf.label.isdecimal()]
        offset = max(sorted(set(votes)), key=votes.count) if votes else 0
    difference = offset

    def number(index: int) -> int | None:
        return index + 1 - difference if index + 1 - difference >= 1 else None

    return number, offset
