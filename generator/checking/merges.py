"""What merges have left to decide: conflicts of a re-import, and the marks of a version control."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.archive.conflicts import marks_in
from generator.archive.places import conflicts_name
from generator.checking.message import Message, message

_FOREIGN_MARK = re.compile(r"^(<{7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)
"""How git, and others like it, mark a conflict; the reader takes these lines for text."""


def check_merges(content: Path, issue: str, name: str, text: str) -> Iterator[Message]:
    """Yield the open conflicts of a content file. `name` is the file's, `text` all of it."""
    for key, line in marks_in(text):
        problem = f"The conflict {key} between you and an import is open; your words are published."
        remedy = f"Compare it in {(content / conflicts_name(issue)).as_posix()}, then delete the comment."
        yield message("S03", name, line, problem, remedy)
    for found in _FOREIGN_MARK.finditer(text):
        problem = f"{found[0][:20]!r} is a mark of a version control, and would be published as text."
        line = text.count("\n", 0, found.start()) + 1
        yield message("S04", name, line, problem, "Decide between the two sides and remove the marks.")
