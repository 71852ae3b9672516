"""The archive: content files, their pictures, and the open ends of their import reports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from generator.building.report_files import entry_line
from generator.building.sources import find_sources
from generator.building.tasks import parse
from generator.building.workers import Progress, in_silence, map_in_order
from generator.checking.findings import Finding
from generator.errors import QikanError
from generator.importing.report import Entry
from generator.model import Block, Figure, Issue, List, Quote, issue_pages, issue_texts

OPEN = {"suggestion": "open-suggestion", "look": "needs-look"}
"""Severities of an import report that wait for a person, with the code of their finding."""


def check_archive(content: Path, *, jobs: int = 1, progress: Progress = in_silence) -> tuple[Finding, ...]:
    """Return what is wrong in the content files, and what their import reports leave open.

    Raises QikanError where there is no archive.
    """
    files = [file.path for file in find_sources(content, {}).issues]
    results = map_in_order(partial(_check_file, content), files, jobs)
    return tuple(finding for findings in progress(results, len(files), "reading") for finding in findings)


def _check_file(content: Path, path: Path) -> list[Finding]:
    data = path.read_bytes()
    try:
        issue = parse(data, path)
    except QikanError as error:
        file, _, line = error.place.rpartition(":")
        if not line.isdigit():
            return [Finding("unreadable", error.place or str(path), None, error.problem)]
        return [Finding("unreadable", file, int(line), error.problem)]
    lines = data.decode("utf-8-sig").split("\n")
    report = content / "reports" / f"{issue.id}.json"
    return [
        *_page_findings(issue, path, lines),
        *_file_findings(issue, content, path, lines),
        *_report_findings(report, issue),
    ]


def _page_findings(issue: Issue, path: Path, lines: list[str]) -> Iterator[Finding]:
    """Yield pages out of order, and page hints that lead to no page or to another article's."""
    pages = issue_pages(issue)
    known = set(pages)
    last = 0
    for page in pages:
        line = _line_with(lines, f'id="p{page}"')
        if page < last:
            yield Finding("pages-out-of-order", str(path), line, f"page {page} begins after page {last}.")
        last = max(last, page)
    for article in issue.articles:
        hint = article.page
        opening = [start.page for start in article.title.pages if start.offset == 0]
        line = _line_with(lines, f"(#{article.id})")
        if hint is not None and hint not in known:
            end = f"the issue ends on page {last}" if hint > last else "no page of that number begins anywhere"
            problem = f"the contents say that {article.id} is on page {hint}, and {end}."
            yield Finding("unknown-page", str(path), line, problem)
        elif hint is not None and opening and hint not in opening:
            problem = f"the contents say that {article.id} is on page {hint}, its title begins page {opening[-1]}."
            yield Finding("hint-elsewhere", str(path), line, problem)


def _file_findings(issue: Issue, content: Path, path: Path, lines: list[str]) -> Iterator[Finding]:
    """Yield pictures and a printed file that are not there."""
    bodies = [block for article in issue.articles for block in article.blocks]
    for source in _figures([*issue.cover, *issue.guide, *bodies, *issue.colophon]):
        if "://" not in source and not (path.parent / source).is_file():
            yield Finding("missing-picture", str(path), _line_with(lines, source), f"{source} is not there.")
    if issue.original is not None and not (content / issue.original.path).is_file():
        line = _line_with(lines, issue.original.path)
        yield Finding("missing-original", str(path), line, f"{issue.original.path} is not there.")


def _figures(blocks: list[Block]) -> Iterator[str]:
    """Yield the paths of all pictures, those inside lists and quotations too."""
    for block in blocks:
        match block:
            case Figure(src=source) if source:
                yield source
            case List(items=items):
                yield from _figures([inner for item in items for inner in item.blocks])
            case Quote(blocks=inner):
                yield from _figures(list(inner))


def _line_with(lines: list[str], words: str) -> int | None:
    """Return the number of the first line that holds some words; None where none does."""
    return next((number for number, line in enumerate(lines, 1) if words in line), None)


def _report_findings(report: Path, issue: Issue) -> Iterator[Finding]:
    """Yield what an import report leaves to a person.

    A suggestion is settled when the issue no longer says what it quotes; anything is when its line is deleted from the
    report's Markdown file.
    """
    try:
        entries: list[dict[str, Any]] = json.loads(report.read_bytes())["entries"]
        told = report.with_suffix(".md").read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError, KeyError, TypeError):
        return  # written by hand, or by nobody: an issue need not have been imported
    words = "\n".join(text.plain for text in issue_texts(issue))
    for entry in (Entry(**fields) for fields in entries):
        line = _line_with(told, entry_line(entry))
        settled = line is None or (entry.severity == "suggestion" and entry.before not in words)
        if entry.severity in OPEN and not settled:
            what = " → ".join(part for part in (entry.before, entry.after) if part) or entry.reason
            problem = f"{entry.kind}: {what}".replace("\n", " ")
            yield Finding(OPEN[entry.severity], str(report.with_suffix(".md")), line, problem)
