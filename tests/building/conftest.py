"""An archive of sample issues, and how to build it and look at it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from generator import markdown
from generator.building.order import Built, Order
from generator.building.site import build
from generator.building.workers import Workers
from generator.config import load_site, theme_folder
from generator.model import Issue

# The smallest picture that a browser shows: a GIF of one transparent pixel.
PICTURE = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00"
PICTURE += b"\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"


@dataclass(frozen=True)
class Archive:
    """An archive in a folder."""

    folder: Path
    make_issue: Callable[..., Issue]

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def path(self, issue: str) -> Path:
        return self.content / "issues" / f"{issue}.md"

    def write(self, year: int, number: int, **changes: Any) -> Issue:
        """Put a sample issue into the archive."""
        issue = self.make_issue(year, number, **changes)
        self.path(issue.id).parent.mkdir(parents=True, exist_ok=True)
        self.path(issue.id).write_text(markdown.write(issue), encoding="utf-8")
        return issue

    def edit(self, issue: str, old: str, new: str) -> None:
        """Change words of a content file."""
        text = self.path(issue).read_text(encoding="utf-8")
        assert old in text
        self.path(issue).write_text(text.replace(old, new), encoding="utf-8")

    def order(self, output: Path | None = None, jobs: int = 1) -> Order:
        """Return what the command line would order."""
        site = load_site(self.content)
        return Order(self.content, output or self.site, site, theme_folder(site.theme, self.folder), Workers(jobs))

    def build(self, output: Path | None = None, jobs: int = 1) -> Built:
        """Build the site."""
        return build(self.order(output, jobs))

    def cold(self, jobs: int = 1) -> dict[str, bytes]:
        """Return the site as a first build in another place makes it."""
        elsewhere = self.folder / f"cold-{len(list(self.folder.iterdir()))}" / "out"
        self.build(elsewhere, jobs)
        return tree(elsewhere)


def tree(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def archive(tmp_path: Path, make_issue: Callable[..., Issue]) -> Archive:
    """Five issues over the turn of a year, one with a picture, one with its printed file."""
    made = Archive(tmp_path / "archive", make_issue)
    for year, number in ((2023, 51), (2023, 52), (2024, 1), (2024, 2), (2024, 3)):
        made.write(year, number)
    pictures = made.content / "issues" / "2024-01"
    pictures.mkdir()
    (pictures / "p5-1.gif").write_bytes(PICTURE)
    originals = made.content / "originals"
    originals.mkdir()
    (originals / "2024-02.pdf").write_bytes(b"%PDF-1.4 sample")
    return made
