"""PDFs are read with little patience: what a test says of a file, it says of a few seconds."""

from __future__ import annotations

from generator.building.patience import patience
from generator.importing.passage import Source
from generator.importing.pdf import read_pdf

SECONDS = 5.0
"""Processor time that one small file may take, on a busy machine."""
BILLIONS = b"4294967295"


def read(data: bytes) -> Source:
    with patience("issue.pdf", SECONDS):
        return read_pdf(data, "issue.pdf")


def words(source: Source) -> str:
    return "".join(passage.text.plain for passage in source.passages)


def looks(source: Source) -> str:
    return " ".join(f"{note.kind}: {note.reason}" for note in source.notes if note.severity == "look")


def is_read(data: bytes) -> bool:
    return "药品说明书是用药的依据" in words(read(data))
