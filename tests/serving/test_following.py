"""`serve` follows every edit, survives mistakes, and ends when it is told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.building import patience, reading
from generator.errors import QikanError
from generator.model import Issue
from generator.serving import Live, build_once, open_server, serve
from generator.serving.pages import EVENTS, SCRIPT
from tests.serving.desk import Desk, after

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_a_server_that_could_not_begin_can_be_stopped(tmp_path: Path) -> None:
    server = open_server("127.0.0.1", 0, tmp_path, Live())
    for closed_early in server.sockets:
        closed_early.close()
    with ThreadPoolExecutor() as pool, pytest.raises((OSError, ValueError)):
        pool.submit(server.run).result(10)  # in a thread, for a browser's loop may run in this one
    server.stop()


def test_saving_the_same_again_reloads_nothing(desk: Desk) -> None:
    state = desk.live.state
    build_once(desk.live, desk.make, desk.said.append)
    assert desk.live.state == state


def test_an_edit_shows_and_an_error_shows_and_ends_nothing(desk: Desk) -> None:
    text = desk.file.read_text(encoding="utf-8")
    after(desk, lambda: desk.file.write_text(text.replace("跨过了一页", "跨过了三页"), encoding="utf-8"))
    assert "跨过了三页" in desk.get("issues/2024-11.html")[1]

    after(desk, lambda: desk.file.write_bytes("乱".encode("gb18030")))
    status, page = desk.get("issues/2024-11.html")
    assert status == 500
    assert "2024-11.md:1" in page
    assert SCRIPT in page
    assert "2024-11.md:1" in desk.said[-1]

    after(desk, lambda: desk.file.write_text(text, encoding="utf-8"))
    assert desk.get("issues/2024-11.html")[0] == 200


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the limit needs a signal")
def test_a_file_that_takes_for_ever_is_told_and_holds_up_no_later_build(
    tmp_path: Path, make_issue: Callable[..., Issue], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`serve` runs in the main thread here, as it does for its command: there the limit on a file's time holds."""
    monkeypatch.setattr(reading, "patience", lambda place: patience.patience(place, seconds=1.0))
    desk = Desk(tmp_path, make_issue(), begin=False)
    text = desk.file.read_text(encoding="utf-8")
    seen: list[object] = []

    def edit() -> None:
        try:
            after(desk, lambda: desk.file.write_text(text.replace("跨过了一页", "![[" * 300_000), encoding="utf-8"))
            seen.append(desk.get("issues/2024-11.html"))
            after(desk, lambda: desk.file.write_text(text.replace("跨过了一页", "跨过了五页"), encoding="utf-8"))
            seen.append(desk.get("issues/2024-11.html"))
        finally:
            desk.server.stop()

    with ThreadPoolExecutor(1) as editor:
        editing = editor.submit(edit)
        serve(desk.server, desk.make, lambda: [desk.content], desk.said.append)
        editing.result()
    (status, told), (then, mended) = seen
    assert (status, then) == (500, 200)
    assert "2024-11.md: this file takes longer than 1 seconds" in told
    assert "跨过了五页" in mended


@pytest.mark.skipif(os.name == "nt", reason="interrupts by signal")
def test_ctrl_c_ends_it_and_gives_the_port_free(desk: Desk, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "generator", "serve", "--content", str(desk.content), "--port", "0"]
    command += ["--output", str(tmp_path / "other" / "site"), "--jobs", "1"]
    started = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert started.stdout is not None
    lines = iter(started.stdout.readline, "")
    url = next(line.split()[1] for line in lines if line.startswith("serving "))
    assert url.startswith("http://127.0.0.1:")
    with urllib.request.urlopen(url, timeout=10) as answer:
        assert answer.status == 200
    with urllib.request.urlopen(f"{url}{EVENTS.lstrip('/')}", timeout=10) as listening:
        assert listening.readline() == b"data: 1\n"
        started.send_signal(signal.SIGINT)
        said = started.communicate(timeout=20)[1]
    assert (started.returncode, said.strip()) == (0, "qikan: stopped")


def test_a_port_in_use_is_told(desk: Desk) -> None:
    port = desk.server.port
    with pytest.raises(QikanError, match=f"port {port}.*--port"):
        open_server("127.0.0.1", port, desk.output, Live())
    desk.close()
    assert open_server("127.0.0.1", port, desk.output, Live()).port == port


def test_a_disk_that_fails_is_told_and_ends_nothing() -> None:
    live, said = Live(), list[str]()

    def fail() -> bool:
        raise OSError(28, "No space left on device", "site/index.html")

    build_once(live, fail, said.append)
    build_once(live, fail, said.append)
    assert (
        said
        == [live.problem]
        == ["site/index.html: No space left on device. Free some space on this disk and try again."]
    )
    build_once(live, lambda: False, said.append)
    assert (live.problem, live.state) == ("", 2)


@pytest.mark.browser
def test_the_browser_reloads_after_an_edit(desk: Desk, desktop: Page) -> None:
    desktop.goto(f"{desk.server.url}issues/2024-11.html")
    text = desk.file.read_text(encoding="utf-8")
    after(desk, lambda: desk.file.write_text(text.replace("跨过了一页", "跨过了四页"), encoding="utf-8"))
    desktop.get_by_text("跨过了四页").first.wait_for(timeout=15_000)
