"""What reading gains from script: settings, sheet, page box, the place kept, keys."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.site.reading import ISSUE, paper, reading, top_of, until
from tests.site.screens import DESK, PHONE

pytestmark = pytest.mark.browser


def test_colours_and_size_are_remembered_and_there_before_the_first_paint(chromium: Browser, address: str) -> None:
    with reading(chromium, address + ISSUE, DESK) as page:
        light, size = paper(page), page.evaluate("getComputedStyle(document.body).fontSize")
        page.click(".aa")
        page.check("fieldset.theme input[value=sepia]", force=True)
        page.check("fieldset.size input[value='5']", force=True)
        sepia = paper(page)
        assert sepia != light
        page.reload(wait_until="commit")
        page.wait_for_selector("body")
        assert page.evaluate("document.documentElement.dataset.theme") == "sepia"
        assert paper(page) == sepia
        assert float(page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")) > float(size[:-2])
        page.wait_for_load_state()
        page.click(".aa")
        page.check("fieldset.theme input[value='']", force=True)
        assert paper(page) == light


def test_the_system_chooses_the_colours_until_the_reader_does(chromium: Browser, served: str) -> None:
    with reading(chromium, served, DESK) as page:
        light = paper(page)
    with reading(chromium, served, DESK, color_scheme="dark") as page:
        assert paper(page) != light
        page.click(".aa")
        page.check("fieldset.theme input[value=light]", force=True)
        assert paper(page) == light


def test_the_sheet_opens_by_thumb_shows_the_place_and_leads_on(chromium: Browser, address: str) -> None:
    with reading(chromium, f"{address}{ISSUE}#a02", PHONE) as page:
        page.locator(".thumb").tap()
        expect(page.locator("#contents")).to_have_attribute("aria-modal", "true")
        current = page.locator("#contents [aria-current]")
        assert current.get_attribute("href") == "#a02"
        expect(current).to_be_focused()
        page.locator("#contents a[href='#a03']").tap()
        expect(page.locator("#contents")).to_be_hidden()
        expect(page).to_have_url(f"{address}{ISSUE}#a03")
        page.locator(".thumb").tap()
        page.keyboard.press("Escape")
        expect(page.locator("#contents")).to_be_hidden()
        expect(page.locator(".thumb")).to_be_focused()


def test_focus_stays_inside_the_open_sheet(chromium: Browser, served: str) -> None:
    with reading(chromium, served + ISSUE, PHONE) as page:
        page.locator(".thumb").tap()
        for _ in range(15):
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.closest('#contents') !== null")


@pytest.mark.parametrize(("typed", "goal"), [("35", "p35"), ("9", "p9"), ("20", "p13"), ("999", "p36"), ("0", "p1")])
def test_a_page_number_is_typed_and_reached(chromium: Browser, served: str, typed: str, goal: str) -> None:
    with reading(chromium, served + ISSUE, PHONE) as page:
        page.locator(".thumb").tap()
        page.fill("#page", typed)
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{served}{ISSUE}#{goal}")
        assert -1 <= top_of(page, f"#{goal}") <= 370


def test_pages_are_stepped_on_a_desktop(chromium: Browser, served: str) -> None:
    with reading(chromium, f"{served}{ISSUE}#p8", DESK) as page:
        page.click(".pages button[value='1']")
        expect(page).to_have_url(f"{served}{ISSUE}#p9")
        expect(page.locator("#page")).to_have_value("9")
        page.click(".pages button[value='-1']")
        expect(page).to_have_url(f"{served}{ISSUE}#p8")


def test_the_page_box_of_an_article_leads_into_its_issue(chromium: Browser, address: str) -> None:
    with reading(chromium, f"{address}issues/2024-11/a01.html", DESK) as page:
        page.fill("#page", "9")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{address}issues/2024-11/a01.html#p9")
        page.fill("#page", "35")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{address}{ISSUE}#p35")


def test_an_address_with_a_page_that_has_no_mark_opens_the_page_before_it(chromium: Browser, served: str) -> None:
    with reading(chromium, f"{served}{ISSUE}#p20", DESK) as page:
        assert -1 <= top_of(page, "#p13") <= 450


def test_the_bar_yields_reading_down_and_comes_back(chromium: Browser, served: str) -> None:
    with reading(chromium, f"{served}{ISSUE}#a01", PHONE) as page:
        page.mouse.wheel(0, 600)
        expect(page.locator(".bar")).to_be_hidden()
        page.mouse.wheel(0, -200)
        expect(page.locator(".bar")).to_be_in_viewport(ratio=1)
        expect(page.locator(".now-title")).to_have_text("药品浪费 <包装> & 其他")
        page.locator(".now a >> text=返回目录").tap()
        expect(page).to_have_url(f"{served}{ISSUE}#toc")


def test_the_address_and_the_contents_follow_the_article(chromium: Browser, served: str) -> None:
    with reading(chromium, served + ISSUE, DESK) as page:
        page.evaluate("new Promise(seen => requestAnimationFrame(() => requestAnimationFrame(seen)))")  # its beginning
        page.evaluate("document.querySelector('#a03 .text').scrollIntoView()")
        expect(page).to_have_url(f"{served}{ISSUE}#a03")
        expect(page.locator("#contents [aria-current]")).to_have_attribute("href", "#a03")


def test_the_place_is_offered_next_time(chromium: Browser, served: str) -> None:
    with reading(chromium, served + ISSUE, PHONE) as page:
        page.evaluate("document.querySelector('#p36').scrollIntoView()")
        until(page, "(localStorage['qikan:places'] || '').includes('36')")
        page.goto(served + "index.html")
        page.goto(served + ISSUE)
        expect(page.locator(".toast")).to_contain_text("第 36 页")
        page.locator(".toast .do").tap()
        until(page, "scrollY > 1000")
        assert -500 <= top_of(page, "#p36") <= 500


def test_the_place_in_an_article_is_offered_until_it_is_read(chromium: Browser, served: str) -> None:
    with reading(chromium, served + "issues/2024-11/a01.html", PHONE) as page:
        page.evaluate("document.querySelector('#p9').scrollIntoView()")
        until(page, "(localStorage['qikan:places'] || '').includes('a01')")
        page.goto(served + "index.html")
        page.goto(served + "issues/2024-11/a01.html")
        expect(page.locator(".toast")).to_contain_text("第 9 页")
        page.locator(".toast .do").tap()
        until(page, "scrollY > 300")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        until(page, "!localStorage['qikan:places'].includes('a01')")
        page.reload()
        page.wait_for_timeout(200)
        expect(page.locator(".toast")).to_have_count(0)


def test_keys(chromium: Browser, served: str) -> None:
    with reading(chromium, served + ISSUE, DESK) as page:
        page.keyboard.press("j")
        expect(page).to_have_url(f"{served}{ISSUE}#a01")
        page.keyboard.press("j")
        expect(page).to_have_url(f"{served}{ISSUE}#a02")
        expect(page.locator("#contents [aria-current]")).to_have_attribute("href", "#a02")
        page.keyboard.press("k")
        expect(page).to_have_url(f"{served}{ISSUE}#a01")
        page.keyboard.press("g")
        expect(page.locator("#page")).to_be_focused()
        page.keyboard.type("11")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{served}{ISSUE}#p11")
        page.keyboard.press("t")
        expect(page).to_have_url(f"{served}{ISSUE}#toc")
        page.keyboard.press("?")
        expect(page.locator(".toast")).to_be_visible()
        page.keyboard.press("/")
        expect(page.locator("input[type=search]")).to_be_focused()
        page.keyboard.type("jk")
        expect(page.locator("input[type=search]")).to_have_value("jk")


def test_keys_can_be_switched_off(chromium: Browser, served: str) -> None:
    with reading(chromium, served + ISSUE, DESK) as page:
        page.click(".aa")
        page.check("fieldset.keys input[value=off]", force=True)
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        expect(page).to_have_url(served + ISSUE)
