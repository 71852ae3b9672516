"""Qikan as one of the tools."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.building.tools import Tool
from generator import markdown
from generator.model import Issue

CHECKOUT = Path(__file__).resolve().parents[2]
SETTINGS = 'title = "医周药事"\nbase_url = "https://example.org/"\n'


def command(program: Path) -> list[str]:
    """Return the command that builds."""
    return ["env", "QIKAN_NO_BOOTSTRAP=1", str(program), str(CHECKOUT / "build.py"), "build", "--quiet"]


def frame(folder: Path) -> None:
    """Write the settings."""
    (folder / "content").mkdir(parents=True, exist_ok=True)
    (folder / "content" / "site.toml").write_text(SETTINGS, encoding="utf-8")


def content_files(issue: Issue) -> dict[str, str]:
    """Return the content file."""
    return {f"content/issues/{issue.id}.md": markdown.write(issue)}


OURS = Tool(
    name="Qikan",
    does="a page for each issue and each article, e-books, listings by year, section and source, feed, sitemap,"
    " exports, and the search index",
    lacks="",
    install=lambda cache: Path(sys.executable),
    frame=frame,
    issue_files=content_files,
    command=command,
    made=("site", ".qikan-site"),
    remembers=True,
)
