"""Number and days of an issue whose cover does not say them in one piece: on several lines, without the year, not at
all. They become lines that `read_cover` reads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import PurePath

from generator.importing.passage import Passage, Source
from generator.importing.report import Entry
from generator.importing.structure.cover.reading import DAYS, NUMBERED, numbers_meant
from generator.importing.vocabulary import chinese_number
from generator.model import Text

_NUMBER = re.compile(
    r"(?<!总)(?<!总 )第\s*(?P<number>[0-9IVXLivxlOo|〇零一二三四五六七八九十]{1,4})\s*期"
    r"|\bNO?\.\s*(?P<latin>\d{1,3})\b",
    re.IGNORECASE,
)
"""An issue's number without its year: `第11期`, `No.11`; not its number among all issues, `总第268期`."""
_YEAR = re.compile(r"(?<!\d)(?P<year>20\d{2})(?!\d)|(?P<han>[〇零一二三四五六七八九]{4})\s*年")
_DAYS_OF_YEAR = re.compile(
    r"(?P<m1>\d{1,2})\s*月\s*(?P<d1>\d{1,2})\s*日?\s*[-–—―~～至到]+\s*(?:(?P<m2>\d{1,2})\s*月\s*)?(?P<d2>\d{1,2})\s*日"
)
"""Days without their year: `3月11日-3月17日`, `3月11日至17日`."""
_NAMED = re.compile(r"(?<!\d)(?P<year>20\d{2})\D{1,3}(?P<number>\d{1,2})(?!\d)")
"""Year and number in a file's name: `2024-11.pdf`."""
_HEADS = ("running head", "running foot")
_DAY = "%Y.%m.%d"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that the cover should have."""

    kind: str
    """What it says: the title, the issue number, the days."""
    words: str
    """It, as `read_cover` reads it."""
    reason: str
    """Where that is known from."""
    is_printed: bool
    """Whether the cover itself says it, in other words."""


@dataclass(frozen=True, slots=True)
class _Number:
    """Year and number of an issue."""

    year: int
    """The year."""
    number: str
    """The number as it is printed."""
    said: str
    """The text that says it."""
    before: str = ""
    """What stands in front of it there."""


def completed_cover(cover: Sequence[Passage], source: Source) -> tuple[list[Passage], list[Entry]]:
    """Return the cover's passages, with lines below them for the number and the days that it does not say in one
    piece, and what the report tells of that.

    A PDF's running heads and the name of its file may say the number, and the days may be those of the week that has
    the number (an issue's number is the ISO week of its first day). A transcript can be completed by hand, so nothing
    but its own words counts.
    """
    texts = [unicodedata.normalize("NFKC", passage.text.plain) for passage in cover]
    lines: list[_Line] = []
    number = _numbered(texts)
    if number is None:
        number, lines = _unnumbered(texts, source)
    if number is not None and not any(map(DAYS.search, texts)):
        lines += _days(number, texts, source)
    line, page = (cover[-1].line, cover[-1].page) if cover else (1, None)
    told = [
        Entry("repair" if one.is_printed else "look", one.kind, line, page, "", one.words, one.reason) for one in lines
    ]
    return [*cover, *(Passage(Text(one.words), line, page) for one in lines)], told


def _unnumbered(texts: Sequence[str], source: Source) -> tuple[_Number | None, list[_Line]]:
    """Return the number of an issue of which no line of the cover says it with its year, and the lines that do."""
    printed = _scattered(texts)
    number = printed or (_elsewhere(source) if source.kind == "pdf" else None)
    if number is None or not numbers_meant(number.number):
        return None, []
    reason = f"“{number.said}” says it." if printed else f"The cover does not say it; “{number.said}” does."
    title = [] if any(texts) or not number.before else [_Line("title", number.before, reason, is_printed=False)]
    words = f"{number.year}年第{number.number}期"
    return number, [*title, _Line("issue number", words, reason, is_printed=printed is not None)]


def _elsewhere(source: Source) -> _Number | None:
    heads = _heads(source)
    name = _NAMED.search(unicodedata.normalize("NFKC", PurePath(source.name).stem))
    named = _Number(int(name["year"]), name["number"], name.string) if name else None
    return _numbered(heads) or _scattered(heads) or named


def _heads(source: Source) -> list[str]:
    return [unicodedata.normalize("NFKC", note.before) for note in source.notes if note.kind in _HEADS]


def _numbered(texts: Sequence[str]) -> _Number | None:
    """Return the number that a text says with its year."""
    found = next(filter(None, map(NUMBERED.search, texts)), None)
    if found is None:
        return None
    return _Number(int(found["year"]), found["number"], found.string, found.string[: found.start()].strip())


def _scattered(texts: Sequence[str]) -> _Number | None:
    """Return the number that texts say apart from its year."""
    number = next(filter(None, map(_NUMBER.search, texts)), None)
    year = next(_years(texts), None)
    if number is None or year is None:
        return None
    return _Number(year, number["number"] or number["latin"], number.string)


def _years(texts: Sequence[str]) -> Iterator[int]:
    for found in filter(None, map(_YEAR.search, texts)):
        year = int(found["year"]) if found["year"] else chinese_number(found["han"])
        if year is not None:
            yield year


def _days(number: _Number, texts: Sequence[str], source: Source) -> list[_Line]:
    """Return the line of an issue's days; none where nothing says them."""
    found = next(filter(None, map(_DAYS_OF_YEAR.search, texts)), None)
    if found is not None:
        words = f"{number.year}.{found['m1']}.{found['d1']}-{found['m2'] or found['m1']}.{found['d2']}"
        return [_Line("days", words, f"“{found.string}” says them.", is_printed=True)]
    if source.kind != "pdf":
        return []
    head = next(filter(None, map(DAYS.search, _heads(source))), None)
    if head is not None:
        reason = f"The cover does not say them; “{head.string}” does."
        return [_Line("days", head[0], reason, is_printed=False)]
    reason = "The cover does not say them: Monday to Sunday of the week that has the number were taken."
    weeks = filter(None, (_week(number.year, week) for week in numbers_meant(number.number)))
    return [_Line("days", words, reason, is_printed=False) for words in weeks][:1]


def _week(year: int, number: int) -> str:
    """Return Monday to Sunday of an ISO week; empty where the year has no such week."""
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        return ""
    return f"{monday.strftime(_DAY)}-{(monday + timedelta(days=6)).strftime(_DAY)}"
