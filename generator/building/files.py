"""Files: hashed, written whole or not at all, and found."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path, PurePath

from generator.errors import QikanError


def digest(data: bytes) -> str:
    """Return the SHA-256 of some bytes in hexadecimal."""
    return sha256(data).hexdigest()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it has its old or its new content at every moment. Folders above it are made.

    A power cut may leave it damaged; whoever reads it has to notice.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = _beside(path)
    try:
        beside.write_bytes(data)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def write_durably(path: Path, data: bytes) -> None:
    """Write a file as `write_whole` does, and so that a power cut cannot damage it either: for people's own work."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = _beside(path)
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    """Return a name in the same folder that no other process uses."""
    return path.with_name(f".{path.name}.{os.getpid()}.new")


def files_in(folder: Path, ending: str = "") -> list[Path]:
    """Return the files right in a folder whose names end so, in order; none where the folder is not there.

    Raises OSError for a folder that cannot be read. `Path.glob` takes it for an empty one, and a site without issues
    would be published.
    """
    try:
        with os.scandir(folder) as entries:
            return sorted(folder / entry.name for entry in entries if entry.name.endswith(ending))
    except FileNotFoundError:
        return []


def folders_in(folder: Path) -> frozenset[str]:
    """Return the names of the folders right in a folder; none where it is not there. Raises OSError as `files_in`."""
    try:
        with os.scandir(folder) as entries:
            return frozenset(entry.name for entry in entries if entry.is_dir())
    except FileNotFoundError:
        return frozenset()


def files_below(folder: Path) -> list[Path]:
    """Return the files anywhere below a folder, in order; links to folders are not followed.

    Raises OSError for a folder that cannot be read.
    """

    def unreadable(error: OSError) -> None:
        raise error

    walk = os.walk(folder, onerror=unreadable) if folder.is_dir() else ()
    return sorted(path for place, _, names in walk for name in names if (path := Path(place, name)).is_file())


def entries_below(folder: str, leave_out: tuple[str, ...] = ()) -> Iterator[os.DirEntry[str]]:
    """Yield the files anywhere below a folder, in a fixed order; names that begin in certain ways are left out.

    Links to folders are followed, and yielded too, for they may come to lead elsewhere; one that leads to a folder
    which it stands in is not followed. A folder that cannot be read is taken for an empty one.
    """
    return _entries_below(folder, leave_out, (os.path.realpath(folder),))


def _entries_below(folder: str, leave_out: tuple[str, ...], inside: tuple[str, ...]) -> Iterator[os.DirEntry[str]]:
    """Do so, inside of folders whose own places are these, the innermost last."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in found:
        if leave_out and entry.name.startswith(leave_out):
            continue
        if not entry.is_dir(follow_symlinks=False):
            yield entry
            if not os.path.isdir(entry.path):
                continue
        place = os.path.realpath(entry.path) if entry.is_symlink() else os.path.join(inside[-1], entry.name)
        if place not in inside:
            yield from _entries_below(entry.path, leave_out, (*inside, place))


def stays_inside(path: str) -> bool:
    """Tell whether a relative path leads to something below the folder that it is read from."""
    pure = PurePath(path)
    return bool(pure.parts) and not pure.anchor and os.pardir not in pure.parts


def below(folder: Path, name: str) -> Path:
    """Return the path of a relative name in a folder; QikanError for a name that would leave it."""
    parts = name.replace("\\", "/").split("/")
    if not all(parts) or any(part in {".", ".."} or ":" in part or "\0" in part for part in parts):
        raise QikanError(f"the file name {name!r} leads out of its folder.", place=str(folder))
    return folder.joinpath(*parts)
