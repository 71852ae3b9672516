"""What a build is made from: the content files and the files that are published as they are."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from generator.building.files import digest
from generator.building.fingerprints import FileStamp
from generator.errors import QikanError

CONTENT_FILE = re.compile(r"(\d{4}-\d{2,})\.md")
"""The name of a content file: the issue's id."""
JUNK = re.compile(r"\..*|.*~|.*\.bak\d*|Thumbs\.db|desktop\.ini", re.IGNORECASE)
"""Files that systems, editors and imports leave behind; nobody means to publish them."""


@dataclass(frozen=True, slots=True)
class PlainFile:
    """A file of the archive that is published as it is: a picture, a printed issue."""

    path: Path
    """Where it is."""
    target: str
    """Its path in the site, the same as in the content folder."""
    digest: str
    """SHA-256 of its bytes."""
    stamp: FileStamp
    """What it looked like when it was hashed."""


@dataclass(frozen=True, slots=True)
class ContentFile:
    """The content file of an issue."""

    id: str
    """The issue's id, `2024-11`."""
    path: Path
    """Where it is."""
    digest: str
    """SHA-256 of its bytes."""
    figures: tuple[PlainFile, ...]
    """The files in the folder of the same name beside it."""


@dataclass(frozen=True, slots=True)
class Sources:
    """All of an archive."""

    issues: tuple[ContentFile, ...]
    """The content files, oldest issue first."""
    originals: tuple[PlainFile, ...]
    """The printed issues."""

    def plain_files(self) -> Iterator[PlainFile]:
        """Yield every file that is published as it is."""
        for issue in self.issues:
            yield from issue.figures
        yield from self.originals


def find_sources(content: Path, known: Mapping[str, PlainFile]) -> Sources:
    """Return what stands in a content folder.

    `known` are the plain files of the last build by target: one that is surely the same is not read again.

    Raises QikanError where there is no content folder, and for a file among the issues whose name is no issue's.
    """
    if not content.is_dir():
        raise QikanError(
            "there is no such folder.",
            place=str(content),
            remedy="Name the archive's content folder with --content, or begin an archive with `init`.",
        )
    issues = content / "issues"
    named = [(_issue_id(path), path) for path in sorted(issues.glob("*.md")) if not JUNK.fullmatch(path.name)]
    files = [
        ContentFile(name, path, digest(path.read_bytes()), tuple(_plain_files(content, issues / name, known)))
        for name, path in named
    ]
    files.sort(key=lambda file: _order(file.id))
    return Sources(tuple(files), tuple(_plain_files(content, content / "originals", known)))


def _issue_id(path: Path) -> str:
    found = CONTENT_FILE.fullmatch(path.name)
    if found is None:
        raise QikanError(
            "the name of this file is no issue's.",
            place=str(path),
            remedy="Name it by year and number, like 2024-11.md, or move it out of the folder.",
        )
    return found[1]


def _order(issue: str) -> tuple[int, int]:
    year, _, number = issue.partition("-")
    return int(year), int(number)


def _plain_files(content: Path, folder: Path, known: Mapping[str, PlainFile]) -> Iterator[PlainFile]:
    """Yield the files below a folder in a fixed order, hashed."""
    if not folder.is_dir():
        return
    for path in sorted(folder.rglob("*")):
        if JUNK.fullmatch(path.name) or not path.is_file():
            continue
        target = path.relative_to(content).as_posix()
        stamp = FileStamp.of(os.stat(path))
        before = known.get(target)
        if before is not None and before.stamp == stamp and before.path == path:
            yield before
        else:
            with path.open("rb") as file:
                yield PlainFile(path, target, file_digest(file, "sha256").hexdigest(), stamp)
