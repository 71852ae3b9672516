"""Answers requests: for a file of the site, the reload script, the stream of builds."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from tornado.iostream import StreamClosedError
from tornado.web import Application, Finish, RequestHandler, StaticFileHandler

from generator.building.files import below
from generator.errors import QikanError
from generator.serving.live import Live
from generator.serving.pages import (
    BESIDE_THE_WORKER,
    EVENTS,
    RELOAD,
    SCRIPT,
    TYPES,
    WORKER,
    error_page,
    type_of,
    with_script,
)

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
HEARTBEAT = 15.0
"""Seconds after which a waiting browser gets a sign of life, and we learn whether it is still there."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is served."""

    output: Path
    """The site's folder; builds swap it as a whole."""
    live: Live
    """The builds."""
    only_loopback: bool
    """Whether requests for other names than this machine's own are refused."""

    def file(self, name: str) -> Path | None:
        """Return a file of the site by its path; None where there is none, or it would lie outside the site."""
        try:
            file = below(self.output, name)
            inside = file.resolve().is_relative_to(self.output.resolve())
            return file if inside and file.is_file() else None
        except (OSError, QikanError, ValueError):  # a name that no file can have, among others
            return None


class Guard(RequestHandler):
    """Lets in what is meant for this machine, and says what all answers say."""

    def initialize(self, shown: Shown) -> None:
        """Take what is served."""
        self.shown = shown

    def prepare(self) -> None:
        """Refuse a request that means another host: a page elsewhere may have its name resolve to ours."""
        name = urlsplit(f"//{self.request.headers.get('Host', '')}").hostname
        if self.shown.only_loopback and name not in LOOPBACK:
            self.answer(HTTPStatus.FORBIDDEN, TYPES[".txt"], b"This server is for this machine only.\n")
            raise Finish

    def set_default_headers(self) -> None:
        """Have browsers keep nothing: the next build may be a moment away."""
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")

    def compute_etag(self) -> None:
        """Give no tag, for the same reason."""

    def answer(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        """Send an answer that is in memory."""
        self.set_status(status)
        self.set_header("Content-Type", kind)
        self.set_header("Content-Length", str(len(data)))
        if self.request.method != "HEAD":
            self.write(data)


class Script(Guard):
    """The script that reloads a page."""

    def get(self) -> None:
        """Send it."""
        self.answer(HTTPStatus.OK, TYPES[".js"], RELOAD)


class Events(Guard):
    """The stream of builds, until the browser goes away."""

    async def get(self) -> None:
        """Tell the number of builds, now and after each."""
        loop = asyncio.get_running_loop()
        self.news = asyncio.Event()
        self.left = False
        self.set_header("Content-Type", "text/event-stream")
        with self.shown.live.heard_by(lambda: loop.call_soon_threadsafe(self.news.set)), suppress(StreamClosedError):
            while not self.left:
                self.news.clear()
                self.write(f"data: {self.shown.live.state}\n\n")
                await self.flush()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.news.wait(), HEARTBEAT)

    def on_connection_close(self) -> None:
        """Wake up and leave."""
        self.left = True
        self.news.set()


class SiteFile(Guard, StaticFileHandler):
    """A file of the site."""

    def initialize(self, shown: Shown) -> None:  # type: ignore[override]
        """Serve from the site's folder."""
        Guard.initialize(self, shown)
        StaticFileHandler.initialize(self, path=str(shown.output))

    async def get(self, path: str, include_body: bool = True) -> None:
        """Send pages and the service worker with our additions, all else as it is, or the ranges asked for."""
        name = path + "index.html" if not path or path.endswith("/") else path
        file = self.shown.file(name)
        if file is None or file.suffix == ".html":
            self.send_page(file)
        elif name == WORKER:
            self.answer(HTTPStatus.OK, TYPES[".js"], BESIDE_THE_WORKER + file.read_bytes())
        else:
            await super().get(name, include_body)

    def send_page(self, file: Path | None) -> None:
        """Send a page, or that of the site for what is missing, or what is wrong with the build."""
        status = HTTPStatus.OK if file else HTTPStatus.NOT_FOUND
        page = file or self.shown.file("404.html")
        data = page.read_bytes() if page else b"Not found.\n"
        if self.shown.live.problem:
            status = HTTPStatus.INTERNAL_SERVER_ERROR
            data = error_page(self.shown.live.problem)
        self.answer(status, TYPES[".html"], with_script(data))

    def get_content_type(self) -> str:
        """Return the media type by the file's name."""
        return type_of(Path(self.absolute_path or ""))

    def should_return_304(self) -> bool:
        """Send every file whole: its time has seconds only, and two builds may fall into one."""
        return False


def application(shown: Shown) -> Application:
    """Return what answers all requests; it keeps no log, since the terminal is for builds."""
    given = {"shown": shown}
    return Application(
        [(EVENTS, Events, given), (SCRIPT, Script, given), (r"/(.*)", SiteFile, given)],
        log_function=lambda handler: None,
    )
