"""The manifest of a site: path, size and hash of every file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from generator.building.records import Made
from generator.errors import QikanError

MANIFEST = "publish-manifest.json"
"""Lists every other file of the site: for uploads of what changed, and to know a site as ours."""
GENERATOR = "Qikan"
PORTION = 1000
"""Files whose entries are written at a time."""


def manifest_of(made: Iterable[Made]) -> Iterator[bytes]:
    """Yield the manifest of some files in portions; `made` are in the order of their paths."""
    yield f'{{\n"generator": {json.dumps(GENERATOR)},\n"files": ['.encode()
    files = iter(made)
    separator = "\n"
    while portion := [_entry(file) for file in islice(files, PORTION)]:
        yield (separator + ",\n".join(portion)).encode()
        separator = ",\n"
    yield b"\n]\n}\n"


def _entry(file: Made) -> str:
    """Return what the manifest tells of a file."""
    plain = file.path.isascii() and '"' not in file.path and "\\" not in file.path and file.path.isprintable()
    path = f'"{file.path}"' if plain else json.dumps(file.path, ensure_ascii=False)
    return f'{{\n"path": {path},\n"size": {file.size},\n"sha256": "{file.digest}"\n}}'


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
