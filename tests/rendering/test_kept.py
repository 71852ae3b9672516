"""Links to places that an issue has no more."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.building.hosting import policy_of
from generator.config import Site
from generator.model import Text
from generator.published import Kept
from generator.rendering import load_theme, render_issue
from generator.rendering.kept import redirects
from tests.conftest import REPOSITORY, sample_issue

THEME = load_theme(REPOSITORY / "themes" / "default")
KEPT = (Kept("a07", "a02"), Kept("a08", "toc"), Kept("p2", "toc"), Kept("p99", "p7"))


def pages(**settings: str) -> dict[str, str]:
    made = render_issue(sample_issue(), Site(title="医周药事", **settings), THEME, kept=KEPT)
    return {path: data.decode() for path, data in made.items() if path.endswith(".html")}


def test_an_anchor_that_is_gone_stands_before_what_took_its_place() -> None:
    whole = pages()["issues/2024-11.html"]
    assert re.search(r'<span id="a07"></span><article id="a02"', whole)
    assert re.search(r'<span id="a08"></span><span id="p2"></span><nav [^>]*id="toc"', whole)
    assert re.search(r'<span id="p99"></span><span id="p7" role="doc-pagebreak"', whole)


def test_the_page_of_an_article_keeps_its_printed_pages_only() -> None:
    found = [path for path, page in pages().items() if 'id="p99"' in page]
    assert found == ["issues/2024-11.html", "issues/2024-11/a03.html"]
    assert not any('id="a07"' in page for path, page in pages().items() if path != "issues/2024-11.html")


def test_an_article_that_is_gone_leads_on_without_script() -> None:
    made = pages()
    assert 'http-equiv="refresh" content="0; url=../../issues/2024-11/a02.html"' in made["issues/2024-11/a07.html"]
    assert '<a href="../../issues/2024-11/a02.html">示例文章之2</a>' in made["issues/2024-11/a07.html"]
    assert 'href="../../issues/2024-11.html"' in made["issues/2024-11/a08.html"]
    assert "<script" not in made["issues/2024-11/a07.html"]
    addressed = pages(base_url="https://example.org/x/")["issues/2024-11/a07.html"]
    assert '<link rel="canonical" href="https://example.org/x/issues/2024-11/a02.html">' in addressed


def test_a_page_that_leads_on_shows_words_and_runs_nothing() -> None:
    issue = sample_issue()
    hostile = replace(issue.articles[1], title=Text('</title><script>owned()</script>"&amp;'))
    issue = replace(issue, articles=(issue.articles[0], hostile, *issue.articles[2:]))
    page = render_issue(issue, Site(title="医周药事", base_url='https://a.cn/"><b>/'), THEME, kept=KEPT)
    text = page["issues/2024-11/a07.html"].decode()
    assert text.count("&lt;/title&gt;&lt;script&gt;owned()&lt;/script&gt;&#34;&amp;amp;") == 2
    assert not re.search(r"<script|<b>|</title>.*</title>", text, re.DOTALL)
    assert policy_of(text.encode()) == "default-src 'none'; base-uri 'none'; form-action 'none'"


def test_redirects_for_hosts_say_the_same() -> None:
    assert redirects("2024-11", KEPT) == {
        "issues/2024-11/a07.html": "issues/2024-11/a02.html",
        "issues/2024-11/a08.html": "issues/2024-11.html",
    }
