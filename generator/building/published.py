"""What a build knows of the anchors that were published before, and what it adds to that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.building.files import files_in
from generator.published import ANCHORS, Anchors, Kept, Published, kept_anchors, read_record, recorded

NONE = Published()


@dataclass(frozen=True, slots=True)
class Records:
    """The records of an archive."""

    texts: Mapping[str, str]
    """The text of each by its issue's id, in the order of the ids."""
    published: Mapping[str, Published]
    """What they say."""

    def kept(self, issue: str, anchors: Anchors) -> tuple[Kept, ...]:
        """Return the anchors that an issue was published with and has no more."""
        return kept_anchors(self.published.get(issue, NONE), anchors)

    def added(self, issues: Mapping[str, Anchors]) -> dict[str, str]:
        """Return the records that have to be written, by id, once these issues are published."""
        texts = {
            issue: recorded(self.texts.get(issue, ""), self.published.get(issue, NONE), anchors)
            for issue, anchors in issues.items()
        }
        return {issue: text for issue, text in texts.items() if text != self.texts.get(issue, "")}

    def completed(self, added: Mapping[str, str]) -> dict[str, str]:
        """Return the texts as they are once `added` is written: to a record, lines are only added."""
        grown = {issue: text for issue, text in added.items() if text.startswith(self.texts.get(issue, ""))}
        return {**self.texts, **grown}

    def lacking(self, added: Mapping[str, str]) -> dict[str, str]:
        """Return those of `added` that are not written yet."""
        return {issue: text for issue, text in added.items() if self.texts.get(issue) != text}


def read_records(content: Path) -> Records:
    """Return the records of an archive. Raises QikanError for one that cannot be understood."""
    files = files_in(content / ANCHORS, ".txt")
    texts = {path.stem: path.read_text(encoding="utf-8", errors="replace") for path in files}
    return Records(texts, {path.stem: read_record(texts[path.stem], str(path)) for path in files})
