"""Links to other sites: asked for once each, over a real connection to this machine."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from generator.checking import as_text, check_external
from generator.checking.external import answer
from tests.checking.sound import SOUND, archive


class Host(BaseHTTPRequestHandler):
    """Answers `/there` always, `/get` to GET only, `/药` under its encoded name, nothing else."""

    asked: list[str] = []  # noqa: RUF012

    def do_HEAD(self) -> None:
        self.asked.append(self.path)
        known = {"/there": 200, "/get": 405, "/%E8%8D%AF": 200}
        self.send_response(known.get(self.path, 404))
        self.end_headers()

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/get" else 404)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    thread = Thread(target=server.serve_forever)
    thread.start()
    Host.asked.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_answers(host: str) -> None:
    assert answer(f"{host}/there#part") == ""
    assert answer(f"{host}/get") == ""
    assert answer(f"{host}/药") == ""
    assert answer(f"{host}/gone") == "status 404"
    assert answer("http://127.0.0.1:1/") != ""
    assert answer("http://[") != ""


def test_each_address_is_asked_once_and_told_with_its_line(tmp_path: Path, host: str) -> None:
    links = f"[甲]({host}/there) [乙]({host}/gone) [丙]({host}/gone) [丁](mailto:a@b.cn)"
    file = archive(tmp_path) / "issues" / "2024-11.md"
    file.write_text(SOUND.replace("见[第 3 页](#p3)", links), encoding="utf-8")
    (tmp_path / "issues" / "2024-12.md").write_text("no issue", encoding="utf-8")
    (message,) = check_external(tmp_path)
    assert as_text(message) == (
        f"{file.as_posix()}:40: warning X01: {host}/gone does not answer: status 404. "
        "Look whether it has moved; remove it if not."
    )
    assert sorted(Host.asked) == ["/gone", "/there"]
