"""The import report as the editor reads it: a Markdown file, a JSON file, a line in the terminal."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, replace
from itertools import groupby

from generator.importing.report import Entry, Report, Severity
from generator.model import Issue

TITLES: dict[Severity, str] = {
    "look": "Needs a look",
    "suggestion": "Suggestions: only a person can decide; nothing was changed",
    "repair": "Put together and put right",
    "aside": "Left out of the issue",
}
"""The report's parts, the most pressing first."""
CHARACTERS = frozenset({"punctuation", "character form", "space between Chinese characters"})
"""Repairs of single characters: many, small and safe."""
RECURRING = frozenset({"running head", "running foot", "page number", "watermark"})
"""What a print has on page after page, with other numbers."""
_DIGITS = re.compile(r"\d+")
COUNTED: dict[Severity, str] = {"repair": "repairs", "suggestion": "suggestions", "look": "to look at"}
"""What the line in the terminal counts."""


def report_json(report: Report) -> bytes:
    """Return a report as JSON: `{"issue", "source", "entries": [{"severity", "kind", "line", …}]}`.

    A head, foot or page number of a print is one entry with all its `pages`; where its digits change, `each` has its
    words on each of them.
    """
    groups = _recurring_groups(report.entries)
    record = {"issue": report.issue, "source": report.source, "entries": [_record(group) for group in groups]}
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def _record(group: Sequence[Entry]) -> dict[str, object]:
    record: dict[str, object] = asdict(group[0])
    if len(group) > 1:
        record["page"] = None
        record["pages"] = [entry.page for entry in group]
        words = [entry.before for entry in group]
        if len(set(words)) > 1:
            record["each"] = words
    return record


def settled(entries: str, told: str | None) -> frozenset[str]:
    """Return the words of the suggestions that the editor has settled, by deleting their lines from the report.

    `entries` is the report as JSON, `told` as Markdown as the editor left it; None where that is not there.
    """
    try:
        found = json.loads(entries)["entries"] if entries else []
        words = [str(entry["before"]) for entry in found if entry["severity"] == "suggestion"]
    except (ValueError, KeyError, TypeError):
        return frozenset()
    return frozenset(word for word in words if word and told is not None and _code(word) not in told)


def report_markdown(report: Report, decided: Collection[str] = ()) -> bytes:
    """Return a report as Markdown, the most pressing part first: what needs a look, what only a person can decide, how
    the text was put together, which characters were repaired (a line of the source each), what was left out.

    Suggestions about words in `decided` are left out.
    """
    lines = [f"# Import report: {report.issue}", "", f"Source: {_code(report.source)}", ""]
    printed = report.source.lower().endswith(".pdf")
    for severity, title in TITLES.items():
        entries = [entry for entry in report.entries if entry.severity == severity]
        if printed:
            entries = [replace(entry, line=None) for entry in _recurring_once(entries)]
        if severity == "suggestion":
            entries = [entry for entry in entries if entry.before not in decided]
        characters = [entry for entry in entries if entry.kind in CHARACTERS]
        lines += _part(title, [entry for entry in entries if entry.kind not in CHARACTERS], entry_line)
        if characters:
            kinds = _counted(characters)
            lines += [f"## Characters ({len(characters)})", "", f"{kinds}.", "", *_character_lines(characters), ""]
    anew = sum(entry.severity == "anew" for entry in report.entries)
    if anew:
        words = "lines of the source are made anew from the issue's structure: sections, contents, 返回目录."
        lines += [f"{anew} {words}", ""]
    if not report.entries:
        lines += ["Nothing had to be repaired or left out.", ""]
    return "\n".join(lines).encode()


def _recurring_once(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries of a PDF, which has no lines to name. A head, foot or page number stands there once, with the
    pages that have it."""
    found = []
    for group in _recurring_groups(entries):
        pages = [entry.page for entry in group if entry.page is not None]
        if len(group) > 1:
            span = f", {min(pages)} to {max(pages)}" if pages else ""
            found.append(replace(group[0], page=None, reason=f"On {len(group)} pages{span}."))
        else:
            found.append(group[0])
    return found


def _recurring_groups(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Return the entries, those of one head, foot or page number together, where the first of them stands."""
    groups: dict[tuple[str, str], list[Entry]] = {}
    for number, entry in enumerate(entries):
        words = _DIGITS.sub("#", entry.before) if entry.kind in RECURRING else str(number)
        groups.setdefault((entry.kind, words), []).append(entry)
    return list(groups.values())


def _part(title: str, entries: Sequence[Entry], line: Callable[[Entry], str]) -> list[str]:
    if not entries:
        return []
    return [f"## {title} ({len(entries)})", "", f"{_counted(entries)}.", "", *map(line, entries), ""]


def _counted(entries: Sequence[Entry]) -> str:
    counts = Counter(entry.kind for entry in entries)
    return ", ".join(f"{count} × {kind}" for kind, count in counts.most_common())


def _character_lines(entries: Sequence[Entry]) -> list[str]:
    """Return a line for each line of the source, with all that was repaired in it."""
    lines: list[str] = []
    for _, group in groupby(entries, key=lambda entry: (entry.page, entry.line)):
        found = list(group)
        changes = "; ".join(f"{_code(entry.before)} → {_code(entry.after)}" for entry in found)
        lines.append(f"- {_place(found[0])}: {changes}")
    return lines


def summary(issue: Issue, report: Report) -> str:
    """Return a report in one line: `10 articles; 38 repairs, 2 suggestions, 1 to look at`."""
    counts = Counter(entry.severity for entry in report.entries)
    told = [f"{counts[severity]} {words}" for severity, words in COUNTED.items() if counts[severity]]
    return f"{len(issue.articles)} articles; {', '.join(told) or 'no repairs'}"


def entry_line(entry: Entry) -> str:
    """Return the line of one entry: kind, place, before → after, reason."""
    place = _place(entry)
    head = f"**{entry.kind}**" + (f" ({place})" if place else "")
    change = " → ".join(_code(words) for words in (entry.before, entry.after) if words)
    words = (f"- {head}:" if change or entry.reason else f"- {head}", change, entry.reason)
    return " ".join(part.replace("\n", " ") for part in words if part)


def _place(entry: Entry) -> str:
    numbers = (("page", entry.page), ("line", entry.line))
    return ", ".join(f"{name} {number}" for name, number in numbers if number is not None)


def _code(words: str) -> str:
    """Return words as a Markdown code span (CommonMark 6.1): fenced by more backticks than they hold in a row."""
    words = words.replace("\n", "⏎").replace("\t", "⇥")
    fence = "`"
    while fence in words:
        fence += "`"
    pad = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{pad}{words}{pad}{fence}"
