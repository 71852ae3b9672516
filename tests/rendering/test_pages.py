"""The pages of an archive: structure, links, roles, and what they must not hold."""

import base64
import hashlib
import itertools
import json
import posixpath
import re
from dataclasses import replace
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest

from generator.config import Site
from generator.rendering import card, render_issue
from generator.rendering.feeds import sitemaps
from generator.search import client_files
from tests.rendering.page import Element, parse
from tests.rendering.samples import FIRST, ISSUES, SECOND, SITE, THEME, archive_files, render_all, text

FILES = render_all()
PAGES = {path: parse(data) for path, data in FILES.items() if path.endswith(".html")}
BESIDE = {"originals/2024-11.pdf", "issues/2024-11/p13-1.png", *client_files()}
"""Files that the build puts beside the pages: from the content folder, from the search."""
DATA_BLOCKS = {"application/ld+json", "application/json"}
"""Types of script elements that no browser runs."""


def links(tree: Element) -> list[str]:
    return [
        element.attributes[name]
        for element in tree.find_all()
        for name in ("href", "src", "action")
        if name in element.attributes
    ]


@pytest.mark.parametrize("path", sorted(PAGES))
def test_every_link_of_a_page_resolves(path: str) -> None:
    for link in links(PAGES[path]):
        parts = urlsplit(link)
        if parts.scheme:
            continue
        assert not link.startswith("/"), link
        goal = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
        assert goal in FILES or goal in BESIDE, link
        if parts.fragment and goal in PAGES:
            assert PAGES[goal].find_all(id=parts.fragment), link


