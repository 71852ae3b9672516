"""What a build knows of the anchors that were published before, and what it adds to that."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.building.files import files_in
from generator.published import ANCHORS, Anchors, Kept, Published, kept_anchors, read_record, recorded

NONE = Published()


@dataclass(frozen=True, slots=True)
class Records:
    """The records of an archive."""

    folder: Path
    """Where they are."""
    texts: Mapping[str, str]
    """The text of each by its issue's id, in the order of the ids."""

    def kept(self, issue: str, anchors: Anchors) -> tuple[Kept, ...]:
        """Return the anchors that an issue was published with and has no more.

        Raises QikanError for a record that cannot be understood.
        """
        if self._tells_the_same(issue, anchors):
            return ()
        return kept_anchors(self._published(issue), anchors)

    def added(self, issues: Mapping[str, Anchors]) -> dict[str, str]:
        """Return the records that have to be written, by id, once these issues are published."""
        other = {issue: anchors for issue, anchors in issues.items() if not self._tells_the_same(issue, anchors)}
        texts = {
            issue: recorded(self.texts.get(issue, ""), self._published(issue), anchors)
            for issue, anchors in other.items()
        }
        return {issue: text for issue, text in texts.items() if text != self.texts.get(issue, "")}

    def completed(self, added: Mapping[str, str]) -> dict[str, str]:
        """Return the texts as they are once `added` is written: to a record, lines are only added."""
        grown = {issue: text for issue, text in added.items() if text.startswith(self.texts.get(issue, ""))}
        return {**self.texts, **grown}

    def lacking(self, added: Mapping[str, str]) -> dict[str, str]:
        """Return those of `added` that are not written yet."""
        return {issue: text for issue, text in added.items() if self.texts.get(issue) != text}

    def check(self, issues: Container[str]) -> None:
        """Raise QikanError where the record of another issue than these cannot be understood."""
        for issue in self.texts:
            if issue not in issues:
                self._published(issue)

    def _tells_the_same(self, issue: str, anchors: Anchors) -> bool:
        """Tell whether a record is as that of an issue that never changed; most are, and need not be understood."""
        return self.texts.get(issue) == recorded("", NONE, anchors)

    def _published(self, issue: str) -> Published:
        text = self.texts.get(issue)
        return NONE if text is None else read_record(text, str(self.folder / f"{issue}.txt"))


def read_records(content: Path) -> Records:
    """Return the records of an archive."""
    folder = content / ANCHORS
    files = files_in(folder, ".txt")
    return Records(folder, {path.stem: path.read_text(encoding="utf-8", errors="replace") for path in files})
