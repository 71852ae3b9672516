"""What every page needs: its place in the site, its names, its absolute address where the site has one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from generator.rendering.addresses import href, root_from
from generator.rendering.cards import IssueCard

if TYPE_CHECKING:
    from generator.config import Site


FRAME = ("base_url",)
"""The settings that `frame` asks for."""


def frame(site: Site, path: str, *, title: str, description: str) -> dict[str, object]:
    """Return the names that `base.html` uses.

    `path` is the page's own, relative to the root; `root` the way back, which every link begins with.
    """
    return {
        "site": site,
        "path": path,
        "root": root_from(path),
        "title": title,
        "description": description,
        "canonical": absolute(site, path),
    }


def absolute(site: Site, path: str) -> str:
    """Return a path's absolute address; empty where the site's address is not known."""
    return f"{site.base_url.rstrip('/')}/{href(path)}" if site.base_url else ""


def issue_name(issue: IssueCard) -> str:
    """Return the name of an issue as a reader says it: 医周药事 2024年第11期."""
    return f"{issue.title} {issue_number(issue)}"


def issue_number(issue: IssueCard) -> str:
    """Return an issue's year and number: 2024年第11期."""
    return f"{issue.year}年第{issue.number}期"


def number_of(issue: str) -> str:
    """Return year and number of the issue with this id: 2024年第11期."""
    year, number = issue.split("-")
    return f"{year}年第{int(number)}期"


def days(issue: IssueCard) -> str:
    """Return the days that an issue covers: 2024年3月11日—17日, with month and year again only where they change."""
    start, end = issue.start, issue.end
    if start.year != end.year:
        return f"{_day(start)}—{_day(end)}"
    if start.month != end.month:
        return f"{_day(start)}—{end.month}月{end.day}日"
    return f"{_day(start)}—{end.day}日"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
