"""How long the import of the real issues takes as a command, and beside a library that reads the same bytes."""

from __future__ import annotations

import io
import logging
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from markdown_it import MarkdownIt
from pdfminer.high_level import extract_text

from benchmarks.building.ours import CHECKOUT
from benchmarks.importing import best_of
from benchmarks.pdf.reading import processor_seconds, whole_import
from benchmarks.processes import Cost, measured
from generator.importing import import_file

SHARED = Path(__file__).resolve().parents[3] / "shared"


@dataclass(frozen=True)
class Import:
    """What the import of one kind of source took."""

    kind: str
    """Transcripts or PDFs."""
    files: int
    """How many there were."""
    command: Cost
    """`import` of all of them, one command and one new archive a file, with the reports; the memory is the largest."""
    peer: str
    """The library that reads the same files."""
    ratio: float
    """Processor time of our import over the library's, in one process; the median of the files."""


def imports() -> list[Import]:
    """Import the transcripts and the PDFs of ../shared, those that there are."""
    texts = sorted((SHARED / "issues").glob("*.txt"))
    pdfs = sorted((SHARED / "pdfs").glob("*.pdf"))
    found = []
    if texts:
        ratios = [_over_markdown_it(file) for file in texts]
        found.append(Import("transcripts", len(texts), _imported(texts), "markdown-it-py", median(ratios)))
    if pdfs:
        logging.getLogger("pdfminer").setLevel(logging.ERROR)
        ratios = [_over_pdfminer(file) for file in pdfs]
        found.append(Import("PDFs", len(pdfs), _imported(pdfs), "pdfminer.six `extract_text`", median(ratios)))
    return found


def _imported(files: list[Path]) -> Cost:
    with tempfile.TemporaryDirectory() as folder:
        program = ["env", "QIKAN_NO_BOOTSTRAP=1", sys.executable, str(CHECKOUT / "build.py"), "import", "--quiet"]
        # One archive a file: two PDFs of one issue are refused in one import.
        costs = [
            measured([*program, str(file), "--content", f"{folder}/{place}"], CHECKOUT)
            for place, file in enumerate(files)
        ]
    return Cost(
        sum(cost.seconds for cost in costs),
        sum(cost.processor for cost in costs),
        max(cost.peak for cost in costs),
        max(cost.largest for cost in costs),
    )


def _over_markdown_it(file: Path) -> float:
    text = file.read_text(encoding="utf-8")
    renderer = MarkdownIt("commonmark").enable("table")
    ours, theirs = best_of(lambda: import_file(file), lambda: renderer.render(text))
    return ours / theirs


def _over_pdfminer(file: Path) -> float:
    data = file.read_bytes()
    return processor_seconds(lambda: whole_import(file)) / processor_seconds(lambda: extract_text(io.BytesIO(data)), 1)
