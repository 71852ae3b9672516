"""An editor's desk: one source file, what the readers make of it, and the archive that it is imported into."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

from generator.archive.imports import import_files
from generator.archive.outcome import Outcome
from generator.importing.passage import Picture
from generator.importing.report import Entry, Report
from generator.model import Issue


class Desk:
    """Imports one issue again and again; tests change between two imports what it is said to hold."""

    def __init__(self, folder: Path, issue: Issue) -> None:
        self.content = folder / "content"
        self.source = folder / "source.txt"
        self.source.write_bytes(b"printed")
        self.issue = issue
        self.entries: tuple[Entry, ...] = ()
        self.pictures: tuple[Picture, ...] = ()
        self.meanwhile: Callable[[], None] = lambda: None

    def read(self, path: Path, *, password: str = "") -> object:
        """Stand for the readers."""
        self.meanwhile()
        report = Report(self.issue.id, path.name, self.entries)
        return SimpleNamespace(issue=self.issue, report=report, pictures=self.pictures, original=None)

    def take(self, *, replacing: bool = False) -> Outcome:
        """Import the source file."""
        (outcome,) = import_files([self.source], self.content, replacing=replacing)
        return outcome

    def file(self, name: str) -> Path:
        """Return the path of a file of the archive."""
        return self.content / name

    @property
    def text(self) -> str:
        """The content file."""
        return self.file(f"issues/{self.issue.id}.md").read_text(encoding="utf-8")

    def edit(self, old: str, new: str, count: int = -1, *, check: bool = True) -> None:
        """Change words of the content file by hand."""
        text = self.text
        assert old in text or not check
        self.file(f"issues/{self.issue.id}.md").write_text(text.replace(old, new, count), encoding="utf-8")
