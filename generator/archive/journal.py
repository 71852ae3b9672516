"""Several files of the archive change together, or none does, whatever the moment at which the power fails.

New files are written into a folder of their own first. Giving that folder the name of a journal is the one step that
counts: from then on the files in it belong into the archive, and whoever finds the journal moves them there.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.building.locking import hold
from generator.errors import QikanError

JOURNAL_PREFIX = ".qikan-journal-"


@contextmanager
def locked(content: Path) -> Iterator[None]:
    """Keep other imports from changing the archive; wait for one that does. Where folders have no locks, go on."""
    if os.name == "nt":
        yield
        return
    descriptor = os.open(content, os.O_RDONLY)
    try:
        hold(descriptor, lambda: None)
        yield
    finally:
        os.close(descriptor)


def commit(staged: Path, content: Path, name: str) -> None:
    """Move all files below `staged` to their places below the content folder, in one step as others see it.

    The caller holds the lock and has seen that no folder is in the way. Raises OSError before anything has changed
    where a folder may not be written, and QikanError where something is in the way all the same.
    """
    for path in _files(staged):
        target = content / path.relative_to(staged)
        target.parent.mkdir(parents=True, exist_ok=True)
        if not os.access(target.parent, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target.parent))
    for folder in sorted({path.parent for path in _files(staged)}):
        _sync(folder)
    journal = content / f"{JOURNAL_PREFIX}{name}"
    os.rename(staged, journal)
    _sync(content)
    try:
        _carry_out(journal, content)
    except OSError as error:
        raise _half_way(error, content) from error


def finish(content: Path) -> None:
    """Carry out what a killed import had committed. Raises QikanError where the archive cannot be written.

    Every command that reads the archive begins with this.
    """
    if not any(content.glob(f"{JOURNAL_PREFIX}*")):
        return
    try:
        with locked(content):
            for journal in sorted(content.glob(f"{JOURNAL_PREFIX}*")):
                _carry_out(journal, content)
    except OSError as error:
        raise _half_way(error, content) from error


def _half_way(error: OSError, content: Path) -> QikanError:
    return QikanError(
        f"an import ended before all its files were in place, and that cannot be made up now ({error.strerror})",
        place=str(error.filename2 or error.filename or content),
        remedy="Make the folder writable, or free some space, and say the command again.",
    )


def _carry_out(journal: Path, content: Path) -> None:
    folders = set()
    for path in _files(journal):
        target = content / path.relative_to(journal)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, target)
        folders.add(target.parent)
    for folder in sorted(folders):
        _sync(folder)
    shutil.rmtree(journal, ignore_errors=True)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _sync(folder: Path) -> None:
    """Have the names in a folder survive a power cut, where the system can do that."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some network file systems have no such thing
            raise
    finally:
        os.close(descriptor)
