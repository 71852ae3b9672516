"""Links of a source that lead where no link of the archive may: their words stay, their addresses are told."""

from __future__ import annotations

from dataclasses import replace

from generator.importing.passage import Passage, Source
from generator.importing.report import Entry
from generator.model import Text
from generator.targets import unsafe_scheme

_REASON = "the link was taken off, its words stay: such an address runs script or names a file of one machine"


def with_safe_links(source: Source) -> Source:
    """Return a source without links whose scheme is not safe (`generator.targets`); each is told in its notes."""
    passages: list[Passage] = []
    notes: list[Entry] = []
    for passage in source.passages:
        cells = [cell.text for row in passage.rows or () for cell in row]
        unsafe = [link.url for link in passage.links if unsafe_scheme(link.url)]
        unsafe += [mark.target for text in (passage.text, *cells) for mark in text.marks if unsafe_scheme(mark.target)]
        notes += [
            Entry("look", "unsafe link", passage.line, passage.page, before=address, reason=_REASON)
            for address in dict.fromkeys(unsafe)
        ]
        passages.append(_without(passage) if unsafe else passage)
    return replace(source, passages=tuple(passages), notes=(*source.notes, *notes)) if notes else source


def _without(passage: Passage) -> Passage:
    rows = passage.rows
    if rows is not None:
        rows = tuple(tuple(replace(cell, text=_plain(cell.text)) for cell in row) for row in rows)
    links = tuple(replace(link, url="") if unsafe_scheme(link.url) else link for link in passage.links)
    return replace(passage, text=_plain(passage.text), links=links, rows=rows)


def _plain(text: Text) -> Text:
    return replace(text, marks=tuple(mark for mark in text.marks if not unsafe_scheme(mark.target)))
