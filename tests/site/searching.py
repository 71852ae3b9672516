"""Searching as a reader does."""

from __future__ import annotations

from playwright.sync_api import Page, expect

BOX = "#search-app input[name=q]"


def search(page: Page, address: str, words: str) -> None:
    """Open the search page and type."""
    page.goto(f"{address}search.html")
    page.locator(BOX).press_sequentially(words)
    expect(page.locator(".search-result").first).to_be_visible()
    expect(page.locator(".search-waiting").first).not_to_be_in_viewport()
