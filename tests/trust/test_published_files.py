"""What is published as it is cannot run anything on the archive's address, nor be a file from elsewhere."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from generator.building.hosting import policy_of
from generator.building.order import Order
from generator.building.publishable import check_drawing
from generator.building.site import build
from generator.checking import check
from generator.config import Site, load_site, theme_folder
from generator.errors import QikanError
from generator.starter import STARTER
from tests.markdown.test_by_hand import HEAD

REPOSITORY = Path(__file__).resolve().parents[2]
PIXEL = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00"
PIXEL += b"\x02\x02D\x01\x00;"


def svg(inner: str, attributes: str = "") -> bytes:
    vocabularies = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {vocabularies} {attributes}>{inner}</svg>".encode()


HOSTILE = {
    "script": svg("<script>owned()</script>"),
    "script under another prefix": svg('<s:script xmlns:s="http://www.w3.org/2000/svg">owned()</s:script>'),
    "script by reference": svg('<script href="//evil.invalid/a.js"/>'),
    "script of XHTML": svg('<script xmlns="http://www.w3.org/1999/xhtml">owned()</script>'),
    "foreign content": svg('<foreignObject><b xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>'),
    "an element of XHTML": svg('<iframe xmlns="http://www.w3.org/1999/xhtml" src="javascript:owned()"/>'),
    "MathML": svg('<math xmlns="http://www.w3.org/1998/Math/MathML" href="javascript:owned()"/>'),
    "a listener": svg('<listener xmlns="http://www.w3.org/2001/xml-events" event="load"/>'),
    "no vocabulary": b"<svg onload='owned()'/>",
    "an HTML file": b"<!DOCTYPE html><html><script>owned()</script></html>",
    "onload": svg("", 'onload="owned()"'),
    "ONLOAD": svg("", 'ONLOAD="owned()"'),
    "onclick": svg('<rect onclick="owned()"/>'),
    "a link": svg('<a href="javascript:owned()"><text>甲</text></a>'),
    "use from elsewhere": svg('<use href="//evil.invalid/a.svg#b"/>'),
    "use of data": svg('<use href="data:image/svg+xml;base64,PHN2Zy8+#a"/>'),
    "xlink use": svg('<use xlink:href="https://evil.invalid/a.svg#b"/>'),
    "picture from elsewhere": svg('<image href="https://evil.invalid/a.png"/>'),
    "picture of another file": svg('<image href="../../secret.png"/>'),
    "picture that is a drawing": svg('<image href="data:image/svg+xml,%3Csvg/%3E"/>'),
    "a script's address in a picture": svg('<image href=" java&#10;script:owned()"/>'),
    "animation of an address": svg('<animate attributeName="href" values="javascript:owned()"/>'),
    "set": svg('<set attributeName="onmouseover" to="owned()"/>'),
    "handler": svg('<handler type="text/javascript">owned()</handler>'),
    "style that imports": svg('<style>@import "//evil.invalid/a.css";</style>'),
    "style that fetches": svg("<style>rect{fill:url(//evil.invalid/a.svg#b)}</style>"),
    "style that fetches in two parts": svg("<style>rect{fill:u<![CDATA[rl(//evil.invalid/a)]]>}</style>"),
    "style that hides": svg("<style>@\\69mport '//evil.invalid/a.css'</style>"),
    "style attribute": svg('<rect style="fill:url(https://evil.invalid/a)"/>'),
    "presentation attribute": svg('<rect fill="url(//evil.invalid/a#b)"/>'),
    "base": svg('<use href="#a"/>', 'xml:base="//evil.invalid/a"'),
    "entity": b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("<text>&a;</text>"),
    "entity of another file": b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + svg("<text>&a;</text>"),
    "entities that multiply": b'<!DOCTYPE svg [<!ENTITY a "bb"><!ENTITY c "&a;&a;">]>' + svg("<text>&c;</text>"),
    "style sheet": b'<?xml-stylesheet href="//evil.invalid/a.css"?>' + svg(""),
    "UTF-16": svg("<script>owned()</script>").decode().encode("utf-16"),
    "cut off": svg("<g>")[:-8],
    "nothing": b"",
    "no XML": b"\x00\x01\x02",
    "iframe": svg('<iframe src="//evil.invalid"/>'),
    "audio": svg('<audio src="//evil.invalid/a.mp3"/>'),
    "discard": svg("<discard/>"),
}

HARMLESS = {
    "a drawing": svg('<title>图</title><rect width="10" height="10" fill="#fff" style="stroke:red"/>'),
    "parts used twice": svg('<defs><path id="a" d="M0 0"/></defs><use xlink:href="#a"/><use href="#a"/>'),
    "a gradient": svg('<linearGradient id="g"><stop/></linearGradient><rect fill="url(#g)" style="fill:url(#g)"/>'),
    "a picture of points": svg('<image href="data:image/png;base64,iVBORw0KGgo="/>'),
    "words": svg("<style>text{font-family:serif}</style><text>药&lt;b&gt;<tspan>箱</tspan></text>"),
    "an old DOCTYPE": b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">' + svg(""),
    "Inkscape's own": svg('<i:grid xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:label="甲"/>'),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_drawing_that_does_more_than_draw_is_refused(name: str) -> None:
    with pytest.raises(QikanError, match=r"box\.svg:\d+: the drawing"):
        check_drawing(HOSTILE[name], "box.svg")


@pytest.mark.parametrize("name", HARMLESS)
def test_a_drawing_that_draws_is_published(name: str) -> None:
    check_drawing(HARMLESS[name], "box.svg")


def test_drawings_of_the_sample_archive_are_published() -> None:
    found = list((REPOSITORY / "content").rglob("*.svg"))
    assert found
    for file in found:
        check_drawing(file.read_bytes(), file.name)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "archive" / "content"
    (folder / "issues" / "2024-11").mkdir(parents=True)
    (folder / "originals").mkdir()
    (folder / "issues" / "2024-11.md").write_text(HEAD + "甲\n\n![图](2024-11/p1-1.gif)\n", encoding="utf-8")
    (folder / "issues" / "2024-11" / "p1-1.gif").write_bytes(PIXEL)
    return folder


def is_strict(policy: str) -> bool:
    """Whether a policy lets a page run its own site's scripts and what it names by hash, and nothing else."""
    parts = {words[0]: words[1:] for words in (part.split() for part in policy.split("; "))}
    scripts = parts.pop("script-src", [])
    return (
        all(re.fullmatch(r"'self'|'none'|'sha256-[A-Za-z0-9+/=]{44}'", source) for source in scripts)
        and parts["default-src"] == parts["base-uri"] == ["'none'"]
        and all(source in ("'self'", "'none'", "data:") for sources in parts.values() for source in sources)
    )


