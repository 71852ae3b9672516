"""`serve` shows the site, follows every edit, and survives mistakes."""

from __future__ import annotations

import shutil
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator import markdown
from generator.building.site import build
from generator.building.workers import ALONE
from generator.commands.building import order_of
from generator.errors import QikanError
from generator.model import Issue
from generator.serving import SCRIPT, Live, Server, build_once, open_server, serve

if TYPE_CHECKING:
    from playwright.sync_api import Page


class Desk:
    """An editor's desk: an archive, a server, what the terminal said."""

    def __init__(self, folder: Path, issue: Issue) -> None:
        self.content = folder / "content"
        self.file = self.content / "issues" / f"{issue.id}.md"
        self.file.parent.mkdir(parents=True)
        self.file.write_text(markdown.write(issue), encoding="utf-8")
        self.output = folder / "site"
        self.said: list[str] = []
        self.live = Live()
        self.server: Server = open_server("127.0.0.1", 0, self.output, self.live)
        build_once(self.live, self.make, self.said.append)
        self.thread = threading.Thread(
            target=serve, args=(self.server, self.make, [self.content], self.said.append), daemon=True
        )
        self.thread.start()

    def make(self) -> None:
        build(order_of(self.content, self.output, None, None, ALONE))

    def get(self, path: str, host: str = "") -> tuple[int, str]:
        request = urllib.request.Request(self.server.url + path, headers={"Host": host} if host else {})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join(10)


@pytest.fixture
def desk(tmp_path: Path, make_issue: Callable[..., Issue]) -> Iterator[Desk]:
    made = Desk(tmp_path, make_issue())
    yield made
    made.close()


def wait_for_build(desk: Desk, edit: Callable[[], object]) -> None:
    """Edit, and wait until the build that follows has ended. The watcher needs a moment to begin, so edit again."""
    before = desk.live.state
    for _ in range(40):
        edit()
        with desk.live._changed:
            if desk.live._changed.wait_for(lambda: desk.live.state != before, timeout=0.5):
                return
    pytest.fail("no build followed the edit")


def test_pages_are_served_with_the_reload_script_only_here(desk: Desk) -> None:
    status, page = desk.get("issues/2024-11.html")
    assert status == 200
    assert SCRIPT in page
    assert SCRIPT not in (desk.output / "issues" / "2024-11.html").read_text(encoding="utf-8")
    assert desk.get("")[1] == desk.get("index.html")[1]
    assert desk.get("issues/2024-11.json")[1] == (desk.output / "issues/2024-11.json").read_text(encoding="utf-8")
    assert "EventSource" in desk.get(SCRIPT.lstrip("/"))[1]


def test_a_missing_page_is_the_sites_own(desk: Desk) -> None:
    status, page = desk.get("nowhere.html")
    assert status == 404
    assert "没有这一页" in page


@pytest.mark.parametrize("path", ["../content/issues/2024-11.md", "%2e%2e/content/site.toml", "..%5ccontent", "a//b"])
def test_nothing_outside_the_site_is_served(desk: Desk, path: str) -> None:
    assert desk.get(path)[0] == 404


def test_a_name_that_only_resolves_to_us_is_refused(desk: Desk) -> None:
    assert desk.get("index.html", host="evil.example")[0] == 403
    assert desk.get("index.html", host=f"localhost:{desk.server.server_address[1]}")[0] == 200


def test_an_edit_shows_and_an_error_shows_and_ends_nothing(desk: Desk) -> None:
    text = desk.file.read_text(encoding="utf-8")
    wait_for_build(desk, lambda: desk.file.write_text(text.replace("跨过了一页", "跨过了三页"), encoding="utf-8"))
    assert "跨过了三页" in desk.get("issues/2024-11.html")[1]

    wait_for_build(desk, lambda: desk.file.write_bytes("乱".encode("gb18030")))
    status, page = desk.get("issues/2024-11.html")
    assert status == 500
    assert "2024-11.md:1" in page
    assert SCRIPT in page
    assert "2024-11.md:1" in desk.said[-1]

    wait_for_build(desk, lambda: desk.file.write_text(text, encoding="utf-8"))
    assert desk.get("issues/2024-11.html")[0] == 200


def test_a_port_in_use_is_told(desk: Desk) -> None:
    port = desk.server.server_address[1]
    with pytest.raises(QikanError, match=f"port {port}.*--port"):
        open_server("127.0.0.1", int(port), desk.output, Live())


def test_a_site_that_was_never_built_answers_with_the_error(tmp_path: Path) -> None:
    live = Live()
    server = open_server("127.0.0.1", 0, tmp_path / "none", live)

    def fail() -> None:
        raise QikanError("nothing works.", place="x.md:3")

    said: list[str] = []
    build_once(live, fail, said.append)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(server.url, timeout=10)
    assert "x.md:3: nothing works." in caught.value.read().decode()
    assert said == ["x.md:3: nothing works."]
    server.shutdown()
    server.server_close()
    thread.join(10)
    shutil.rmtree(tmp_path / "none", ignore_errors=True)


@pytest.mark.browser
def test_the_browser_reloads_after_an_edit(desk: Desk, desktop: Page) -> None:
    desktop.goto(f"{desk.server.url}issues/2024-11.html")
    text = desk.file.read_text(encoding="utf-8")
    wait_for_build(desk, lambda: desk.file.write_text(text.replace("跨过了一页", "跨过了四页"), encoding="utf-8"))
    desktop.get_by_text("跨过了四页").first.wait_for(timeout=15_000)
