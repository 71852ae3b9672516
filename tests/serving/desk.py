"""An editor's desk: an archive, a server that shows its site, what the terminal said."""

from __future__ import annotations

import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator import markdown
from generator.building.site import build
from generator.building.workers import ALONE
from generator.commands.building import order_of
from generator.model import Issue
from generator.serving import Live, Server, build_once, open_server, serve


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
