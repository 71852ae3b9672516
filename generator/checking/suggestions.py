"""Suggestions of the import that nobody has decided yet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from generator.checking.message import Message, message
from generator.model import Issue, issue_texts

REPORTS = "reports"
"""The folder of the import's reports, in the content folder; `2024-11.json` tells of the issue 2024-11."""

_SUGGESTION = "suggestion"
_WIDTH = 40
"""Characters of a passage that a message shows."""
_LEAST_TO_FIND = 4
"""Fewer characters than these stand in many lines."""


def open_suggestions(content: Path, issue: Issue, name: str, text: str) -> Iterator[Message]:
    """Yield the suggestions whose words still stand in the issue as the source had them, and whose line the editor has
    not deleted from the report.

    `name` and `text` are those of the issue's content file. A suggestion that quotes nothing cannot be followed up and
    is left to the report.
    """
    report = content / REPORTS / f"{issue.id}.json"
    if not report.is_file():
        return
    try:
        entries = json.loads(report.read_text(encoding="utf-8"))["entries"]
        found = [
            (str(entry["kind"]), str(entry["before"]), str(entry["after"]), str(entry["reason"]))
            for entry in entries
            if entry["severity"] == _SUGGESTION and entry["before"]
        ]
    except (ValueError, KeyError, TypeError) as error:
        problem = f"The report of the import cannot be read ({type(error).__name__}: {error})."
        yield message("S02", report.as_posix(), None, problem, "Import the issue again, or remove the report.")
        return
    if not found:
        return
    words = "\n".join(_words(issue))
    told = _told(report.with_suffix(".md"))
    for kind, before, after, reason in found:
        if before in words and (told is None or before in told):
            then = f" → “{after[:_WIDTH]}”" if after else ""
            problem = f"{kind}: “{before[:_WIDTH]}”{then}. {reason}".rstrip()
            remedy = f"Correct it, or, if it is right, delete its line in {report.with_suffix('.md').as_posix()}."
            yield message("S01", name, _line(text, before), problem, remedy)


def _told(report: Path) -> str | None:
    """Return what the report says to the editor, who settles a suggestion by deleting its line; None without one."""
    try:
        return report.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None


def _words(issue: Issue) -> Iterator[str]:
    for article in issue.articles:
        yield article.section
        yield article.source
    for text in issue_texts(issue):
        yield text.plain


def _line(text: str, words: str) -> int | None:
    """Return the line that holds the words, or, where markup stands among them, the first with their beginning."""
    at = text.find(words)
    while at < 0 and len(words) > _LEAST_TO_FIND:
        words = words[: max(_LEAST_TO_FIND, len(words) * 2 // 3)]
        at = text.find(words)
    return text.count("\n", 0, at) + 1 if at >= 0 else None
