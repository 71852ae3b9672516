"""Pages for everybody: what axe-core finds, in every theme and on every screen."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.site.screens import DESK, PHONE

pytestmark = pytest.mark.browser

PAGES = [
    "index.html",
    "issues/2024-11.html",
    "issues/2024-11/a02.html",
    "sections/index.html",
    "sections/专栏.html",
    "years/index.html",
    "years/2024.html",
    "search.html?q=药品",
    "404.html",
]


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("theme", ["light", "dark", "sepia"])
def test_axe_finds_nothing(chromium: Browser, served: str, screen: dict[str, object], theme: str) -> None:
    found = {}
    with chromium.new_context(**screen, bypass_csp=True) as context:
        context.add_init_script(f"localStorage.setItem('qikan:theme', '{theme}')")
        page = context.new_page()
        for path in PAGES:
            page.goto(served + path)
            page.wait_for_load_state("networkidle")
            for violation in Axe().run(page).response["violations"]:
                found[path, violation["id"]] = [node["html"][:120] for node in violation["nodes"]]
    assert not found


@pytest.mark.parametrize("opener", [".aa", ".thumb"])
def test_axe_finds_nothing_in_what_opens(chromium: Browser, served: str, opener: str) -> None:
    with chromium.new_context(**PHONE, bypass_csp=True) as context:
        page = context.new_page()
        page.goto(served + "issues/2024-11.html")
        page.locator(opener).tap()
        violations = Axe().run(page).response["violations"]
        assert not [(violation["id"], violation["nodes"][0]["html"][:120]) for violation in violations]


def test_a_page_reads_at_twice_the_size(chromium: Browser, served: str) -> None:
    with chromium.new_context(viewport={"width": 640, "height": 450}) as context:
        page = context.new_page()
        page.goto(served + "issues/2024-11.html")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_forced_colours_leave_every_control_a_shape(chromium: Browser, served: str) -> None:
    with chromium.new_context(**PHONE, forced_colors="active") as context:
        page = context.new_page()
        page.goto(served + "issues/2024-11.html")
        page.locator(".aa").tap()
        for selector in (".thumb", ".panel"):
            assert page.locator(selector).evaluate("e => getComputedStyle(e).borderTopStyle") == "solid", selector
        chosen = page.locator("fieldset.theme input:checked + span")
        assert chosen.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
        page.goto(served + "sections/index.html")
        fill = page.locator(".chart").first.evaluate("e => getComputedStyle(e).fill")
        assert fill == page.evaluate("getComputedStyle(document.body).color")


@pytest.mark.parametrize(("motion", "moves"), [("reduce", False), ("no-preference", True)])
def test_who_wants_no_motion_gets_none(chromium: Browser, served: str, motion: str, moves: bool) -> None:
    with chromium.new_context(**PHONE, reduced_motion=motion) as context:
        page = context.new_page()
        page.goto(served + "issues/2024-11.html")
        moving = page.evaluate(
            "[...document.querySelectorAll('*')].some(e => getComputedStyle(e).transitionDuration !== '0s'"
            " || getComputedStyle(e).animationName !== 'none')"
        )
        assert moving == moves
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
