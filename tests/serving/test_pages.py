"""What the server answers: pages as published, the script that reloads them, files and parts of them."""

from __future__ import annotations

import shutil
import threading
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from generator.errors import QikanError
from generator.serving import Live, build_once, open_server
from generator.serving.pages import SCRIPT
from tests.serving.desk import Desk


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


def test_a_hidden_page_listens_to_nothing_and_the_worker_lets_the_stream_pass(desk: Desk) -> None:
    assert "document.hidden" in desk.get(SCRIPT.lstrip("/"))[1]
    served, published = desk.get("sw.js")[1], (desk.output / "sw.js").read_text(encoding="utf-8")
    assert served.endswith(published)
    assert "stopImmediatePropagation" in served.removesuffix(published)


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
