"""Asks both searches in headless Chromium, as a reader who comes for the first time, and as one who comes again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from benchmarks.search.queries import Query
from benchmarks.search.server import Server, serving

PHONE = {"width": 360, "height": 740}
SHOWN = 4
"""Results on Pagefind's first screen; ours fills the window by itself."""
THROTTLE = 4
LOOK = 50
"""Milliseconds between two looks at the page: a look makes it lay itself out."""
QUIET = 300
"""Milliseconds in which a page that was loaded comes to rest."""
LATER = 1000
"""Milliseconds in which the browser puts into its store what came late."""
AGAIN_EVERY = 5
"""One query of so many is asked a second time, all kinds of them in turn."""
FRAME = (".css",)
"""Files of a page, not of its search."""

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
PAINTED = "new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
OUR_TIME = f"""async (query) => {{
  const app = document.getElementById("search-app");
  const input = app.querySelector("input[name=q]");
  input.value = query;
  const shown = new Promise((done) => new MutationObserver(() => app.hasAttribute("aria-busy") || done())
    .observe(app, {{ attributes: true, attributeFilter: ["aria-busy"] }}));
  const start = performance.now();
  input.form.requestSubmit();
  await shown;
  await {PAINTED};
  return performance.now() - start;
}}"""
"""From the query to the painted first screen. The search page is busy until that is there."""
THEIR_TIME = f"""async (query) => {{
  const start = performance.now();
  await firstScreen(query, {SHOWN});
  await {PAINTED};
  return performance.now() - start;
}}"""


@dataclass(frozen=True)
class Again:
    """A query asked on a page that is loaded, with all files that it needs in the browser's store; throttled."""

    elapsed: float
    """Milliseconds from the query to the painted first screen."""
    work: float
    """Milliseconds of processor time of the page's main thread in it."""


@dataclass(frozen=True)
class Asked:
    """One query and what came of it."""

    query: Query
    """The query."""
    answer: tuple[str, ...]
    """The articles, best first."""
    sent: int
    """Compressed bytes up to the first screen of somebody who comes for the first time, the page included."""
    requests: int
    """Files for it besides the page itself."""
    loading: float
    """Milliseconds of the main thread's work on it, with loading the page, throttled."""
    again: Again | None
    """The query asked a second time, where it was."""


@dataclass(frozen=True)
class Searcher:
    """How one of the two is asked."""

    first: Callable[[Page, Server, str], None]
    """Load the page and ask, until the first screen is there."""
    answer: Callable[[Page, str], tuple[str, ...]]
    """All articles that were found."""
    ready: str
    """True in the page once it can be asked."""
    time: str
    """A function of the query that asks it and returns the milliseconds."""


def ask_ours(browser: Browser, folder: Path, queries: Sequence[Query]) -> list[Asked]:
    """Ask our search."""

    def first(page: Page, server: Server, text: str) -> None:
        page.goto(f"{server.address}search.html?q={quote(text)}")
        page.wait_for_function(OUR_SCREEN, polling=LOOK)

    def answer(page: Page, text: str) -> tuple[str, ...]:
        return tuple(page.evaluate(OUR_ANSWER, text))

    return _ask_all(browser, folder, queries, Searcher(first, answer, "window.QikanSearch", OUR_TIME))


def ask_pagefind(browser: Browser, folder: Path, queries: Sequence[Query], articles: dict[str, str]) -> list[Asked]:
    """Ask Pagefind."""
    ids: list[str] = []

    def first(page: Page, server: Server, text: str) -> None:
        page.goto(f"{server.address}search.html")
        page.wait_for_function("window.ready")
        ids[:] = page.evaluate(f"(query) => firstScreen(query, {SHOWN})", text)

    def answer(page: Page, text: str) -> tuple[str, ...]:
        return tuple(articles[one] for one in ids)

    return _ask_all(browser, folder, queries, Searcher(first, answer, "window.ready", THEIR_TIME))


def _ask_all(browser: Browser, folder: Path, queries: Sequence[Query], searcher: Searcher) -> list[Asked]:
    with serving(folder) as server:
        return [
            _ask(browser, server, query, searcher, again=place % AGAIN_EVERY == 0)
            for place, query in enumerate(queries)
        ]


def _ask(browser: Browser, server: Server, query: Query, searcher: Searcher, *, again: bool) -> Asked:
    context = browser.new_context(viewport=PHONE)
    page, session = _throttled(context)
    server.sent.clear()
    searcher.first(page, server, query.text)
    loading = _metrics(session)
    files = [(path, size) for path, size in list(server.sent) if not path.endswith(FRAME)]
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    answer = searcher.answer(page, query.text)
    asked = Asked(
        query,
        answer,
        sum(size for _, size in files),
        sum("search.html" not in path for path, _ in files),
        loading["ScriptDuration"] + loading["LayoutDuration"] + loading["RecalcStyleDuration"],
        _again(context, server, query, searcher) if again else None,
    )
    context.close()
    return asked


def _again(context: BrowserContext, server: Server, query: Query, searcher: Searcher) -> Again:
    """Ask once so that the browser has the files, load the page anew and ask again."""
    page, session = _throttled(context)
    for first in (True, False):
        page.goto(f"{server.address}search.html")
        page.wait_for_function(searcher.ready)
        page.wait_for_timeout(QUIET)
        before = _metrics(session)
        elapsed = page.evaluate(searcher.time, query.text)
        work = _metrics(session)["TaskDuration"] - before["TaskDuration"]
        if first:
            page.wait_for_timeout(LATER)
    return Again(float(elapsed), work)


def _throttled(context: BrowserContext) -> tuple[Page, CDPSession]:
    page = context.new_page()
    session = context.new_cdp_session(page)
    # Processor time, not the clock's: other work on the machine does not count.
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    session.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
    return page, session


def _metrics(session: CDPSession) -> dict[str, float]:
    """Return the page's figures, durations in milliseconds."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return {one["name"]: 1000 * float(one["value"]) for one in metrics}
