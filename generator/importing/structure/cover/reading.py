"""The cover: title, year, number, days, organiser."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.errors import QikanError
from generator.importing.passage import Passage
from generator.importing.report import Entry
from generator.importing.vocabulary import GLYPHS, HAN, LONGEST_NUMBER, chinese_number

NUMBERED = re.compile(
    r"(?P<year>\d{4})\s*年?\s*[,，·/]?\s*第\s*(?P<number>[0-9IVXLivxlOo|〇零一二三四五六七八九十]+)\s*期",
    re.IGNORECASE,
)
"""Year and number as an issue prints them: `2024年第11期`."""
DAYS = re.compile(
    r"(?P<y1>\d{4})\s*[./年-]\s*(?P<m1>\d{1,2})\s*[./月-]\s*(?P<d1>\d{1,2})\s*日?\s*"
    r"(?:[-–—―~～至到]+)\s*"
    r"(?:(?P<y2>\d{4})\s*[./年-]\s*)?(?P<m2>\d{1,2})\s*[./月-]\s*(?P<d2>\d{1,2})\s*日?"
)
"""The days of its week: `2024.03.11-2024.03.17`."""
_ORGANISER = re.compile(r"^(?:主\s*办(?:单位)?\s*[：:]\s*(?P<after>.+)|(?P<before>.+?)\s*主\s*办)$")
_COMPANY = re.compile(rf"^[{HAN}（）()]{{4,40}}(?:公司|协会|学会|研究院|研究所|编辑部|杂志社|出版社|中心|委员会)$")
_LOOKS_LIKE = str.maketrans({"I": "1", "l": "1", "i": "1", "|": "1", "O": "0", "o": "0", "〇": "0"})
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover says."""

    title: str
    """The digest's name."""
    year: int
    """Year of the issue."""
    number: int
    """Number of the issue."""
    start: date
    """First day of its week."""
    end: date
    """Last day of its week."""
    organiser: str
    """Who publishes it; empty where the cover does not say."""
    taken: frozenset[int]
    """Indexes of the passages whose matter is all in these fields."""


def read_cover(passages: Sequence[Passage], name: str) -> tuple[Cover, list[Entry]]:
    """Return what the cover's passages say, and the repairs made in reading them.

    The number is the ISO week of the first day. Where it is printed in letters that only look like digits (`II` for
    11), the week decides; where two readable numbers differ, the printed one stands and the report asks for a look.

    Raises QikanError where year and number or the days are not there: then the file is no issue of a digest.
    """
    texts = [unicodedata.normalize("NFKC", passage.text.plain) for passage in passages]
    place, issue = _first(NUMBERED, texts)
    days_place, days = _first(DAYS, texts)
    if issue is None or days is None:
        missing = "year and number (2024年第11期)" if issue is None else "the days (2024.03.11-2024.03.17)"
        raise QikanError(
            f"no {missing} found before the contents: this is no issue of a digest.",
            place=f"{name}:{passages[0].line}" if passages else name,
            remedy="Write them on the first lines, as the cover has them.",
        )
    start, end = _dates(days, f"{name}:{passages[days_place].line}")
    number, entries = _number(issue, start, passages[place])
    title_place = _title_place(passages, texts, place)
    title = re.sub(rf"^[{GLYPHS}\s]+", "", texts[title_place]).strip() if title_place is not None else ""
    organiser, organiser_place = _organiser(texts)
    taken = {index for index in (place, days_place) if not _rest(texts[index], (issue, days))}
    if title_place is not None:
        taken.add(title_place)
    if organiser_place is not None:
        taken.add(organiser_place)
    cover = Cover(title or "期刊", int(issue["year"]), number, start, end, organiser, frozenset(taken))
    return cover, entries


def organiser_of(texts: Sequence[str]) -> str:
    """Return the organisation that a colophon names on a line of its own; empty where there is none."""
    return next((text.strip() for text in texts if _COMPANY.match(text.strip())), "")


def _rest(text: str, found: Sequence[re.Match[str]]) -> str:
    """Return what a line says besides number and days; they may stand on one line."""
    for match in found:
        text = text.replace(match[0], "", 1)
    return re.sub(r"[\s()（）]", "", text)


def _first(pattern: re.Pattern[str], texts: Sequence[str]) -> tuple[int, re.Match[str] | None]:
    for index, text in enumerate(texts):
        if found := pattern.search(text):
            return index, found
    return -1, None


def _dates(days: re.Match[str], place: str) -> tuple[date, date]:
    try:
        start = date(int(days["y1"]), int(days["m1"]), int(days["d1"]))
        end = date(int(days["y2"] or days["y1"]), int(days["m2"]), int(days["d2"]))
        if not days["y2"] and end < start:
            end = end.replace(year=end.year + 1)
    except ValueError as error:
        raise QikanError(
            f"“{days[0]}” are no days: {error}.", place=place, remedy="Correct them in the source."
        ) from None
    if end < start:
        raise QikanError(f"“{days[0]}” ends before it starts.", place=place, remedy="Correct it in the source.")
    return start, end


def _number(issue: re.Match[str], start: date, passage: Passage) -> tuple[int, list[Entry]]:
    """Return the issue's number: as printed, or the week where the print has letters for digits or no number."""
    printed = issue["number"]
    week = start.isocalendar().week
    readings = numbers_meant(printed)
    number = week if week in readings else readings[0] if readings else week
    entries = []
    if not readings or not (printed.isdecimal() or chinese_number(printed)):
        entries.append(
            Entry("repair", "issue number", passage.line, None, printed, str(number), f"{start} is in week {week}.")
        )
    if number != week:
        entries.append(
            Entry(
                "look", "issue number", passage.line, None, printed, str(number),
                f"The week of {start} is {week}; the printed number was kept.",
            )
        )  # fmt: skip
    return number, entries


def numbers_meant(printed: str) -> list[int]:
    """Return the numbers from 1 on that printed characters can mean, the likeliest first."""
    readings = []
    looks = printed.translate(_LOOKS_LIKE)
    if looks.isdecimal() and len(looks) <= LONGEST_NUMBER:
        readings.append(int(looks))
    if (han := chinese_number(printed)) is not None:
        readings.append(han)
    if printed.isalpha() and printed.isascii() and all(letter in _ROMAN for letter in printed.upper()):
        values = [_ROMAN[letter] for letter in printed.upper()]
        readings.append(
            sum(
                -value if value < following else value
                for value, following in zip(values, [*values[1:], 0], strict=True)
            )
        )
    return [number for number in readings if number > 0]


def _title_place(passages: Sequence[Passage], texts: Sequence[str], issue_place: int) -> int | None:
    """Return where the digest's name stands: the largest or first marked line, else the last Chinese line above the
    number (a series' name stands above it, an English name on either side)."""
    chinese = [
        index
        for index in range(issue_place)
        if re.search(f"[{HAN}]", texts[index]) and not _ORGANISER.match(texts[index]) and not DAYS.search(texts[index])
    ]
    sized = [index for index in chinese if passages[index].size is not None]
    if sized:
        return max(sized, key=lambda index: passages[index].size or 0)
    marked = [index for index in chinese if passages[index].mark is not None]
    if marked:
        return min(marked, key=lambda index: passages[index].mark or 0)
    return chinese[-1] if chinese else None


def _organiser(texts: Sequence[str]) -> tuple[str, int | None]:
    for index, text in enumerate(texts):
        if found := _ORGANISER.match(text.strip()):
            return (found["after"] or found["before"]).strip(), index
    return "", None
