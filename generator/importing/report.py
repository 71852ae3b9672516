"""The import report: what was repaired, set aside, and what a person should look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["repair", "aside", "anew", "suggestion", "look"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the report."""

    severity: Severity
    """`repair`: done, told. `aside`: matter of the source that is not in the Issue, and why. `anew`: a line that the
    Issue makes anew from its structure (a section's line, an entry of the contents, 返回目录). `suggestion`: only a
    person can decide, nothing was changed. `look`: the import is not sure of what it did."""
    kind: str
    """The rule's short name, in the field's terms: `joined paragraph`, `issue number`, `running head` …"""
    line: int | None = None
    """Line of the source, where it has lines."""
    page: int | None = None
    """Printed page, where known."""
    before: str = ""
    """What the source says; for `aside` and `anew` all of its characters, verbatim."""
    after: str = ""
    """What the Issue says."""
    reason: str = ""
    """One sentence, where kind, before and after do not tell enough."""


@dataclass(frozen=True, slots=True)
class Report:
    """All that is to be told of one import."""

    issue: str
    """The issue's id."""
    source: str
    """The source file's name."""
    entries: tuple[Entry, ...] = ()
    """In the order of the source."""
