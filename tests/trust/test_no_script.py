"""Pages whose every word is an attack: nothing of it runs, nothing is asked for, and all of it is shown as words.

What elements and attributes a page may have is taken from a twin with harmless words, so that it follows the theme.
The short form opens every page as a document and a good part of them in the browser, the long form
(`QIKAN_TRUST=long`) all of them.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.conftest import QuietHandler
from tests.trust.hostile_archive import AN_ISSUE, PLACES, TITLE, issues, link_issue, marked
from tests.trust.payloads import ATTRIBUTES, DATA, MARKUP, PAYLOADS, SCRIPTS, STYLE
from tests.trust.test_published_files import is_strict

pytestmark = pytest.mark.browser

LONG = os.environ.get("QIKAN_TRUST") == "long"
EVERY = 1 if LONG else 9
"""Of the pages of a kind, one in so many is opened in the browser."""

SENTINEL = """
window.__owned = [];
window.owned = () => window.__owned.push(String(new Error().stack));
addEventListener('securitypolicyviolation', (event) => window.__owned.push('policy: ' + event.blockedURI), true);
"""
"""Runs in each page before anything else; a violation of the policy is an attack that got as far as that."""

LOOK = """
(page) => {
  const whole = page === null ? document : new DOMParser().parseFromString(page, 'text/html');
  const BASE = 'http://site.invalid/issues/2024-01/a.html';
  const forms = new Set(), schemes = new Set(), data = [], sources = [];
  for (const element of whole.querySelectorAll('*')) {
    forms.add(element.localName);
    for (const attribute of element.attributes) forms.add(element.localName + ' ' + attribute.name);
    for (const name of ['href', 'action', 'formaction', 'data', 'src', 'poster'])
      if (element.hasAttribute(name)) {
        const address = URL.canParse(element.getAttribute(name), BASE) && new URL(element.getAttribute(name), BASE);
        if (!address) continue;  // leads nowhere
        schemes.add(element.localName + ' ' + name + ' ' + address.protocol);
        if (name === 'src') sources.push(address.href);
      }
    if (element.localName === 'script' && element.type === 'application/ld+json') data.push(element.textContent);
  }
  const policy = whole.querySelector('meta[http-equiv="Content-Security-Policy"]');
  return { forms: [...forms], schemes: [...schemes], data, sources, text: whole.documentElement.textContent,
           policy: policy && policy.content, title: whole.title,
           pieces: [...whole.querySelectorAll('p, h1, h2, h3, h4, h5, h6, td, li, code')].map(e => e.textContent) };
}
"""
"""Tells what a page is made of: of the page that is open, or of the text of one."""

SCHEMES = {"a href https:", "a href http:", "a href mailto:", "a href tel:", "link href http:", "link href https:"}
SCHEMES |= {"link href data:", "script src http:", "img src http:", "form action http:", "use href http:"}


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    """A page that parses others."""
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture(scope="module")
def allowed(twin: Path, blank: Page) -> set[str]:
    """The elements, and their attributes, of a site of the same form with harmless words."""
    found: set[str] = set()
    for file in twin.rglob("*.html"):
        found.update(blank.evaluate(LOOK, file.read_text(encoding="utf-8"))["forms"])
    # What only some words bring about: a link that is not safe, a list's numbers, a picture that tells its size.
    return found | {"span", "ol start", "img width", "img height", "a rel", "figure class", "em", "br"}


@pytest.fixture
def watched(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what went wrong in it."""
    wrong: list[str] = []
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    context.add_init_script(SENTINEL)
    page = context.new_page()
    page.on("dialog", lambda dialog: (wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: wrong.append(f"error {error}"))
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("request", lambda request: wrong.append(request.url) if not _own(request.url) else None)
    yield page, wrong
    context.close()


def _own(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:image/svg+xml,", "blob:http://127.0.0.1:"))


def _visit(page: Page, wrong: list[str], url: str, *, lacking: bool = False) -> None:
    page.goto(url)
    assert page.evaluate("window.__owned") == [], url
    assert [words for words in wrong if not (lacking and "404 (File not found)" in words)] == [], url
    wrong.clear()


def test_every_page_has_the_form_of_a_harmless_one_and_shows_the_words(
    site: Path, blank: Page, allowed: set[str]
) -> None:
    made = {issue.id: issue for issue in issues(PAYLOADS)}
    files = sorted(site.rglob("*.html"))
    assert len(files) > 300
    for file in files:
        name = file.relative_to(site).as_posix()
        seen = blank.evaluate(LOOK, file.read_text(encoding="utf-8"))
        assert set(seen["forms"]) <= allowed, (name, set(seen["forms"]) - allowed)
        assert set(seen["schemes"]) <= SCHEMES, name
        assert all(source.startswith("http://site.invalid/") for source in seen["sources"]), name
        assert is_strict(seen["policy"]), name
        assert seen["title"] == TITLE or seen["title"].endswith("｜" + TITLE), name
        assert all(isinstance(json.loads(block), dict) for block in seen["data"]), name
        if name.startswith("issues/2024-"):
            _shows(made, name, seen)


def _shows(made: dict[str, Any], name: str, seen: dict[str, Any]) -> None:
    """Check that all words of an issue's page, or of an article's, are there as they were written."""
    issue, _, part = name.removeprefix("issues/").removesuffix(".html").partition("/")
    for order, article in enumerate(made[issue].articles):
        if part in ("", article.id):
            number = (made[issue].number - 1) * AN_ISSUE + order
            for place in PLACES:
                assert marked(number, place, PAYLOADS[number]) in seen["text"], (name, place)
            assert seen["pieces"].count(PAYLOADS[number]) >= 3, name


def test_pages_run_nothing_and_ask_for_nothing(site: Path, address: str, watched: tuple[Page, list[str]]) -> None:
    page, wrong = watched
    names = sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))
    kinds: dict[str, list[str]] = {}
    for name in names:
        folders, _, last = name.rpartition("/")
        kinds.setdefault(folders.rpartition("/")[0] + ("/index" if last == "index.html" else folders[:8]), []).append(
            name
        )
    chosen = [name for group in kinds.values() for name in (group if len(group) < 12 else group[::EVERY])]
    assert {"index.html", "404.html", "offline.html", "search.html", "sections/index.html"} <= set(chosen)
    assert len(chosen) >= 40
    for name in chosen:
        # The page 404 has its files where the site's address says, which is not here; and pictures of links are not.
        _visit(page, wrong, address + quote(name), lacking=name == "404.html" or "2025-02" in name)


