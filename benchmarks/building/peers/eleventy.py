"""Eleventy, from npm."""

from __future__ import annotations

from pathlib import Path

from benchmarks.building.peers.installing import from_npm
from benchmarks.building.tools import Tool, body_of, framed, front_matter, title_of, topics_of
from generator.model import Issue

VERSION = "3.1.8"


def issue_files(issue: Issue) -> dict[str, str]:
    """Return an issue as one page."""
    sections, sources = topics_of(issue)
    head = {"title": title_of(issue), "date": issue.start.isoformat(), "columns": sections, "sources": sources}
    return {f"issues/{issue.id}.md": front_matter(head) + body_of(issue)}


def install(cache: Path) -> Path:
    """Install Eleventy."""
    return from_npm(cache, "eleventy", f"@11ty/eleventy@{VERSION}")


ELEVENTY = Tool(
    name="Eleventy",
    does="a page for each issue, listings by year, section and source, feed, sitemap",
    lacks="no article pages, no e-books, no exports, no search",
    install=install,
    frame=framed("eleventy"),
    issue_files=issue_files,
    command=lambda program: [str(program), "--quiet"],
    made=("_site",),
    remembers=False,
)
