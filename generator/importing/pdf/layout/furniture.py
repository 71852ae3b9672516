"""Running heads, feet and page numbers: found by their recurrence, taken out, told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.importing.pdf.elements import Page
from generator.importing.pdf.layout.asides import Aside
from generator.importing.pdf.layout.flanks import take_flanks
from generator.importing.pdf.layout.folios import find_offset, is_folio
from generator.importing.pdf.layout.lines import build_lines
from generator.importing.pdf.layout.margins import edge_rows, find_body, find_margin
from generator.importing.pdf.layout.sides import take_side_heads
from generator.importing.pdf.layout.watermarks import take_watermarks


@dataclass(frozen=True, slots=True)
class Furniture:
    """What the pages carry besides the text."""

    asides: tuple[Aside, ...]
    """The lines, in the order of the pages."""
    offset: int | None
    """Counted page number less printed one; None where no page prints its number."""


def take_out(pages: Sequence[Page]) -> Furniture:
    """Remove heads, feet and page numbers from the pages and return them."""
    found: list[Aside] = _artifacts(pages)
    body = find_body(pages)
    found += take_flanks(pages, body.size)
    for top in (True, False):
        edges = [edge_rows(page, top) for page in pages]
        margin = find_margin(edges, body)
        for page, rows in zip(pages, edges, strict=True):
            held = rows[: margin.held(rows)]
            found += [Aside(page.index, row.line.text, _kind(row.line.text, top)) for row in held]
            gone = {id(run) for row in held for run in row.runs}
            if gone:
                page.runs = [run for run in page.runs if id(run) not in gone]
    found += take_side_heads(pages)
    found += take_watermarks(pages, body.size)
    found.sort(key=lambda aside: aside.page)
    return Furniture(tuple(found), find_offset(found))


def _kind(text: str, top: bool) -> str:
    if is_folio(text):
        return "page number"
    return "running head" if top else "running foot"


def _artifacts(pages: Sequence[Page]) -> list[Aside]:
    """Take out what the file itself marks as no part of the text, where it does so sparingly."""
    marked = sum(len(run.text) for page in pages for run in page.runs if run.style.artifact)
    every = sum(len(run.text) for page in pages for run in page.runs)
    if not marked or marked > 0.15 * every:
        return []
    found = []
    for page in pages:
        runs = [run for run in page.runs if run.style.artifact]
        if runs:
            page.runs = [run for run in page.runs if not run.style.artifact]
            for line in build_lines(runs, page.index):
                found.append(Aside(page.index, line.text, _kind(line.text, line.y < page.height / 2)))
    return found
