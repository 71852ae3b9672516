"""What a build is made from: the content files and the files that are published as they are."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from generator.building.files import files_below, files_in, folders_in
from generator.building.fingerprints import FileStamp
from generator.building.publishable import ORIGINALS, PICTURES, check_published
from generator.config import check_archive
from generator.errors import QikanError
from generator.published import ANCHORS

CONTENT_FILE = re.compile(r"(\d{4}-\d{2,})\.md")
"""The name of a content file: the issue's id."""
ISSUES = "issues"
PRINTED = "originals"
"""The folders of the content files and of the printed issues."""
JUNK = re.compile(r"\..*|.*~|.*\.bak\d*|Thumbs\.db|desktop\.ini", re.IGNORECASE)
"""Files that systems, editors and imports leave behind; nobody means to publish them."""

UNSURE = FileStamp(-1, -1, -1, -1)
"""The stamp of a file that has to be hashed again next time."""


@dataclass(frozen=True, slots=True)
class KnownFile:
    """What the last build knew of a file of the archive."""

    path: str
    """Where it was."""
    digest: str
    """SHA-256 of its bytes."""
    stamp: FileStamp
    """What it looked like when it was hashed."""


@dataclass(frozen=True, slots=True)
class PlainFile:
    """A file of the archive: a content file, a picture, a printed issue."""

    path: Path
    """Where it is."""
    target: str
    """Its path in the content folder, and in the site where it is published as it is."""
    digest: str
    """SHA-256 of its bytes."""
    stamp: FileStamp
    """What it looked like when it was hashed; UNSURE for one that changed right then."""


@dataclass(frozen=True, slots=True)
class ContentFile:
    """The content file of an issue."""

    id: str
    """The issue's id, `2024-11`."""
    file: PlainFile
    """The file."""
    figures: tuple[PlainFile, ...]
    """The files in the folder of the same name beside it."""


@dataclass(frozen=True, slots=True)
class Sources:
    """All of an archive."""

    issues: tuple[ContentFile, ...]
    """The content files, oldest issue first."""
    originals: tuple[PlainFile, ...]
    """The printed issues."""
    records: Mapping[str, PlainFile]
    """The records of published anchors by their issues' ids."""

    def published(self) -> Iterator[PlainFile]:
        """Yield every file that is published as it is."""
        for issue in self.issues:
            yield from issue.figures
        yield from self.originals

    def files(self) -> Iterator[PlainFile]:
        """Yield every file."""
        yield from (issue.file for issue in self.issues)
        yield from self.published()
        yield from self.records.values()


def find_sources(content: Path, known: Callable[[str], KnownFile | None]) -> Sources:
    """Return what stands in a content folder.

    `known` tells what the last build knew of a file, by its path in the content folder: one that is surely the same is
    not read again.

    Raises QikanError where there is no content folder, for a file among the issues whose name is no issue's, and for a
    picture or printed issue that may not be published.
    """
    check_archive(content)
    issues = content / ISSUES
    folders = folders_in(issues)
    files = [
        ContentFile(
            id=name,
            file=_hashed(path, f"{ISSUES}/{path.name}", known),
            figures=tuple(_plain_files(issues / name, f"{ISSUES}/{name}", known, PICTURES)) if name in folders else (),
        )
        for path in files_in(issues, ".md")
        if not JUNK.fullmatch(path.name)
        for name in (_issue_id(path),)
    ]
    files.sort(key=lambda file: _order(file.id))
    originals = _plain_files(content / PRINTED, PRINTED, known, ORIGINALS)
    records = {
        path.name.removesuffix(".txt"): _hashed(path, f"{ANCHORS}/{path.name}", known)
        for path in files_in(content / ANCHORS, ".txt")
    }
    return Sources(tuple(files), tuple(originals), records)


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


def _plain_files(
    folder: Path, target: str, known: Callable[[str], KnownFile | None], endings: frozenset[str]
) -> Iterator[PlainFile]:
    """Yield the files below a folder in a fixed order, hashed; QikanError for one that may not be published."""
    for path in files_below(folder):
        if JUNK.fullmatch(path.name):
            continue
        check_published(path, folder, endings)
        yield _hashed(path, f"{target}/{path.relative_to(folder).as_posix()}", known)


def _hashed(path: Path, target: str, known: Callable[[str], KnownFile | None]) -> PlainFile:
    """Return a file with its hash; `target` is its path in the content folder."""
    now = time.time_ns()
    stamp = FileStamp.of(os.stat(path))
    before = known(target)
    if before is not None and before.stamp == stamp and before.path == str(path):
        return PlainFile(path, target, before.digest, stamp)
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return PlainFile(path, target, digest, UNSURE if stamp.is_young(now) else stamp)
