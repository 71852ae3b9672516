"""`serve` shows the site, follows every edit, and survives mistakes."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator import markdown
from generator.building import patience, reading
from generator.building.site import build
from generator.building.workers import ALONE
from generator.commands.building import order_of
from generator.errors import QikanError
from generator.model import Issue
from generator.serving import Live, Server, build_once, open_server, serve
from generator.serving import server as server_module
from generator.serving.pages import EVENTS, SCRIPT
from generator.serving.server import CONNECTIONS, REQUEST_SIZE

if TYPE_CHECKING:
    from playwright.sync_api import Page


class Desk:
    """An editor's desk: an archive, a server, what the terminal said."""

    def __init__(self, folder: Path, issue: Issue, *, begin: bool = True, host: str = "127.0.0.1") -> None:
        self.content = folder / "content"
        self.file = self.content / "issues" / f"{issue.id}.md"
        self.file.parent.mkdir(parents=True)
        self.file.write_text(markdown.write(issue), encoding="utf-8")
        self.output = folder / "site"
        self.said: list[str] = []
        self.live = Live()
        self.server: Server = open_server(host, 0, self.output, self.live)
        build_once(self.live, self.make, self.said.append)
        self.thread = threading.Thread(
            target=serve, args=(self.server, self.make, lambda: [self.content], self.said.append), daemon=True
        )
        if begin:
            self.thread.start()

    def make(self) -> bool:
        built = build(order_of(self.content, self.output, None, None, ALONE))
        return bool(built.totals.changed or built.totals.removed)

    def get(self, path: str, host: str = "") -> tuple[int, str]:
        request = urllib.request.Request(self.server.url + path, headers={"Host": host} if host else {})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def head(self, path: str) -> dict[str, str]:
        """Return what is said of a file, whether it is there or not."""
        try:
            with urllib.request.urlopen(self.server.url + path, timeout=10) as answer:
                return dict(answer.headers)
        except urllib.error.HTTPError as error:
            return dict(error.headers)

    def close(self) -> None:
        self.server.stop()
        self.thread.join(10)


@pytest.fixture
def desk(tmp_path: Path, make_issue: Callable[..., Issue]) -> Iterator[Desk]:
    made = Desk(tmp_path, make_issue())
    yield made
    made.close()


def after(desk: Desk, edit: Callable[[], object]) -> None:
    """Edit, and wait until the build that follows has ended."""
    before = desk.live.state
    edit()
    if not desk.live.wait_for_change(before, 30):
        pytest.fail("no build followed the edit")


@contextmanager
def connected(desk: Desk, sent: bytes = b"") -> Iterator[socket.socket]:
    """Connect to the server and send something."""
    with socket.create_connection(("127.0.0.1", desk.server.port), timeout=10) as connection:
        connection.sendall(sent)
        yield connection


def test_a_server_that_could_not_begin_can_be_stopped(tmp_path: Path) -> None:
    server = open_server("127.0.0.1", 0, tmp_path, Live())
    for closed_early in server.sockets:
        closed_early.close()
    with pytest.raises((OSError, ValueError)):
        server.run()
    server.stop()


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


