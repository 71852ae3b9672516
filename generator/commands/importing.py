"""`import`: PDFs and transcripts become content files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.options import (
    FOLDER,
    content_option,
    executor_option,
    jobs_option,
    progress_bar,
    quiet_option,
    workers_of,
)

if TYPE_CHECKING:
    from generator.archive.deciding import State
    from generator.archive.outcome import Outcome

HELP = """Make content files of issues: PDFs, or page-by-page transcripts of them.

Each issue becomes content/issues/YEAR-NUMBER.md, its pictures content/issues/YEAR-NUMBER/, and a PDF is kept in
content/originals/. What was repaired, left out or is in doubt stands in content/reports/YEAR-NUMBER.md. A content file
is yours: if you have corrected it and import its issue again, your changes stay and those of the import come to them.
Where both changed one block, your words stay, a comment marks the place, and content/imports/YEAR-NUMBER.conflicts.md
has both.

\b
Examples:  qikan import 2024-11.pdf
           qikan import ~/issues/*.txt --content archive/content
           qikan import 2024-11.pdf --replace     (the old file is kept as 2024-11.md.bak)

FILE may be a folder: all PDFs and .txt files in it. Transcripts may be UTF-8, UTF-16 or GB18030.
"""

STATES: dict[State, str] = {
    "new": "new",
    "unchanged": "as it was",
    "edited": "as you corrected it, the import has nothing new",
    "updated": "updated, nobody had changed it",
    "merged": "merged, {kept} of yours and {taken} of the import's",
    "conflicts": "merged, {kept} of yours and {taken} of the import's",
    "replaced": "replaced, the old one kept beside it",
}


@click.command("import", help=HELP, short_help="Make content files of PDFs or transcripts.")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=FOLDER)
@content_option
@click.option("--replace", "replacing", is_flag=True, help="Take the import and no merge; keep the old files beside.")
@click.option("--strict", is_flag=True, help="Fail if the import was not sure of something.")
@click.option("--password", default="", metavar="WORD", help="The password of encrypted PDFs.")
@jobs_option
@executor_option
@quiet_option
def command(
    files: tuple[Path, ...],
    content: Path,
    replacing: bool,
    strict: bool,
    password: str,
    jobs: int | None,
    executor: str | None,
    quiet: bool,
) -> int:
    """Import the files, tell what became of each, and return 1 if any failed."""
    from generator.archive.imports import import_files, source_files
    from generator.building.workers import in_silence

    sources = source_files(files)
    workers = workers_of(jobs, executor)
    if workers.cluster:  # its workers stand elsewhere
        sources, content = tuple(path.absolute() for path in sources), content.absolute()
    outcomes = import_files(
        sources,
        content,
        workers=workers,
        replacing=replacing,
        password=password,
        progress=in_silence if quiet else progress_bar,
    )
    well = True
    for outcome in outcomes:
        problems = list(problems_of(outcome, content, strict=strict))
        if not quiet and outcome.state in STATES and outcome.error is None:
            click.echo(told(outcome, content))
        for problem in problems:
            click.echo(f"qikan: {problem}", err=True)
        well = well and not problems
    return 0 if well else 1


def told(outcome: Outcome, content: Path) -> str:
    """Return what became of a file, in one line."""
    from generator.archive.places import content_file
    from generator.commands.building import counted

    state = STATES[outcome.state].format(kept=counted(outcome.kept, "change"), taken=outcome.taken)
    return f"{content / content_file(outcome.issue)} ({state}): {outcome.summary}"


def problems_of(outcome: Outcome, content: Path, *, strict: bool) -> Iterator[str]:
    """Yield what a person has to see to, each with the file, the place and the remedy."""
    from generator.archive.places import conflicts_name, content_file, report_files

    if outcome.error is not None:
        yield str(outcome.error)
        return
    target = content / content_file(outcome.issue)
    if outcome.state == "kept":
        problem = (
            f"{target}: it differs from what the import of {outcome.source} makes, and how it was imported is not"
        )
        yield f"{problem} known; it stays as it is. --replace takes the import and keeps your file beside it."
    for line, name in outcome.conflicts:
        problem = f"{target}:{line}: conflict {name}: you and the import changed this place; your words stay."
        yield f"{problem} Compare {content / conflicts_name(outcome.issue)}, then delete the comment."
    for name in outcome.staying:
        problem = f"{content / name}: you and the import changed this file; yours stays."
        yield f"{problem} --replace takes the import's and keeps yours beside it."
    if strict and outcome.needs_look:
        yield f"{content / report_files(outcome.issue)[0]}: something needs a look (--strict)."
