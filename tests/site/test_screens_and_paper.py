"""How pages stand on a screen and on paper: nothing moves, a finger finds its target, print has no chrome."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.site.reading import ISSUE, paper, reading
from tests.site.screens import DESK, PHONE

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("path", ["index.html", ISSUE, "issues/2024-11/a02.html", "sources/index.html"])
def test_nothing_moves_while_a_page_loads(
    chromium: Browser, served: str, path: str, screen: dict[str, object]
) -> None:
    with reading(chromium, served + path, screen) as page:
        page.wait_for_timeout(200)
        shift = page.evaluate(
            "new Promise(done => { let sum = 0; new PerformanceObserver(list => { for (const e of list.getEntries())"
            " sum += e.value; }).observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 100); })"
        )
        assert shift == 0


def test_an_issue_prints_without_chrome(chromium: Browser, served: str) -> None:
    with reading(chromium, served + ISSUE, DESK, color_scheme="dark") as page:
        page.emulate_media(media="print")
        assert paper(page) == "rgb(255, 255, 255)"
        for gone in (".bar", "#contents", ".foot", ".back >> nth=0", ".turn"):
            expect(page.locator(gone)).to_be_hidden()
        expect(page.locator("#toc h2")).to_be_visible()
        expect(page.locator("#a02 h4")).to_be_visible()
        shown = page.locator("#p8").evaluate("mark => getComputedStyle(mark, '::before').content")
        assert "第 8 页" in shown


def test_a_finger_finds_every_target(chromium: Browser, served: str) -> None:
    with reading(chromium, served + ISSUE, PHONE) as page:
        for selector in (".back a", ".thumb", ".aa", ".bar .name", ".pagelist summary"):
            box = page.locator(selector).first.bounding_box()
            assert box is not None
            assert box["height"] >= 44, selector


@pytest.mark.parametrize("width", [360, 800])
def test_a_long_caption_is_read_without_scrolling_its_table(chromium: Browser, served: str, width: int) -> None:
    with reading(chromium, served + ISSUE, {"viewport": {"width": width, "height": 740}}) as page:
        caption = page.locator("caption").first
        caption.evaluate("caption => caption.textContent = '各地医院用药情况一览'.repeat(6)")
        assert caption.evaluate("caption => caption.offsetWidth <= caption.closest('.table').clientWidth")
