"""First visits on a slow network with a slow processor, and how soon a page answers a finger."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from benchmarks.search.server import Server

RUNS = 5
PHONE = {"viewport": {"width": 412, "height": 823}, "device_scale_factor": 1.75, "is_mobile": True, "has_touch": True}
"""The phone of Lighthouse's mobile preset."""
SLOW_4G = {
    "offline": False,
    "latency": 562.5,
    "downloadThroughput": 1_474_560 / 8,
    "uploadThroughput": 691_200 / 8,
}
"""Slow 4G as the browser's own tools have it: milliseconds a request, bytes a second."""
THROTTLE = 4
"""How many times slower the processor is."""
QUIET = 3000
"""Milliseconds after loading in which a page has to come to rest."""
LONG = 50
"""Milliseconds of a task from which on it blocks."""

WATCH = """window.seen = {paint: 0, largest: 0, shift: 0, tasks: [], answers: []};
const watch = (type, see, more) => new PerformanceObserver((list) => list.getEntries().forEach(see))
  .observe({type, buffered: true, ...more});
watch('paint', (one) => { if (one.name === 'first-contentful-paint') seen.paint = one.startTime; });
watch('largest-contentful-paint', (one) => { seen.largest = one.startTime; });
watch('layout-shift', (one) => { seen.shift += one.value; });
watch('longtask', (one) => seen.tasks.push([one.startTime, one.duration]));
watch('event', (one) => seen.answers.push(one.duration), {durationThreshold: 16});"""


@dataclass(frozen=True)
class Visit:
    """A first visit to a page; medians."""

    requests: int
    """Files that were asked for."""
    elsewhere: int
    """Those of them on other hosts."""
    size: int
    """Compressed bytes of all."""
    extra: int
    """The same without the page itself."""
    largest_paint: float
    """Milliseconds to the largest contentful paint."""
    blocking: float
    """Milliseconds that tasks after the first paint blocked."""
    shift: float
    """Cumulative layout shift."""


def visit(browser: Browser, server: Server, path: str) -> Visit:
    """Visit a page for the first time, several times over."""
    visits = [_visit(browser, server, path) for _ in range(RUNS)]

    def of(name: str) -> float:
        return median(float(getattr(one, name)) for one in visits)

    counts = [round(of(name)) for name in ("requests", "elsewhere", "size", "extra")]
    return Visit(*counts, of("largest_paint"), of("blocking"), of("shift"))


def _visit(browser: Browser, server: Server, path: str) -> Visit:
    asked: list[str] = []
    with _slow_page(browser, network=True) as page:
        page.on("request", lambda request: asked.append(request.url))
        server.sent.clear()
        page.goto(server.address + path)
        page.wait_for_timeout(QUIET)
        seen = page.evaluate("seen")
    asked = [url for url in asked if url.startswith("http")]
    size = sum(size for _, size in server.sent)
    return Visit(
        requests=len(asked),
        elsewhere=sum(urlsplit(url).hostname != "127.0.0.1" for url in asked),
        size=size,
        extra=size - server.sent[0][1],
        largest_paint=seen["largest"],
        blocking=sum(max(0, length - LONG) for start, length in seen["tasks"] if start >= seen["paint"]),
        shift=seen["shift"],
    )


def answers(browser: Browser, server: Server, path: str) -> dict[str, float]:
    """Return how many milliseconds an issue's page of ours takes from a finger's or key's work to the next picture."""
    found: dict[str, list[float]] = {}
    for _ in range(RUNS):
        with _slow_page(browser, network=False) as page:
            page.goto(server.address + path)
            page.wait_for_timeout(QUIET)
            for name, act in _acts(page):
                page.evaluate("seen.answers.length = 0")
                act()
                page.wait_for_timeout(QUIET / 4)
                found.setdefault(name, []).append(max(page.evaluate("seen.answers"), default=0))
    return {name: median(times) for name, times in found.items()}


def _acts(page: Page) -> Iterator[tuple[str, Callable[[], None]]]:
    """Yield what a reader does, each after the other is done."""
    yield "contents", page.locator(".thumb").tap
    page.fill("#page", "50")
    yield "page jump", lambda: page.keyboard.press("Enter")
    page.evaluate("scrollTo(0, 0)")
    page.locator(".aa").tap()
    yield "theme", page.locator("fieldset.theme label").last.tap


@contextmanager
def _slow_page(browser: Browser, *, network: bool) -> Iterator[Page]:
    with browser.new_context(**PHONE) as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        session = context.new_cdp_session(page)
        if network:
            session.send("Network.enable")
            session.send("Network.emulateNetworkConditions", SLOW_4G)
        session.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
        yield page
