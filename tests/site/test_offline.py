"""What is left when the network goes: what was read, what was kept, and a word about the rest."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.conftest import QuietHandler
from tests.site.screens import PHONE

pytestmark = pytest.mark.browser

Host = tuple[str, Callable[[], None]]


@pytest.fixture
def host(folder: Path) -> Iterator[Host]:
    """The address of a server, and how to unplug it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(folder.parent)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()

    def unplug() -> None:
        if thread.is_alive():
            server.shutdown()
            thread.join()
            server.server_close()

    yield f"http://127.0.0.1:{server.server_port}/archive/", unplug
    unplug()


def controlled(page: Page, url: str) -> None:
    """Open a page and wait until the service worker is in charge of it."""
    page.goto(url)
    page.evaluate(
        "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller"
        " || new Promise(done => navigator.serviceWorker.addEventListener('controllerchange', done)))"
    )
    page.reload()


def test_what_was_read_opens_without_a_network(chromium: Browser, host: Host) -> None:
    address, unplug = host
    with chromium.new_context(**PHONE) as context:
        page = context.new_page()
        controlled(page, address + "index.html")
        page.goto(address + "issues/2024-11/a02.html")
        page.wait_for_load_state("networkidle")
        unplug()
        page.goto(address + "index.html")
        expect(page.locator("h1")).to_have_text("医周药事")
        page.goto(address + "issues/2024-11/a02.html?hit=x#p12")
        expect(page.locator("h1")).to_have_text("各种段落")
        assert page.evaluate("getComputedStyle(document.body).lineHeight !== 'normal'")
        page.goto(address + "issues/2024-13.html")
        expect(page.locator("h1")).to_have_text("现在没有网络")
        assert page.evaluate("getComputedStyle(document.body).lineHeight !== 'normal'")
        expect(page.locator(".name")).to_have_attribute("href", address + "index.html")


def test_a_whole_issue_is_kept_on_demand(chromium: Browser, host: Host) -> None:
    address, unplug = host
    with chromium.new_context(**PHONE) as context:
        page = context.new_page()
        controlled(page, address + "issues/2024-11.html")
        page.locator(".keep").tap()
        expect(page.locator(".toast")).to_contain_text("本期已存在本机")
        unplug()
        for article in ("a01", "a02", "a03", "a04"):
            page.goto(f"{address}issues/2024-11/{article}.html")
            expect(page.locator(f"article#{article}")).to_be_visible()
        page.goto(address + "issues/2024-11/a02.html")
        assert page.locator("article img").evaluate("img => img.decode().then(() => img.naturalWidth)") == 1


def test_a_page_is_fresh_while_there_is_a_network(chromium: Browser, host: Host, folder: Path) -> None:
    address, _ = host
    file = folder / "changing.html"
    with chromium.new_context(**PHONE) as context:
        page = context.new_page()
        file.write_text("<h1>old</h1>")
        os.utime(file, (1_700_000_000, 1_700_000_000))  # a browser may take so old a file for one that stays
        controlled(page, address + "index.html")
        page.goto(address + "changing.html")
        file.write_text("<h1>new, and longer</h1>")
        page.goto(address + "index.html")
        page.goto(address + "changing.html")
        expect(page.locator("h1")).to_have_text("new, and longer")
    file.unlink()


def test_an_update_is_told_and_waits_for_the_reader(chromium: Browser, host: Host, folder: Path) -> None:
    address, _ = host
    worker = folder / "sw.js"
    before = worker.read_text()
    try:
        with chromium.new_context(**PHONE) as context:
            page = context.new_page()
            controlled(page, address + "index.html")
            worker.write_text(before + "\n// changed\n")
            page.evaluate("navigator.serviceWorker.getRegistration().then(found => found.update())")
            expect(page.locator(".toast")).to_contain_text("网站有更新")
            assert page.evaluate("navigator.serviceWorker.getRegistration().then(found => found.waiting !== null)")
            with page.expect_navigation():
                page.locator(".toast .do").tap()
            assert page.evaluate("navigator.serviceWorker.getRegistration().then(found => found.waiting === null)")
    finally:
        worker.write_text(before)
