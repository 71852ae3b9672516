"""`build`: the archive becomes a site."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.options import (
    base_url_option,
    content_option,
    executor_option,
    jobs_option,
    output_option,
    progress_bar,
    quiet_option,
    theme_option,
    verbose_option,
    workers_of,
)
from generator.errors import QikanError, refused

if TYPE_CHECKING:
    from generator.building.order import Built, Order
    from generator.building.workers import Workers
    from generator.config import Site

HELP = """Make the site of an archive. This is what happens when no command is named.

Only what has changed since the last build is made anew. The site appears whole or not at all: if something is wrong,
the last one stays. Nothing in it depends on the place or the time of the build.

\b
Examples:  qikan
           qikan build --base-url https://example.org/digest/
           qikan build --content archive/content --output public
           qikan build --theme themes/mine
"""


@click.command("build", help=HELP, short_help="Make the site (also when no command is named).")
@content_option
@output_option
@theme_option
@base_url_option
@jobs_option
@executor_option
@click.option("--compress", is_flag=True, help="Put .gz files (and .br, if brotli is installed) beside all texts.")
@click.option("--explain", is_flag=True, help="Say what was made anew, and why.")
@click.option("--profile", is_flag=True, help="Say where the time went.")
@quiet_option
@verbose_option
def command(
    content: Path,
    output: Path,
    theme: str | None,
    base_url: str | None,
    jobs: int | None,
    executor: str | None,
    compress: bool,
    explain: bool,
    profile: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Build, and say what came of it."""
    from generator.building.site import build
    from generator.building.workers import in_silence

    began = time.monotonic()
    order = order_of(content, output, theme, base_url, workers_of(jobs, executor))
    order = replace(order, compress=order.compress or compress)
    try:
        built = build(order, progress=in_silence if quiet else progress_bar, waiting=say_waiting)
    except OSError as error:
        raise refused(error, place=str(output)) from error
    try:
        if built.records:
            from generator.archive.publishing import remember

            remember(content, built.records)
    except OSError as error:
        problem = f"{error.filename}: cannot be written ({error.strerror}): what was published is not remembered."
        say(f"{problem} Make the folder writable and build again.")
    if explain:
        for line in explained(built.reasons):
            click.echo(line)
    if profile:
        for step, seconds in profiled(built.steps, time.monotonic() - began):
            click.echo(f"{seconds:8.2f} s  {step}")
    if not quiet:
        click.echo(summary(built, time.monotonic() - began))
        if verbose:
            click.echo(f"content {content.absolute()}, theme {order.theme}, {who(order.workers)}")
        click.echo(f"open {Path(os.path.abspath(order.output), 'index.html').as_uri()}")


def order_of(content: Path, output: Path, theme: str | None, base_url: str | None, workers: Workers) -> Order:
    """Return what is to be built, options before settings. QikanError where settings or theme are wrong.

    An import that was killed half way through is carried out first.
    """
    from generator.archive.journal import finish
    from generator.building.order import Order
    from generator.config import check_base_url, load_site

    address = None if base_url is None else check_base_url(base_url)
    finish(content)
    site = load_site(content)
    if address is not None:
        site = replace(site, base_url=address)
    folder = folder_of(theme, site, content)
    if workers.cluster:
        content = content.absolute()  # the workers stand elsewhere
    return Order(
        content=content,
        output=output,
        site=replace(site, theme="", compress=False),  # pages show neither
        theme=folder,
        workers=workers,
        compress=site.compress,
    )


def folder_of(theme: str | None, site: Site, content: Path) -> Path:
    """Return the folder of the theme that the option names, or the settings. QikanError where there is none."""
    from generator.config import place_of, theme_folder

    if theme is not None and Path(theme).is_dir():
        return Path(theme).resolve()
    try:
        return theme_folder(theme or site.theme, content.absolute().parent)
    except QikanError as error:
        if theme:
            raise
        raise QikanError(error.problem, place=place_of("theme", content), remedy=error.remedy) from error


def explained(reasons: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield what was made anew and why, a line each; parts of one thing that go for one reason share a line."""
    for (name, reason), parts in groupby(reasons):
        count = len(list(parts))
        yield f"{name}{f' ({count} parts)' if count > 1 else ''}: {reason}"


def profiled(steps: Iterable[tuple[str, float]], seconds: float) -> Iterator[tuple[str, float]]:
    """Yield the steps of a build with their seconds, and what is left of all of these."""
    left = seconds
    for step, own in steps:
        left -= own
        yield step, own
    yield "looking for changes, and all else", left


def who(workers: Workers) -> str:
    """Return who does the work, in words."""
    return f"cluster at {workers.cluster}" if workers.cluster else f"{counted(workers.processes, 'issue')} at a time"


def summary(built: Built, seconds: float) -> str:
    """Return a build in one line."""
    totals = built.totals
    changes = f"{counted(totals.changed, 'file')} changed" if totals.changed or totals.removed else "nothing changed"
    removed = f", {totals.removed} removed" if totals.removed else ""
    has = f"{counted(built.issues, 'issue')}, {counted(totals.pages, 'page')}, {totals.size / 1_000_000:.1f} MB"
    return f"{has}: {changes}{removed}, {seconds:.2f} s"


def counted(number: int, noun: str) -> str:
    """Return a number of things in words: `1 issue`, `5 issues`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def say_waiting() -> None:
    """Say that another build has to end first."""
    say("waiting for another build of this site …")


def say(words: str) -> None:
    """Say something on stderr that is no error."""
    click.echo(f"qikan: {words}", err=True)
