"""Compressed files beside the others, for hosts that send them as they are (`gzip_static`)."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from generator.building.ledger import Made
from generator.building.staging import Staging, write_page
from generator.building.workers import Workers, map_in_order

TEXT = (".html", ".css", ".js", ".json", ".md", ".svg", ".txt", ".xml", ".webmanifest")
"""Endings of files that become smaller."""
SMALLEST = 1024
"""Bytes; a smaller file fits one packet anyway."""
BEST = 9


@dataclass(frozen=True, slots=True)
class _Task:
    """Compress one file."""

    folder: Path
    """The site's root."""
    path: str
    """The file."""


def add_compressed(staging: Staging, last: Mapping[str, Made], intact: Set[str], workers: Workers) -> None:
    """Put a `.gz` beside every text of a site, and a `.br` where the package `brotli` is installed.

    `last` are the files of the last site, `intact` those that are as it left them: what is there already is linked.
    """
    endings = endings_here()
    tasks = []
    for made in list(staging.made.values()):
        if not made.path.endswith(TEXT) or made.size < SMALLEST:
            continue
        same = made.path in last and last[made.path].digest == made.digest
        beside = [made.path + ending for ending in endings]
        if same and intact >= set(beside):
            for path in beside:
                staging.link(last[path])
            staging.add(last[path] for path in beside)
        else:
            tasks.append(_Task(staging.folder, made.path))
    for files in map_in_order(partial(_compress, endings=endings), tasks, workers):
        staging.add(files)


def endings_here() -> tuple[str, ...]:
    """Return the endings of the files that can be made on this machine."""
    return (".gz", ".br") if find_spec("brotli") is not None else (".gz",)


def _compress(task: _Task, endings: tuple[str, ...]) -> tuple[Made, ...]:
    data = (task.folder / task.path).read_bytes()
    return tuple(write_page(task.folder, task.path + ending, packed) for ending, packed in _packed(data, endings))


def _packed(data: bytes, endings: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    yield ".gz", gzip.compress(data, BEST, mtime=0)
    if ".br" in endings:
        yield ".br", import_module("brotli").compress(data)
