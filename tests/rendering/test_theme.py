"""A theme is a folder that people change: what they get wrong is told with file and line."""

import base64
import gzip
import hashlib
import html
import re
import tempfile
from pathlib import Path
from urllib.parse import unquote

import pytest

from generator import installed
from generator.errors import QikanError
from generator.rendering import load_theme


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("templates", "static", "root"):
        (tmp_path / name).mkdir()
    return tmp_path


def test_static_files_are_named_after_their_content(folder: Path) -> None:
    (folder / "static" / "style.css").write_text("a{}")
    (folder / "root" / "sw.js").write_text("1")
    one = load_theme(folder)
    (folder / "static" / "style.css").write_text("b{}")
    other = load_theme(folder)
    assert one.asset("style.css") != other.asset("style.css")
    assert one.asset("style.css").startswith("static/style.")
    assert one.files[one.asset("style.css")] == b"a{}"
    assert one.files["sw.js"] == b"1"


def test_a_folder_named_like_a_script_is_one_script(folder: Path) -> None:
    (folder / "static" / "app.js").mkdir()
    (folder / "static" / "app.js" / "2-use.js").write_text("use(word);\n")
    (folder / "static" / "app.js" / "1-say.js").write_text("var word;\n")
    theme = load_theme(folder)
    script = theme.files[theme.asset("app.js")].decode()
    assert script == "(function () {\n'use strict';\nvar word;\nuse(word);\n})();\n"


def test_a_folder_named_like_a_style_is_one_style(folder: Path) -> None:
    (folder / "static" / "print" / "style.css").mkdir(parents=True)
    (folder / "static" / "print" / "style.css" / "2-later.css").write_text("p { color: red }\n")
    (folder / "static" / "print" / "style.css" / "1-first.css").write_text("/* Why. */\np { color: blue }\n")
    theme = load_theme(folder)
    assert theme.files[theme.asset("print/style.css")] == b"p { color: blue }\np { color: red }\n"


def test_another_jinja_compiles_the_templates_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "templates" / "page.html").write_text("{{ 1 + 1 }}")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    for jinja in ("3.1.0", "3.1.0", "3.2.0"):
        monkeypatch.setattr(installed, "installed", lambda told=f"Jinja2-{jinja}.dist-info": [told])
        assert load_theme(folder).render("page.html") == "2"
    assert len(list(folder.rglob("*.cache"))) == 2


def test_comments_on_lines_of_their_own_are_not_published(folder: Path) -> None:
    css = "/* Why. */\na{content:'/* text */'} /* beside */\n  /* two\n  lines */\n/*! Licence */\nb{}\n"
    (folder / "static" / "style.css").write_text(css)
    (folder / "static" / "whole.js").write_text("/* kept */\n")
    theme = load_theme(folder)
    published = theme.files[theme.asset("style.css")].decode()
    assert published == "a{content:'/* text */'} /* beside */\n/*! Licence */\nb{}\n"
    assert theme.files[theme.asset("whole.js")] == b"/* kept */\n"


def test_a_script_may_stand_in_the_page_itself(folder: Path) -> None:
    (folder / "static" / "a.js").write_text("a<b&&c()")
    (folder / "templates" / "a.html").write_text("{{ fingerprint('a.js') }} <script>{{ inlined('a.js') }}</script>")
    digest = base64.b64encode(hashlib.sha256(b"a<b&&c()").digest()).decode()
    assert load_theme(folder).render("a.html") == f"'sha256-{digest}' <script>a<b&&c()</script>"
    (folder / "static" / "a.js").write_text("'</script>'")
    with pytest.raises(QikanError, match="may not hold"):
        load_theme(folder).render("a.html")


def test_a_page_may_bring_its_style_along(folder: Path) -> None:
    style = "a > b {\n  content: '提要　#\"%';\n}\n"
    (folder / "static" / "style.css").write_text(style)
    (folder / "templates" / "a.html").write_text("{{ style_address('style.css') }}")
    address = html.unescape(load_theme(folder).render("a.html"))
    assert re.fullmatch(r"data:text/css,[!-~]+", address)
    assert not re.search(r'[<>"#{}]', address)
    assert unquote(address).partition(",")[2] == "a > b { content: '提要　#\"%'; }"


def test_what_a_template_prints_is_escaped(folder: Path) -> None:
    (folder / "templates" / "a.html").write_text("{{ words }}")
    assert load_theme(folder).render("a.html", words="<b>") == "&lt;b&gt;"


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("一\n{% if %}", "Expected an expression"),
        ("一\n{{ nothing }}", "'nothing' is undefined"),
        ("一\n{{ words.nothing }}", "nothing"),
        ("一\n{{ 1 / 0 }}", "division by zero"),
        ("一\n{{ words() }}", "not callable"),
    ],
)
def test_a_failing_template_is_named_with_its_line(folder: Path, template: str, problem: str) -> None:
    (folder / "templates" / "a.html").write_text(template)
    with pytest.raises(QikanError) as caught:
        load_theme(folder).render("a.html", words="x")
    assert caught.value.place == f"{folder / 'templates' / 'a.html'}:2"
    assert problem in caught.value.problem


def test_an_included_template_is_the_one_that_is_named(folder: Path) -> None:
    (folder / "templates" / "a.html").write_text("{% include 'b.html' %}")
    (folder / "templates" / "b.html").write_text("\n\n{{ nothing }}")
    with pytest.raises(QikanError) as caught:
        load_theme(folder).render("a.html")
    assert caught.value.place.endswith("b.html:3")


def test_what_is_missing_is_named(folder: Path) -> None:
    with pytest.raises(QikanError, match=r"article\.html"):
        load_theme(folder).render("article.html")
    (folder / "templates" / "a.html").write_text("{{ asset('none.css') }}")
    with pytest.raises(QikanError, match=r"none\.css"):
        load_theme(folder).render("a.html")
    with pytest.raises(QikanError, match="no theme"):
        load_theme(folder / "nowhere")


@pytest.mark.parametrize(("names", "limit"), [(("early.js", "reader.js"), 8192), (("style.css",), 8192)])
def test_script_and_style_stay_light(names: tuple[str, ...], limit: int) -> None:
    """Bytes that a first visit loads besides the text, compressed."""
    theme = load_theme(Path(__file__).parents[2] / "themes" / "default")
    assert sum(len(gzip.compress(theme.files[theme.asset(name)], 9)) for name in names) <= limit


@pytest.mark.parametrize(
    ("name", "newer"),
    [
        ("early.js", r"\?\.|\?\?|=>|`|\blet\b|\bconst\b|\basync\b"),
        ("reader.js", r"\?\.[a-z(\[]|\?\?|\bawait\b|\breplaceAll\b|\.at\(|\bstructuredClone\b|\(\?<"),
        ("qr.js", r"\?\.[a-z(\[]|\?\?|\bawait\b|\breplaceAll\b|\.at\("),
        ("style.css", r":has\(|:is\(|:where\(|@layer|@container|\binset:|(?<!grid-)(?<!-)\bgap:|^\s+&|aspect-ratio"),
    ],
)
def test_a_web_view_of_2019_can_read_it(name: str, newer: str) -> None:
    """No syntax that a Chromium 74 or an iOS 12 would stumble over; what they skip harmlessly is allowed."""
    theme = load_theme(Path(__file__).parents[2] / "themes" / "default")
    text = theme.files[theme.asset(name)].decode()
    assert not re.search(newer, text, re.MULTILINE)
