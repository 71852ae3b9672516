"""MkDocs with the Material theme, from PyPI."""

from __future__ import annotations

from pathlib import Path

from benchmarks.building.peers.installing import from_pypi
from benchmarks.building.tools import Tool, body_of, framed, front_matter, title_of, topics_of
from generator.model import Issue

VERSIONS = ("mkdocs==1.6.1", "mkdocs-material==9.8.1")


def issue_files(issue: Issue) -> dict[str, str]:
    """Return an issue as one page, in a folder of its year so that the navigation stays short."""
    sections, sources = topics_of(issue)
    head = {"title": title_of(issue), "date": issue.start.isoformat(), "tags": [*sections, *sources]}
    return {f"docs/{issue.year}/{issue.id}.md": front_matter(head) + body_of(issue)}


def install(cache: Path) -> Path:
    """Install MkDocs and the theme."""
    return from_pypi(cache, "mkdocs", *VERSIONS)


MKDOCS = Tool(
    name="MkDocs Material",
    does="a page for each issue with a table of contents, the years as navigation, one page of tags (sections and"
    " sources), sitemap, and a search index of words",
    lacks="no article pages, no feed, no e-books, no exports, no search for any string of Chinese",
    install=install,
    frame=framed("mkdocs"),
    issue_files=issue_files,
    command=lambda program: [str(program), "build", "--quiet"],
    made=("site",),
    remembers=False,
)
