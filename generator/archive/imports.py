"""Import: source files -> content files, read in worker processes and moved into the archive when all is well.

A worker reads one file and writes what comes of it below a staging folder; the process that started it then moves the
issue into the archive, the content file last. Whatever the moment at which an import is killed, a content file is
there whole or not at all.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

from generator.archive.report_files import report_json, report_markdown, summary
from generator.building.files import below, keep_beside, write_durably
from generator.building.workers import ALONE, Progress, Workers, in_silence, map_in_order
from generator.errors import QikanError
from generator.importing.worker import run_limited

STAGING_PREFIX = ".qikan-import-"
ISSUE_ID = re.compile(r"\d{4}-\d{2,}")
SOURCE_SUFFIXES = (".pdf", ".txt")
"""What is imported where a folder is named instead of a file."""

State = Literal["new", "unchanged", "replaced", "kept"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source file."""

    source: Path
    """The file."""
    issue: str = ""
    """The issue's id; empty where the file could not be read."""
    summary: str = ""
    """The report in one line."""
    needs_look: bool = False
    """Whether the import was not sure of something that it did."""
    staged: tuple[str, ...] = ()
    """The files below the staging folder, relative to the content folder, the content file last."""
    state: State = "new"
    """`new`, `unchanged`, `replaced` (the old one kept beside), `kept` (it differs and stays as it is)."""
    error: QikanError | None = None
    """Why nothing came of it; None where something did."""


