"""What a reader does, on a phone and at a desk: contents, article, back, page number."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.site.screens import DESK, PHONE

pytestmark = pytest.mark.browser

ABORTED = "net::ERR_ABORTED"


def in_view(page: Page, selector: str) -> bool:
    """Return whether an element stands in the upper half of the window."""
    box = page.locator(selector).bounding_box()
    viewport = page.viewport_size
    assert box is not None
    assert viewport is not None
    return -1 <= box["y"] <= viewport["height"] / 2


@pytest.fixture(params=["script", "no script"])
def script(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "script")


def watched(context: BrowserContext) -> tuple[Page, list[str]]:
    """Return a page, and the list that fills with what goes wrong on it."""
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if line.type in ("error", "warning") else None)
    # A request that the next page cuts short is no failure.
    page.on("requestfailed", lambda request: wrong.append(request.url) if request.failure != ABORTED else None)
    return page, wrong


def walk(page: Page, address: str, act: str) -> None:
    """Open the issue, choose a title, read, go back by 返回目录, go to page 35."""

    def choose(selector: str) -> None:
        getattr(page.locator(selector).first, act)()

    page.goto(f"{address}issues/2024-11.html")
    choose("#toc a.t[href='#a02']")
    expect(page).to_have_url(f"{address}issues/2024-11.html#a02")
    assert in_view(page, "#a02")
    choose("#a02 a[role=doc-backlink]")
    assert in_view(page, "#toc")
    choose("#toc a.hint >> text=第 35 页")
    assert in_view(page, "#p35")
    assert in_view(page, "#a03")


@pytest.mark.parametrize(("screen", "act"), [(PHONE, "tap"), (DESK, "click")], ids=["phone", "desk"])
def test_contents_article_back_page(
    chromium: Browser, address: str, screen: dict[str, object], act: str, script: bool
) -> None:
    with chromium.new_context(**screen, java_script_enabled=script) as context:
        page, wrong = watched(context)
        walk(page, address, act)
        assert not wrong


@pytest.mark.parametrize(("screen", "act"), [(PHONE, "tap"), (DESK, "click")], ids=["phone", "desk"])
def test_an_article_of_its_own_leads_to_its_issue_and_on(
    chromium: Browser, address: str, screen: dict[str, object], act: str
) -> None:
    with chromium.new_context(**screen) as context:
        page, wrong = watched(context)
        page.goto(f"{address}issues/2024-11/a03.html")
        getattr(page.locator("header a.hint"), act)()
        expect(page).to_have_url(f"{address}issues/2024-11.html#p35")
        assert in_view(page, "#p35")
        page.goto(f"{address}issues/2024-11/a03.html")
        getattr(page.locator("a[role=doc-backlink]"), act)()
        expect(page).to_have_url(f"{address}issues/2024-11.html#toc")
        page.goto(f"{address}issues/2024-11/a03.html")
        getattr(page.locator("a[rel=next]"), act)()
        expect(page).to_have_url(f"{address}issues/2024-11/a04.html")
        assert not wrong


@pytest.mark.parametrize(("screen", "act"), [(PHONE, "tap"), (DESK, "click")], ids=["phone", "desk"])
def test_an_article_leads_on_to_earlier_ones_and_to_its_section(
    chromium: Browser, address: str, screen: dict[str, object], act: str, script: bool
) -> None:
    with chromium.new_context(**screen, java_script_enabled=script) as context:
        page, wrong = watched(context)
        page.goto(f"{address}issues/2024-13/a01.html")
        getattr(page.locator(".kin li a").first, act)()
        expect(page).to_have_url(re.compile("issues/2024-11/a0[0-9].html$"))
        page.go_back()
        getattr(page.locator(".kin h2 a").first, act)()
        expect(page.locator("h1")).to_have_text("专栏")
        assert not wrong


@pytest.mark.parametrize("path", ["index.html", "issues/2024-11.html", "issues/2024-11/a02.html", "years/2024.html"])
@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_no_page_is_wider_than_its_window(chromium: Browser, served: str, path: str, width: int) -> None:
    with chromium.new_context(viewport={"width": width, "height": 740}) as context:
        page = context.new_page()
        page.goto(served + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_line_holds_28_to_40_characters_on_a_desktop(chromium: Browser, served: str) -> None:
    with chromium.new_context(**DESK) as context:
        page = context.new_page()
        for path in ("issues/2024-11.html", "issues/2024-11/a01.html"):
            page.goto(served + path)
            measure = page.locator(".text > p").first.evaluate(
                "p => p.clientWidth / parseFloat(getComputedStyle(p).fontSize)"
            )
            assert 28 <= measure <= 40


def test_the_search_field_leads_to_the_search_page_without_script(chromium: Browser, address: str) -> None:
    with chromium.new_context(**DESK, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}issues/2024-11/a01.html")
        page.fill("input[name=q]", "药品")
        page.press("input[name=q]", "Enter")
        expect(page).to_have_url(f"{address}search.html?q=%E8%8D%AF%E5%93%81")


def test_a_search_leads_to_its_words(chromium: Browser, address: str) -> None:
    with chromium.new_context(**PHONE) as context:
        page, wrong = watched(context)
        page.goto(f"{address}index.html")
        page.locator(".find").tap()
        page.fill("#search-app input[name=q]", "某医院")
        page.locator("a.search-title").first.tap()
        expect(page.locator("mark.hit-here")).to_have_text("某医院")
        assert not wrong


def test_no_request_leaves_the_site(chromium: Browser, served: str) -> None:
    with chromium.new_context(**DESK) as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        for path in ("index.html", "issues/2024-11.html", "issues/2024-11/a02.html", "search.html"):
            page.goto(served + path)
        assert all(url.startswith(served) for url in asked)


def test_a_first_visit_to_an_issue_asks_for_four_files(chromium: Browser, served: str) -> None:
    with chromium.new_context(**PHONE) as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(served + "issues/2024-13.html")
        page.wait_for_load_state("networkidle")
        assert len(asked) <= 4, asked
