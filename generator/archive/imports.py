"""Import: source files -> content files, read in worker processes and moved into the archive when all is well.

A worker reads one file and writes what is to change in the archive below a staging folder; the process that started it
then moves an issue's files into the archive together. Whatever the moment at which an import is killed, an issue is as
it was, or as the import makes it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path

from generator.archive.journal import commit, finish, locked
from generator.archive.outcome import Outcome
from generator.archive.places import content_file
from generator.archive.staging import stage
from generator.archive.writing import STAGING_PREFIX, unwritable, write
from generator.building.files import below, digest
from generator.building.workers import ALONE, Progress, Workers, in_silence, map_in_order
from generator.errors import QikanError
from generator.importing.worker import run_limited

PDF_SUFFIX = ".pdf"
SOURCE_SUFFIXES = (PDF_SUFFIX, ".txt")
"""What is imported where a folder is named instead of a file."""


def source_files(named: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files to import: those named, and for a folder the PDFs and transcripts in it, each once.

    Raises QikanError for a name that leads to nothing.
    """
    found: dict[Path, None] = {}
    for path in named:
        files = [path] if path.is_file() else _in_folder(path)
        if not files:
            raise QikanError(_nothing_in(path), place=str(path), remedy="Name the PDFs or transcripts to import.")
        found.update(dict.fromkeys(files))
    return tuple(found)


def _nothing_in(path: Path) -> str:
    if path.is_dir():
        return "no PDF or .txt file is in this folder."
    return "this is neither a file nor a folder." if os.path.exists(path) else "there is no such file."


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

    A file that cannot be read does not stop the others. Of two files that hold the same issue none is taken. What the
    editor made of an issue is merged with what the import makes of it, unless `replacing`: then the import's is taken
    and the editor's kept beside, as `ID.md.bak`. Raises QikanError where the content folder cannot be written.
    """
    try:
        content.mkdir(parents=True, exist_ok=True)
        finish(content)
        _sweep(content)
        staging = Path(tempfile.mkdtemp(prefix=f"{STAGING_PREFIX}{os.getpid()}-", dir=content))
    except OSError as error:
        raise unwritable(error, content) from error
    try:
        tasks = [(file, staging / str(place)) for place, file in enumerate(files)]
        reading = map_in_order(
            partial(_import_one, content=content, replacing=replacing, password=password), tasks, workers
        )
        outcomes = list(progress(reading, len(tasks), "importing"))
        twice = _issues_named_twice(outcomes)
        for outcome, (_, folder) in zip(outcomes, tasks, strict=True):
            if outcome.error is None and outcome.issue in twice:
                yield replace(outcome, error=_twice_error(outcome, twice[outcome.issue]))
            elif outcome.error is None and outcome.staged:
                yield _put_in_place(outcome, folder, content)
            else:
                yield outcome
    except OSError as error:
        raise unwritable(error, content) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _import_one(task: tuple[Path, Path], content: Path, replacing: bool, password: str) -> Outcome:
    """Read one source file and write what comes of it below a folder; the work of a worker."""
    source, folder = task
    _load_reader(source)
    try:
        return run_limited(stage, source, folder, content, replacing, password, place=str(source))
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


def _load_reader(source: Path) -> None:
    """Load what reads a file of this kind, which takes as long as reading a small one: here it is loaded once for many
    files, in the process that is parted for each file it would be loaded each time."""
    import_module("generator.importing.pdf" if source.suffix.lower() == PDF_SUFFIX else "generator.importing")


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
        f"this is issue {outcome.issue}, as in {others}: none of them was imported.",
        place=str(outcome.source),
        remedy="Import the right one alone, or correct the number on the cover.",
    )


def _put_in_place(outcome: Outcome, folder: Path, content: Path) -> Outcome:
    """Move the files of one issue into the archive, all or none."""
    main = below(content, content_file(outcome.issue))
    with locked(content):
        there = digest(main.read_bytes()) if main.exists() else ""
        if there != outcome.against:
            problem = "the file was changed while its issue was imported, and stays as it is."
            error = QikanError(problem, place=str(main), remedy="Import the issue again.")
            return replace(outcome, error=error)
        for name in outcome.backed_up:
            _keep(below(content, name), below(folder, name))
        commit(folder, content, outcome.issue)
    return outcome


def _keep(there: Path, staged: Path) -> None:
    """Put a file of the archive beside the staged one that takes its place, under a name that is free in both."""
    number = 1
    while (name := f"{there.name}.bak{number if number > 1 else ''}") and there.with_name(name).exists():
        number += 1
    write(staged.with_name(name), there.read_bytes())


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
