"""Files of the archive, written so that a failure names the file and what to do."""

from __future__ import annotations

import errno
from pathlib import Path

from generator.building.files import write_durably
from generator.errors import REMEDIES, QikanError

STAGING_PREFIX = ".qikan-import-"
"""How the folders begin in which imports put files before they come into the archive; each file has one inside."""

_REMEDIES = REMEDIES | {
    errno.EROFS: "The disk can only be read; use another folder with --content.",
    errno.EACCES: "Make the folder writable, or use another one with --content.",
    errno.EPERM: "Make the folder writable, or use another one with --content.",
}


def write(path: Path, data: bytes) -> None:
    """Write a file whole and durably. Raises OSError, which names the file."""
    try:
        write_durably(path, data)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(error.filename or path)) from error


def unwritable(error: OSError, content: Path) -> QikanError:
    """Return the error for an archive that cannot be written."""
    remedy = _REMEDIES.get(error.errno or 0, "See to the folder and try again.")
    return QikanError(
        f"cannot be written ({error.strerror or error}). The archive is as it was",
        place=str(_meant(Path(error.filename), content) if error.filename else content),
        remedy=remedy,
    )


def _meant(path: Path, content: Path) -> Path:
    """Return the file of the archive that a staged file is to become; any other path is itself."""
    inside = path.relative_to(content).parts if path.is_relative_to(content) else ()
    return content.joinpath(*inside[2:]) if inside and inside[0].startswith(STAGING_PREFIX) else path
