"""Feeds, lists and e-books of an archive whose every word is an attack: whole, and the words are words in them."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.trust.hostile_archive import TITLE, issues
from tests.trust.payloads import PAYLOADS

ATOM = "{http://www.w3.org/2005/Atom}"


def test_feeds_and_lists_are_whole(site: Path) -> None:
    feed = ET.fromstring((site / "feed.xml").read_bytes())
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert feed.findtext(f"{ATOM}title") == TITLE
    assert titles
    assert {element.tag.removeprefix(ATOM) for element in feed.iter()} <= set(
        "feed id title subtitle updated author name link entry category summary rights".split()  # noqa: SIM905
    )
    assert all(link.get("href", "").startswith("https://") for link in feed.iter(f"{ATOM}link"))
    for name in ("sitemap.xml", "opensearch.xml"):
        ET.fromstring((site / name).read_bytes())
    manifest = json.loads(next(site.glob("*.webmanifest")).read_bytes())
    assert manifest["name"] == TITLE
    listed = {issue["id"]: issue for issue in json.loads((site / "issues.json").read_bytes())["issues"]}
    for issue in issues(PAYLOADS):
        export = json.loads((site / "issues" / f"{issue.id}.json").read_bytes())
        assert listed[issue.id]["title"] == export["title"] == issue.title
        assert [article["title"] for article in export["articles"]] == [a.title.plain for a in issue.articles]
        assert [article["section"] for article in export["articles"]] == [a.section for a in issue.articles]
        assert (site / "issues" / f"{issue.id}.md").read_bytes().decode().count("〔尾〕") > 14 * len(issue.articles)


def test_e_books_hold_words_and_no_markup_of_theirs(site: Path, twin: Path) -> None:
    def forms(book: Path) -> set[str]:
        found: set[str] = set()
        with zipfile.ZipFile(book) as archive:
            assert archive.testzip() is None
            for name in archive.namelist():
                assert not name.startswith(("/", "..")) and "/../" not in name
                if name.endswith((".xhtml", ".opf", ".ncx", ".xml")):
                    for element in ET.fromstring(archive.read(name)).iter():
                        found.add(element.tag)
                        found.update(f"{element.tag} {attribute}" for attribute in element.attrib)
                        for attribute in ("href", "src"):
                            assert ":" not in element.get(attribute, "").partition("/")[0].replace("https:", "")
        return found

    harmless = forms(twin / "issues" / "2024-01.epub")
    books = sorted((site / "issues").glob("2024-*.epub"))
    assert len(books) == len(issues(PAYLOADS))
    for book in books:
        assert forms(book) <= harmless, book.name
        with zipfile.ZipFile(book) as archive:
            texts = [ET.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xhtml")]
        shown = "".join("".join(text.itertext()) for text in texts)
        assert shown.count("〔尾〕") >= 14 * 8  # eight articles at least


def test_no_template_was_run_and_no_file_was_let_in(site: Path) -> None:
    secret = Path("/etc/passwd").read_bytes()[:20] if Path("/etc/passwd").exists() else b"root:x:0:0"
    for file in site.rglob("*"):
        if file.suffix in (".html", ".xml", ".json", ".md"):
            data = file.read_bytes()
            assert not re.search(rb"\b1337\b", data), file
            assert secret not in data, file
    assert all(file.resolve().is_relative_to(site.resolve()) for file in site.rglob("*"))


def test_names_of_listings_stay_in_their_folders(site: Path) -> None:
    for folder in ("sections", "sources"):
        names = [file.name for file in (site / folder).iterdir()]
        assert len(names) > len(PAYLOADS) / 2
        assert all(set(name) <= set("0123456789abcdefghijklmnopqrstuvwxyz-.") or name.isprintable() for name in names)
        assert not any(character in name for name in names for character in "<>\"'&{}%\\:*?|\u202e\u200b")
