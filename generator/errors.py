"""Errors that a person can act on."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable
from functools import partial

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What would move a terminal's cursor, end its line or turn it round: a file's name, or its words, may hold any."""

REMEDIES = {
    errno.ENOSPC: "Free some space on this disk and try again.",
    errno.EDQUOT: "Free some space of your share of this disk and try again.",
    errno.EFBIG: "The file system takes no file of this size; use another one.",
    errno.EROFS: "The disk can only be read; use another folder.",
    errno.EACCES: "Give yourself the right to it, or use another folder.",
    errno.EISDIR: "A folder stands where a file belongs: rename it, or move it away.",
    errno.ENOTDIR: "A file stands where a folder belongs: rename it, or move it away.",
    errno.EEXIST: "Something of this name is in the way: rename it, or move it away.",
    errno.EPERM: "Give yourself the right to it, or use another folder.",
}
"""What to do where the system refuses a file, by its number of the error."""


class QikanError(Exception):
    """Something that the user can mend: what is wrong, where, and what to do.

    `place` is the file, with the line where one is known (`content/issues/2024-11.md:12`); `remedy` is one sentence
    that says what to do. Anything else that is raised is a defect of Qikan.
    """

    def __init__(self, problem: str, *, place: str = "", remedy: str = "") -> None:
        super().__init__(problem, place, remedy)
        self.problem = problem
        self.place = place
        self.remedy = remedy

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        stop = "" if self.problem.endswith((".", "!", "?")) else "."
        then = f" {self.remedy}" if self.remedy else ""
        return _CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", f"{where}{self.problem}{stop}{then}")

    def __reduce__(self) -> tuple[Callable[[], QikanError], tuple[()]]:
        """Let a worker process hand the error to the one that asked."""
        return partial(type(self), self.problem, place=self.place, remedy=self.remedy), ()


def refused(error: OSError, place: str = "") -> QikanError:
    """Return the error for a file that the system refuses; `place` is where that was, if the system does not tell."""
    problem = error.strerror or str(error)
    return QikanError(problem, place=str(error.filename or place), remedy=REMEDIES.get(error.errno or 0, ""))
