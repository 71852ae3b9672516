"""What decides whether a page has to be made anew: hashes of all that goes into it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from generator import __version__, installed
from generator.building.files import entries_below

PACKAGE = Path(__file__).resolve().parent.parent
LIBRARIES = ("imagesize", "jinja2", "markdown-it-py", "markupsafe", "pypinyin", "pyyaml")
"""Packages whose next version may write other bytes."""
NOT_CODE = ("__pycache__", "_themes", ".")
"""Folders of the package that do not change what a build does (themes are hashed on their own), and hidden ones."""
UNSETTLED = 2_000_000_000
"""Nanoseconds in which a file may change once more without a sign of it, where clocks of file systems are coarse."""
AHEAD = 86_400_000_000_000
"""Nanoseconds, a day, that the clock of another machine's disk may be before ours. A later time was given to the file
by hand: a change of it would bring another."""


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What tells without reading it that a file is still the one that was hashed."""

    size: int
    """In bytes."""
    modified: int
    """Time of the last change of the content, in nanoseconds."""
    changed: int
    """Time of the last change of the file's own entry, in nanoseconds; nobody can set this one back."""
    inode: int
    """The file's number in its file system."""

    @classmethod
    def of(cls, status: os.stat_result) -> FileStamp:
        """Return the stamp of a file from its status."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)

    def is_young(self, now: int) -> bool:
        """Tell whether the file may change after `now`, a time in nanoseconds, without another stamp."""
        times = (self.changed, self.modified)  # some systems keep no time of change
        return any(now - UNSETTLED <= moment <= now + AHEAD for moment in times)


def of_text(text: str) -> str:
    """Return the fingerprint of a text."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def of_texts(texts: Iterable[str]) -> str:
    """Return the fingerprint of some texts in their order; they need not be there at once."""
    digest = sha256()
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


def of_folder(folder: Path) -> str:
    """Return the fingerprint of all files below a folder, names and content, also of those in folders linked there."""
    paths = (Path(entry.path) for entry in entries_below(str(folder)))
    return _of_files(folder, sorted(path for path in paths if path.is_file()))


def versions() -> str:
    """Return the versions of Qikan and of Python."""
    return f"{__version__} {sys.version_info[0]}.{sys.version_info[1]}"


def of_code() -> str:
    """Return the fingerprint of Qikan itself, with the libraries that shape its output."""
    files = (path for path in PACKAGE.rglob("*") if path.is_file() and not _is_no_code(path))
    libraries = sorted(installed.versions(LIBRARIES).items())
    return of_text(f"{versions()} {libraries} {_of_files(PACKAGE, sorted(files))}")


def _is_no_code(path: Path) -> bool:
    return any(part.startswith(NOT_CODE) for part in path.relative_to(PACKAGE).parts)


def _of_files(folder: Path, files: Iterable[Path]) -> str:
    digest = sha256()
    for path in files:
        data = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()
