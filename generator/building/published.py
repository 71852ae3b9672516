"""What a build knows of the anchors that were published before, and what it adds to that."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.building.fingerprints import of_text
from generator.building.sources import PlainFile
from generator.published import Kept, Published, kept_anchors, read_record, recorded

if TYPE_CHECKING:
    from generator.building.issues import KnownIssue

NONE = Published()


@dataclass(frozen=True, slots=True)
class Records:
    """The records of an archive."""

    files: Mapping[str, PlainFile]
    """The file of each by its issue's id, in the order of the ids."""

    def kept(self, issue: KnownIssue) -> tuple[Kept, ...]:
        """Return the anchors that an issue was published with and has no more.

        Raises QikanError for a record that cannot be understood.
        """
        if issue.outline.id not in self.files or self._tells_the_same(issue):
            return ()
        return kept_anchors(self._published(issue.outline.id), issue.anchors)

    def added(self, issues: Mapping[str, KnownIssue]) -> dict[str, str]:
        """Return the records that have to be written, by id, once these issues are published."""
        other = {name: issue for name, issue in issues.items() if not self._tells_the_same(issue)}
        texts = {
            name: recorded(self._text(name), self._published(name), issue.anchors) for name, issue in other.items()
        }
        return {name: text for name, text in texts.items() if text != self._text(name)}

    def completed(self, added: Mapping[str, str]) -> dict[str, str]:
        """Return the hashes of all records as they are once `added` is written: to a record, lines are only added."""
        grown = {name: of_text(text) for name, text in added.items() if text.startswith(self._text(name))}
        return {**{name: file.digest for name, file in self.files.items()}, **grown}

    def lacking(self, added: Mapping[str, str]) -> dict[str, str]:
        """Return those of `added` that are not written yet."""
        return {name: text for name, text in added.items() if name not in self.files or self._text(name) != text}

    def check(self, issues: Container[str]) -> None:
        """Raise QikanError where the record of another issue than these cannot be understood."""
        for name in self.files:
            if name not in issues:
                self._published(name)

    def _tells_the_same(self, issue: KnownIssue) -> bool:
        """Tell whether a record is as that of an issue that never changed; most are, and need not be read."""
        file = self.files.get(issue.outline.id)
        return file is not None and file.digest == issue.outline.prints.record

    def _text(self, issue: str) -> str:
        file = self.files.get(issue)
        return file.path.read_text(encoding="utf-8", errors="replace") if file else ""

    def _published(self, issue: str) -> Published:
        return read_record(self._text(issue), str(self.files[issue].path)) if issue in self.files else NONE
