"""The front matter: what an issue says of itself before its text, in YAML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from generator.errors import QikanError
from generator.markdown.limits import LONGEST_NUMBER, check_words
from generator.model import Issue, Original

FENCE = "---"
_REQUIRED = ("title", "year", "number", "start", "end")
_KEYS = ("id", *_REQUIRED, "organiser", "original")
_WHOLE_NUMBER = re.compile(rf"-?[0-9]{{1,{LONGEST_NUMBER}}}")

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Makes every value a string, so that a title may be `2024` or `yes`, and a wrong date is our error, with its line."""

_MOST_CHARACTERS = 10_000
"""Characters of a front matter; an honest one has some two hundred."""
_DEEPEST = 2
"""Mappings or sequences in one another: the whole, and `original`. The parser's own C code runs out of stack, and with
it the process, at some ten thousand."""

_ENDLESS = 1 << 30
"""A line length at which YAML never wraps."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of an issue, read."""

    id: str
    """See `Issue`, here and below."""
    title: str
    """The digest's name."""
    year: int
    """The year."""
    number: int
    """The number within the year."""
    start: date
    """The first day."""
    end: date
    """The last day."""
    organiser: str
    """Who publishes it."""
    original: Original | None
    """The printed file."""


def issue_id(year: int, number: int) -> str:
    """Return the id that an issue has unless its front matter gives another: `2024-11`."""
    return f"{year}-{number:02d}"


def write_front_matter(issue: Issue) -> str:
    """Return the front matter with its fences, ending in a line break."""
    values: dict[str, object] = {}
    if issue.id != issue_id(issue.year, issue.number):
        values["id"] = issue.id
    values |= {"title": issue.title, "year": issue.year, "number": issue.number}
    values |= {"start": issue.start, "end": issue.end}
    if issue.organiser:
        values["organiser"] = issue.organiser
    if issue.original:
        original: dict[str, object] = {"path": issue.original.path, "offset": issue.original.offset}
        if issue.original.pages_a_sheet != 1:
            original["pages_a_sheet"] = issue.original.pages_a_sheet
        values["original"] = original
    body = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=_ENDLESS)
    return f"{FENCE}\n{body}{FENCE}\n"


def split_front_matter(text: str, name: str) -> tuple[str, str, int]:
    """Return the YAML, the Markdown after it, and the number of the Markdown's first line.

    Raises QikanError where the file does not begin with a front matter.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        raise QikanError(
            "The file does not begin with a front matter.",
            place=f"{name}:1",
            remedy=f"Begin it with a line {FENCE}, then {', '.join(_REQUIRED)}, then a line {FENCE}.",
        )
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == FENCE:
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    raise QikanError("The front matter has no end.", place=f"{name}:1", remedy=f"Close it with a line {FENCE}.")


def read_front_matter(source: str, name: str) -> FrontMatter:
    """Return what the YAML says; raise QikanError with its line where a value is missing or wrong."""
    return _Reader(source, name).read()


class _Reader:
    def __init__(self, source: str, name: str) -> None:
        self.name = name
        self.source = source
        self.values: dict[str, Any] = {}

    def read(self) -> FrontMatter:
        if len(self.source) > _MOST_CHARACTERS:
            problem = f"The front matter has {len(self.source):,} characters, too many for what it holds."
            raise self._error(None, problem, f"Leave only {', '.join(_KEYS)} in it.")
        try:
            self._refuse_depth()
            values = yaml.load(self.source, Loader=_LOADER)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            problem = f"The front matter is no YAML: {getattr(error, 'problem', None) or error}."
            raise self._error(None, problem, "Write one `key: value` a line.", mark.line + 2 if mark else 1) from None
        if not isinstance(values, dict):
            raise self._error(None, "The front matter holds no keys.", "Write one `key: value` a line.")
        self.values = values
        for key in values:
            if key not in _KEYS:
                raise self._error(
                    str(key), f"{key!r} is no key of the front matter.", f"It may be one of {', '.join(_KEYS)}."
                )
        for key in _REQUIRED:
            if key not in values:
                raise self._error(key, f"The front matter has no {key!r}.", f"Add a line `{key}: …` to it.")
        year, number = self._number("year", 1), self._number("number", 1)
        start, end = self._day("start"), self._day("end")
        if end < start:
            raise self._error(
                "end", f"The issue ends ({end}) before it starts ({start}).", "Correct one of the dates."
            )
        return FrontMatter(
            id=self._words("id") if "id" in values else issue_id(year, number),
            title=self._words("title"),
            year=year,
            number=number,
            start=start,
            end=end,
            organiser=self._words("organiser") if "organiser" in values else "",
            original=self._original(),
        )

    def _refuse_depth(self) -> None:
        """Refuse nesting and aliases, by which few lines stand for gigabytes, before anything is made of them."""
        depth = 0
        for event in yaml.parse(self.source, Loader=_LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST or isinstance(event, yaml.AliasEvent):
                what = "refers to itself" if depth <= _DEEPEST else "is nested too deeply"
                line = event.start_mark.line + 2 if event.start_mark else 1
                raise self._error(None, f"The front matter {what}.", "Write one `key: value` a line.", line)

    def _error(self, key: str | None, problem: str, remedy: str, line: int = 1) -> QikanError:
        for number, text in enumerate(self.source.split("\n"), 2):
            if key and text.startswith(key):
                line = number
                break
        return QikanError(problem, place=f"{self.name}:{line}", remedy=remedy)

    def _words(self, key: str) -> str:
        value = self.values[key]
        if not isinstance(value, str):
            raise self._error(key, f"{key} should be words.", "Put them in quotes.")
        try:
            return check_words(value)
        except QikanError as error:
            raise self._error(key, error.problem, error.remedy) from None

    def _number(self, key: str, least: int) -> int:
        value = self._words(key).strip()
        if not value.isdecimal() or len(value) > LONGEST_NUMBER or int(value) < least:
            raise self._error(
                key, f"{key} is {value[:20]!r}, which is no number of 1 or more.", "Write it in figures: 11."
            )
        return int(value)

    def _day(self, key: str) -> date:
        value = self._words(key).strip()
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise self._error(key, f"{key} is {value!r}, which is no date.", "Write it like 2024-03-11.") from None

    def _original(self) -> Original | None:
        value = self.values.get("original", "")
        if isinstance(value, str):
            return Original(self._words("original")) if value else None
        path, offset, sheet = None, "", ""
        if isinstance(value, dict):
            path, offset, sheet = value.get("path"), value.get("offset", "0"), value.get("pages_a_sheet", "1")
        numbers = [number for number in (offset, sheet) if isinstance(number, str) and _WHOLE_NUMBER.fullmatch(number)]
        if isinstance(path, str) and len(numbers) == 2 and int(numbers[1]) > 0:
            return Original(path, int(numbers[0]), int(numbers[1]))
        raise self._error(
            "original",
            "original should be a path, or path, offset and pages_a_sheet.",
            "Write `path: originals/2024-11.pdf`.",
        )
