"""Times our build beside other site generators: `python -m benchmarks.building`.

Makes archives out of the real issues in ../shared, installs the peers from PyPI and npm where they are not there yet,
and writes benchmarks/building.md and .svg. Both are brought up to date after every tool, so that a run that was cut
off has its figures, too. With the usual sizes it takes about a quarter of an hour on two cores.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import click

from benchmarks.building import report
from benchmarks.building.imports import imports
from benchmarks.building.ours import OURS
from benchmarks.building.peers import PEERS
from benchmarks.building.peers.installing import DEFAULT
from benchmarks.building.report import OUR_NAME, Results
from benchmarks.building.showing import seconds_to_show
from benchmarks.building.timing import times_of
from benchmarks.building.tools import Tool
from benchmarks.corpus import TRANSCRIPTS, archive
from benchmarks.processes import CommandError, Cost, measured
from generator.model import Issue

ROUNDS = 3
REPORT = Path(__file__).resolve().parents[1] / "building.md"


@click.command(help=__doc__)
@click.option(
    "--sizes", default="5,50,500", show_default=True, metavar="N,…", help="How many issues the archives have."
)
@click.option("--without", default="", metavar="NAME,…", help=f"Leave out of the peers: {', '.join(PEERS)}.")
@click.option(
    "--peers-up-to",
    default=500,
    show_default=True,
    metavar="N",
    help="Larger archives are ours alone, without jobs and `serve`.",
)
@click.option("--cache", default=DEFAULT, show_default=True, type=click.Path(path_type=Path), help="Peers' folder.")
@click.option("--report", "target", default=REPORT, show_default=True, type=click.Path(path_type=Path))
def main(sizes: str, without: str, peers_up_to: int, cache: Path, target: Path) -> None:
    """Measure, size by size."""
    if not any(TRANSCRIPTS.glob("*.txt")):
        sys.exit(f"The archives are made of the transcripts in {TRANSCRIPTS}, and there are none.")
    wanted = {name: tool for name, tool in PEERS.items() if name not in without.split(",")}
    results = Results(command=called(sizes, without), when=datetime.now(UTC).strftime("%Y-%m-%d"))

    say("import")
    results.imports += imports()
    for size in sorted(int(size) for size in sizes.split(",")):
        every = list(archive(size + ROUNDS))
        tools = {OUR_NAME: OURS, **(wanted if size <= peers_up_to else {})}
        for name, tool in tools.items():
            say(f"{size} issues, {tool.name}")
            run(name, tool, every, cache, results, closely=size <= peers_up_to)
            report.write(results, target)
    click.echo(f"wrote {target}")


def say(what: str) -> None:
    """Say what is being measured, and since when."""
    click.echo(f"{datetime.now(UTC):%H:%M:%S} {what}", err=True)


def called(sizes: str, without: str) -> str:
    """Return how to call the benchmark for the same figures; where its folders were is nobody's business."""
    return f"python -m benchmarks.building --sizes {sizes}" + (f" --without {without}" if without else "")


def run(name: str, tool: Tool, every: list[Issue], cache: Path, results: Results, *, closely: bool) -> None:
    """Measure one tool on an archive, whose last issues are added one by one; a peer that fails is noted.

    What takes long and is told of archives only that peers build, too, is measured if `closely`.
    """
    if name in results.failed:
        return
    size = len(every) - ROUNDS
    with tempfile.TemporaryDirectory(prefix="qikan-benchmark-") as temporary:
        folder = Path(temporary)
        try:
            times = times_of(tool, tool.install(cache), every[:size], every[size:], folder)
        except CommandError as error:
            if tool is OURS:
                raise
            results.failed[name] = str(error)
            return
        results.times.setdefault(size, {})[name] = times
        if tool is OURS and closely:
            results.jobs[size] = {jobs: cold_with(jobs, folder) for jobs in (1, 2)}
            results.shown[size] = seconds_to_show(folder, every[: ROUNDS * 2 : 2])


def cold_with(jobs: int, folder: Path) -> Cost:
    """Return what our cold build takes with so many jobs."""
    OURS.clear(folder)
    return measured([*OURS.command(Path(sys.executable)), "--jobs", str(jobs)], folder, memory=False)


if __name__ == "__main__":
    main()
