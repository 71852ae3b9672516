"""What `serve` adds to the site's files, and says in their place; what it calls their types."""

from __future__ import annotations

import mimetypes
from html import escape
from pathlib import Path

PREFIX = "/_qikan/"
"""Below it lies what is not the site's."""
EVENTS = f"{PREFIX}events"
SCRIPT = f"{PREFIX}reload.js"
WORKER = "sw.js"
"""The theme's service worker, where it has one."""

TAG = f'<script src="{SCRIPT}" defer></script>'.encode()
RELOAD = f"""\
let events = null, state = null;
function listen() {{
  if (events) events.close();
  events = null;
  if (document.hidden) return; // a browser has few connections to a host, and a page that nobody sees needs none
  events = new EventSource({EVENTS!r});
  events.onmessage = (event) => {{
    if (state !== null && state !== event.data) location.reload();
    state = event.data;
  }};
}}
document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => {{ if (events) events.close(); }});
addEventListener("pageshow", (event) => {{ if (event.persisted) listen(); }});
listen();
""".encode()
BESIDE_THE_WORKER = b"""\
self.addEventListener('fetch', (event) => {
  if (new URL(event.request.url).pathname.startsWith('%b')) event.stopImmediatePropagation();
});
""" % PREFIX.encode()
"""Keeps a service worker from storing the stream of events, which never ends."""
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
    ".epub": "application/epub+zip",
    ".webmanifest": "application/manifest+json; charset=utf-8",
}
"""Types that must not depend on what the machine knows."""


def with_script(page: bytes) -> bytes:
    """Return an HTML page with the reload script at its end."""
    place = page.rfind(b"</body>")
    return page + TAG if place < 0 else page[:place] + TAG + page[place:]


def error_page(problem: str) -> bytes:
    """Return the page that stands for all others while the archive cannot be built."""
    return ERROR_PAGE.format(problem=escape(problem)).encode()


def type_of(file: Path) -> str:
    """Return the media type of a file by its name."""
    return TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
