"""Searching as a reader does: typing on a phone, following a hit to its place, coming back; from disk and served."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.site.screens import DESK, PHONE
from tests.site.searching import BOX, search
from tests.site.test_walk import watched

pytestmark = pytest.mark.browser


def test_types_follows_a_hit_to_its_place_and_comes_back(chromium: Browser, address: str) -> None:
    with chromium.new_context(**PHONE) as context:
        page, wrong = watched(context)
        search(page, address, "第二页从这里")
        expect(page.locator(".search-status")).to_have_text("共 1 篇")
        result = page.locator(".search-result").first
        expect(result.locator(".search-excerpt mark")).to_have_text("第二页从这里")
        result.locator(".search-title").tap()
        page.wait_for_url("**/issues/2024-11/a02.html*")
        expect(page.locator("mark.hit-here")).to_be_in_viewport()
        # A page begins inside these words, so that they are marked in two pieces.
        assert "".join(page.locator("mark.hit").all_text_contents()) == "第二页从这里"
        page.go_back()
        expect(page.locator(BOX)).to_have_value("第二页从这里")
        expect(page.locator(".search-result").first).to_be_visible()
        assert not wrong


def test_a_hit_on_a_later_page_is_the_one_that_is_shown(chromium: Browser, served: str) -> None:
    with chromium.new_context(**PHONE) as context:
        page, _ = watched(context)
        page.goto(f"{served}issues/2024-11/a01.html?hit=阴凉#p9")
        expect(page.locator("mark.hit-here")).to_have_text("阴凉")
        assert page.locator("mark.hit").count() > 3
        assert page.evaluate(
            "document.getElementById('p9').compareDocumentPosition(document.querySelector('.hit-here')) & 4"
        )
        expect(page.locator("mark.hit-here")).to_be_in_viewport()


def test_a_hit_stays_in_view_where_the_browser_goes_to_the_page_instead(chromium: Browser, served: str) -> None:
    with chromium.new_context(**PHONE) as context:
        page = context.new_page()
        page.goto(f"{served}issues/2024-11/a02.html?hit=引文#p11:~:text=没有这些字")
        page.wait_for_timeout(1200)  # the browser looks for the words until half a second after all is loaded
        expect(page.locator("mark.hit-here")).to_be_in_viewport()
        page.mouse.wheel(0, -5000)
        expect(page.locator("mark.hit-here")).not_to_be_in_viewport()


def test_a_mark_ends_with_its_string(chromium: Browser, served: str) -> None:
    with chromium.new_context(**DESK) as context:
        page = context.new_page()
        page.goto(f"{served}issues/2024-11/a02.html?hit=链接")
        assert page.locator("mark.hit").all_text_contents() == ["链接"]


def test_a_page_of_the_contents_is_none_of_the_article(chromium: Browser, served: str) -> None:
    # Page 3 begins in the summary, which the print has among the contents; the article begins on page 11.
    with chromium.new_context(**DESK) as context:
        page = context.new_page()
        for words in ("强调与链接", "提要。"):
            page.goto(f"{served}search.html?q={words} 期:2024-11 标题:各种段落")
            expect(page.locator(".search-by")).to_contain_text("第 11 页")
            assert "#p3" not in (page.locator(".search-title").get_attribute("href") or "")


def test_nothing_is_asked_while_a_word_is_being_composed(chromium: Browser, served: str) -> None:
    with chromium.new_context(**PHONE) as context:
        page = context.new_page()
        page.goto(f"{served}search.html")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        session = context.new_cdp_session(page)
        page.focus(BOX)
        for letters in ("y", "ya", "yao", "yao p", "yao pin"):
            session.send("Input.imeSetComposition", {"text": letters, "selectionStart": 7, "selectionEnd": 7})
            page.wait_for_timeout(200)
        assert not [url for url in asked if "/search/2024" in url]
        session.send("Input.insertText", {"text": "药品"})
        expect(page.locator(".search-result").first).to_be_visible()


def test_keys_facets_and_order(chromium: Browser, served: str) -> None:
    with chromium.new_context(**DESK) as context:
        page, wrong = watched(context)
        search(page, served, "药品")
        page.press(BOX, "ArrowDown")
        expect(page.locator(".search-title").first).to_be_focused()
        page.keyboard.press("ArrowUp")
        expect(page.locator(BOX)).to_be_focused()
        page.locator(".search-facet summary", has_text="栏目").click()
        page.locator(".search-chip", has_text="分析").click()
        expect(page.locator(BOX)).to_have_value("药品 栏目:分析")
        page.go_back()
        expect(page.locator(BOX)).to_have_value("药品")
        page.locator(".search-order").click()
        expect(page).to_have_url(f"{served}search.html?q=%E8%8D%AF%E5%93%81&sort=new")
        expect(page.locator(".search-issue-name").first).to_contain_text("2024年第13期")
        page.locator(".search-within").first.click()
        expect(page.locator(BOX)).to_have_value("药品 期:2024-13")
        assert not wrong


def test_a_year_or_issue_that_is_none_is_told(chromium: Browser, served: str) -> None:
    with chromium.new_context(**DESK) as context:
        page = context.new_page()
        search(page, served, "年:24 药品 -期:11 期:2024-13")
        told = [
            "“年:24”没有起作用。年份请写成 年:2024 或 年:2023-2024。",
            "“-期:11”没有起作用。期号请写成 期:2024-11。",
        ]
        expect(page.locator(".search-note")).to_have_text(told)
        page.fill(BOX, "年:2024 药品")
        expect(page.locator(".search-note")).to_have_count(0)


def test_the_count_is_told_to_a_screen_reader(chromium: Browser, served: str) -> None:
    with chromium.new_context(**DESK) as context:
        page = context.new_page()
        search(page, served, "药品")
        expect(page.get_by_role("status")).to_contain_text("篇")


NO_WORKER = """window.Worker = class {
  constructor() { setTimeout(() => this.onerror(new Event("error"))); }
  postMessage() {}
  terminate() {}
}"""


def test_searches_in_the_page_where_no_worker_starts(chromium: Browser, served: str) -> None:
    with chromium.new_context(**PHONE) as context:
        context.add_init_script(NO_WORKER)
        page, wrong = watched(context)
        search(page, served, "药品")
        assert page.evaluate("!!window.QikanEngine")
        assert not wrong


def test_searches_in_a_worker(chromium: Browser, served: str) -> None:
    with chromium.new_context(**PHONE) as context:
        page, wrong = watched(context)
        search(page, served, "药品")
        assert page.evaluate("!window.QikanEngine")
        assert not wrong


def test_searches_where_a_host_forbids_the_page_its_own_script(chromium: Browser, served: str) -> None:
    def answer(route: Route) -> None:
        answered = route.fetch()
        policy = "script-src 'self'; style-src 'self'"
        route.fulfill(response=answered, headers={**answered.headers, "Content-Security-Policy": policy})

    with chromium.new_context(**PHONE) as context:
        page = context.new_page()
        page.route("**/search.html", answer)
        search(page, served, "药品")
        expect(page.locator(".search-bar")).to_have_css("display", "flex")


def test_an_issue_can_be_searched_alone(chromium: Browser, served: str) -> None:
    with chromium.new_context(**PHONE) as context:
        page = context.new_page()
        page.goto(f"{served}issues/2024-13.html")
        page.get_by_role("link", name="搜索本期").tap()
        expect(page.locator(".search-issue-name")).to_contain_text("2024年第13期")
        page.keyboard.type("第2篇")
        expect(page.locator(BOX)).to_have_value("期:2024-13 第2篇")
        expect(page.locator(".search-status")).to_have_text("共 1 篇")
        expect(page).to_have_url(re.compile("q=%E6%9C%9F%3A2024-13"))


def test_how_to_search_is_told_below_what_was_found(chromium: Browser, served: str) -> None:
    with chromium.new_context(**PHONE) as context:
        page = context.new_page()
        page.goto(f"{served}search.html")
        expect(page.locator(".search-help")).to_be_in_viewport()
        search(page, served, "药品")
        bottom = page.locator(".search-more").evaluate("e => e.getBoundingClientRect().bottom")
        assert page.locator(".search-help").evaluate("e => e.getBoundingClientRect().top") > bottom
