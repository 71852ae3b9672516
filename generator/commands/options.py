"""The options that several commands share, and the progress bar."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

T = TypeVar("T")

if TYPE_CHECKING:
    from generator.building.workers import Workers

CLUSTER = "dask://"


class NamedPath(click.Path):
    """A path that is not empty: an empty one, of a shell's empty variable, would be the folder where one stands."""

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """Return it as a Path."""
        if value == "":
            self.fail("an empty name names no file and no folder.", param, ctx)
        return super().convert(value, param, ctx)


FOLDER = NamedPath(path_type=Path)

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
executor_option = click.option(
    "--executor",
    default=None,
    metavar="dask://HOST:PORT",
    help="Let the workers of a Dask cluster do the work; they have to see the same folders.",
)
quiet_option = click.option("--quiet", "-q", is_flag=True, help="Say nothing but what is wrong.")
verbose_option = click.option("--verbose", "-v", is_flag=True, help="Say more about what is done.")


def workers_of(jobs: int | None, executor: str | None = None) -> Workers:
    """Return who does the work: as many processes as told, or one for each processor that we may use, or a cluster."""
    from generator.building.workers import Workers

    if executor is not None:
        if not executor.startswith(CLUSTER):
            raise click.BadParameter(f"write it like {CLUSTER}HOST:PORT.", param_hint="--executor")
        return Workers(cluster=executor.removeprefix(CLUSTER))
    if jobs is None:
        jobs = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Workers(jobs)


def progress_bar(items: Iterable[T], count: int, label: str, /) -> Iterator[T]:
    """Yield the items, with a progress bar on stderr where a person watches."""
    if not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, length=count, label=label, file=sys.stderr) as bar:
        yield from bar
