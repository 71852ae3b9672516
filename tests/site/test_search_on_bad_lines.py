"""Searching where files come late or not at all: what is there is shown, what is not is told and can be asked for."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.site.screens import PHONE
from tests.site.searching import BOX, search

pytestmark = pytest.mark.browser

LEADS_TO_A02 = re.compile(r"issues/2024-11/a02\.html")


def test_a_text_that_cannot_be_loaded_is_asked_for_a_few_times_only(chromium: Browser, served: str) -> None:
    with chromium.new_context(**PHONE) as context:
        asked: list[str] = []

        def refuse(route: Route) -> None:
            asked.append(route.request.url)
            route.fulfill(status=404)

        context.route("**/search/text/**", refuse)
        page = context.new_page()
        page.goto(f"{served}search.html")
        page.fill(BOX, "药品")
        title = page.locator(".search-title").first
        expect(title).to_have_text("2024年第11期")
        page.wait_for_timeout(1500)
        expect(title).to_have_text("2024年第11期")
        assert asked
        assert max(asked.count(url) for url in asked) <= 4


def test_a_text_that_is_lost_takes_no_other_result_away(chromium: Browser, served: str) -> None:
    with chromium.new_context(**PHONE) as context:
        context.route("**/search/text/2024-11/a02.js*", lambda route: route.abort())
        page = context.new_page()
        page.goto(f"{served}search.html?q=第二页从这里 OR 第4篇的提要")
        expect(page.locator(".search-title", has_text="2024年第11期")).to_have_attribute("href", LEADS_TO_A02)
        expect(page.locator(".search-excerpt mark").first).to_be_visible()
        expect(page.locator(".search-status")).to_contain_text("约 ")
        rest = page.get_by_role("button", name="核对其余 1 篇")
        expect(rest).to_be_visible()
        context.unroute("**/search/text/2024-11/a02.js*")
        rest.click()
        expect(page.locator(".search-status")).to_contain_text("共 ")


def test_what_stands_beside_the_results_can_be_asked_for_again(chromium: Browser, served: str) -> None:
    with chromium.new_context(**PHONE) as context:
        context.route("**/search/aside.js*", lambda route: route.abort())
        page = context.new_page()
        page.goto(f"{served}search.html?q=药品")
        again = page.get_by_role("button", name="再试")
        again.click()
        expect(again).to_have_count(1)
        expect(page.locator(".search-facet")).to_have_count(0)
        context.unroute("**/search/aside.js*")
        again.click()
        expect(page.locator(".search-facet").first).to_be_visible()
        expect(again).to_have_count(0)


def test_an_index_that_cannot_be_loaded_is_told_and_tried_again(chromium: Browser, served: str) -> None:
    with chromium.new_context(**PHONE) as context:
        page = context.new_page()
        search(page, served, "药品")
        pattern = "**/search/20*/**"
        host = '<html lang="zh"><body class="missing" id="a">AAAA'
        context.route(pattern, lambda route: route.fulfill(status=200, content_type="text/html", body=host))
        page.fill(BOX, "医院")
        expect(page.locator(".search-status")).to_have_text("索引没有取到。")
        expect(page.locator(".search-result")).to_have_count(0)
        expect(page.locator("#search-app")).not_to_have_attribute("aria-busy", "true")
        context.unroute(pattern)
        page.get_by_role("button", name="再试").click()
        expect(page.locator(".search-result").first).to_be_visible()
        expect(page.get_by_role("button", name="再试")).to_have_count(0)


def test_an_emptied_box_ends_the_search_that_is_under_way(chromium: Browser, served: str) -> None:
    with chromium.new_context(**PHONE) as context:
        page = context.new_page()
        page.goto(f"{served}search.html")
        context.route("**/search/20*/**", lambda route: None)
        page.fill(BOX, "药品")
        expect(page.locator("#search-app")).to_have_attribute("aria-busy", "true")
        page.fill(BOX, "")
        expect(page.locator("#search-app")).not_to_have_attribute("aria-busy", "true")


def test_a_slow_search_says_that_it_goes_on(chromium: Browser, served: str) -> None:
    with chromium.new_context(**PHONE) as context:
        page = context.new_page()
        search(page, served, "药品")
        context.route("**/search/20*/**", lambda route: None)
        page.fill(BOX, "医院")
        expect(page.locator(".search-results")).to_have_css("opacity", "0.35")
        content = "getComputedStyle(document.querySelector('.search-status'), '::after').content"
        assert "正在搜索" in page.evaluate(content)
        page.fill(BOX, "")
        expect(page.locator("#search-app")).not_to_have_attribute("aria-busy", "true")
        assert page.evaluate(content) == "none"


def test_more_results_can_be_asked_for_after_a_failure(chromium: Browser, served: str) -> None:
    with chromium.new_context(**PHONE) as context:
        context.route("**/search/exact.js*", lambda route: route.abort())
        page = context.new_page()
        page.goto(f"{served}search.html")
        more = page.locator(".search-more")
        for words in ("药", "药品"):
            page.fill(BOX, words)
            expect(page.locator(".search-result").first).to_be_attached()
            page.wait_for_timeout(600)
        expect(more).to_be_visible()
        before = page.locator(".search-result").count()
        context.unroute("**/search/exact.js*")
        more.click()
        expect(page.locator(".search-result").nth(before)).to_be_attached()
