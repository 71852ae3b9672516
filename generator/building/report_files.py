"""The import report as the editor reads it: a Markdown file, a JSON file, a line in the terminal."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict

from generator.importing.report import Entry, Report, Severity
from generator.model import Issue

TITLES: dict[Severity, str] = {
    "look": "Needs a look",
    "suggestion": "Suggestions: only a person can decide; nothing was changed",
    "repair": "Repairs",
    "aside": "Left out of the issue",
}
"""The report's parts, the most pressing first."""
COUNTED: dict[Severity, str] = {"repair": "repairs", "suggestion": "suggestions", "look": "to look at"}
"""What the line in the terminal counts."""


def report_json(report: Report) -> bytes:
    """Return a report as JSON: `{"issue", "source", "entries": [{"severity", "kind", "line", …}]}`."""
    return (json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n").encode()


def report_markdown(report: Report) -> bytes:
    """Return a report as Markdown: a part for each severity, a line for each entry, long parts counted by kind."""
    lines = [f"# Import report: {report.issue}", "", f"Source: {_code(report.source)}", ""]
    for severity, title in TITLES.items():
        entries = [entry for entry in report.entries if entry.severity == severity]
        if not entries:
            continue
        kinds = ", ".join(f"{count} × {kind}" for kind, count in Counter(entry.kind for entry in entries).items())
        lines += [f"## {title} ({len(entries)})", "", f"{kinds}.", ""]
        lines += [entry_line(entry) for entry in entries]
        lines.append("")
    if not report.entries:
        lines += ["Nothing had to be repaired or left out.", ""]
    return "\n".join(lines).encode()


def summary(issue: Issue, report: Report) -> str:
    """Return a report in one line: `10 articles, 12 pages; 38 repairs, 2 suggestions, 1 to look at`."""
    counts = Counter(entry.severity for entry in report.entries)
    told = [f"{counts[severity]} {words}" for severity, words in COUNTED.items() if counts[severity]]
    return f"{len(issue.articles)} articles; {', '.join(told) or 'no repairs'}"


def entry_line(entry: Entry) -> str:
    """Return the line of one entry: kind, place, before → after, reason."""
    place = ", ".join(
        f"{name} {number}" for name, number in (("page", entry.page), ("line", entry.line)) if number is not None
    )
    head = f"**{entry.kind}**" + (f" ({place})" if place else "")
    change = " → ".join(_code(words) for words in (entry.before, entry.after) if words)
    words = (f"- {head}:" if change or entry.reason else f"- {head}", change, entry.reason)
    return " ".join(part.replace("\n", " ") for part in words if part)


def _code(words: str) -> str:
    """Return words as a Markdown code span (CommonMark 6.1): fenced by more backticks than they hold in a row."""
    words = words.replace("\n", "⏎").replace("\t", "⇥")
    fence = "`"
    while fence in words:
        fence += "`"
    pad = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{pad}{words}{pad}{fence}"
