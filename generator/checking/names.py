"""Names of the archive's files: what one system holds apart, another takes for one."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from generator.building.sources import CONTENT_FILE, ISSUES, JUNK
from generator.checking.message import Message, message

_FOLDERS = (ISSUES, "originals")
"""Folders whose files are published under their names."""
_CONTENT_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})


def same_name(name: str) -> str:
    """Return what names have in common that a file system takes for one, without case or in its own Unicode form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def beside(path: Path) -> str:
    """Return the name of another file in the same folder that differs in case or Unicode form alone; empty if none."""
    try:
        names = os.listdir(path.parent)
    except OSError:
        return ""
    wanted = same_name(path.name)
    return next((name for name in sorted(names) if name != path.name and same_name(name) == wanted), "")


def check_names(content: Path) -> Iterator[Message]:
    """Yield names that clash somewhere, links between files that lead nowhere, and content files that none is."""
    for folder in _FOLDERS:
        yield from _in_folder(content / folder, content / ISSUES)
    for path in sorted((*content.glob("*.md"), *content.glob(f"{ISSUES}/*/*.md"))):
        if CONTENT_FILE.fullmatch(path.name):
            problem = f"{path.name!r} is no content file in this folder, and not published."
            yield message("M07", path.as_posix(), None, problem, f"Move it to {(content / ISSUES).as_posix()}/.")


def _in_folder(folder: Path, issues: Path) -> Iterator[Message]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    found: dict[str, str] = {}
    for entry in entries:
        path = folder / entry.name
        if JUNK.fullmatch(entry.name):
            continue
        other = found.setdefault(same_name(entry.name), entry.name)
        if other != entry.name:
            problem = f"{entry.name!r} and {other!r} differ in case or Unicode form alone: some disks hold only one."
            yield message("M06", path.as_posix(), None, problem, "Rename one of the two, and what leads to it.")
        if entry.is_symlink() and not os.path.exists(path):
            problem = f"{entry.name!r} is a link to a file that is not there, or to itself."
            yield message("M08", path.as_posix(), None, problem, "Put the file itself here, or remove the link.")
        elif entry.is_dir(follow_symlinks=False):
            yield from _in_folder(path, issues)
        elif folder == issues and path.suffix != ".md" and path.suffix.lower() in _CONTENT_SUFFIXES:
            problem = f"{entry.name!r} is no content file by its name, and not published."
            yield message("M07", path.as_posix(), None, problem, f"Rename it to {path.stem}.md, or move it away.")
