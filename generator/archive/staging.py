"""One source file -> the files that are to change in the archive, in a folder of their own; the work of a worker."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator import markdown
from generator.archive.article_ids import with_known_ids
from generator.archive.conflicts import conflicts_file, key, marks_in
from generator.archive.deciding import Decision, Standing, decide
from generator.archive.outcome import Outcome
from generator.archive.places import (
    base_file,
    conflicts_name,
    content_file,
    hashes_file,
    pictures_folder,
    report_files,
)
from generator.archive.report_files import report_json, report_markdown, settled, summary
from generator.archive.writing import write
from generator.building.files import below, digest
from generator.errors import QikanError
from generator.model import Issue, Original
from generator.published import ANCHORS, anchors_of, read_record

if TYPE_CHECKING:
    from generator.importing import Imported


def stage(source: Path, folder: Path, content: Path, replacing: bool, password: str) -> Outcome:
    """Read a source file and write below `folder` what is to change in the content folder.

    Nothing in the content folder is touched. Raises QikanError where the file makes no issue, where it changed while
    it was read, or where its issue cannot be put together with what the editor made of it.
    """
    from generator.importing import import_file

    before = _digest_of(source)
    imported = import_file(source, password=password)
    check_id(imported.issue.id, source)
    stager = _Stager(source, folder, content, imported, replacing)
    outcome = stager.stage()
    if _digest_of(source) != before:
        raise QikanError("the file changed while it was read", place=str(source), remedy="Import it again.")
    return outcome


def check_id(issue: str, source: Path) -> None:
    """Raise QikanError for an id that names no content file."""
    from generator.building.sources import CONTENT_FILE

    if not CONTENT_FILE.fullmatch(f"{issue}.md"):
        raise QikanError(f"the issue's id {issue!r} is no year and number.", place=str(source))


def _digest_of(source: Path) -> str:
    try:
        return digest(source.read_bytes())
    except OSError:
        return ""  # the reader says what is wrong with it


class _Stager:
    """One import under way: what was read, and what the archive has of the issue."""

    def __init__(self, source: Path, folder: Path, content: Path, imported: Imported, replacing: bool) -> None:
        self.source = source
        self.folder = folder
        self.content = content
        self.imported = imported
        self.replacing = replacing
        self.id = imported.issue.id
        self.name = str(content / content_file(self.id))
        self.staged: list[str] = []
        self.backed_up: list[str] = []
        self.staying: list[str] = []

    def stage(self) -> Outcome:
        """Write what is to change, and tell it."""
        found = self._bytes(content_file(self.id))
        standing = Standing(
            None if found is None else _decoded(found, self.name),
            self._text(base_file(self.id)),
        )
        issue = with_known_ids(self._with_original(), self._known_articles(standing))
        text = markdown.write(issue)
        if standing.content is not None and standing.base not in (None, text) and not self.replacing:
            markdown.read(standing.content, self.name)  # what cannot be read cannot be merged, and has to be mended
        decision = decide(
            standing,
            text,
            replacing=self.replacing,
            name=self.name,
            conflicts_file=conflicts_name(self.id),
        )
        if decision.state != "kept":
            self._put_files(issue)
            self._put_reports()
            self._put_content(decision)
        return self._outcome(issue, decision, "" if found is None else digest(found))

    def _outcome(self, issue: Issue, decision: Decision, against: str) -> Outcome:
        report = self.imported.report
        keys = {key(conflict) for conflict in decision.conflicts}
        return Outcome(
            source=self.source,
            issue=self.id,
            summary=summary(issue, report),
            needs_look=any(entry.severity == "look" for entry in report.entries),
            state=decision.state,
            taken=decision.taken,
            kept=decision.kept,
            conflicts=tuple((line, name) for name, line in marks_in(decision.content or "") if name in keys),
            staying=tuple(self.staying),
            staged=tuple(self.staged),
            backed_up=tuple(self.backed_up),
            against=against,
        )

    def _with_original(self) -> Issue:
        """Return the issue with the path under which its printed file is kept."""
        issue = self.imported.issue
        if self.imported.original is None or issue.original is not None:
            return issue
        return replace(issue, original=Original(f"originals/{self.id}{self.imported.original.suffix.lower()}"))

    def _known_articles(self, standing: Standing) -> dict[str, tuple[str, ...]]:
        """Return the titles of every article that the issue ever had, by id: published, imported, edited."""
        known: dict[str, tuple[str, ...]] = {}
        name = f"{ANCHORS}/{self.id}.txt"
        known |= read_record(self._text(name) or "", str(self.content / name)).articles
        for text in (standing.base, standing.content):
            issue = _read(text)
            for article, title in anchors_of(issue).articles if issue else ():
                known[article] = (*known.get(article, ()), title)
        return known

    def _put_files(self, issue: Issue) -> None:
        """Stage pictures and the printed file, but for those that the editor has changed."""
        files = {f"{pictures_folder(self.id)}/{picture.name}": picture.data for picture in self.imported.pictures}
        if self.imported.original is not None and issue.original is not None:
            files[issue.original.path] = self.imported.original.read_bytes()
        imported_before = self._imported_before()
        for name, data in files.items():
            self._put_file(name, data, imported_before.get(name, ""))
        if files:
            self._put(hashes_file(self.id), "".join(f"{digest(files[name])}  {name}\n" for name in sorted(files)))

    def _imported_before(self) -> dict[str, str]:
        """Return the SHA-256 of pictures and printed file as the last import made them, by name."""
        lines = [line.partition("  ") for line in (self._text(hashes_file(self.id)) or "").splitlines()]
        return {name: found for found, _, name in lines}

    def _put_file(self, name: str, data: bytes, imported_before: str) -> None:
        there = self._bytes(name)
        if there is None or not imported_before or self.replacing or digest(there) == imported_before:
            if there is not None and there != data and digest(there) != imported_before:
                self.backed_up.append(name)
            self._put(name, data)
        elif digest(data) not in (imported_before, digest(there)):
            self.staying.append(name)

    def _put_reports(self) -> None:
        """Stage the report, without the suggestions that the editor has settled."""
        to_read, for_programs = report_files(self.id)
        entries, told = report_json(self.imported.report), self._text(to_read)
        if told is not None and self._bytes(for_programs) == entries:
            return
        decided = settled(self._text(for_programs) or "", told)
        self._put(for_programs, entries)
        self._put(to_read, report_markdown(self.imported.report, decided))

    def _put_content(self, decision: Decision) -> None:
        if decision.base is not None:
            self._put(base_file(self.id), decision.base)
        if decision.content is None:
            return
        name = conflicts_name(self.id)
        before = self._text(name)
        after = conflicts_file(self.id, before or "", decision.content, decision.conflicts)
        if after or before is not None:
            self._put(name, after)
        if decision.state == "replaced":
            self.backed_up.append(content_file(self.id))
        self._put(content_file(self.id), decision.content)

    def _put(self, name: str, data: bytes | str) -> None:
        """Stage a file, unless the archive has it just so."""
        data = data.encode() if isinstance(data, str) else data
        target = below(self.folder, name)
        if self._bytes(name) != data:
            write(target, data)
            self.staged.append(name)

    def _bytes(self, name: str) -> bytes | None:
        try:
            return below(self.content, name).read_bytes()
        except FileNotFoundError:
            return None

    def _text(self, name: str) -> str | None:
        """Return a file that only Qikan writes; None where it is not there or damaged."""
        data = self._bytes(name)
        try:
            return None if data is None else data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            return None


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise QikanError("this is not UTF-8 text", place=f"{name}:{line}", remedy="Save the file as UTF-8.") from error


def _read(text: str | None) -> Issue | None:
    try:
        return None if text is None else markdown.read(text)
    except QikanError:
        return None
