"""Our search and Pagefind's beside each other: `python -m benchmarks.search [ISSUES] [QUERIES] [FOLDER]`.

Makes both indexes of the same archive, asks both the same queries in headless Chromium, and prints a Markdown table.
"""

from __future__ import annotations

import gzip
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.corpus import archive
from benchmarks.processes import Cost, measured
from benchmarks.search import pagefind
from benchmarks.search.browse import Asked, ask_ours, ask_pagefind
from benchmarks.search.ours import of_issue
from benchmarks.search.queries import folded, query_set
from generator.search import merge
from tests.support.browser import chromium

ROOT = Path(__file__).resolve().parents[2]
MEGABYTE = 1e6


def main(issues: int, size: int, folder: Path) -> None:
    """Measure, and print the table."""
    ours, theirs = folder / "ours", folder / "pagefind"
    pagefind.write_pages(issues, theirs)
    program = pagefind.install(folder / "npm")
    our_cost = measured([sys.executable, "-m", "benchmarks.search.ours", str(issues), str(ours)], ROOT)
    their_cost = measured([str(program), "--site", str(theirs)], folder)
    queries = query_set(folded(archive(issues)), size)
    with chromium() as browser:
        our_answers = ask_ours(browser, ours, queries)
        their_answers = ask_pagefind(browser, theirs, queries, pagefind.articles_by_id(theirs))
    print(f"{issues} issues, {10 * issues} articles, {size} queries\n")
    print("| figure | ours | Pagefind |\n|---|---|---|")
    columns = (
        _figures(our_answers, our_cost, ours / "search"),
        _figures(their_answers, their_cost, theirs / "pagefind"),
    )
    for name, own, other in zip(columns[0], columns[0].values(), columns[1].values(), strict=True):
        print(f"| {name} | {own} | {other} |")
    print(f"| index bytes rewritten for one issue more | {_rewritten(issues):.1%} | |")
    script = gzip.compress((ours / "search" / "client.js").read_bytes())
    print(f"| client script, compressed | {len(script)} | |")


def _figures(answers: Sequence[Asked], cost: Cost, folder: Path) -> dict[str, str]:
    present = [one for one in answers if one.query.truth]
    absent = [one for one in answers if not one.query.truth]
    recall = [len(one.query.truth.intersection(one.answer)) / len(one.query.truth) for one in present]
    precision = [len(one.query.truth.intersection(one.answer)) / len(one.answer) for one in present if one.answer]
    best = [bool(one.query.best.intersection(one.answer[:3])) for one in present]
    sent = sorted(one.sent for one in answers)
    work = sorted(one.work for one in answers)
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return {
        "recall / precision": f"{sum(recall) / len(recall):.1%} / {sum(precision) / max(1, len(precision)):.1%}",
        "absent strings answered with hits": f"{sum(bool(one.answer) for one in absent)} of {len(absent)}",
        "best article in the first 3": f"{sum(best) / len(best):.1%}",
        "compressed KB to the first screen, median / p95": f"{median(sent) / 1e3:.0f} / {_p95(sent) / 1e3:.0f}",
        "requests for it, median": f"{median(one.requests for one in answers):.0f}",
        "script, style and layout at 4× throttling, median / p95, ms": f"{median(work):.0f} / {_p95(work):.0f}",
        "build: seconds / peak MB": f"{cost.seconds:.1f} / {cost.peak / MEGABYTE:.0f}",
        "index on disk, MB / files": f"{sum(sizes) / MEGABYTE:.1f} / {len(sizes)}",
    }


def _p95(ordered: Sequence[float]) -> float:
    return ordered[int(len(ordered) * 0.95)]


def _rewritten(issues: int) -> float:
    """Return the part of the index that the next issue rewrites: new and changed files over all."""
    made = [of_issue(issue) for issue in archive(issues + 1)]
    before = merge([index for index, _ in made[:-1]])
    after = merge([index for index, _ in made])
    texts = sum(len(data) for _, files in made for data in files.values())
    changed = sum(len(data) for name, data in after.items() if before.get(name) != data)
    changed += sum(map(len, made[-1][1].values()))
    return changed / (texts + sum(map(len, after.values())))


if __name__ == "__main__":
    arguments = sys.argv[1:]
    with tempfile.TemporaryDirectory() as temporary:
        main(
            int(arguments[0]) if arguments else 500,
            int(arguments[1]) if len(arguments) > 1 else 210,
            Path(arguments[2]) if len(arguments) > 2 else Path(temporary),
        )
