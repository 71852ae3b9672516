"""Lines of the contents that the reader took for one paragraph: leaders up to the edge fill each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.importing.passage import Link, Passage
from generator.importing.structure.contents.printed_titles import PrintedTitles
from generator.importing.texts import cut

_LED = re.compile(r"[\s.·•…⋯_]{3,}(?:第\s*)?\d{1,4}(?:\s*页)?")
"""Leaders and a page number."""


def parted(passages: Sequence[Passage], printed: PrintedTitles) -> Iterator[Passage]:
    """Yield the passages, one in which a title of the body stands behind the page number of another as several."""
    for passage in passages:
        rest = passage
        while rest.rows is None and (at := _second(rest.text.plain, printed)) is not None:
            yield _part(rest, 0, at)
            rest = _part(rest, at, len(rest.text.plain))
        yield rest


def _second(text: str, printed: PrintedTitles) -> int | None:
    """Return where the second entry of a text begins."""
    for led in _LED.finditer(text):
        if text[led.end() :].strip() and printed.find(text[led.end() :]) is not None:
            return led.end()
    return None


def _part(passage: Passage, start: int, end: int) -> Passage:
    links = (
        Link(max(link.start, start) - start, min(link.end, end) - start, link.page, link.y, link.url)
        for link in passage.links
        if link.start < end and link.end > start
    )
    return replace(passage, text=cut(passage.text, start, end), links=tuple(links))