@pytest.mark.parametrize(
    "path",
    [
        *("../content/issues/2024-11.md", "%2e%2e/content/issues/2024-11.md", "..%5ccontent", "%2Fetc%2Fhostname"),
        *("issues//2024-11.html", "issues/../index.html", "./index.html", "index.html/", "index.html%00", "%00"),
        *("a" * 300, "a/" * 3000, "%F0%9F%98%80" * 80),
    ],
    ids=lambda path: path[:30],
)
def test_nothing_outside_the_site_and_no_file_by_a_second_name_is_served(
    desk: Desk, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert desk.get(path)[0] == 404
    assert caplog.text == ""


def test_browsers_keep_nothing_guess_nothing_and_learn_nothing_of_us(desk: Desk) -> None:
    for path in ("index.html", "nowhere.html", "issues/2024-11.json", "sw.js", SCRIPT.lstrip("/")):
        headers = desk.head(path)
        assert headers["Cache-Control"] == "no-store", path
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert not headers.keys() & {"Server", "Etag", "Set-Cookie", "Access-Control-Allow-Origin"}, path
        assert headers["Content-Type"].endswith("; charset=utf-8"), path
    since = {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    request = urllib.request.Request(f"{desk.server.url}issues/2024-11.json", headers=since)
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.status == 200


def test_what_is_wrong_is_shown_as_words(desk: Desk) -> None:
    desk.live.built("<script>owned()</script>&amp;.md:1: <img src=x onerror=owned()>")
    page = desk.get("index.html")[1]
    assert "&lt;script&gt;owned()&lt;/script&gt;&amp;amp;.md:1: &lt;img src=x" in page
    assert page.count("<script") == 1
    assert "<img" not in page


def test_a_link_that_leads_out_of_the_site_is_not_followed(desk: Desk) -> None:
    (desk.output / "away.md").symlink_to(desk.file)
    (desk.output / "folder").symlink_to(desk.content, target_is_directory=True)
    assert desk.get("away.md")[0] == 404
    assert desk.get("folder/issues/2024-11.md")[0] == 404


def test_a_part_of_a_file_can_be_had(desk: Desk) -> None:
    whole = (desk.output / "issues/2024-11.json").read_bytes()
    request = urllib.request.Request(f"{desk.server.url}issues/2024-11.json", headers={"Range": "bytes=5-24"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.status == 206
        assert answer.headers["Content-Range"] == f"bytes 5-24/{len(whole)}"
        assert answer.read() == whole[5:25]


def test_head_tells_the_size_and_sends_nothing(desk: Desk) -> None:
    for path in ("issues/2024-11.html", "issues/2024-11.json"):
        with urllib.request.urlopen(desk.server.url + path, timeout=10) as answer:
            size = len(answer.read())
        request = urllib.request.Request(desk.server.url + path, method="HEAD")
        with urllib.request.urlopen(request, timeout=10) as answer:
            assert int(answer.headers["Content-Length"]) == size
            assert answer.read() == b""


@pytest.mark.parametrize(
    "request_head",
    [
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * (REQUEST_SIZE + 1) + b"\r\n\r\n",
        b"GET /" + b"a" * (REQUEST_SIZE + 1) + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999999\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % (REQUEST_SIZE + 1)
        + b"x" * (REQUEST_SIZE + 1),
        b"\x16\x03\x01\x02\x00\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"GET /%ff HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ],
    ids=["header", "path", "long body", "body", "noise", "length", "letters"],
)
def test_what_is_no_request_is_refused_and_the_rest_goes_on(
    desk: Desk, request_head: bytes, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with connected(desk) as connection:
        try:
            connection.sendall(request_head)
            said = connection.recv(100)
        except ConnectionError:
            said = b""
    assert said == b"" or said.startswith(b"HTTP/1.1 400")
    assert desk.get("index.html")[0] == 200
    assert capfd.readouterr().err == caplog.text == ""


def closed(connection: socket.socket) -> bool:
    """Whether the other side ends a connection, whatever it says before."""
    connection.settimeout(2)
    try:
        while connection.recv(100_000):
            pass
    except ConnectionError:
        pass
    except TimeoutError:
        return False
    return True


@pytest.mark.parametrize(
    "sent", [b"", b"GET / HTTP/1.1\r\nHo", b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n1"]
)
def test_who_takes_too_long_is_shown_out(
    tmp_path: Path, make_issue: Callable[..., Issue], monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    monkeypatch.setattr(server_module, "REQUEST_TIME", 0.3)
    desk = Desk(tmp_path, make_issue())
    try:
        with connected(desk, sent) as connection:
            assert closed(connection)
    finally:
        desk.close()


def test_slow_clients_hold_up_nobody(desk: Desk) -> None:
    """More clients than may be open at a time, who send a byte now and then or read nothing of a stream or a file."""
    kinds = (b"G", b"GET / HTTP/1.1\r\nHo", f"GET {EVENTS} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    before = threading.active_count()
    with ExitStack() as stack:
        slow = [stack.enter_context(connected(desk, kinds[place % 3])) for place in range(CONNECTIONS + 50)]
        began = time.monotonic()
        for _ in range(5):
            assert desk.get("issues/2024-11.html")[0] == 200
            for connection in slow[-20:]:
                connection.sendall(b"E")
        assert time.monotonic() - began < 5
        assert all(closed(connection) for connection in slow[:50])  # the oldest gave way, each to one
        assert threading.active_count() <= before + 1


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="asks Linux for the memory in use")
def test_memory_does_not_grow_with_clients_who_do_not_read(desk: Desk) -> None:
    def megabytes() -> float:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6

    with (desk.output / "scan.pdf").open("wb") as file:
        file.truncate(20_000_000)
    before = megabytes()
    with ExitStack() as stack:
        for _ in range(15):
            client = stack.enter_context(connected(desk, b"GET /scan.pdf HTTP/1.1\r\nHost: localhost\r\n\r\n"))
            assert client.recv(12) == b"HTTP/1.1 200"
        assert desk.get("issues/2024-11.json")[0] == 200
        assert megabytes() - before < 60  # of 300


def test_who_stays_is_not_shown_out_for_those_who_left(desk: Desk) -> None:
    with connected(desk, f"GET {EVENTS} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()) as listening:
        assert listening.recv(1000).startswith(b"HTTP/1.1 200")
        for _ in range(CONNECTIONS + 10):
            with connected(desk):
                pass
        desk.live.built()
        assert b"data: 2" in listening.recv(1000)


def test_a_hidden_page_listens_to_nothing_and_the_worker_lets_the_stream_pass(desk: Desk) -> None:
    assert "document.hidden" in desk.get(SCRIPT.lstrip("/"))[1]
    served, published = desk.get("sw.js")[1], (desk.output / "sw.js").read_text(encoding="utf-8")
    assert served.endswith(published)
    assert "stopImmediatePropagation" in served.removesuffix(published)


def test_saving_the_same_again_reloads_nothing(desk: Desk) -> None:
    state = desk.live.state
    build_once(desk.live, desk.make, desk.said.append)
    assert desk.live.state == state


def test_a_name_that_only_resolves_to_us_is_refused(desk: Desk) -> None:
    assert desk.get("index.html", host="evil.example")[0] == 403
    for other in ("127.0.0.1.evil.example", "localhost.", "127.0.0.2", "[::2]", "-"):
        assert desk.get("index.html", host=other)[0] == 403, other
    for path in (SCRIPT.lstrip("/"), EVENTS.lstrip("/"), "issues/2024-11.json", "nowhere.html"):
        assert desk.get(path, host="evil.example")[0] == 403, path
    for ours in ("localhost", f"localhost:{desk.server.port}", "[::1]", "LOCALHOST"):
        assert desk.get("index.html", host=ours)[0] == 200, ours


def test_any_name_is_fine_where_others_may_look(tmp_path: Path, make_issue: Callable[..., Issue]) -> None:
    desk = Desk(tmp_path, make_issue(), host="0.0.0.0")
    try:
        with connected(desk, b"GET /index.html HTTP/1.1\r\nHost: our-desk.example\r\n\r\n") as connection:
            assert connection.recv(100).startswith(b"HTTP/1.1 200")
    finally:
        desk.close()


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


def test_a_site_that_was_never_built_answers_with_the_error(tmp_path: Path) -> None:
    live = Live()
    server = open_server("127.0.0.1", 0, tmp_path / "none", live)

    def fail() -> bool:
        raise QikanError("nothing works.", place="x.md:3")

    said: list[str] = []
    build_once(live, fail, said.append)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(server.url, timeout=10)
    assert "x.md:3: nothing works." in caught.value.read().decode()
    assert said == ["x.md:3: nothing works."]
    server.stop()
    thread.join(10)
    shutil.rmtree(tmp_path / "none", ignore_errors=True)


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
