"""Opening a page as a reader does, and looking at it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page

ISSUE = "issues/2024-11.html"


@contextmanager
def reading(chromium: Browser, url: str, screen: dict[str, object], **options: object) -> Iterator[Page]:
    """Open a page in a context of its own; errors on the page fail the test."""
    with chromium.new_context(**screen, **options) as context:
        context.set_default_timeout(5000)
        page = context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(url)
        yield page
        assert not wrong


def until(page: Page, condition: str) -> None:
    """Wait until a condition holds; the pages' security policy does not let Playwright wait by itself."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    pytest.fail(condition)


def top_of(page: Page, selector: str) -> float:
    return float(page.locator(selector).first.evaluate("e => e.getBoundingClientRect().top"))


def paper(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))
