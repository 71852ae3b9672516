"""`serve`: the site on this machine, built again after every edit, the browser reloading by itself.

Three things at work: a watcher thread that builds, HTTP threads that answer from the output folder, and `Live`, which
both of them know. Pages get one script more than the published ones; nothing else differs.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator, Sequence
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Event, Thread
from urllib.parse import unquote, urlsplit

from generator.building.files import below
from generator.errors import QikanError

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
EVENTS = "/_qikan/events"
SCRIPT = "/_qikan/reload.js"
HEARTBEAT = 15.0
"""Seconds after which a waiting browser gets a sign of life, and we learn whether it is still there."""
SETTLE = 50
"""Milliseconds without a further change before a build begins; editors write a file in several steps."""
TAG = f'<script src="{SCRIPT}" defer></script>'.encode()
RELOAD = f"""\
const events = new EventSource({EVENTS!r});
let state = null;
events.onmessage = (event) => {{
  if (state !== null && state !== event.data) location.reload();
  state = event.data;
}};
""".encode()
ERROR_PAGE = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Qikan: the build failed</title>
<style>body{{font:1rem/1.6 system-ui,sans-serif;max-width:45rem;margin:10vh auto;padding:0 1rem}}
pre{{white-space:pre-wrap;overflow-wrap:anywhere;padding:1rem;border-left:.25rem solid #b00;background:#8881}}</style>
</head><body><h1>The build failed</h1><pre>{problem}</pre>
<p>This page goes away by itself when the problem is mended and the file saved.</p></body></html>
"""
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
}
"""Types that must not depend on what the machine knows."""


class Live:
    """What the watcher tells the browsers: how many builds there were, and whether the last one failed."""

    def __init__(self) -> None:
        self._changed = Condition()
        self.state = 0
        self.problem = ""

    def built(self, problem: str = "") -> None:
        """Tell that a build ended, with what was wrong or nothing."""
        with self._changed:
            self.state += 1
            self.problem = problem
            self._changed.notify_all()

    def wait_for_change(self, since: int | None) -> int:
        """Return the number of builds when it differs from `since`, or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: self.state != since, timeout=HEARTBEAT)
            return self.state


class Server(ThreadingHTTPServer):
    """Answers from the output folder."""

    daemon_threads = True

    def __init__(self, host: str, port: int, output: Path, live: Live) -> None:
        self.output = output
        self.live = live
        self.only_loopback = host in LOOPBACK
        super().__init__((host, port), Handler)

    @property
    def url(self) -> str:
        """The address to open."""
        host, port = self.server_address[:2]
        return f"http://{host!s}:{port}/"


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer a request for a file, for the script, or for the stream of events."""
        path = unquote(urlsplit(self.path).path)
        if not self._is_for_us():
            self._send(HTTPStatus.FORBIDDEN, "text/plain; charset=utf-8", b"This server is for this machine only.\n")
        elif path == EVENTS:
            self._send_events()
        elif path == SCRIPT:
            self._send(HTTPStatus.OK, TYPES[".js"], RELOAD)
        else:
            self._send_file(path)

    do_HEAD = do_GET  # noqa: N815 - the name is the base class's

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep quiet: the terminal is for builds."""

    def _is_for_us(self) -> bool:
        """Tell whether the request means this machine; a page elsewhere may have its name resolve to ours."""
        name = urlsplit(f"//{self.headers.get('Host', '')}").hostname
        return not self.server.only_loopback or name in LOOPBACK

    def _send_file(self, path: str) -> None:
        data, kind = self._file(path)
        status = HTTPStatus.OK
        if data is None:
            status = HTTPStatus.NOT_FOUND
            data, kind = self._file("/404.html")
        data = data if data is not None else b"Not found.\n"
        if kind == TYPES[".html"]:
            if self.server.live.problem:
                status = HTTPStatus.INTERNAL_SERVER_ERROR
                data = ERROR_PAGE.format(problem=escape(self.server.live.problem)).encode()
            data = with_script(data)
        self._send(status, kind, data)

    def _file(self, path: str) -> tuple[bytes | None, str]:
        """Return a file of the site and its type; None where there is none."""
        name = path.lstrip("/")
        if not name or name.endswith("/"):
            name += "index.html"
        try:
            file = below(self.server.output, name)
            return file.read_bytes(), type_of(file)
        except (OSError, QikanError):
            return None, TYPES[".html"]

    def _send(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _send_events(self) -> None:
        """Tell a browser about builds until it goes away."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        state: int | None = None
        try:
            while True:
                state = self.server.live.wait_for_change(state)
                self.wfile.write(f"data: {state}\n\n".encode())
                self.wfile.flush()
        except OSError:
            return  # the browser left


def with_script(page: bytes) -> bytes:
    """Return an HTML page with the reload script at its end."""
    place = page.rfind(b"</body>")
    return page + TAG if place < 0 else page[:place] + TAG + page[place:]


def type_of(file: Path) -> str:
    """Return the media type of a file by its name."""
    return TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"


def open_server(host: str, port: int, output: Path, live: Live) -> Server:
    """Return a server that listens; QikanError where the address cannot be had."""
    try:
        return Server(host, port, output, live)
    except OSError as error:
        raise QikanError(
            f"cannot serve on {host} port {port}: {error.strerror or error}.",
            remedy="Choose another one with --port, perhaps another server runs there; 0 takes any that is free.",
        ) from error


def changes(folders: Sequence[Path], stop: Event) -> Iterator[None]:
    """Yield once for every burst of changes below some folders, until `stop` is set."""
    from watchfiles import watch

    for _ in watch(*folders, stop_event=stop, step=SETTLE, raise_interrupt=False):
        yield None


def serve(
    server: Server,
    build: Callable[[], None],
    folders: Sequence[Path],
    tell: Callable[[str], None],
) -> None:
    """Serve until interrupted, and build again whenever something changes in the folders.

    An error of a build that a person can mend is told and shown, and does not end the server.
    """
    stop = Event()

    def keep_building() -> None:
        for _ in changes(folders, stop):
            build_once(server.live, build, tell)

    watcher = Thread(target=keep_building, daemon=True)
    watcher.start()
    try:
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        tell("stopped")
    finally:
        stop.set()
        server.server_close()
        watcher.join(timeout=5)


def build_once(live: Live, build: Callable[[], None], tell: Callable[[str], None]) -> None:
    """Build, and let terminal and browsers know how it went."""
    try:
        build()
    except QikanError as error:
        problem = str(error)
    except OSError as error:
        problem = f"{error.filename}: {error.strerror}." if error.filename else f"{error}."
    else:
        live.built()
        return
    tell(problem)
    live.built(problem)
