"""Who may ask, and what clients that are slow, many or no browsers do to the others."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from generator.model import Issue
from generator.serving import server as server_module
from generator.serving.pages import EVENTS, SCRIPT
from generator.serving.server import CONNECTIONS, REQUEST_SIZE
from tests.serving.desk import Desk, closed, connected


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