def built(content: Path) -> Path:
    site = content.parent / "site"
    build(Order(content, site, Site(), theme_folder("default", content)))
    return site


@pytest.mark.parametrize(
    "path",
    [
        *(f"issues/2024-11/{name}" for name in ("a.html", "a.HTM", "a.xhtml", "a.xml", "a.js", "a.svgz", "a.shtml")),
        *(f"issues/2024-11/{name}" for name in ("a", "a.png.html", "deep/a.html")),
        *(f"originals/{name}" for name in ("a.html", "a.svg", "2024-11.mhtml", "a.exe")),
    ],
)  # fmt: skip
def test_a_file_that_a_browser_may_run_is_not_published(content: Path, path: str) -> None:
    built(content)
    (content / path).parent.mkdir(exist_ok=True)
    (content / path).write_text("<script>owned()</script>")
    with pytest.raises(QikanError, match="would be published"):
        built(content)
    assert not (content.parent / "site" / path).exists()


def test_a_drawing_with_script_stops_the_build(content: Path) -> None:
    (content / "issues" / "2024-11" / "b.SVG").write_bytes(HOSTILE["onload"])
    with pytest.raises(QikanError, match=r"b\.SVG:1: the drawing has the attribute onload"):
        built(content)


def test_a_link_to_a_file_elsewhere_is_not_followed(content: Path) -> None:
    secret = content.parent / "secret.gif"
    secret.write_bytes(PIXEL)
    inside = content / "issues" / "2024-11" / "same.gif"
    os.symlink("p1-1.gif", inside)
    assert (built(content) / "issues" / "2024-11" / "same.gif").read_bytes() == PIXEL
    os.symlink(secret, content / "issues" / "2024-11" / "b.gif")
    with pytest.raises(QikanError, match="leads out of its folder"):
        built(content)


def test_hosts_are_given_the_policy_of_the_pages(content: Path) -> None:
    site = built(content)
    told = dict(re.findall(r"^(/\S*)\n  Content-Security-Policy: (.+)$", (site / "_headers").read_text("utf-8"), re.M))
    pages = ["index.html", "404.html", "offline.html", "search.html", "issues/2024-11.html", "issues/2024-11/a01.html"]
    pages += ["years/index.html", "years/2024.html", "sections/index.html", "sources/index.html"]
    assert {"/", "/issues/*", "/index.html", "/404.html", "/offline.html", "/search.html"} <= told.keys()
    for name in pages:
        page = (site / name).read_bytes()
        policy = policy_of(page)
        assert page.index(policy.encode()) < page.index(b"<script")
        assert is_strict(policy), name
        header = told.get(f"/{name}") or told[f"/{name.partition('/')[0]}/*"]
        assert is_strict(header)
        # A header that allows less than the page takes the page's script or style away.
        for given, wanted in zip(header.split("; "), policy.split("; "), strict=True):
            assert set(wanted.split()) <= set(given.split()), name


