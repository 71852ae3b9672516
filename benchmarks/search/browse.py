"""Asks both searches in headless Chromium, as a reader who comes for the first time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, CDPSession, Page

from benchmarks.search.queries import Query
from benchmarks.search.server import Server, serving

PHONE = {"width": 360, "height": 740}
SHOWN = 4
"""Results on Pagefind's first screen; ours fills the window by itself."""
THROTTLE = 4
LOOK = 50
"""Milliseconds between two looks at the page: a look makes it lay itself out."""

OUR_SCREEN = """() => {
  const status = document.querySelector(".search-status");
  const shown = [...document.querySelectorAll(".search-result")].filter((one) =>
    one.getBoundingClientRect().top < innerHeight);
  return status && (/没有找到/.test(status.textContent) || shown.length > 0 &&
    shown.every((one) => !one.classList.contains("search-waiting")));
}"""
OUR_ANSWER = (
    "(query) => QikanSearch.search(query).then((found) => found.results.map((r) => r.issue + '/' + r.article))"
)


@dataclass(frozen=True)
class Asked:
    """One query, asked cold."""

    query: Query
    """The query."""
    answer: tuple[str, ...]
    """The articles, best first."""
    sent: int
    """Compressed bytes up to the first screen, without the page itself and its style."""
    requests: int
    """Files for it."""
    work: float
    """Milliseconds of the main thread's work for it, throttled."""


def ask_ours(browser: Browser, folder: Path, queries: Sequence[Query]) -> list[Asked]:
    """Ask our search."""

    def first_screen(page: Page, server: Server, text: str) -> None:
        page.goto(f"{server.address}search.html?q={quote(text)}")
        page.wait_for_function(OUR_SCREEN, polling=LOOK)

    def answer(page: Page, text: str) -> tuple[str, ...]:
        return tuple(page.evaluate(OUR_ANSWER, text))

    with serving(folder) as server:
        return [_ask(browser, server, query, first_screen, answer) for query in queries]


def ask_pagefind(browser: Browser, folder: Path, queries: Sequence[Query], articles: dict[str, str]) -> list[Asked]:
    """Ask Pagefind."""
    ids: list[str] = []

    def first_screen(page: Page, server: Server, text: str) -> None:
        page.goto(f"{server.address}search.html")
        page.wait_for_function("window.ready")
        ids[:] = page.evaluate(f"(query) => firstScreen(query, {SHOWN})", text)

    def answer(page: Page, text: str) -> tuple[str, ...]:
        return tuple(articles[one] for one in ids)

    with serving(folder) as server:
        return [_ask(browser, server, query, first_screen, answer) for query in queries]


def _ask(
    browser: Browser,
    server: Server,
    query: Query,
    first_screen: Callable[[Page, Server, str], None],
    answer: Callable[[Page, str], tuple[str, ...]],
) -> Asked:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
    server.sent.clear()
    first_screen(page, server, query.text)
    work = _work(session)
    files = [size for path, size in list(server.sent) if "search.html" not in path and not path.endswith(".css")]
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    asked = Asked(query, answer(page, query.text), sum(files), len(files), work)
    context.close()
    return asked


def _work(session: CDPSession) -> float:
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    return 1000 * float(metrics["ScriptDuration"] + metrics["LayoutDuration"] + metrics["RecalcStyleDuration"])
