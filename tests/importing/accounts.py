"""Counts an import's characters: what the source says must be in the Issue or in the report."""

from __future__ import annotations

import re
from collections import Counter

from generator.importing.report import Report
from generator.model import Issue, issue_texts

_MARKS = re.compile(
    r"^#{1,6}\s+|(?<!\\)\*{1,3}|</?(?:b|strong|sup|sub)>|\]\(#?\)|\[(?=[^\]]*\]\()|^[-*+]\s+(?=\S)", re.MULTILINE
)
_ADDRESS = re.compile(r"<(https?://[^>\s]+)>")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", "0123456789+-=()ni0123456789+-=()")


def characters(text: str) -> Counter[str]:
    """Count the characters that are no white space; a raised 2 counts as a 2."""
    return Counter("".join(text.translate(_LOWERED).split()))


def source_characters(transcript: str) -> Counter[str]:
    """Count a transcript's characters without the marks that a transcriber set."""
    return characters(_MARKS.sub("", _ADDRESS.sub(r"\1", transcript)))


def told_characters(issue: Issue, report: Report) -> Counter[str]:
    """Count what the Issue and the report together say that the source had."""
    found: Counter[str] = Counter()
    for text in issue_texts(issue):
        found += characters(text.plain)
    for article in issue.articles:
        # The contents' lines are told as lines made anew, summaries and all.
        found.subtract(characters(article.summary.plain))
    for entry in report.entries:
        if entry.kind == "issue number":
            continue  # the cover's line is told as it is printed
        if entry.severity == "repair":
            found.update(characters(entry.before))
            found.subtract(characters(entry.after))
        elif entry.severity in ("aside", "anew"):
            found.update(characters(entry.before))
    return found


def lost(transcript: str, issue: Issue, report: Report) -> Counter[str]:
    """Return the characters that the source has more often than Issue and report; empty where nothing is lost."""
    return source_characters(transcript) - told_characters(issue, report)


def added(transcript: str, issue: Issue, report: Report) -> Counter[str]:
    """Return the characters that Issue and report have more often than the source."""
    return told_characters(issue, report) - source_characters(transcript)
