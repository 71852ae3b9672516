"""What tests ask of a source."""

from __future__ import annotations

from generator.importing.passage import Passage, Source
from generator.importing.pdf import read_pdf

FULL = "药品说明书是用药的依据请先读完它再用药有疑问时问"
"""Twenty-four characters: a full line of `column` at its usual size."""


def read(data: bytes) -> Source:
    return read_pdf(data, "issue.pdf")


def texts(source: Source) -> list[str]:
    return [passage.text.plain for passage in source.passages]


def only(source: Source) -> Passage:
    (passage,) = source.passages
    return passage


def paragraph(*lines: str) -> list[str]:
    return [f"\u3000\u3000{lines[0]}", *lines[1:]]
