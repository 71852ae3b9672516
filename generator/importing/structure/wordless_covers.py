"""Covers of PDFs that are pictures: what they would say stands elsewhere in the file, or in its name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import PurePath

from generator.importing.passage import Passage, Source
from generator.importing.report import Entry
from generator.importing.structure.cover import DAYS, NUMBERED, numbers_meant
from generator.model import Text

_NAMED = re.compile(r"(?<!\d)(?P<year>20\d{2})\D{1,3}(?P<number>\d{1,2})(?!\d)")
"""Year and number in a file's name: `2024-11.pdf`."""
_HEADS = ("running head", "running foot")
_DAY = "%Y.%m.%d"
_OF_WEEK = "Nothing else says it: Monday to Sunday of the week that has the number were taken."


def with_said_elsewhere(cover: Sequence[Passage], source: Source) -> tuple[list[Passage], list[Entry]]:
    """Return the cover's passages, with lines for the number and the days where a PDF's cover has no words for them.

    The number is that of the running heads, with the digest's title in front of it, or of the file's name; the days
    are those of the running heads, or of the week that has the number (an issue's number is the ISO week of its first
    day). A transcript can be completed by hand, so it is left as it is.
    """
    texts = [_plain(passage.text.plain) for passage in cover]
    if source.kind != "pdf" or _search(NUMBERED, texts):
        return list(cover), []
    heads = [_plain(note.before) for note in source.notes if note.kind in _HEADS]
    number = _search(NUMBERED, heads) or _search(_NAMED, [_plain(PurePath(source.name).stem)])
    weeks = numbers_meant(number["number"]) if number else []
    if number is None or not weeks:
        return list(cover), []
    says = f"“{number.string}” says it."
    lines = [(f"{number['year']}年第{number['number']}期", "issue number", says)]
    if number.re is NUMBERED and not any(texts):
        lines.insert(0, (number.string[: number.start()].strip(), "title", says))
    if not _search(DAYS, texts):
        days = _search(DAYS, heads)
        said = (days[0], f"“{days.string}” says them.") if days else (_week(int(number["year"]), weeks[0]), _OF_WEEK)
        lines.append((said[0], "days", said[1]))
    line, page = (cover[-1].line, cover[-1].page) if cover else (1, None)
    told = [
        Entry("look", kind, line, page, "", words, f"The cover has no words for it. {reason}")
        for words, kind, reason in lines
        if words
    ]
    return [*cover, *(Passage(Text(words), line, page) for words, _, _ in lines if words)], told


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _search(pattern: re.Pattern[str], texts: Sequence[str]) -> re.Match[str] | None:
    return next((found for text in texts if (found := pattern.search(text))), None)


def _week(year: int, number: int) -> str:
    """Return Monday to Sunday of an ISO week; empty where the year has no such week."""
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        return ""
    return f"{monday.strftime(_DAY)}-{(monday + timedelta(days=6)).strftime(_DAY)}"
