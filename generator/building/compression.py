"""Compressed files beside the others, for hosts that send them as they are (`gzip_static`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from generator.building.records import Ingredients, Made
from generator.building.workers import Workers, map_in_order

if TYPE_CHECKING:
    from generator.building.lastsite import LastSite
    from generator.building.nextledger import NextLedger

TEXT = (".html", ".css", ".js", ".json", ".md", ".svg", ".txt", ".xml", ".webmanifest")
"""Endings of files that become smaller."""
SMALLEST = 1024
"""Bytes; a smaller file fits one packet anyway."""
BEST = 9


COMPRESSED = "compressed"
"""The name under which the ledger remembers these files."""


@dataclass(frozen=True, slots=True)
class _Task:
    """Compress one file."""

    folder: Path
    """The site's root."""
    path: str
    """The file."""


def add_compressed(site: LastSite, ledger: NextLedger, folder: Path, workers: Workers) -> None:
    """Put a `.gz` beside every text of a site, and a `.br` where the package `brotli` is installed.

    What is there already beside the same text in the last `site` is taken over.
    """
    endings = endings_here()
    tasks = []
    for made in list(ledger.made()):
        if not made.path.endswith(TEXT) or made.size < SMALLEST:
            continue
        last = site.intact(made.path)
        beside = [site.intact(made.path + ending) for ending in endings]
        if last is not None and last.digest == made.digest and None not in beside:
            for file in filter(None, beside):
                ledger.keep_file(COMPRESSED, file)
        else:
            tasks.append(_Task(folder, made.path))
    for files in map_in_order(partial(_compress, endings=endings), tasks, workers):
        ledger.add(COMPRESSED, Ingredients(), files)


def endings_here() -> tuple[str, ...]:
    """Return the endings of the files that can be made on this machine."""
    return (".gz", ".br") if find_spec("brotli") is not None else (".gz",)


def _compress(task: _Task, endings: tuple[str, ...]) -> tuple[Made, ...]:
    from generator.building.staging import write_page

    data = (task.folder / task.path).read_bytes()
    return tuple(write_page(task.folder, task.path + ending, packed) for ending, packed in _packed(data, endings))


def _packed(data: bytes, endings: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    import gzip

    yield ".gz", gzip.compress(data, BEST, mtime=0)
    if ".br" in endings:
        yield ".br", import_module("brotli").compress(data)
