"""What a check can say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "note"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong."""

    severity: Severity
    """`error`: a reader will meet it. `note`: a person should decide."""
    remedy: str
    """One sentence: what to do about it."""


RULES: dict[str, Rule] = {
    "broken-link": Rule("error", "Correct the address, or build the site again if the page is to come of it."),
    "broken-anchor": Rule("error", "Correct what stands after #, or give the target its anchor."),
    "duplicate-id": Rule("error", "Give each place an anchor of its own."),
    "ill-formed": Rule(
        "error", "Close every element in the order of opening; if no template of yours does it, report it."
    ),
    "foreign-resource": Rule("error", "Put the file into the theme: pages must work without another host."),
    "large-page": Rule("note", "Phones on slow networks wait for it: make pictures smaller, or split the issue."),
    "unreadable": Rule("error", "Correct the content file."),
    "missing-picture": Rule("error", "Put the picture there, or take it out of the text."),
    "unknown-page": Rule("error", "Correct the page hint, or give the page its anchor."),
    "pages-out-of-order": Rule("error", "Move the anchor, or correct its number."),
    "hint-elsewhere": Rule("note", "Compare hint and anchor with the print."),
    "missing-original": Rule("error", "Put the printed file there, or take `original` out of the front matter."),
    "open-suggestion": Rule("note", "Decide, correct the text if need be, and delete the line from the report."),
    "needs-look": Rule("note", "Compare with the print, and delete the line from the report."),
}
"""Every code that a finding can have."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong."""

    code: str
    """Which of RULES."""
    file: str
    """The file in which it is."""
    line: int | None
    """The line there; None where it is the whole file."""
    problem: str
    """What is wrong, in a sentence."""

    @property
    def severity(self) -> Severity:
        """`error` or `note`."""
        return RULES[self.code].severity

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return RULES[self.code].remedy

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.severity}: {self.problem} [{self.code}] {self.remedy}"

    def as_dict(self) -> dict[str, object]:
        """Return the finding for JSON."""
        return {
            "code": self.code,
            "severity": self.severity,
            "file": self.file,
            "line": self.line,
            "problem": self.problem,
            "remedy": self.remedy,
        }
