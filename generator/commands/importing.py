"""`import`: PDFs and transcripts become content files."""

from __future__ import annotations

from pathlib import Path

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

HELP = """Make content files of issues: PDFs, or page-by-page transcripts of them.

Each issue becomes content/issues/YEAR-NUMBER.md, its pictures content/issues/YEAR-NUMBER/, and a PDF is kept in
content/originals/. What was repaired, left out or is in doubt stands in content/reports/YEAR-NUMBER.md. A content file
is yours: if it differs from what the import would write, it stays as it is, unless you say --replace.

\b
Examples:  qikan import 2024-11.pdf
           qikan import ~/issues/*.txt --content archive/content
           qikan import 2024-11.pdf --replace     (the old file is kept as 2024-11.md.bak)

FILE may be a folder: all PDFs and .txt files in it. Transcripts may be UTF-8, UTF-16 or GB18030.
"""

STATES = {
    "new": "new",
    "unchanged": "as it was",
    "replaced": "replaced, the old one kept beside it",
}


@click.command("import", help=HELP, short_help="Make content files of PDFs or transcripts.")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=FOLDER)
@content_option
@click.option("--replace", "replacing", is_flag=True, help="Replace content files that differ; keep the old beside.")
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
    from generator.archive.imports import Outcome, import_files, source_files
    from generator.building.workers import in_silence

    def tell(outcome: Outcome) -> bool:
        """Say what became of a file, and return whether that is well."""
        target = content / "issues" / f"{outcome.issue}.md"
        if outcome.error is not None:
            click.echo(f"qikan: {outcome.error}", err=True)
            return False
        if outcome.state == "kept":
            problem = f"{target}: it differs from what the import of {outcome.source} makes; it stays as it is."
            click.echo(f"qikan: {problem} --replace takes the new one and keeps the old one beside it.", err=True)
            return False
        if not quiet:
            click.echo(f"{target} ({STATES[outcome.state]}): {outcome.summary}")
        if strict and outcome.needs_look:
            report = content / "reports" / f"{outcome.issue}.md"
            click.echo(f"qikan: {report}: something needs a look (--strict).", err=True)
            return False
        return True

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
    well = [tell(outcome) for outcome in outcomes]
    return 0 if all(well) else 1
