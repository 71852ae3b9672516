"""Pages that are pictures of text."""

from __future__ import annotations

from collections.abc import Sequence

from generator.errors import QikanError
from generator.importing.pdf.elements import Page
from generator.importing.pdf.pictures.recognised import straighten

_COVERS = 0.6
"""Share of a page that a scan covers."""
_FEW = 12
"""Characters; a page with fewer has no text to speak of (a page number, a stamp)."""
_MOST_NAMED = 12
"""Pages that a message names one by one."""


def use_hidden_layer(pages: Sequence[Page]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where a page is a scan with an invisible layer of recognised text, read that layer.

    Returns the indexes of pages whose text was read so, and of scans without any text.
    """
    recognised, blind = [], []
    for page in pages:
        if _characters(page) >= _FEW or not _is_scan(page):
            continue
        if sum(len(run.text.strip()) for run in page.hidden) >= _FEW:
            page.runs += page.hidden
            page.hidden = []
            recognised.append(page.index)
        else:
            blind.append(page.index)
    straighten([page for page in pages if page.index in recognised])
    return tuple(recognised), tuple(blind)


def require_text(pages: Sequence[Page], name: str) -> None:
    """Raise QikanError where no page has text."""
    if any(run.text.strip() for page in pages for run in page.runs):
        return
    if any(_is_scan(page) for page in pages):
        raise QikanError(
            f"the pages are pictures without text (pages {named([page.index + 1 for page in pages])})",
            place=name,
            remedy="Run it through OCR first (for example: ocrmypdf -l chi_sim in.pdf out.pdf) and import the result.",
        )
    raise QikanError("no page has any text", place=name, remedy="Check that this is the right file.")


def named(numbers: Sequence[int]) -> str:
    """Return page numbers for a message: `1–4, 7`."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    words = [str(first) if first == last else f"{first}–{last}" for first, last in ranges]
    return ", ".join(words[:_MOST_NAMED]) + (" …" if len(words) > _MOST_NAMED else "")


def _characters(page: Page) -> int:
    return sum(len(run.text.strip()) for run in page.runs)


def _is_scan(page: Page) -> bool:
    area = sum(max(0.0, image.box.width) * max(0.0, image.box.height) for image in page.images)
    return area >= _COVERS * page.width * page.height
