"""A static server on the loopback that compresses like a host does and counts what it sends."""

from __future__ import annotations

import gzip
import mimetypes
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".txt", ".xml")
"""What hosts compress on the way; the other types are sent as they are."""

LEVEL = 6
"""gzip's level on most hosts."""

KEPT = 3600
"""Seconds for which a browser may keep a file, so that a second visit finds it there."""


class Server(ThreadingHTTPServer):
    """The server. `address` is where it is; `sent` holds path and body's bytes of each answer, in order, and may be
    cleared between two measurements."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, folder: Path, prefix: str = "/") -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder = folder.resolve()
        self.prefix = prefix
        self.sent: list[tuple[str, int]] = []
        self.address = f"http://127.0.0.1:{self.server_address[1]}{prefix}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of browsers that go before they have heard all."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Handler(BaseHTTPRequestHandler):
    """Answers GET for files below the server's folder."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send the file."""
        path = unquote(urlsplit(self.path).path)
        place = (self.server.folder / path.removeprefix(self.server.prefix)).resolve()
        inside = path.startswith(self.server.prefix) and place.is_relative_to(self.server.folder)
        if not inside or not place.is_file():
            self._answer(404, "text/plain", b"")
        else:
            kind = mimetypes.guess_type(place.name)[0] or "application/octet-stream"
            self._answer(200, kind, place.read_bytes(), compress=place.suffix in COMPRESSED)

    def _answer(self, status: int, kind: str, body: bytes, *, compress: bool = False) -> None:
        self.send_response(status)
        if compress:
            body = gzip.compress(body, LEVEL)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", f"max-age={KEPT}")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.server.sent.append((self.path, len(body)))

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path, prefix: str = "/") -> Iterator[Server]:
    """Serve a folder under a path prefix while the context lasts."""
    server = Server(folder, prefix)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
