"""Files of the archive that belong to no issue: what a renamed or removed content file leaves behind."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from generator.archive.places import IMPORTS
from generator.building.sources import JUNK
from generator.checking.message import Message, message
from generator.checking.suggestions import REPORTS

_ISSUES = "issues"
_ORIGINALS = "originals"


def check_leftovers(content: Path, issues: Collection[str], originals: Collection[str]) -> Iterator[Message]:
    """Yield the folders of pictures, the originals, the reports and the imports that no issue has.

    `issues` are the ids of the content files, `originals` the paths that they name, from the content folder.
    """
    for folder in _entries(content / _ISSUES):
        if folder.is_dir() and folder.name not in issues and any(folder.iterdir()):
            yield _left(folder, "The pictures here belong", f"{folder.name}.md is not beside them")
    for file in _entries(content / _ORIGINALS):
        if file.is_file() and file.stem not in issues and file.relative_to(content).as_posix() not in originals:
            yield _left(file, "This original belongs", "it is published all the same")
    for place, what in ((REPORTS, "This report belongs"), (IMPORTS, "What this import made belongs")):
        told = ""
        for file in _entries(content / place):  # one issue's files follow each other
            issue = file.name.partition(".")[0]
            if file.is_file() and issue not in issues and issue != told:
                told = issue
                yield _left(file, what, f"there is no {(content / _ISSUES / issue).as_posix()}.md")


def _entries(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not JUNK.fullmatch(path.name))


def _left(path: Path, what: str, why: str) -> Message:
    problem = f"{what} to no issue: {why}."
    return message("M05", path.as_posix(), None, problem, "Remove it, or give it the name of its issue.")
