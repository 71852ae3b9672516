"""Pagefind, from npm: a search index and nothing else, over a bare page of each article.

Beside a generator without a search it stands for the search that our build includes.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.building.peers.installing import from_npm
from benchmarks.building.tools import Tool
from benchmarks.search.pagefind import VERSION, article_page
from generator.model import Issue


def issue_files(issue: Issue) -> dict[str, str]:
    """Return a page for each article."""
    return {f"pages/{issue.id}/{article.id}.html": article_page(article) for article in issue.articles}


def install(cache: Path) -> Path:
    """Install Pagefind."""
    return from_npm(cache, "pagefind", f"pagefind@{VERSION}")


PAGEFIND = Tool(
    name="Pagefind",
    does="a search index of words over the HTML of the articles",
    lacks="no pages, no search for any string of Chinese",
    install=install,
    frame=lambda folder: folder.mkdir(parents=True, exist_ok=True),
    issue_files=issue_files,
    command=lambda program: [str(program), "--site", "pages", "--output-path", "found"],
    made=("found",),
    remembers=False,
)
