"""Photograph a built site, to be looked at: `python -m tools.screenshots site shots [--width 360 …] [PAGE …]`.

Every page is taken at every width in light, dark and sepia: the top of the page, and for an issue also a place in the
middle of its text. Needs the test dependencies.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from playwright.sync_api import Browser

from tests.support.browser import chromium

WIDTHS = (360, 390, 768, 1440, 2560)
"""A small and a usual phone, a tablet, a laptop, a wide screen; in CSS pixels."""
HEIGHTS = {360: 740, 390: 844, 768: 1024, 1440: 900, 2560: 1440}
THEMES = ("light", "dark", "sepia")
WITHOUT_SCROLLBARS = "--hide-scrollbars"


def pages_of(site: Path) -> list[str]:
    """Return one page of each kind: the front page, the newest issue and its first article, the listings, search."""
    issues = sorted(path.relative_to(site).as_posix() for path in site.glob("issues/*.html"))
    articles = sorted(path.relative_to(site).as_posix() for path in site.glob("issues/*/a01.html"))
    years = sorted(path.relative_to(site).as_posix() for path in site.glob("years/2*.html"))
    return [
        "index.html",
        *issues[-1:],
        *articles[-1:],
        *years[-1:],
        "sections/index.html",
        "sources/index.html",
        "search.html",
    ]


def photograph(browser: Browser, site: Path, page_path: str, width: int, theme: str, output: Path) -> None:
    """Write the pictures of one page at one width in one theme."""
    size = {"width": width, "height": HEIGHTS.get(width, 900)}
    with browser.new_context(viewport=size) as context:
        context.add_init_script(f"localStorage.setItem('qikan:theme', '{theme}')")
        page = context.new_page()
        page.goto((site / page_path).resolve().as_uri())
        name = f"{page_path.removesuffix('.html').replace('/', '-')}-{width}-{theme}"
        page.screenshot(path=output / f"{name}.png")
        middle = page.locator("article .text > p")
        if middle.count() > 1:
            middle.nth(middle.count() // 2).scroll_into_view_if_needed()
            page.wait_for_timeout(300)
            page.screenshot(path=output / f"{name}-text.png")


def main() -> None:
    """Read the command line and take the pictures."""
    parser = argparse.ArgumentParser(description="Photograph a built site.")
    parser.add_argument("site", type=Path, help="the folder of the built site")
    parser.add_argument("output", type=Path, help="the folder for the pictures")
    parser.add_argument("pages", nargs="*", help="pages, relative to the site; one of each kind where none is given")
    parser.add_argument("--width", type=int, action="append", help="a width in CSS pixels; may be given again")
    parser.add_argument("--theme", choices=THEMES, action="append", help="a theme; may be given again")
    given = parser.parse_intermixed_args()
    given.output.mkdir(parents=True, exist_ok=True)
    with chromium(WITHOUT_SCROLLBARS) as browser:
        for page_path in given.pages or pages_of(given.site):
            for width in given.width or WIDTHS:
                for theme in given.theme or THEMES:
                    photograph(browser, given.site, page_path, width, theme, given.output)


if __name__ == "__main__":
    main()
