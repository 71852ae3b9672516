"""The new site while it is made.

It is made in the folder of the site before the last one, where that is still there: most of its files are the right
ones already, so that a build does as much work as there is change. Files are shared with the last site by hard links
and never written into: a changed one is a new file.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from generator.building.files import below, digest, stays_inside
from generator.building.manifest import MANIFEST, Part, corrected, manifest_of
from generator.building.nextledger import NextLedger
from generator.building.records import Ingredients, Made
from generator.building.sources import PlainFile
from generator.errors import QikanError

CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
MODE = 0o666
"""How a file is opened that must not be there yet, and what may be done with it where the system masks nothing."""


class InTheWayError(QikanError):
    """A folder stands where a file of the new site belongs, or a file where a folder does.

    It is of an older site, unless the new one is made in an empty folder.
    """


class Staging:
    """A site that is being made."""

    def __init__(self, folder: Path, scratch: Path, last: Path, ledger: NextLedger) -> None:
        self.folder = folder
        """Where it is made; may hold the files of an older site."""
        self.scratch = scratch
        """A folder for what workers leave for each other; it goes when the build ends."""
        self._last = last
        self._ledger = ledger
        self._folders: set[str] = set()

    def link_what_stays(self) -> None:
        """Put the unchanged files of the last site in place. QikanError where two files have one path."""
        self._ledger.settle()
        paths = self._ledger.to_link()
        for path in paths:
            self.link(path)
        self._ledger.linked(paths)

    def finish(self) -> None:
        """Write the manifest, and remove what an older site left."""
        self.link_what_stays()
        self._ledger.add(MANIFEST, Ingredients(), [self._manifest()])
        self._ledger.settle()
        stale = [path for path in self._ledger.stale() if stays_inside(path)]  # a ledger is not believed
        for path in stale:
            with suppress(FileNotFoundError, NotADirectoryError, InTheWayError):  # a folder's name may be a file's now
                _remove_file(os.path.join(self.folder, path))
        _remove_empty(self.folder, {os.path.dirname(path) for path in stale})

    def link(self, path: str) -> None:
        """Put a file of the last site in place, without a copy where the file system can do that."""
        target = os.path.join(self.folder, path)
        source = os.path.join(self._last, path)
        folder = os.path.dirname(target)
        if folder not in self._folders:
            _make_folder(folder)
            self._folders.add(folder)
        try:
            os.link(source, target)
        except FileExistsError:
            _remove_file(target)
            self.link(path)
        except OSError:
            shutil.copy2(source, target)  # a file system without hard links

    def _manifest(self) -> Made:
        """Write the manifest of all files so far."""
        with new_file(self.folder, MANIFEST) as file:
            hashed = sha256()
            for part in self._parts_of_manifest():
                hashed.update(part)
                file.write(part)
            file.flush()
            status = os.fstat(file.fileno())
        return Made(MANIFEST, hashed.hexdigest(), status.st_size, status.st_mtime_ns)

    def _parts_of_manifest(self) -> Iterable[Part]:
        """Return the manifest: that of the last site, corrected, if it is as it was left."""
        known = self._ledger.made_last(MANIFEST)
        with suppress(OSError, ValueError):
            last = (self._last / MANIFEST).read_bytes() if known else b""
            if known and digest(last) == known.digest:
                return list(corrected(last, (one for one in self._ledger.changes() if one.path != MANIFEST)))
        return manifest_of(self._ledger.made())


def new_file(folder: Path, path: str) -> BinaryIO:
    """Open a file of a new site for writing, never one that is there: that may be shared with the last site."""
    return open(_created(below(folder, path)), "wb")


def write_page(folder: Path, path: str, data: bytes) -> Made:
    """Write one file of a new site, never into one that is there, and return what there is to remember of it."""
    with open(_created(below(folder, path)), "wb", buffering=0) as file:
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]
        status = os.fstat(file.fileno())
    return Made(path, digest(data), status.st_size, status.st_mtime_ns)


def _created(target: Path) -> int:
    """Return the descriptor of a new file, in the place of one that may be there. InTheWayError where a folder is."""
    try:
        return os.open(target, CREATE, MODE)
    except FileExistsError:
        _remove_file(str(target))
    except (FileNotFoundError, NotADirectoryError):
        _make_folder(os.path.dirname(target))
    return os.open(target, CREATE, MODE)


def _remove_file(target: str) -> None:
    """Remove a file, so that another can be made in its place. InTheWayError where a folder is."""
    try:
        os.unlink(target)
    except (IsADirectoryError, PermissionError) as error:
        if os.path.isdir(target):
            raise _in_the_way(target) from error
        raise


def _make_folder(target: str) -> None:
    """Make a folder where there is none. InTheWayError where a file is, or is taken for a folder above."""
    try:
        os.makedirs(target, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise _in_the_way(target) from error


def _in_the_way(target: str) -> InTheWayError:
    problem = "the site would have a file and a folder of this name."
    return InTheWayError(problem, place=target, remedy="Rename one of them.")


def copy_plain(folder: Path, file: PlainFile) -> Made:
    """Copy a file that is published as it is into a new site."""
    with new_file(folder, file.target) as target, file.path.open("rb") as source:
        shutil.copyfileobj(source, target)
        target.flush()
        status = os.fstat(target.fileno())
    return Made(file.target, file.digest, status.st_size, status.st_mtime_ns)


def _remove_empty(root: Path, folders: Iterable[str]) -> None:
    """Remove folders below `root` that have nothing in them any more, and those above them."""
    for folder in sorted(folders, key=len, reverse=True):
        while folder:
            try:
                os.rmdir(os.path.join(root, folder))
            except OSError:
                break  # not empty
            folder = os.path.dirname(folder)
