"""Other tools that make Markdown of PDFs, timed in a process and an environment of their own.

They are no dependency of Qikan. pymupdf4llm (AGPL) has its newest code in the package PyMuPDF; out of the box it lays
pages out by a neural network, and that can be switched off.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.building.peers.installing import DEFAULT, from_pypi
from benchmarks.processes import CommandError

WARM = Path(__file__).parents[2] / "tests" / "pdfs" / "weasyprint-spaced.pdf"
"""A small file that is converted first, so that loading a library and its models is not counted."""


@dataclass(frozen=True)
class Peer:
    """A tool and how it is called."""

    name: str
    """What the table calls it."""
    package: str
    """What is installed from PyPI."""
    code: str
    """Python that defines `convert(file)`."""
    bar: float | None
    """Share of its time that the whole import may take; None where it is shown only."""


PEERS = (
    Peer(
        "markitdown 0.1.8",
        "markitdown[pdf]==0.1.8",
        "import markitdown\nconvert = lambda file: markitdown.MarkItDown().convert(file)",
        0.20,
    ),
    Peer(
        "pymupdf4llm of PyMuPDF 2.0",
        "pymupdf==2.0",
        "import pymupdf4llm\nconvert = pymupdf4llm.to_markdown",
        0.04,
    ),
    Peer(
        "pymupdf4llm of PyMuPDF 2.0, layout model off",
        "pymupdf==2.0",
        "import pymupdf4llm\npymupdf4llm.use_layout(False)\nconvert = pymupdf4llm.to_markdown",
        None,
    ),
)

_TIMING = """
import json, os, sys, time
out = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # what a library prints is no part of the answer
convert(sys.argv[1])
times = []
for file in sys.argv[2:]:
    start = time.process_time()
    convert(file)
    times.append(time.process_time() - start)
json.dump(times, out)
"""


def times_of(files: Sequence[Path]) -> Iterator[tuple[Peer, list[float]]]:
    """Yield each peer with its processor seconds for each file; one that cannot be had is named on standard error."""
    for peer in PEERS:
        try:
            python = from_pypi(DEFAULT, "python", peer.package)
        except CommandError as error:
            print(f"{peer.name} cannot be had: {error}", file=sys.stderr)
            continue
        command = [str(python), "-c", peer.code + _TIMING, str(WARM), *map(str, files)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"{peer.name} failed:\n{done.stderr[-2000:]}", file=sys.stderr)
            continue
        yield peer, json.loads(done.stdout)
