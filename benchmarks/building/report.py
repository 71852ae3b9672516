"""Writes what was measured as a Markdown table with the bars, and as a chart."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.building.imports import Import
from benchmarks.building.ours import OURS
from benchmarks.building.peers import PEERS
from benchmarks.building.timing import SLOW, Times
from benchmarks.chart import Row, chart
from benchmarks.processes import Cost

MEGABYTE = 1e6
KINDS = ("cold", "one issue added", "one typo corrected", "nothing changed")
OUR_NAME, PAGEFIND, PELICAN = "qikan", "pagefind", "pelican"
HUGOS = ("hugo-articles", "hugo")
"""Hugo with the pages that we have, and with a page for each issue alone; the bars are set against each."""
BASE, LARGE = 500, 5000
"""The sizes that the bars speak of."""


@dataclass
class Results:
    """What was measured so far."""

    command: str
    """How the benchmark was called."""
    when: str
    """The date."""
    times: dict[int, dict[str, Times]] = field(default_factory=dict)
    """Times by size of the archive and name of the tool."""
    jobs: dict[int, dict[int, Cost]] = field(default_factory=dict)
    """Our cold build by size and number of jobs."""
    shown: dict[int, list[float]] = field(default_factory=dict)
    """Seconds from saving to showing with `serve`, by size."""
    imports: list[Import] = field(default_factory=list)
    """The import of real issues."""
    failed: dict[str, str] = field(default_factory=dict)
    """Tools that could not be installed or run, and why."""


def write(results: Results, report: Path) -> None:
    """Write the report, and the chart beside it; the chart needs one size that is whole."""
    picture = report.with_suffix(".svg")
    drawn = _chart(results)
    if drawn:
        picture.write_text(drawn, encoding="utf-8")
    report.write_text("\n".join([*_lines(results, picture.name if drawn else ""), ""]), encoding="utf-8")


def _lines(results: Results, picture: str) -> Iterator[str]:
    yield "# Builds beside other site generators"
    yield ""
    yield (
        f"Made by `{results.command}` on {results.when}: {os.cpu_count()} processors, Python"
        f" {platform.python_version()}, {platform.system()}. Seconds are medians by the clock; every build is a"
        " process of its own. A tool that remembers nothing of its last build and needs more than"
        f" {SLOW:.0f} s is timed once: its later builds are the same work. An issue has ten articles and about 110 KB"
        " of Markdown, recombined from the real issues by a seeded script, so it has paragraphs, headings, page starts"
        " and contents, but no tables and no pictures."
    )
    yield ""
    if picture:
        yield f"![Seconds of each tool on a logarithmic scale]({picture})"
        yield ""
    bars = list(_bars(results))
    if bars:
        yield "| what | ours | peer | ratio | bar | holds |"
        yield "|---|---|---|---|---|---|"
        yield from bars
        yield ""
    for size, times in sorted(results.times.items()):
        yield from _table(size, times, results)
    if results.imports:
        yield from _imports(results.imports)
    yield "## What each tool makes"
    yield ""
    named = dict.fromkeys(name for times in results.times.values() for name in times)
    for tool in (OURS if name == OUR_NAME else PEERS[name] for name in named):
        yield f"- **{tool.name}** makes {tool.does}" + (f"; {tool.lacks}." if tool.lacks else ".")
    yield ""
    yield (
        "All get the same text, with contents, page hints and anchors in it. The templates of the peers were written"
        " for this benchmark and lie in `benchmarks/building/peers/frames/`."
    )
    for name, why in results.failed.items():
        yield ""
        yield f"{name} is missing here: {why}"


def _table(size: int, times: Mapping[str, Times], results: Results) -> Iterator[str]:
    yield f"## {size:,} issues"
    yield ""
    yield (
        "| tool | "
        + " | ".join(f"{kind}, s" for kind in KINDS)
        + " | cold, processor s | memory, MB: all / largest process | site, MB / files |"
    )
    yield "|---|" + "---|" * (len(KINDS) + 3)
    for name, its in times.items():
        tool = OURS if name == OUR_NAME else PEERS[name]
        seconds = " | ".join(f"{cost.seconds:.2f}" for cost in _four(its).values())
        memory = f"{its.cold.peak / MEGABYTE:.0f} / {its.cold.largest / MEGABYTE:.0f}"
        site = f"{its.size / MEGABYTE:.1f} / {its.files}"
        yield f"| {tool.name} | {seconds} | {its.cold.processor:.1f} | {memory} | {site} |"
    yield ""
    if size in results.jobs:
        one, two = results.jobs[size][1], results.jobs[size][2]
        yield f"Ours, cold, with one job {one.seconds:.2f} s, with two {two.seconds:.2f} s."
        yield ""
    if size in results.shown:
        found = ", ".join(f"{seconds:.2f}" for seconds in results.shown[size])
        yield f"`serve`, from saving a typo to the browser showing it: {found} s."
        yield ""


def _imports(imports: list[Import]) -> Iterator[str]:
    yield "## Import"
    yield ""
    yield "| sources | seconds each, as a command | memory, MB | processor time over | ratio |"
    yield "|---|---|---|---|---|"
    for one in imports:
        yield (
            f"| {one.files} {one.kind} | {one.command.seconds / one.files:.2f} | {one.command.peak / MEGABYTE:.0f}"
            f" | {one.peer} | {one.ratio:.2f} |"
        )
    yield ""


def _four(times: Times) -> dict[str, Cost]:
    return dict(zip(KINDS, (times.cold, times.added, times.typo, times.nothing), strict=True))


def _bars(results: Results) -> Iterator[str]:
    """Yield the lines of the table of bars, those for which there are figures."""
    times = results.times.get(BASE, {})
    ours = times.get(OUR_NAME)
    if ours is None:
        return
    for name in HUGOS:
        if name in times:
            yield from _bars_beside_hugo(ours, times[name], PEERS[name].name, times.get(PAGEFIND))
    if PELICAN in times:
        yield _bar("cold, beside Pelican", ours.cold.seconds, times[PELICAN].cold.seconds, 1.0)
    large = results.times.get(LARGE, {}).get(OUR_NAME)
    if large:
        sizes = f"{LARGE:,} issues beside {BASE}"
        peaks = large.cold.largest / MEGABYTE, ours.cold.largest / MEGABYTE
        yield _bar(f"peak memory of the largest process, MB, {sizes}", *peaks, 1.3)
        peaks = large.cold.peak / MEGABYTE, ours.cold.peak / MEGABYTE
        yield _bar(f"peak memory of all processes, MB, {sizes}", *peaks, 1.3)
        yield _bar(f"cold, {sizes}", large.cold.seconds, ours.cold.seconds, 11)
    else:
        yield f"| growth to {LARGE:,} issues | | | | ≤ 1.3, ≤ 11 | not measured: `--sizes {BASE},{LARGE}` |"
    if BASE in results.jobs:
        jobs = results.jobs[BASE]
        yield _bar("cold, one job beside two", jobs[1].seconds, jobs[2].seconds, 1.7, at_least=True)
    if BASE in results.shown:
        yield _bar("`serve`, beside the build of one typo", median(results.shown[BASE]), ours.typo.seconds, 2)


def _bars_beside_hugo(ours: Times, hugo: Times, name: str, pagefind: Times | None) -> Iterator[str]:
    if pagefind:
        both = hugo.cold.seconds + pagefind.cold.seconds
        yield _bar(f"cold, beside {name} + Pagefind", ours.cold.seconds, both, 0.4)
    yield _bar(f"one issue added, beside {name}", ours.added.seconds, hugo.added.seconds, 0.25)
    yield _bar(f"one typo corrected, beside {name}", ours.typo.seconds, hugo.typo.seconds, 0.25)
    yield _bar(f"nothing changed, beside {name}", ours.nothing.seconds, hugo.nothing.seconds, 0.10)
    peaks = ours.cold.peak / MEGABYTE, hugo.cold.peak / MEGABYTE
    yield _bar(f"peak memory of all processes, MB, beside {name}", *peaks, 0.5)


def _bar(what: str, ours: float, theirs: float, bar: float, *, at_least: bool = False) -> str:
    ratio = ours / theirs
    holds = ratio >= bar if at_least else ratio <= bar
    sign = "≥" if at_least else "≤"
    return f"| {what} | {ours:.2f} | {theirs:.2f} | {ratio:.2f} | {sign} {bar:g} | {'yes' if holds else '**no**'} |"


def _chart(results: Results) -> str:
    """Return the chart of the largest archive that has peers; empty where there is none."""
    sizes = [size for size, times in results.times.items() if OUR_NAME in times and len(times) > 1]
    if not sizes:
        return ""
    times = results.times[max(sizes)]
    rows = [
        Row(
            OURS.name if name == OUR_NAME else PEERS[name].name,
            {kind: cost.seconds for kind, cost in _four(its).items()},
            ours=name == OUR_NAME,
        )
        for name, its in sorted(times.items(), key=lambda item: item[1].cold.seconds)
    ]
    return chart(f"Builds of {max(sizes):,} issues", KINDS, rows)
