"""A small archive on disk and behind a server, and a real Chromium to read it with."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.rendering import render_search
from generator.search import client_files, head_data, index_issue, page_parts, plan, text_files
from tests.rendering.samples import ISSUES, SITE, THEME, render_all
from tests.search.archives import merge

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
"""A picture of one pixel, for the figure of the sample issue."""


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and tells nobody."""

    def log_request(self, code: object = "-", size: object = "-") -> None:
        pass

    def log_error(self, *args: object) -> None:
        pass


def search_files() -> dict[str, bytes]:
    """Return the search of the sample archive."""
    texts = [text_files(issue) for issue in ISSUES]
    indexes = [index_issue(issue) for issue in ISSUES]
    page = render_search(SITE, THEME, head_data(plan(index.summary for index in indexes)), *page_parts())
    words = {path: data for files in texts for path, data in files.items()}
    return {**merge(indexes), **page, **client_files(), **words}


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site's files, under a folder of their own (`archive/`) as under a sub-path."""
    site = tmp_path_factory.mktemp("host") / "archive"
    for path, data in {**render_all(), **search_files(), "issues/2024-11/p13-1.png": PIXEL}.items():
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return site


@pytest.fixture(scope="session")
def served(folder: Path) -> Iterator[str]:
    """The address of the site behind a server, below a sub-path."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(folder.parent)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/archive/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=["file", "http"])
def address(request: pytest.FixtureRequest, folder: Path, served: str) -> str:
    """The site's address: from disk, and behind a server under a sub-path."""
    return f"{folder.as_uri()}/" if request.param == "file" else served


@pytest.fixture(scope="session")
def chromium(browser: Browser) -> Browser:
    """The Chromium that all tests share: a process can drive one Playwright only."""
    return browser
