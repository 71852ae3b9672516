"""The new site while it is made.

It is made in the folder of the site before the last one, where that is still there: most of its files are the right
ones already, so that a build does as much work as there is change. Files are shared with the last site by hard links
and never written into: a changed one is a new file.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from generator.building.files import below, digest
from generator.building.ledger import Made
from generator.building.manifest import MANIFEST, manifest_of
from generator.building.sources import PlainFile
from generator.errors import QikanError


class Staging:
    """A site that is being made."""

    def __init__(self, folder: Path, scratch: Path, last: Path) -> None:
        self.folder = folder
        """Where it is made; may hold the files of an older site."""
        self.scratch = scratch
        """A folder for what workers leave for each other; it goes when the build ends."""
        self.last = last
        """The last site."""
        self.made: dict[str, Made] = {}
        """The files that it has so far, by path."""
        self._found = stamps_in(folder)
        self._folders: set[str] = set()

    def add(self, made: Iterable[Made]) -> None:
        """Take note of files that are in place. QikanError where two of them have one path."""
        for file in made:
            if file.path in self.made:
                raise QikanError(
                    f"two files of the site would be {file.path}.", remedy="Rename the picture or the printed issue."
                )
            self.made[file.path] = file

    def link(self, file: Made) -> None:
        """Put an unchanged file of the last site in place, without a copy where the file system can do that."""
        if self._found.get(file.path) == (file.size, file.modified):
            return
        target = os.path.join(self.folder, file.path)
        folder = os.path.dirname(target)
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)
        if file.path in self._found:
            os.unlink(target)
        source = os.path.join(self.last, file.path)
        try:
            os.link(source, target)
        except OSError:
            shutil.copy2(source, target)  # a file system without hard links

    def finish(self) -> None:
        """Write the manifest, and remove what an older site left."""
        self.add([write_page(self.folder, MANIFEST, manifest_of(self.made.values()))])
        stale = [path for path in self._found if path not in self.made]
        for path in stale:
            os.unlink(os.path.join(self.folder, path))
        _remove_empty(self.folder, {os.path.dirname(path) for path in stale})


def stamps_in(folder: Path) -> dict[str, tuple[int, int]]:
    """Return size and time of change (ns) of every file below a folder by path; links to elsewhere count as files."""
    found: dict[str, tuple[int, int]] = {}
    pending = [("", str(folder))]
    while pending:
        prefix, place = pending.pop()
        try:
            entries = list(os.scandir(place))
        except (FileNotFoundError, NotADirectoryError):
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                pending.append((f"{prefix}{entry.name}/", entry.path))
            else:
                status = entry.stat(follow_symlinks=False)
                found[prefix + entry.name] = (status.st_size, status.st_mtime_ns)
    return found


def write_page(folder: Path, path: str, data: bytes) -> Made:
    """Write one file of a new site, never into one that is there, and return what there is to remember of it."""
    target = below(folder, path)
    _make_way(target)
    with target.open("xb") as file:
        file.write(data)
        file.flush()
        status = os.fstat(file.fileno())
    return Made(path, digest(data), status.st_size, status.st_mtime_ns)


def copy_plain(folder: Path, file: PlainFile) -> Made:
    """Copy a file that is published as it is into a new site."""
    target = below(folder, file.target)
    _make_way(target)
    shutil.copyfile(file.path, target)
    status = target.stat()
    return Made(file.target, file.digest, status.st_size, status.st_mtime_ns)


def _make_way(target: Path) -> None:
    """See that the folder is there and the file is not: it may be shared with the last site."""
    try:
        os.unlink(target)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)


def _remove_empty(root: Path, folders: Iterable[str]) -> None:
    """Remove folders below `root` that have nothing in them any more, and those above them."""
    for folder in sorted(folders, key=len, reverse=True):
        while folder:
            try:
                os.rmdir(os.path.join(root, folder))
            except OSError:
                break  # not empty
            folder = os.path.dirname(folder)
