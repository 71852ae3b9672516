"""`check`: what is wrong in an archive and its site."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.options import (
    base_url_option,
    content_option,
    jobs_option,
    output_option,
    quiet_option,
    workers_of,
)

FEW_ISSUES = 20
"""So many issues are checked sooner by one process than workers start."""

HELP = """Look for faults in the content files and in the built site.

Broken links and anchors, anchors twice there, missing pictures, pages out of order, page hints that lead nowhere, and
what the import reports leave to you. Each message has a code, a place and a remedy. The exit status is 1 if there is
an error; warnings and notes, which only a person can decide, do not count.

\b
Examples:  qikan check
           qikan check --content archive/content --output public
           qikan check --format json > findings.json
           qikan check --external      (asks the sites that the issues link to)
"""


@click.command("check", help=HELP, short_help="Look for faults in archive and site.")
@content_option
@output_option
@base_url_option
@jobs_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to tell."
)
@click.option("--external", is_flag=True, help="Ask over the network whether links to other sites answer.")
@quiet_option
def command(
    content: Path, output: Path, base_url: str | None, jobs: int | None, form: str, external: bool, quiet: bool
) -> int:
    """Check, tell the messages, and return 1 if one of them is an error. QikanError at the end if there is no site."""
    from concurrent.futures import ProcessPoolExecutor

    from generator.archive.journal import finish
    from generator.checking import Message, as_json, as_text, check, check_external, no_site, summary
    from generator.config import check_base_url, load_site

    finish(content)
    address = load_site(content).base_url if base_url is None else check_base_url(base_url)

    site = output if output.is_dir() else None
    messages: list[Message] = []
    many = sum(1 for _ in (content / "issues").glob("*.md")) > FEW_ISSUES
    processes = workers_of(jobs).processes
    if many and processes > 1:
        with ProcessPoolExecutor(processes) as executor:
            messages += check(content, site, executor, base_url=address)
    else:
        messages += check(content, site, base_url=address)
    if external:
        messages += check_external(content)
    if form == "json":
        click.echo(as_json(messages), nl=False)
    else:
        for message in messages:
            if not quiet or message.severity == "error":
                click.echo(as_text(message))
        if not quiet:
            click.echo(summary(messages))
    if site is None:
        raise no_site(output)
    return 1 if any(message.severity == "error" for message in messages) else 0
