"""What the reader left out or could not read, as lines of the import report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.importing.characters import UNREADABLE
from generator.importing.pdf.elements import Page
from generator.importing.pdf.file.opening import Document, Leaf
from generator.importing.pdf.layout.asides import Aside
from generator.importing.pdf.layout.lines import build_lines
from generator.importing.pdf.pictures.scans import named
from generator.importing.pdf.prose.passages import Numbering
from generator.importing.report import Entry

_CONTEXT = 12
"""Characters shown on either side of one that cannot be read."""


def make_notes(
    document: Document,
    leaves: Sequence[Leaf],
    pages: Sequence[Page],
    asides: Sequence[Aside],
    scans: tuple[tuple[int, ...], tuple[int, ...]],
    numbering: Numbering,
) -> tuple[Entry, ...]:
    """Return the report's lines about the file itself, then those about its pages in order."""
    notes = [Entry("look", "broken file", reason=trouble) for trouble in document.troubles]
    notes += _about_scans(scans)
    notes += _about_spreads(leaves)
    by_page: dict[int, list[Entry]] = {page.index: [] for page in pages}
    for aside in asides:
        by_page[aside.page].append(Entry("aside", aside.kind, page=numbering(aside.page), before=aside.text))
    for page in pages:
        by_page[page.index] += _about_page(page, numbering(page.index))
    return (*notes, *(entry for page in pages for entry in by_page[page.index]))


def _about_scans(scans: tuple[tuple[int, ...], tuple[int, ...]]) -> Iterator[Entry]:
    recognised, blind = scans
    if recognised:
        numbers = named([index + 1 for index in recognised])
        yield Entry(
            "look", "scanned page", reason=f"pages {numbers} of the file: the text is a hidden layer made by OCR"
        )
    if blind:
        numbers = named([index + 1 for index in blind])
        yield Entry("look", "scanned page", reason=f"pages {numbers} of the file are pictures without text: OCR first")


def _about_spreads(leaves: Sequence[Leaf]) -> Iterator[Entry]:
    sheets = sorted({leaf.sheet + 1 for leaf in leaves if leaf.half})
    if sheets:
        reason = f"pages {named(sheets)} of the file hold two pages each; the left one was read before the right one"
        yield Entry("look", "double pages", reason=reason)


def _about_page(page: Page, number: int | None) -> Iterator[Entry]:
    for kind, runs in (("hidden text", page.hidden), ("text at an angle", page.turned)):
        for line in build_lines(runs, page.index):
            yield Entry("aside", kind, page=number, before=line.text)
    if page.vertical:
        reason = "the page is set from top to bottom; its columns were read from right to left"
        yield Entry("look", "vertical text", page=number, reason=reason)
    for pillar in page.pillars:
        reason = "set from top to bottom beside the text; read as a line above it"
        yield Entry("look", "vertical text", page=number, before=pillar.text, reason=reason)
    for trouble in dict.fromkeys(page.troubles):
        yield Entry("look", "unreadable page content", page=number, reason=trouble)
    for run in page.runs:
        place = run.text.find(UNREADABLE)
        if place >= 0:
            around = run.text[max(0, place - _CONTEXT) : place + _CONTEXT + 1]
            reason = f"{run.text.count(UNREADABLE)} characters in a font that does not say what they mean"
            yield Entry("look", "unreadable characters", page=number, before=around, reason=reason)
