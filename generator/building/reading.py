"""The reading of issues: of each by a pure function of a small, picklable task, mapped over worker processes.

What it takes to read is loaded when an issue is read: that may be in a process beside the build's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.building.companion import begin_beside
from generator.building.files import digest, write_whole
from generator.building.fingerprints import of_text
from generator.building.index import Shelf
from generator.building.patience import patience
from generator.building.records import Ingredients, Made, Spoken
from generator.building.staging import write_page
from generator.building.workers import FEW, InTurn, Progress, Workers, map_in_order

if TYPE_CHECKING:
    from generator.building.issues import KnownIssue, ReadIssue
    from generator.building.making import Making
    from generator.building.sources import ContentFile
    from generator.search.syllables import Syllables

TEXTS_OF = "texts of "
"""The name under which the ledger remembers the files that search needs of an issue's text."""


@dataclass(frozen=True, slots=True)
class ReadTask:
    """Read a content file."""

    path: Path
    """The content file."""
    parsed: Path
    """Where to leave the Issue for the render task that may follow: in a folder of this build alone, which is new."""
    shelf: Shelf
    """Where to leave its half of the search index."""
    staging: Path
    """The folder of the new site."""
    spoken: Spoken | None
    """What is known of the sounds of its names."""
    dictionary: Path
    """The file that tells of the sounds of words; it is made where it is not there."""
    maker: str
    """The fingerprint of the Qikan that asks."""


def read_issue(task: ReadTask) -> tuple[ReadIssue, Spoken, tuple[Made, ...]]:
    """Read a content file and index it; write what search needs of its text into the new site.

    Raises QikanError for a file that cannot be read.
    """
    from generator.building.issues import ReadIssue
    from generator.building.passing import packed
    from generator.building.tasks import parse
    from generator.published import anchors_of
    from generator.rendering import card
    from generator.search import index_issue, text_files
    from generator.search.pinyin import names as names_of
    from generator.search.pinyin import sounds

    data = task.path.read_bytes()
    content = digest(data)
    with patience(str(task.path)):
        issue = parse(data, task.path)
        names = of_text("\n".join(names_of(issue)))
        if task.spoken and task.spoken.names == names:
            known = tuple(task.spoken.words.splitlines())
        else:
            known = sounds(issue, syllables_of(task.dictionary, task.maker))
        indexed = index_issue(issue, known)
        texts = text_files(issue)
    task.parsed.write_bytes(packed(issue))
    index = task.shelf.store(issue.id, content, indexed)
    made = tuple(write_page(task.staging, path, text) for path, text in texts.items())
    spoken = Spoken(names, "\n".join(indexed.summary.sounds))
    return ReadIssue.of(content, card(issue), index, anchors_of(issue)), spoken, made


@lru_cache(maxsize=1)
def syllables_of(path: Path, maker: str) -> Syllables:
    """Return how words sound by a file of this Qikan, opened once in each process; it is made where there is none."""
    from generator.search.syllables import Dictionary, dictionary

    with suppress(OSError, ValueError):
        head, _, text = path.read_text(encoding="utf-8").partition("\n")
        if head == f"{maker} {of_text(text)}":
            return Dictionary(text)
    text = dictionary()
    write_whole(path, f"{maker} {of_text(text)}\n{text}".encode())
    return Dictionary(text)


class Reading:
    """The reading of an archive's issues under way: new and changed ones are read, the others kept in mind."""

    def __init__(
        self,
        making: Making,
        shelf: Shelf,
        dictionary: Path,
        issues: Sequence[ContentFile],
        workers: Workers,
        progress: Progress,
    ) -> None:
        """Begin to read what has to be read; `issues` are all of the archive, oldest first."""
        self.making = making
        self.issues = issues
        self.before = {outline.id: outline for outline in making.last.outlines()}
        self.unread = [issue for issue in issues if not self._kept(issue, shelf)]
        tasks = InTurn(partial(self._task, shelf=shelf, dictionary=dictionary), self.unread)
        self.is_short = len(tasks) <= FEW
        """Whether no more issues are to be read than one process reads beside this one."""
        if self.is_short:
            results = begin_beside(read_issue, list(tasks), workers)
        else:
            results = map_in_order(read_issue, tasks, workers)
        self.results = progress(results, len(tasks), "reading")

    def finish(self) -> tuple[dict[str, KnownIssue], dict[str, KnownIssue]]:
        """Return what to keep in mind of all issues by id, oldest first; and of those that were read anew, what the
        last build knew of them. QikanError for a file that changed meanwhile."""
        from generator.building.issues import KnownIssue, Memory
        from generator.building.tasks import changed_meanwhile

        last, memory = Memory(self.making.last.issue), Memory(self.making.next.issue)
        known = {name: KnownIssue(outline, memory) for name, outline in self.before.items()}
        reread = {}
        for issue, (found, spoken, made) in zip(self.unread, self.results, strict=True):
            if found.outline.digest != issue.file.digest:
                raise changed_meanwhile(issue.file.path)
            if issue.id in self.before:
                reread[issue.id] = KnownIssue(self.before[issue.id], last)
            known[issue.id] = KnownIssue(found.outline, memory)
            self.making.next.add_issue(found.outline, found.row())
            self.making.next.speak(issue.id, spoken)
            self.making.next.add(TEXTS_OF + issue.id, Ingredients(content=found.outline.digest), made)
        return {issue.id: known[issue.id] for issue in self.issues}, reread

    def _task(self, issue: ContentFile, shelf: Shelf, dictionary: Path) -> ReadTask:
        return ReadTask(
            path=issue.file.path,
            parsed=self.making.staging.scratch / issue.id,
            shelf=shelf,
            staging=self.making.staging.folder,
            spoken=self.making.last.spoken(issue.id),
            dictionary=dictionary,
            maker=self.making.last.maker,
        )

    def _kept(self, issue: ContentFile, shelf: Shelf) -> bool:
        """Tell whether an issue is as the last build knew it, and keep what was made of it then."""
        name, digest = TEXTS_OF + issue.id, issue.file.digest
        last = self.before.get(issue.id)
        if last is None or last.digest != digest or not shelf.has(issue.id, digest):
            return False
        if self.making.reason(name, Ingredients(content=digest)):
            return False
        self.making.next.keep(name)
        return True
