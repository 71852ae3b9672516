"""What reading gains from script: settings, sheet, page box, the place kept, keys, sharing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.screens import DESK, PHONE

pytestmark = pytest.mark.browser

ISSUE = "issues/2024-11.html"


@contextmanager
def reading(chromium: Browser, url: str, screen: dict[str, object], **options: object) -> Iterator[Page]:
    """Open a page in a context of its own; errors on the page fail the test."""
    with chromium.new_context(**screen, **options) as context:
        context.set_default_timeout(5000)
        page = context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(url)
        yield page
        assert not wrong


def until(page: Page, condition: str) -> None:
    """Wait until a condition holds; the pages' security policy does not let Playwright wait by itself."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    pytest.fail(condition)


def top_of(page: Page, selector: str) -> float:
    return float(page.locator(selector).first.evaluate("e => e.getBoundingClientRect().top"))


def paper(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


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


def test_a_title_shows_its_summary_where_the_mouse_rests(chromium: Browser, address: str) -> None:
    with reading(chromium, address + ISSUE, DESK) as page:
        page.hover("#contents a[href='#a03']")
        expect(page.locator(".tip")).to_contain_text("第3篇的提要")
        page.keyboard.press("Escape")
        expect(page.locator(".tip")).to_have_count(0)


@pytest.mark.parametrize("path", ["issues/2024-11/a01.html", "sections/专栏.html", "years/2024.html"])
def test_a_title_of_another_page_shows_its_summary_too(chromium: Browser, served: str, path: str) -> None:
    with reading(chromium, served + path, DESK) as page:
        page.hover("a[href$='a03.html']")
        expect(page.locator(".tip")).to_contain_text("第3篇的提要")
        page.mouse.move(1430, 10)
        expect(page.locator(".tip")).to_have_count(0)


def test_link_and_citation_are_copied(chromium: Browser, served: str) -> None:
    granted = ["clipboard-read", "clipboard-write"]
    with reading(chromium, served + ISSUE, DESK, permissions=granted) as page:
        page.click("#a03 .back button >> text=复制链接")
        expect(page.locator(".toast")).to_have_text("已复制链接")
        assert page.evaluate("navigator.clipboard.readText()") == f"{served}issues/2024-11/a03.html"
        page.goto(f"{served}issues/2024-11/a03.html")
        page.click(".cite button")
        expect(page.locator(".toast")).to_have_text("已复制引文")
        cited = page.evaluate("navigator.clipboard.readText()")
        assert cited.startswith("健康报. 第3篇文章的标题[J/OL]. 医周药事, 2024(11): 35-36[")
        assert cited.endswith(f"]. {served}issues/2024-11/a03.html.")


def test_an_article_has_a_code_for_a_phone(chromium: Browser, address: str) -> None:
    qrcode = pytest.importorskip("qrcode")
    with reading(chromium, f"{address}issues/2024-11/a03.html", DESK) as page:
        page.click(".back .code")
        drawn = page.locator(".qr path").get_attribute("d") or ""
        dark = {(int(x) - 4, int(y) - 4) for x, y in re.findall(r"M(\d+) (\d+)", drawn)}
        told = str(page.locator(".qr p").text_content())
        assert told == f"{address}issues/2024-11/a03.html"
        page.keyboard.press("Escape")
        expect(page.locator(".qr")).to_have_count(0)
        expect(page.locator(".back .code")).to_be_focused()
    assert any(dark == _dark_squares(qrcode, told, mask) for mask in range(8))


def _dark_squares(qrcode: ModuleType, words: str, mask: int) -> set[tuple[int, int]]:
    """Return the dark squares of a QR code as the package draws it."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, mask_pattern=mask, border=0)
    code.add_data(qrcode.util.QRData(words.encode(), mode=qrcode.util.MODE_8BIT_BYTE))
    code.make(fit=True)
    return {(x, y) for y, row in enumerate(code.get_matrix()) for x, dark in enumerate(row) if dark}


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
