"""What an article hands on: its summary at its title, its link, a citation, a code for a phone."""

from __future__ import annotations

import re
from types import ModuleType

import pytest
from playwright.sync_api import Browser, expect

from tests.site.reading import ISSUE, reading
from tests.site.screens import DESK

pytestmark = pytest.mark.browser


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
