"""The manifest of a site: path, size and hash of every file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from generator.building.records import Made
from generator.errors import QikanError

MANIFEST = "publish-manifest.json"
"""Lists every other file of the site: for uploads of what changed, and to know a site as ours."""
GENERATOR = "Qikan"
PORTION = 1000
"""Files whose entries are written at a time."""
HEAD = f'{{\n"generator": {json.dumps(GENERATOR)},\n"files": [\n'.encode()
BETWEEN = b",\n"
FOOT = b"\n]\n}\n"
"""What stands before, between and behind the entries."""
OPENING = b'{\n"path": '
CLOSING = b"\n}"
"""What stands in an entry before the path, and at its end; no path holds it, for JSON writes a line end as `\\n`."""


@dataclass(frozen=True, slots=True)
class Change:
    """In what a manifest differs from the last one."""

    path: str
    """The path of a file."""
    made: Made | None
    """The file as it is now; None where it is gone."""
    known: bool
    """Whether the last manifest has it."""


Part = bytes | memoryview
"""Some bytes of a manifest."""


def manifest_of(made: Iterable[Made]) -> Iterator[Part]:
    """Yield the manifest of some files in portions; `made` are in the order of their paths."""
    return _whole(_portions(made))


def _portions(made: Iterable[Made]) -> Iterator[bytes]:
    files = iter(made)
    while portion := [_entry(file) for file in islice(files, PORTION)]:
        yield BETWEEN.join(portion)


def corrected(last: bytes, changes: Iterable[Change]) -> Iterator[Part]:
    """Yield a manifest in portions that differs from the last one; `changes` are in the order of their paths.

    The entries between them are passed on as they are. Raises ValueError where `last` does not have what is known.
    """
    return _whole(_corrected(last, changes))


def _corrected(last: bytes, changes: Iterable[Change]) -> Iterator[Part]:
    at, end = len(HEAD), len(last) - len(FOOT)
    view = memoryview(last)
    for change in changes:
        if change.known:
            start = last.index(_opening(change.path), at, end)
            behind = last.index(CLOSING, start, end) + len(CLOSING + BETWEEN)
        else:
            start = behind = _place_for(change.path, last, at, end)
        yield view[at : start - len(BETWEEN)] if start > at else b""
        at = behind
        if change.made is not None:
            yield _entry(change.made)
    yield view[at:end] if at < end else b""


def _place_for(path: str, last: bytes, low: int, high: int) -> int:
    """Return where the entry of a path would begin, by bisection from the beginning of an entry to the end of one."""
    high += len(BETWEEN)
    while high - low > len(BETWEEN):
        start = last.rindex(OPENING, low, (low + high) // 2 + len(OPENING))
        if json.loads(last[start + len(OPENING) : last.index(BETWEEN, start)]) < path:
            low = last.index(CLOSING, start) + len(CLOSING + BETWEEN)
        else:
            high = start
    return low


def _whole(runs: Iterable[Part]) -> Iterator[Part]:
    """Yield a manifest of runs of entries; empty ones are left out."""
    yield HEAD
    between = b""
    for run in filter(len, runs):
        yield between
        yield run
        between = BETWEEN
    yield FOOT


def _opening(path: str) -> bytes:
    """Return what an entry begins with, up to the comma behind the path."""
    plain = path.isascii() and '"' not in path and "\\" not in path and path.isprintable()
    return OPENING + (f'"{path}"' if plain else json.dumps(path, ensure_ascii=False)).encode() + BETWEEN


def _entry(file: Made) -> bytes:
    """Return what the manifest tells of a file."""
    return _opening(file.path) + f'"size": {file.size},\n"sha256": "{file.digest}"'.encode() + CLOSING


def read_manifest(path: Path) -> dict[str, str]:
    """Return the hashes of a site's files by path. QikanError for a file that is no manifest of ours."""
    try:
        manifest = json.loads(path.read_bytes())
        if manifest["generator"] == GENERATOR:
            return {file["path"]: file["sha256"] for file in manifest["files"]}
    except FileNotFoundError:
        raise QikanError("there is no such file.", place=str(path), remedy="Build the site first.") from None
    except (ValueError, KeyError, TypeError):
        pass
    raise QikanError("this is no manifest of a site.", place=str(path), remedy=f"Give a {MANIFEST}.")


def difference(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the paths that are `added`, `changed` and `removed`, in order; the manifest itself changes with them."""
    return {
        "added": sorted(now.keys() - before.keys()),
        "changed": sorted(path for path in now.keys() & before.keys() if now[path] != before[path]),
        "removed": sorted(before.keys() - now.keys()),
    }
