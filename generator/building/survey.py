"""What stands in a folder, seen without reading a file: for the site of the last build, and where the next is made."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

Seen = tuple[str, int, int]
"""Name, size and time of the last change (ns) of a file."""


@dataclass(frozen=True, slots=True)
class Survey:
    """The files below a folder, told by folders, so that what is kept in mind does not grow with the files."""

    root: Path
    """The folder."""
    folders: Mapping[str, str]
    """For each folder with files (`issues/2024-11/`, the root is empty) the fingerprint of what stands in it."""
    files: int
    """How many files there are."""

    def fingerprint(self) -> str:
        """Return the fingerprint of all of it."""
        return fingerprint_of_all(self.folders)

    def files_in(self, folder: str) -> list[Seen]:
        """Return what stands in one of the folders, each file by its path."""
        listed = next(_listings(str(self.root), folder), ("", []))[1]
        return [(folder + name, size, modified) for name, size, modified in listed]


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that is not the same below two folders."""

    path: str
    """Its path below both."""
    here: bool
    """Whether the first has it."""
    there: bool
    """Whether the second has it."""


def survey(root: Path) -> Survey:
    """Look through a folder; links to elsewhere count as files, a folder that is not there as empty."""
    folders = {}
    files = 0
    for folder, seen in _listings(str(root)):
        if seen:
            folders[folder] = fingerprint_of(seen)
            files += len(seen)
    return Survey(root, folders, files)


def fingerprint_of(seen: list[Seen]) -> str:
    """Return the fingerprint of what stands in one folder, in whatever order."""
    return sha256(repr(sorted(seen)).encode("utf-8", "surrogateescape")).hexdigest()


def fingerprint_of_all(folders: Mapping[str, str]) -> str:
    """Return the fingerprint of all that stands below a folder, by those of the folders in it."""
    return sha256(repr(sorted(folders.items())).encode("utf-8", "surrogateescape")).hexdigest()


def differences(here: Path, there: Path, doubtful: Container[str]) -> Iterator[Difference]:
    """Yield the files that are not the same below two folders, of which one shares files with the other by hard links.

    In folders that are `doubtful` all that stands there is told as different.
    """
    pending = {""}
    while pending:
        folder = pending.pop()
        first, second = (_entries(os.path.join(root, folder), folder, pending) for root in (here, there))
        for name in first.keys() | second.keys():
            one, other = first.get(name), second.get(name)
            if one and other and folder not in doubtful and _is_same(one, other):
                continue
            yield Difference(folder + name, one is not None, other is not None)


def _listings(root: str, start: str = "") -> Iterator[tuple[str, list[Seen]]]:
    """Yield every folder from one on with what stands in it."""
    pending = [(start, os.path.join(root, start))]
    while pending:
        folder, place = pending.pop()
        seen = []
        try:
            entries = os.scandir(place)
        except (FileNotFoundError, NotADirectoryError):
            continue
        with entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append((f"{folder}{entry.name}/", entry.path))
                else:
                    status = entry.stat(follow_symlinks=False)
                    seen.append((entry.name, status.st_size, status.st_mtime_ns))
        yield folder, seen


def _entries(place: str, folder: str, pending: set[str]) -> dict[str, os.DirEntry[str]]:
    """Return the files of a folder by name; its folders are added to those that are pending."""
    found: dict[str, os.DirEntry[str]] = {}
    try:
        entries = os.scandir(place)
    except (FileNotFoundError, NotADirectoryError):
        return found
    with entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                pending.add(f"{folder}{entry.name}/")
            else:
                found[entry.name] = entry
    return found


def _is_same(one: os.DirEntry[str], other: os.DirEntry[str]) -> bool:
    """Tell whether two files are one, or, on a file system without hard links, look like copies."""
    if one.inode() == other.inode():
        return True
    try:
        first, second = one.stat(follow_symlinks=False), other.stat(follow_symlinks=False)
    except FileNotFoundError:
        return False  # it is made anew right now
    return (first.st_size, first.st_mtime_ns) == (second.st_size, second.st_mtime_ns)
