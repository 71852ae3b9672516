"""Every code about the built site: a page that has the fault, and one beside it that has not."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generator.checking import check, check_site
from generator.checking.message import as_text
from generator.errors import QikanError

PAGE = "<!doctype html>\n<html lang=zh><head><title>题</title></head>\n<body>\n{}\n</body></html>\n"


def build(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write a site of three pages and what a case adds; an HTML fragment becomes a whole page."""
    base: dict[str, str | bytes] = {
        "index.html": '<a href="issues/2024-11.html#p7">第 7 页</a>',
        "issues/2024-11.html": '<p id="p7"><a href="../index.html">首页</a></p>',
        "issues/2024-11/a01.html": '<a href="../2024-11.html?x=1#p7">整期</a>',
    }
    for path, text in {**base, **files}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, str):
            text = (
                PAGE.replace("{}", text).encode() if path.endswith(".html") and "<html" not in text else text.encode()
            )
        file.write_bytes(text)
    return folder


def codes(folder: Path) -> list[str]:
    return [message.code for message in check_site(folder)]


SOUND = [
    (
        "x.html",
        '<a href="#top">上</a><a href="#q=药">搜</a><a href="https://a.cn/#x">外</a><a href="mailto:a@b.cn">信</a>',
    ),
    ("x.html", '<a href="issues/2024%2D11.html#p7">甲</a><a href="issues/2024-11/a01.html">乙</a>'),
    (
        "x.html",
        '<h2 id="药">药</h2><a href="#%E8%8D%AF">甲</a><a href="#药">乙</a><a name="n"></a><a href="#n">丙</a>',
    ),
    ("x.html", '<img src="data:image/png;base64,AA" alt=""><svg><path d="M0 0"/><use href="#s"/><g id="s"/></svg>'),
    ("x.html", "<ul><li>甲<li>乙</ul><table><tr><td>甲<td>乙</table><p>甲<br>乙<img alt='a > b'>"),
    ("x.html", "<!-- <b> --><script>if (a < b) document.write('<a href=x>')</script><p>药价 &lt; 5 < 6</p>"),
    ("x.html", '<label for="b">甲</label><input id="b" aria-describedby="c d"><i id="c"></i><i id="d"></i>'),
    ("404.html", '<a href="/index.html">首页</a>'),
    ("a.xml", "<a><b/></a>"),
]

FAULTS = [
    ("L01", "x.html", '<a href="issues/2024-12.html">甲</a>'),
    ("L01", "x.html", '<a href="issues/">甲</a>'),
    ("L01", "issues/2024-11/a01.html", '<a href="2024-11.html">甲</a>'),
    ("L02", "x.html", '<a href="issues/2024-11.html#p8">甲</a>'),
    ("L02", "x.html", '<a href="#p8">甲</a>'),
    ("L03", "x.html", '<i id="a"></i><i id=a></i>'),
    ("L04", "x.html", '<img src="a.png" alt="">'),
    ("L04", "x.html", '<img srcset="index.html 1x, b.png 2x" alt="">'),
    ("L04", "x.html", '<link rel="stylesheet" href="style.css">'),
    ("L04", "x.html", '<script src="a.js"></script>'),
    ("L05", "x.html", '<a href="/index.html">甲</a>'),
    ("L05", "x.html", '<a href="file:///index.html">甲</a>'),
    ("L06", "x.html", '<a href="../index.html">甲</a>'),
    ("L07", "x.html", '<script src="https://a.cn/a.js"></script>'),
    ("L07", "x.html", '<img src="//a.cn/a.png" alt="">'),
    ("L08", "x.html", '<label for="b">甲</label>'),
    ("H01", "x.html", "<div><b>甲</div>"),
    ("H01", "x.html", "<section>甲"),
    ("H02", "x.html", "甲</div>"),
    ("H03", "x.html", '<a href="index.html>甲</a>'),
    ("H03", "x.html", "<div/>"),
    ("H04", "x.html", "<!-- --><html lang=zh><title>题</title>"),
    ("H04", "x.html", "<!doctype html><html><title>题</title>"),
    ("H04", "x.html", "<!doctype html><html lang=zh>"),
    ("H05", "a.xml", "<a>&nbsp;</a>"),
    ("H05", "a.svg", "<svg>"),
]