@pytest.mark.parametrize("path", sorted(PAGES))
def test_a_page_is_sound(path: str) -> None:
    tree = PAGES[path]
    ids = [element.attributes["id"] for element in tree.find_all() if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    assert len(tree.find_all("main")) == 1
    assert len(tree.find_all("h1")) == 1
    ranks = [
        int(element.attributes.get("aria-level", element.name[1]))
        for element in tree.find_all()
        if re.fullmatch("h[1-6]", element.name)
    ]
    assert all(after - before <= 1 for before, after in itertools.pairwise(ranks)), ranks
    for element in tree.find_all():
        assert "style" not in element.attributes
        assert not any(name.startswith("on") for name in element.attributes)
        if element.name == "script" and "src" not in element.attributes:
            assert element.attributes.get("type") in DATA_BLOCKS or _is_named(element, tree)
    assert not re.search("[\x00-\x08]", FILES[path].decode())
    assert b'<meta charset="utf-8">' in FILES[path][:1024]  # so far browsers look, and a disk sends no header


def _is_named(script: Element, page: Element) -> bool:
    """Return whether the page's security policy names a script by its hash."""
    policy = page.find("meta", http_equiv="Content-Security-Policy").attributes["content"]
    return base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode() in policy


def test_titles_lead_to_articles_hints_to_pages_and_back() -> None:
    tree = PAGES["issues/2024-11.html"]
    toc = tree.find(id="toc")
    assert toc.attributes["role"] == "doc-toc"
    assert [a.attributes["href"] for a in toc.find_all("a", class_="t")] == ["#a01", "#a02", "#a03", "#a04"]
    assert [a.attributes["href"] for a in toc.find_all("a", class_="hint")] == ["#p7", "#p11", "#p35"]
    assert toc.find("span", class_="hint").text == "第 99 页"
    for article in tree.find_all("article"):
        assert article.find("a", role="doc-backlink").attributes["href"] == "#toc"
        assert article.find("a", role="doc-backlink").text == "返回目录"


def test_every_page_of_the_print_is_an_anchor_and_in_the_page_list() -> None:
    tree = PAGES["issues/2024-11.html"]
    starts = tree.find_all("span", role="doc-pagebreak")
    pages = [1, 2, 3, 7, 8, 9, 10, 11, 12, 13, 35, 36]
    assert [start.attributes["id"] for start in starts] == [f"p{page}" for page in pages]
    assert starts[3].attributes["aria-label"] == "第 7 页"
    listed = tree.find("nav", role="doc-pagelist").find_all("a")
    assert [a.text for a in listed] == [str(page) for page in pages]


def test_the_printed_page_is_linked_with_its_offset() -> None:
    link = PAGES["issues/2024-11.html"].find("a", class_="print")
    assert link.attributes["href"] == "../originals/2024-11.pdf#page=2"
    link = PAGES["issues/2024-11/a01.html"].find("a", class_="print")
    assert link.attributes["href"] == "../../originals/2024-11.pdf#page=8"


def test_an_article_page_leads_back_to_its_issue_and_on_to_its_neighbours() -> None:
    tree = PAGES["issues/2024-11/a04.html"]
    assert tree.find("a", role="doc-backlink").attributes["href"] == "../../issues/2024-11.html#toc"
    assert tree.find("a", rel="prev").attributes["href"] == "../../issues/2024-11/a03.html"
    assert tree.find("a", rel="next").attributes["href"] == "../../issues/2024-13/a01.html"
    hint = PAGES["issues/2024-11/a03.html"].find("a", class_="hint")
    assert hint.attributes["href"] == "../../issues/2024-11.html#p35"


def test_words_of_the_print_are_text_and_never_markup() -> None:
    for path in ("issues/2024-11.html", "issues/2024-11/a01.html", "index.html", "years/2024.html"):
        assert b"<\xe5\x8c\x85\xe8\xa3\x85>" not in FILES[path]
    assert PAGES["issues/2024-11/a01.html"].find("h1").text == "药品浪费 <包装> & 其他"


def test_a_year_shows_its_gaps() -> None:
    weeks = PAGES["years/2024.html"].find("ol", class_="weeks").find_all("li")
    assert [week.attributes.get("class", "") for week in weeks] == ["", "gap", ""]
    assert weeks[1].text == "缺第 12 期"


def test_a_section_lists_all_its_articles_newest_issue_first() -> None:
    tree = PAGES["sections/专栏.html"]
    assert [a.attributes["href"] for a in tree.find_all("a", class_="t")] == [
        "../issues/2024-13/a01.html",
        "../issues/2024-11/a03.html",
        "../issues/2024-11/a04.html",
    ]


def test_an_archive_of_nothing_has_all_its_pages() -> None:
    files = archive_files([])
    assert {"index.html", "years/index.html", "sections/index.html", "feed.xml"} <= set(files)
    ET.fromstring(files["feed.xml"])


def test_an_issue_of_nothing_renders() -> None:
    bare = replace(SECOND, articles=())
    tree = parse(render_issue(bare, SITE, THEME)["issues/2024-13.html"])
    assert "2024年第13期" in tree.find("h1").text


def test_the_same_input_gives_the_same_bytes_in_any_order() -> None:
    assert render_all() == FILES
    cards = [card(issue) for issue in ISSUES]
    assert archive_files(cards) == archive_files(cards[::-1])


def test_the_content_file_is_published_as_it_is() -> None:
    files = render_issue(FIRST, SITE, THEME, content=b"# changed by hand")
    assert files["issues/2024-11.md"] == b"# changed by hand"
    assert json.loads(files["issues/2024-11.json"])["id"] == "2024-11"


def test_the_feed_has_an_entry_an_article_with_ids_that_stay() -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ET.fromstring(FILES["feed.xml"])
    moved = ET.fromstring(render_all(Site(title="医周药事", base_url="https://example.org/qk/"))["feed.xml"])
    assert len(feed.findall(f"{atom}entry")) == 6
    assert [e.findtext(f"{atom}id") for e in feed.iter(f"{atom}entry")] == [
        e.findtext(f"{atom}id") for e in moved.iter(f"{atom}entry")
    ]
    first = moved.find(f"{atom}entry")
    assert first is not None
    link = first.find(f"{atom}link")
    assert link is not None
    assert link.get("href") == "https://example.org/qk/issues/2024-13/a01.html"


def test_an_address_makes_whole_links_where_programs_need_them() -> None:
    files = render_all(Site(title="医周药事", base_url="https://example.org/qk/"))
    assert b"<loc>https://example.org/qk/issues/2024-11/a01.html</loc>" in files["sitemap.xml"]
    assert b"Sitemap: https://example.org/qk/sitemap.xml" in files["robots.txt"]
    canonical = parse(files["issues/2024-11/a01.html"]).find("link", rel="canonical")
    assert canonical.attributes["href"] == "https://example.org/qk/issues/2024-11/a01.html"
    assert parse(files["404.html"]).find("a", class_="name").attributes["href"] == "/qk/index.html"


def test_a_large_archive_has_an_index_of_sitemaps() -> None:
    site = Site(base_url="https://example.org/qk/")
    one = card(FIRST)
    issues = [replace(one, id=f"{year}-{number:02d}") for year in range(2300, 1800, -1) for number in range(52, 0, -1)]
    assert [path for path, _ in sitemaps(issues[:9000], ["index.html"], site)] == ["sitemap.xml"]
    files = dict(sitemaps(issues, ["index.html"], site))
    listed = re.findall(r"<loc>https://example.org/qk/(.*)</loc>", files["sitemap.xml"].decode())
    assert listed == [path for path in files if path != "sitemap.xml"]
    parts = [re.findall("<loc>(.*)</loc>", files[path].decode()) for path in listed]
    assert max(map(len, parts)) <= 50_000
    assert sum(map(len, parts)) == len({address for part in parts for address in part}) == 1 + 5 * len(issues)
    later = dict(sitemaps([replace(one, id="2301-01"), *issues], ["index.html"], site))
    assert [path for path in files if files[path] != later[path]] == [listed[-1]]


def test_a_card_knows_the_pages_of_its_articles() -> None:
    assert [(a.page, a.last_page) for a in card(FIRST).articles] == [(7, 10), (11, 13), (35, 36), (36, 36)]
    assert card(FIRST).pages == 36


def test_a_card_keeps_a_summary_short_and_finds_one_where_there_is_none() -> None:
    long = replace(FIRST.articles[0], summary=text("药" * 1000))
    none = replace(FIRST.articles[0], summary=text(""))
    summaries = [article.summary for article in card(replace(FIRST, articles=(long, none))).articles]
    assert summaries[0] == "药" * 239 + "…"
    assert summaries[1].startswith("药品应当放在阴凉干燥的地方")
