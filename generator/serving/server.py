"""The server: sockets and limits in a thread of their own, and the loop that builds after every edit."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from socket import socket
from threading import Event
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.iostream import IOStream
from tornado.netutil import bind_sockets

from generator.errors import QikanError, refused
from generator.serving.answers import LOOPBACK, Shown, application
from generator.serving.live import Live

SETTLE = 50
"""Milliseconds without a further change before a build begins; editors write a file in several steps."""
BEGUN = 1000
"""Milliseconds after which watching has surely begun; what was saved before that is looked for once."""
CONNECTIONS = 400
"""So many may be open at a time; one more closes the oldest. Most systems allow a process 1,024 open files."""
REQUEST_TIME = 20.0
"""Seconds that a client may take over sending a request, or hold a connection without one."""
REQUEST_SIZE = 32 * 1024
"""Bytes that the head and the body of a request may have, each; a browser's have few."""


class Door(HTTPServer):
    """Lets clients in, so many at a time."""

    def initialize(self, *args: Any, **options: Any) -> None:
        """Begin with no clients."""
        self.inside: dict[IOStream, None] = {}
        super().initialize(*args, **options)

    def handle_stream(self, stream: IOStream, address: tuple[Any, ...]) -> None:
        """Take a connection; where it is one too many, the oldest gives way: it has had its time."""
        if len(self.inside) >= CONNECTIONS:
            oldest = next(iter(self.inside))
            del self.inside[oldest]  # now: `on_close` comes later, and more clients may come before
            oldest.close()
        self.inside[stream] = None
        super().handle_stream(stream, address)

    def on_close(self, server_conn: Any) -> None:
        """Forget a connection."""
        self.inside.pop(server_conn.stream, None)
        super().on_close(server_conn)


class Server:
    """A site's server, listening from the start and answering while `run` goes on."""

    def __init__(self, host: str, port: int, output: Path, live: Live) -> None:
        """Listen; OSError where the address cannot be had."""
        self.shown = Shown(output, live, only_loopback=host in LOOPBACK)
        self.sockets: list[socket] = bind_sockets(port, host)
        self._stop = Event()
        self._wake: Callable[[], object] = lambda: None

    @property
    def url(self) -> str:
        """The address to open."""
        host, port = self.sockets[0].getsockname()[:2]
        return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self.sockets[0].getsockname()[1])

    def run(self) -> None:
        """Answer until `stop` is called, in another thread."""
        asyncio.run(self._answer())

    def stop(self) -> None:
        """Have `run` end, and give the address free."""
        self._stop.set()
        self._wake()

    async def _answer(self) -> None:
        logging.getLogger("tornado.general").setLevel(logging.ERROR)  # what is wrong with requests is their business
        loop, over = asyncio.get_running_loop(), asyncio.Event()
        self._wake = lambda: loop.call_soon_threadsafe(over.set)
        door = Door(
            application(self.shown),
            idle_connection_timeout=REQUEST_TIME,
            body_timeout=REQUEST_TIME,
            max_header_size=REQUEST_SIZE,
            max_body_size=REQUEST_SIZE,
        )
        try:
            door.add_sockets(self.sockets)
            if not self._stop.is_set():
                await over.wait()
        finally:
            self._wake = lambda: None  # the loop ends; `stop` may still be called
        door.stop()
        await door.close_all_connections()


def open_server(host: str, port: int, output: Path, live: Live) -> Server:
    """Return a server that listens; QikanError where the address cannot be had."""
    try:
        return Server(host, port, output, live)
    except OSError as error:
        raise QikanError(
            f"cannot serve on {host} port {port}: {error.strerror or error}.",
            remedy="Choose another one with --port, perhaps another server runs there; 0 takes any that is free.",
        ) from error


def changes(folders: Callable[[], Sequence[Path]], stop: Event) -> Iterator[None]:
    """Yield once for every burst of changes below some folders, and once when watching has begun, until `stop` is set.

    `folders` is asked again after each: a new setting may bring another theme.
    """
    from watchfiles import watch

    while not stop.is_set():
        watched = folders()
        watching = watch(*watched, stop_event=stop, step=SETTLE, rust_timeout=BEGUN, yield_on_timeout=True)
        begun = False
        for found in watching:
            if found or not begun:
                yield None
            begun = True
            if folders() != watched:
                break


def serve(
    server: Server,
    build: Callable[[], bool],
    folders: Callable[[], Sequence[Path]],
    tell: Callable[[str], None],
) -> None:
    """Serve until interrupted, and build again whenever something changes in the folders.

    `build` returns whether the site changed, and browsers reload only then. An error of a build that a person can mend
    is told and shown, and does not end the server. To be called in the main thread: builds run in the caller's, and
    the limit on the time of one content file needs a signal, which reaches the main thread only.
    """
    over = Event()
    with ThreadPoolExecutor(1) as other:
        answering = other.submit(server.run)
        answering.add_done_callback(lambda _: over.set())
        try:
            for _ in changes(folders, over):
                build_once(server.shown.live, build, tell)
        except KeyboardInterrupt:
            tell("stopped")
        finally:
            server.stop()
    answering.result()  # what went wrong with it, if anything did


def build_once(live: Live, build: Callable[[], bool], tell: Callable[[str], None]) -> None:
    """Build, and let terminal and browsers know how it went; one problem is told once."""
    try:
        changed = build()
    except QikanError as error:
        problem = str(error)
    except OSError as error:
        problem = str(refused(error))
    else:
        if changed or live.problem:
            live.built()
        return
    if problem != live.problem:
        tell(problem)
        live.built(problem)