@pytest.mark.parametrize(("path", "text"), SOUND)
def test_sound_pages_have_no_messages(tmp_path: Path, path: str, text: str) -> None:
    assert [as_text(message) for message in check_site(build(tmp_path, {path: text}))] == []


@pytest.mark.parametrize(("code", "path", "text"), FAULTS)
def test_faults_are_found(tmp_path: Path, code: str, path: str, text: str) -> None:
    build(tmp_path, {path: text})
    found = [message for message in check_site(tmp_path) if message.code == code]
    assert len(found) == 1
    assert found[0].file == (tmp_path / path).as_posix()
    assert found[0].remedy.endswith(".")
    assert not [each for each in codes(tmp_path) if each[0] == "L" and each != code]


def test_a_message_names_the_line(tmp_path: Path) -> None:
    build(tmp_path, {"x.html": '<p>甲\n<p>乙\n<a href="y.html">丙</a>'})
    (message,) = check_site(tmp_path)
    assert message.line == 6


def noise(size: int) -> bytes:
    """Return bytes that do not compress, the same every time."""
    return random.Random(7).randbytes(size)


@pytest.mark.parametrize(
    ("code", "path", "limit"),
    [("B02", "a.js", 8), ("B02", "search/hit.js", 8), ("B03", "a.png", 300), ("B04", "search/2024/1.js", 120)],
)
def test_sizes(tmp_path: Path, code: str, path: str, limit: int) -> None:
    build(tmp_path, {path: noise((limit - 1) * 1024)})
    assert codes(tmp_path) == []
    (tmp_path / path).write_bytes(noise((limit + 1) * 1024))
    assert codes(tmp_path) == [code]


def test_page_size_counts_as_sent(tmp_path: Path) -> None:
    build(tmp_path, {"x.html": "药" * 200_000})
    assert codes(tmp_path) == []
    build(tmp_path, {"x.html": noise(160 * 1024).hex()})
    assert codes(tmp_path) == ["B01"]


def test_without_a_site_there_is_nothing_to_check(tmp_path: Path) -> None:
    with pytest.raises(QikanError, match="no site"):
        list(check_site(tmp_path / "site"))


def test_workers_find_the_same_in_the_same_order(tmp_path: Path) -> None:
    build(tmp_path, {f"{code}{n}/{path}": text for n, (code, path, text) in enumerate(FAULTS)})
    (tmp_path / "content" / "issues").mkdir(parents=True)
    with ThreadPoolExecutor(2) as executor:
        parallel = list(check(tmp_path / "content", tmp_path, executor))
    assert parallel == list(check(tmp_path / "content", tmp_path))
    assert len(parallel) >= len(FAULTS)


def test_links_from_the_root_and_the_sitemap_follow_the_address(tmp_path: Path) -> None:
    urls = "<a>\n<loc>https://a.cn/x/</loc>\n<loc>https://a.cn/x/issues/2024-11.html</loc>\n"
    build(tmp_path, {"404.html": '<a href="/x/index.html#a">甲</a>', "index.html": '<i id="a"></i>'})
    (tmp_path / "sitemap.xml").write_text(urls + "</a>", encoding="utf-8")
    assert list(check_site(tmp_path, base_url="https://a.cn/x/")) == []
    assert [message.code for message in check_site(tmp_path, base_url="https://a.cn/")] == ["L01", "L09", "L09"]

    (tmp_path / "sitemap.xml").write_text(urls + "<loc>https://a.cn/x/y.html</loc></a>", encoding="utf-8")
    (message,) = check_site(tmp_path, base_url="https://a.cn/x")
    assert (message.code, message.line) == ("L09", 4)
