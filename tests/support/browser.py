"""The Chromium that tests, tools and benchmarks drive: which one, and how it is started."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.selftest import browser_program

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OPTIONS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""A browser that asks no host by itself, on a machine without a screen."""
FOR_ROOT = "--no-sandbox"
"""Chromium's sandbox does not start for root."""


def options() -> list[str]:
    """Return the options to start with, for this user."""
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*OPTIONS, *([FOR_ROOT] if as_root else [])]


@contextmanager
def chromium(*more: str) -> Iterator[Browser]:
    """Start the system's Chromium or Chrome, or Playwright's own, with these options more; end it afterwards."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_program(), args=[*options(), *more])
        try:
            yield browser
        finally:
            browser.close()
