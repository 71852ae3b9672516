"""`check`: what is wrong in an archive and its site."""

from __future__ import annotations

import json
from pathlib import Path

import click

from generator.commands.options import (
    base_url_option,
    content_option,
    jobs_option,
    jobs_or_default,
    output_option,
    progress_bar,
    quiet_option,
)

HELP = """Look for faults in the content files and in the built site.

Broken links and anchors, anchors twice there, missing pictures, pages out of order, page hints that lead nowhere, and
what the import reports leave to you. Each finding has a code, a place and a remedy. The exit status is 1 if there is
an error; notes, which only a person can decide, do not count.

\b
Examples:  qikan check
           qikan check --content archive/content --output public
           qikan check --format json > findings.json
"""


@click.command("check", help=HELP, short_help="Look for faults in archive and site.")
@content_option
@output_option
@base_url_option
@jobs_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to tell."
)
@quiet_option
def command(content: Path, output: Path, base_url: str | None, jobs: int | None, form: str, quiet: bool) -> int:
    """Check, tell the findings, and return 1 if one of them is an error."""
    from generator.building.workers import in_silence
    from generator.checking import check_archive, check_site
    from generator.config import check_base_url, load_site

    progress = in_silence if quiet else progress_bar
    address = check_base_url(base_url) if base_url is not None else load_site(content).base_url
    workers = jobs_or_default(jobs)
    findings = [
        *check_archive(content, jobs=workers, progress=progress),
        *check_site(output, base_url=address, jobs=workers, progress=progress),
    ]
    errors = sum(finding.severity == "error" for finding in findings)
    if form == "json":
        click.echo(json.dumps([finding.as_dict() for finding in findings], ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            if not quiet or finding.severity == "error":
                click.echo(str(finding))
        if not quiet:
            click.echo(f"{errors} errors, {len(findings) - errors} notes")
    return 1 if errors else 0