def test_files_for_hosts_say_the_same_as_the_pages(content: Path) -> None:
    headers = (built(content) / "_headers").read_text(encoding="utf-8")
    nginx = (STARTER / "nginx.conf").read_text(encoding="utf-8")
    told = re.search(r"^/\n  Content-Security-Policy: (.+)$", headers, re.M)
    sent = re.search(r"location / \{[^}]*add_header Content-Security-Policy \"([^\"]+)\" always;", nginx)
    assert told and sent
    assert sent[1] == told[1]
    everywhere = headers.partition("/static/")[0]
    for name, value in (("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "strict-origin-when-cross-origin")):
        assert f"  {name}: {value}\n" in everywhere
        assert f"add_header {name} {value} always;" in nginx.partition("location /")[2].partition("}")[0]
    assert "unsafe" not in re.sub(r"style-src 'unsafe-inline'", "", nginx)
    assert "default-src 'none'; script-src 'none'" in nginx.partition("svg$")[2].partition("}")[0]
    netlify = tomllib.loads((STARTER / "netlify.toml").read_text(encoding="utf-8"))
    assert netlify["build"]["publish"] == "site"  # where `_headers` is
    assert "headers" not in netlify


def test_a_host_that_forbids_what_pages_need_is_told(content: Path) -> None:
    site = built(content)
    nginx = content.parent / "nginx.conf"

    def told(text: str) -> list[tuple[str, int | None, str]]:
        nginx.write_text(text, encoding="utf-8")
        return [(found.code, found.line, found.problem) for found in check(content, site) if found.code == "H06"]

    ours = (STARTER / "nginx.conf").read_text(encoding="utf-8")
    assert told(ours) == []
    line = ours[: ours.index("default-src 'none'; script-src 'self'")].count("\n") + 1
    of_another = re.sub(r"sha256-[^']+", "sha256-" + "A" * 43 + "=", ours)
    ((code, place, problem),) = told(of_another)
    assert (code, place) == ("H06", line)
    assert "script-src 'sha256-" in problem
    assert "style-src data:" in told(ours.replace("style-src 'self' data:", "style-src 'self'"))[0][2]
    assert "img-src 'self'" in told(ours.replace("img-src 'self' data:; ", ""))[0][2]
    assert told(re.sub(r"default-src 'none'; script-src 'self' .*base-uri", "base-uri", ours)) == []
    assert told("server {}") == []


@pytest.mark.browser
def test_pages_look_and_work_the_same_with_the_headers_of_a_host(content: Path, browser: Browser) -> None:
    site = built(content)
    told = dict(re.findall(r"^(/\S*)\n  Content-Security-Policy: (.+)$", (site / "_headers").read_text("utf-8"), re.M))
    context = browser.new_context()

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix("http://site.invalid/").partition("?")[0]
        policy = told.get(f"/{name}") or told.get(f"/{name.partition('/')[0]}/*")
        route.fulfill(path=site / name, headers={"Content-Security-Policy": policy} if policy else {})

    context.route("**/*", answer)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    for name in ("index.html", "issues/2024-11.html", "issues/2024-11/a01.html", "search.html", "years/index.html"):
        page.goto(f"http://site.invalid/{name}")
        page.wait_for_load_state()
        assert not [words for words in wrong if "Content Security Policy" in words], name
        assert page.evaluate("document.documentElement.className").startswith("js"), name
        assert page.evaluate("document.styleSheets.length") > 0, name
    context.close()


@pytest.mark.parametrize(
    "setting",
    [
        'contact = "javascript:owned()"',
        'contact = "javascript:owned(1)@evil"',
        'contact = "data:text/html,a@b"',
        'contact = "\\u0001javascript:owned()"',
        'title = "医\\u0001周"',
        'title = "医\\u0002周"',
        'footer = "a\\u001b[2J"',
        'organiser = "a\\uFFFE"',
        'base_url = "javascript:owned()"',
        'base_url = "https://a.cn/\\" onload=\\"owned()?"',
        'language = "zh\\" onload=\\"owned()"',
        '[links]\n"甲" = "javascript:owned()"',
        '[links]\n"甲" = "data:text/html,a"',
        '[links]\n"甲" = "https://a.cn/\\u0007"',
        '[links]\n"甲\\u0001" = "https://a.cn/"',
    ],
)
def test_settings_hold_no_script_and_no_control_characters(tmp_path: Path, setting: str) -> None:
    (tmp_path / "site.toml").write_text(setting, encoding="utf-8")
    with pytest.raises(QikanError, match=r"site\.toml"):
        load_site(tmp_path)
