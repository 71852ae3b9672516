"""Pelican, from PyPI, with its cache of read articles."""

from __future__ import annotations

from pathlib import Path

from benchmarks.building.peers.installing import from_pypi
from benchmarks.building.tools import Tool, body_of, framed, title_of, topics_of
from generator.model import Issue

VERSION = "4.10.2"


def issue_files(issue: Issue) -> dict[str, str]:
    """Return an issue as one article; its sections and sources are its tags."""
    sections, sources = topics_of(issue)
    tags = dict.fromkeys(name.replace(",", "，") for name in (*sections, *sources))
    head = {"Title": title_of(issue), "Date": issue.start, "Slug": issue.id, "Tags": ", ".join(tags)}
    lines = [f"{key}: {value}" for key, value in head.items()]
    return {f"content/{issue.id}.md": "\n".join([*lines, "", body_of(issue)])}


def install(cache: Path) -> Path:
    """Install Pelican."""
    return from_pypi(cache, "pelican", f"pelican[markdown]=={VERSION}")


PELICAN = Tool(
    name="Pelican",
    does="a page for each issue, listings by year and by tags (sections and sources), feed, sitemap",
    lacks="no article pages, no e-books, no exports, no search",
    install=install,
    frame=framed("pelican"),
    issue_files=issue_files,
    command=lambda program: [str(program), "content", "--settings", "pelicanconf.py", "--output", "output", "--quiet"],
    made=("output", "cache", "__pycache__"),
    remembers=True,
)
