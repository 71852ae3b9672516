"""Our search and Pagefind's beside each other: `python -m benchmarks.search [ISSUES] [QUERIES]`.

Makes both indexes of the same archive, asks both the same queries in headless Chromium, and prints a Markdown table.
With --alone it is ours only, for archives that are too large for Pagefind.
"""

from __future__ import annotations

import gzip
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import click

from benchmarks.corpus import archive
from benchmarks.processes import Cost, measured
from benchmarks.search import pagefind
from benchmarks.search.browse import Asked, ask_ours, ask_pagefind
from benchmarks.search.ours import INDEX, PAGE
from benchmarks.search.queries import Query, folded, query_set
from tests.support.browser import chromium

ROOT = Path(__file__).resolve().parents[2]
MEGABYTE = 1e6
KILOBYTE = 1e3
Column = dict[str, str]


@click.command(help=__doc__)
@click.argument("issues", default=500)
@click.argument("queries", default=210)
@click.option("--alone", is_flag=True, help="Leave Pagefind out.")
@click.option("--folder", type=click.Path(path_type=Path), help="Work here, and leave the indexes there.")
def main(issues: int, queries: int, alone: bool, folder: Path | None) -> None:
    """Measure, and print the table."""
    with tempfile.TemporaryDirectory() as temporary:
        work = folder or Path(temporary)
        asked = query_set(folded(archive(issues)), queries)
        columns = {"ours": _ours(issues, asked, work)}
        if not alone:
            columns["Pagefind"] = _pagefind(issues, asked, work)
    click.echo(f"{issues} issues, {10 * issues} articles, {queries} queries\n")
    click.echo(f"| figure | {' | '.join(columns)} |")
    click.echo("|---" * (len(columns) + 1) + "|")
    for name in columns["ours"]:
        click.echo(f"| {name} | {' | '.join(column.get(name, '') for column in columns.values())} |")


def _ours(issues: int, queries: Sequence[Query], folder: Path) -> Column:
    made, longer = folder / "ours", folder / "longer"
    cost = _made(issues, made)
    with chromium() as browser:
        answers = ask_ours(browser, made, queries)
    script = sum(len(gzip.compress((made / INDEX / name).read_bytes())) for name in ("client.js", "engine.js"))
    _made(issues + 1, longer)
    return {
        **_figures(answers, cost, made / INDEX),
        "index bytes / files rewritten for one issue more": _rewritten(made, longer),
        "client scripts for a first screen, compressed, bytes": f"{script}",
    }


def _made(issues: int, folder: Path) -> Cost:
    return measured([sys.executable, "-m", "benchmarks.search.ours", str(issues), str(folder)], ROOT)


def _pagefind(issues: int, queries: Sequence[Query], folder: Path) -> Column:
    made = folder / "pagefind"
    program = pagefind.install(folder / "npm")
    pagefind.write_pages(issues, made)
    cost = measured([str(program), "--site", str(made)], folder)
    with chromium() as browser:
        answers = ask_pagefind(browser, made, queries, pagefind.articles_by_id(made))
    return _figures(answers, cost, made / "pagefind")


def _figures(answers: Sequence[Asked], cost: Cost, folder: Path) -> Column:
    present = [one for one in answers if one.query.truth]
    absent = [one for one in answers if not one.query.truth]
    recall = [len(one.query.truth.intersection(one.answer)) / len(one.query.truth) for one in present]
    precision = [len(one.query.truth.intersection(one.answer)) / len(one.answer) for one in present if one.answer]
    best = [bool(one.query.best.intersection(one.answer[:3])) for one in present]
    again = [one.again for one in answers if one.again]
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return {
        "recall / precision": f"{sum(recall) / len(recall):.1%} / {sum(precision) / max(1, len(precision)):.1%}",
        "absent strings answered with hits": f"{sum(bool(one.answer) for one in absent)} of {len(absent)}",
        "best article in the first 3": f"{sum(best) / len(best):.1%}",
        "compressed KB to the first screen, cold, page included, median / p95": _spread(
            [one.sent / KILOBYTE for one in answers]
        ),
        "requests for it besides the page, median / p95": _spread([one.requests for one in answers]),
        "query to painted first screen, files in the browser's store, 4× throttled, median / p95, ms": _spread(
            [one.elapsed for one in again]
        ),
        "main thread's work in it, median / p95, ms": _spread([one.work for one in again]),
        "script, style and layout of a cold search with loading the page, 4× throttled, median / p95, ms": _spread(
            [one.loading for one in answers]
        ),
        "build: seconds / processor seconds / peak MB": (
            f"{cost.seconds:.1f} / {cost.processor:.1f} / {cost.peak / MEGABYTE:.0f}"
        ),
        "index on disk, MB / files": f"{sum(sizes) / MEGABYTE:.1f} / {len(sizes)}",
    }


def _spread(figures: Sequence[float]) -> str:
    ordered = sorted(figures)
    return f"{median(ordered):.0f} / {ordered[int(len(ordered) * 0.95)]:.0f}"


def _rewritten(before: Path, after: Path) -> str:
    """Return what the next issue rewrites of the index and its page: new and changed files, and their part of all."""
    files = [after / PAGE, *(path for path in (after / INDEX).rglob("*") if path.is_file())]
    changed = [path for path in files if _differs(path, before / path.relative_to(after))]
    part = sum(path.stat().st_size for path in changed) / sum(path.stat().st_size for path in files)
    return f"{part:.1%} / {len(changed)} of {len(files)}"


def _differs(path: Path, other: Path) -> bool:
    return not other.exists() or other.read_bytes() != path.read_bytes()


if __name__ == "__main__":
    main()
