"""What the last build did, so that the next one need not do it again.

The ledger lies outside the output and may be deleted at any time: the next build is a cold one then. A ledger of
another Qikan, or one that is damaged, counts as none.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.building.files import digest, write_whole
from generator.building.sources import PlainFile

FORMAT = "qikan-ledger-1"


@dataclass(frozen=True, slots=True)
class Made:
    """A file of the site as it was made."""

    path: str
    """Relative to the site's root."""
    digest: str
    """SHA-256 of its bytes."""
    size: int
    """In bytes."""
    modified: int
    """When it was written, in nanoseconds, as the file system says it."""


@dataclass(frozen=True, slots=True)
class Ingredients:
    """Hashes of all that goes into some files; the fields' names are what `--explain` says."""

    content: str = ""
    """The text that they are made from."""
    figures: str = ""
    """Names and bytes of the pictures."""
    neighbours: str = ""
    """What the pages tell of the issues before and after."""
    settings: str = ""
    """`site.toml` and the options that overrule it."""
    theme: str = ""
    """All files of the theme."""
    anchors: str = ""
    """Anchors that were published and are gone."""


@dataclass(frozen=True, slots=True)
class Record:
    """Files that are made together: an issue's pages, the listings, a block of the search index."""

    ingredients: Ingredients
    """What went into them."""
    outputs: tuple[str, ...]
    """Their paths in the site."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """One build, remembered."""

    inputs: str = ""
    """Hash of everything that went into the site; empty where no build is remembered."""
    records: dict[str, Record] = field(default_factory=dict)
    """What was made, by its name."""
    made: dict[str, Made] = field(default_factory=dict)
    """The files of the site by path."""
    plain: dict[str, PlainFile] = field(default_factory=dict)
    """The files that were published as they are, by path."""
    added: dict[str, str] = field(default_factory=dict)
    """The records of published anchors that came of it, by issue. Whoever publishes the site writes them."""


def load(path: Path, maker: str) -> Any:
    """Return what `save` stored, or None where that is not there, not whole, or stored by another Qikan.

    `maker` is the fingerprint of the Qikan that asks.
    """
    try:
        head, _, data = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if head.decode("ascii", "replace") != _head(maker, data):
        return None
    return pickle.loads(data)


def save(path: Path, maker: str, value: object) -> None:
    """Store a value, whole or not at all."""
    data = pickle.dumps(value, protocol=5)
    write_whole(path, f"{_head(maker, data)}\n".encode() + data)


def _head(maker: str, data: bytes) -> str:
    return f"{FORMAT} {maker} {digest(data)}"