def test_what_is_clicked_and_focused_runs_nothing(address: str, watched: tuple[Page, list[str]]) -> None:
    page, wrong = watched
    _visit(page, wrong, f"{address}issues/2024-02.html")
    page.evaluate(
        """() => document.querySelectorAll('main *').forEach((element) => {
             for (const kind of ['mouseover', 'click', 'focus', 'focusin', 'toggle', 'load', 'error', 'pointermove'])
               element.dispatchEvent(new Event(kind, { bubbles: kind !== 'click', cancelable: true }));
           })"""
    )
    assert page.evaluate("window.__owned") == []
    assert wrong == []


@pytest.mark.parametrize("dress", ["page", "address"])
def test_links_lead_to_no_script_in_any_dress(address: str, watched: tuple[Page, list[str]], dress: str) -> None:
    kept, refused = link_issue(2)
    assert len(refused) > 3 * len(SCRIPTS)
    assert kept.count("](") > 40
    page, wrong = watched
    _visit(page, wrong, f"{address}issues/2025-02{'' if dress == 'page' else '/a01'}.html", lacking=True)
    schemes = page.evaluate("[...document.querySelectorAll('main a')].map((link) => link.protocol)")
    assert set(schemes) <= {"http:", "https:", "mailto:", "tel:", ":"}  # the last one: no address at all
    assert len(schemes) > 60


def test_the_search_shows_attacks_as_words(address: str, watched: tuple[Page, list[str]]) -> None:
    page, wrong = watched
    for number in range(0, len(PAYLOADS), 1 if LONG else 16):
        words = marked(number, "title", "").removesuffix("〔尾〕")
        page.goto(f"{address}search.html?q={quote(words)}")
        expect(page.locator(".search-title").first).to_have_text(marked(number, "title", PAYLOADS[number]))
        expect(page.locator("#search-app")).not_to_have_attribute("aria-busy", "true")
        page.goto(f"{address}search.html?q={quote(PAYLOADS[number])}")
        expect(page.locator("#search-app")).not_to_have_attribute("aria-busy", "true")
        expect(page.locator("#search-app input[name=q]")).to_have_value(PAYLOADS[number])
        assert page.evaluate("window.__owned") == [], PAYLOADS[number]
        assert wrong == [], PAYLOADS[number]


def test_a_hit_that_is_followed_is_shown_as_words(address: str, watched: tuple[Page, list[str]]) -> None:
    page, wrong = watched
    for number in range(0, AN_ISSUE, 1 if LONG else 4):
        query = f"?hit={quote(PAYLOADS[number])}&at={quote(PAYLOADS[number])}&q={quote(PAYLOADS[number])}"
        _visit(page, wrong, f"{address}issues/2024-01/a{number + 1:02}.html{query}#p{quote(PAYLOADS[number])}")


def test_the_policy_stops_what_would_get_into_a_page(
    site: Path, address: str, browser: Browser, tmp_path: Path
) -> None:
    """The second wall: even a page into which attacks were put as markup runs none of them."""
    page_text = (site / "issues" / "2024-01.html").read_text(encoding="utf-8")
    moves = ("refresh", "<base", "<plaintext", "<textarea")  # these lead away or swallow the rest, and run nothing
    attacks = [words for words in (*MARKUP, *ATTRIBUTES, *DATA, *STYLE) if not any(word in words for word in moves)]
    (site / "owned.html").write_text(page_text.replace("<main", "".join(attacks) + "<main", 1), encoding="utf-8")
    asked: list[str] = []
    context = browser.new_context()
    context.add_init_script(SENTINEL)
    page = context.new_page()
    page.on("requestfinished", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: asked.append(request.url) if request.failure != "csp" else None)
    page.on("dialog", lambda dialog: (asked.append("dialog"), dialog.dismiss()))
    page.goto(f"{address}owned.html")
    page.wait_for_timeout(300)
    stopped = page.evaluate("window.__owned")
    assert len(stopped) > 10
    assert all(words.startswith("policy: ") for words in stopped)
    assert not [url for url in asked if "evil" in url]
    (site / "owned.html").unlink()
    context.close()
