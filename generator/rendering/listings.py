"""The ways through the archive: by year, by section, by source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.rendering.addresses import section_page, source_page
from generator.rendering.cards import ArticleCard, IssueCard
from generator.rendering.charts import Bar

LAST_WEEK = 52
"""The number that every year reaches; some reach 53 (ISO 8601)."""
FEW_YEARS = 4
"""Up to so many years a chart has a bar a month, then a bar a year."""


@dataclass(frozen=True, slots=True)
class Week:
    """One number of a year, printed here or missing."""

    number: int
    """The issue's number."""
    issue: IssueCard | None
    """The issue; None where the archive does not have it."""


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the archive."""

    year: int
    """The year."""
    issues: tuple[IssueCard, ...]
    """Its issues, newest first."""
    weeks: tuple[Week, ...]
    """Every number from the first to the last that the archive should have, in ascending order, gaps included."""


@dataclass(frozen=True, slots=True)
class YearBeside:
    """A year as the page of another shows it: its issues may change, and that page stays."""

    year: int
    """The year."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time."""

    label: str
    """Its name: `2024年`, `2024年3月`."""
    year: int
    """The year."""
    month: int | None
    """The month; None where it is a whole year."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in a listing."""

    issue: IssueCard
    """Its issue."""
    article: ArticleCard
    """The article."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A section or a source and all that it has in the archive."""

    name: str
    """Its name."""
    path: str
    """The path of its page."""
    entries: tuple[Entry, ...]
    """Its articles: newest issue first, in the order of the print within an issue."""
    years: tuple[tuple[int, tuple[Entry, ...]], ...]
    """The same by year, newest first."""


def newest_first(cards: Iterable[IssueCard]) -> list[IssueCard]:
    """Return issues by year and number, newest first."""
    return sorted(cards, key=lambda issue: (issue.year, issue.number, issue.id), reverse=True)


def years(issues: Sequence[IssueCard]) -> list[Year]:
    """Return the years of the archive, newest first; `issues` are newest first."""
    found = [(year, tuple(group)) for year, group in groupby(issues, key=lambda issue: issue.year)]
    first, last = (found[-1][0], found[0][0]) if found else (0, 0)
    return [Year(year, group, _weeks(group, opening=year == first, closing=year == last)) for year, group in found]


def _weeks(issues: tuple[IssueCard, ...], *, opening: bool, closing: bool) -> tuple[Week, ...]:
    """Return the numbers of a year from the first to the last that there should be.

    A year begins with number 1 and ends with its last week, but the archive's first year begins with its first issue
    and its last year ends with its newest.
    """
    by_number = {issue.number: issue for issue in issues}
    first = min(by_number) if opening else 1
    last = max(by_number) if closing else max(*by_number, LAST_WEEK)
    return tuple(Week(number, by_number.get(number)) for number in range(first, last + 1))


def sections(issues: Sequence[IssueCard]) -> list[Topic]:
    """Return the sections of the archive, those with most articles first."""
    return _topics(issues, lambda article: article.section, section_page)


def sources(issues: Sequence[IssueCard]) -> list[Topic]:
    """Return the sources of the archive, those with most articles first."""
    return _topics(issues, lambda article: article.source, source_page)


def _topics(
    issues: Sequence[IssueCard], name_of: Callable[[ArticleCard], str], path_of: Callable[[str], str]
) -> list[Topic]:
    entries: dict[str, list[Entry]] = {}
    for issue in issues:
        for article in issue.articles:
            if name := name_of(article):
                entries.setdefault(name, []).append(Entry(issue, article))
    ranked = sorted(entries.items(), key=lambda item: (-len(item[1]), item[0]))
    return [Topic(name, path_of(name), tuple(found), _by_year(found)) for name, found in ranked]


def _by_year(entries: list[Entry]) -> tuple[tuple[int, tuple[Entry, ...]], ...]:
    return tuple((year, tuple(group)) for year, group in groupby(entries, key=lambda entry: entry.issue.year))


def spans(issues: Sequence[IssueCard]) -> list[Span]:
    """Return the stretches of time that counts are compared over: years, or months where there are few years."""
    found = sorted({(issue.end.year, issue.end.month) for issue in issues})
    if not found:
        return []
    (first, opening), (last, closing) = found[0], found[-1]
    if last - first + 1 > FEW_YEARS:
        return [Span(f"{year}年", year, None) for year in range(first, last + 1)]
    months = range(first * 12 + opening - 1, last * 12 + closing)
    return [Span(f"{month // 12}年{month % 12 + 1}月", month // 12, month % 12 + 1) for month in months]


def bars(topic: Topic, over: Sequence[Span]) -> list[Bar]:
    """Return how many articles a topic has in each stretch of time."""
    months = Counter((entry.issue.end.year, entry.issue.end.month) for entry in topic.entries)
    years_ = Counter(entry.issue.end.year for entry in topic.entries)
    return [
        Bar(span.label, years_[span.year] if span.month is None else months[span.year, span.month]) for span in over
    ]
