"""A new archive: the files in this folder, as they stand, are what `init` writes."""

from __future__ import annotations

from pathlib import Path

from generator.errors import QikanError

STARTER = Path(__file__).parent
FILES = ("content/site.toml", ".github/workflows/publish.yml", "netlify.toml", "nginx.conf", ".gitignore")
"""The files of a new archive, as they lie here."""
FOLDERS = ("content/issues",)
"""Folders that begin empty."""


def start(folder: Path) -> tuple[Path, ...]:
    """Make a new archive in a folder and return the files and folders made; what is there already stays.

    Raises QikanError where the folder is a file.
    """
    if folder.exists() and not folder.is_dir():
        raise QikanError("this is a file.", place=str(folder), remedy="Name a folder for the archive.")
    made = []
    for name in FILES:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_bytes((STARTER / name).read_bytes())
            made.append(path)
    for name in FOLDERS:
        path = folder / name
        if not path.is_dir():
            path.mkdir(parents=True)
            made.append(path)
    return tuple(made)