def source_files(named: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files to import: those named, and for a folder the PDFs and transcripts in it, each once.

    Raises QikanError for a name that leads to nothing.
    """
    found: dict[Path, None] = {}
    for path in named:
        files = [path] if path.is_file() else _in_folder(path)
        if not files:
            problem = "no PDF or .txt file is in this folder." if path.is_dir() else "there is no such file."
            raise QikanError(problem, place=str(path), remedy="Name the PDFs or transcripts to import.")
        found.update(dict.fromkeys(files))
    return tuple(found)


def _in_folder(path: Path) -> list[Path]:
    """Return the importable files of a folder, or those that match a pattern that no shell has resolved."""
    if path.is_dir():
        return sorted(file for file in path.iterdir() if file.suffix.lower() in SOURCE_SUFFIXES and file.is_file())
    if "*" in path.name and path.parent.is_dir():
        return sorted(file for file in path.parent.glob(path.name) if file.is_file())
    return []


def import_files(
    files: Sequence[Path],
    content: Path,
    *,
    workers: Workers = ALONE,
    replacing: bool = False,
    password: str = "",
    progress: Progress = in_silence,
) -> Iterator[Outcome]:
    """Import source files into an archive's content folder and yield what became of each, in their order.

    A file that cannot be read does not stop the others. Of two files that hold the same issue none is taken. A content
    file that differs from what the import makes stays, unless `replacing`: then it is kept beside as `ID.md.bak`.
    Raises OSError where the content folder cannot be written.
    """
    content.mkdir(parents=True, exist_ok=True)
    _sweep(content)
    staging = Path(tempfile.mkdtemp(prefix=f"{STAGING_PREFIX}{os.getpid()}-", dir=content))
    try:
        tasks = [(file, staging / str(place)) for place, file in enumerate(files)]
        reading = map_in_order(partial(_import_one, password=password), tasks, workers)
        outcomes = list(progress(reading, len(tasks), "importing"))
        twice = _issues_named_twice(outcomes)
        for outcome, (_, folder) in zip(outcomes, tasks, strict=True):
            if outcome.error is None and outcome.issue in twice:
                yield replace(outcome, error=_twice_error(outcome, twice[outcome.issue]))
            elif outcome.error is None:
                yield _put_in_place(outcome, folder, content, replacing)
            else:
                yield outcome
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _import_one(task: tuple[Path, Path], password: str) -> Outcome:
    """Read one source file and write what comes of it below a folder; the work of a worker."""
    source, folder = task
    try:
        return run_limited(_staged, source, folder, password, place=str(source))
    except QikanError as error:
        return Outcome(source, error=error)
    except (MemoryError, RecursionError) as error:
        problem = f"the file is too large or too deeply nested to be read ({type(error).__name__})."
        return Outcome(source, error=QikanError(problem, place=str(source), remedy="Split it, or make it anew."))
    except OSError:
        raise  # the archive cannot be written: that stops every file
    except Exception as error:
        problem = f"Qikan fails on this file ({type(error).__name__}: {error})."
        remedy = "This is a defect of Qikan: please report it, with the file if you may."
        return Outcome(source, error=QikanError(problem, place=str(source), remedy=remedy))


def _staged(source: Path, folder: Path, password: str) -> Outcome:
    from generator import markdown
    from generator.importing import import_file
    from generator.model import Original

    imported = import_file(source, password=password)
    issue, report = imported.issue, imported.report
    if not ISSUE_ID.fullmatch(issue.id):
        raise QikanError(f"the issue's id {issue.id!r} is no year and number.", place=str(source))
    files = {f"issues/{issue.id}/{picture.name}": picture.data for picture in imported.pictures}
    if imported.original is not None:
        original = issue.original or Original(f"originals/{issue.id}{imported.original.suffix.lower()}")
        issue = replace(issue, original=original)
        files[original.path] = imported.original.read_bytes()
    files[f"reports/{issue.id}.md"] = report_markdown(report)
    files[f"reports/{issue.id}.json"] = report_json(report)
    files[f"issues/{issue.id}.md"] = markdown.write(issue).encode()
    for name, data in files.items():
        write_durably(below(folder, name), data)
    return Outcome(
        source=source,
        issue=issue.id,
        summary=summary(issue, report),
        needs_look=any(entry.severity == "look" for entry in report.entries),
        staged=tuple(files),
    )


def _issues_named_twice(outcomes: Sequence[Outcome]) -> dict[str, list[Path]]:
    """Return the issues that several files hold, with those files."""
    sources: dict[str, list[Path]] = {}
    for outcome in outcomes:
        if outcome.error is None:
            sources.setdefault(outcome.issue, []).append(outcome.source)
    return {issue: files for issue, files in sources.items() if len(files) > 1}


def _twice_error(outcome: Outcome, files: Sequence[Path]) -> QikanError:
    others = " and ".join(str(file) for file in files if file != outcome.source)
    return QikanError(
        f"this is issue {outcome.issue}, and so is {others}: none of them was imported.",
        place=str(outcome.source),
        remedy="Import the right one alone, or correct the number on the cover.",
    )


def _put_in_place(outcome: Outcome, folder: Path, content: Path, replacing: bool) -> Outcome:
    """Move the files of one issue into the archive, the content file last."""
    main = below(content, outcome.staged[-1])
    state: State = "new"
    if main.exists():
        same = main.read_bytes() == below(folder, outcome.staged[-1]).read_bytes()
        state = "unchanged" if same else "replaced"
        if not same and not replacing:
            return replace(outcome, state="kept")
    for name in outcome.staged:
        _move(below(folder, name), below(content, name), keep=not name.startswith("reports/"))
    return replace(outcome, state=state)


def _move(staged: Path, target: Path, keep: bool) -> None:
    """Move a staged file in place; a file that differs and stands there already is kept beside it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        if target.read_bytes() == staged.read_bytes():
            return
        if keep:
            keep_beside(target)
    os.replace(staged, target)


def _sweep(content: Path) -> None:
    """Remove the staging folders of imports that were killed."""
    for folder in content.glob(f"{STAGING_PREFIX}*"):
        process = folder.name.removeprefix(STAGING_PREFIX).partition("-")[0]
        if not _lives(process):
            shutil.rmtree(folder, ignore_errors=True)


def _lives(process: str) -> bool:
    """Tell whether a process of this number runs here; where that cannot be known, assume that it does."""
    if os.name == "nt" or not process.isdigit():
        return True
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
