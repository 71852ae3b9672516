"""What tests of all rooms share: the real issues, a browser, a sample issue."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from generator.model import (
    Article,
    Cell,
    Figure,
    Heading,
    Issue,
    List,
    ListItem,
    Mark,
    PageStart,
    Paragraph,
    Table,
    Text,
)
from tests.support.browser import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"

# Slow machines must not fail a test; a red run must be repeatable.
settings.register_profile("qikan", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("qikan"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "qikan")

# A shell that starts us in the background lets us, and all that we start, ignore interrupts; some tests send them.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real issues beside the checkout; CI must have it, others may do without."""
    if not (SHARED / "issues").is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"the real issues are not there: {SHARED}")
        pytest.skip(f"needs the real issues in {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a worker."""
    with chromium() as launched:
        yield launched


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Make a browser context with Playwright's options (`viewport=…`, `java_script_enabled=False`)."""
    opened: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        opened.append(browser.new_context(**options))
        return opened[-1]

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def desktop(new_context: Callable[..., BrowserContext]) -> Page:
    """A page on a desktop of 1440×900 that is used by mouse."""
    return new_context(viewport={"width": 1440, "height": 900}).new_page()


def sample_article(number: int, page: int) -> Article:
    """One article that starts on `page` and has a page start in the middle of its first paragraph."""
    body = f"本文是第 {number} 篇示例。为了检验页码，这一段跨过了一页。"
    return Article(
        id=f"a{number:02}",
        section="政策" if number % 2 else "行业",
        title=Text(f"示例文章之{number}", pages=(PageStart(0, page),)),
        source="示例来源",
        page=page,
        summary=Text(f"第 {number} 篇的提要。"),
        blocks=(
            Heading(1, Text("一、起因")),
            Paragraph(Text(body, marks=(Mark(0, 2, "strong"),), pages=(PageStart(12, page + 1),))),
            List((ListItem(Text("一项")), ListItem(Text("又一项")))),
            Table(
                rows=(
                    (Cell(Text("药品")), Cell(Text("数量"))),
                    (Cell(Text("甲")), Cell(Text("12"))),
                ),
                caption=Text("示例数量"),
            ),
            Figure("", Text("图已遗失")),
        ),
    )


def sample_issue(year: int = 2024, number: int = 11, articles: int = 3, **changes: Any) -> Issue:
    """A small issue as an import would make it; articles of a section follow each other."""
    start = date.fromisocalendar(year, number, 1)
    made = [sample_article(place + 1, 3 + 2 * place) for place in range(articles)]
    half = (articles + 1) // 2
    sections = ("政策", "行业")
    issue = Issue(
        id=f"{year}-{number:02}",
        title="医周药事",
        year=year,
        number=number,
        start=start,
        end=start + timedelta(days=6),
        organiser="示例编辑部",
        cover=(Paragraph(Text("示例周刊")),),
        articles=tuple(replace(article, section=sections[place >= half]) for place, article in enumerate(made)),
        colophon=(Paragraph(Text("完")),),
    )
    return replace(issue, **changes)


@pytest.fixture(scope="session")
def make_issue() -> Callable[..., Issue]:
    """Make a small sample issue: `make_issue(year, number, articles, **fields)`."""
    return sample_issue
