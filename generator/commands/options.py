"""The options that several commands share, and the progress bar."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import click

T = TypeVar("T")

FOLDER = click.Path(path_type=Path)

content_option = click.option(
    "--content",
    type=FOLDER,
    default=Path("content"),
    show_default=True,
    metavar="DIR",
    help="The archive's content folder.",
)
output_option = click.option(
    "--output",
    type=FOLDER,
    default=Path("site"),
    show_default=True,
    metavar="DIR",
    help="Where the site stands.",
)
theme_option = click.option(
    "--theme", default=None, metavar="NAME|DIR", help="Use this theme instead of the one in site.toml."
)
base_url_option = click.option(
    "--base-url", default=None, metavar="URL", help="The site's address, instead of the one in site.toml."
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=None,
    metavar="N",
    help="Work on so many issues at a time.  [default: one a processor]",
)
quiet_option = click.option("--quiet", "-q", is_flag=True, help="Say nothing but what is wrong.")
verbose_option = click.option("--verbose", "-v", is_flag=True, help="Say more about what is done.")


def jobs_or_default(jobs: int | None) -> int:
    """Return how many issues to work on at a time: as told, or one for each processor that we may use."""
    if jobs is not None:
        return jobs
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def progress_bar(items: Iterable[T], count: int, label: str, /) -> Iterator[T]:
    """Yield the items, with a progress bar on stderr where a person watches."""
    if not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, length=count, label=label, file=sys.stderr) as bar:
        yield from bar
