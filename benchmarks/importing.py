"""Times the import of transcripts against markdown-it-py's rendering of the same text, and shows the memory it needs.

usage: python -m benchmarks.importing [TRANSCRIPT …]

Without arguments the real issues of ../shared are read. Both are timed in turn in one process, so that a machine whose
speed drifts is the same for both; the ratio of the best of nine runs is printed. Memory is the peak of a fresh process
that imports so many issues one after the other: it should grow with the issue and not with their number.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from markdown_it import MarkdownIt

from generator.importing import import_file

RUNS = 9
"""Runs of each; the best counts, since everything else on the machine only slows."""
NUMBERS = (1, 5, 25)
"""So many issues are imported by one process to see whether its memory grows."""
SHARED = Path(__file__).parents[2] / "shared" / "issues"


def main(names: list[str]) -> None:
    """Print the table of times and the line of memory."""
    if names[:1] == ["--memory"]:
        print(peak_after(int(names[1]), [Path(name) for name in names[2:]]))
        return
    files = [Path(name) for name in names] or sorted(SHARED.glob("*.txt"))
    renderer = MarkdownIt("commonmark").enable("table")
    ratios = []
    print("| issue | characters | import, ms | markdown-it-py, ms | ratio |")
    print("|---|---|---|---|---|")
    for file in files:
        text = file.read_text(encoding="utf-8")
        ours, theirs = best_of(lambda file=file: import_file(file), lambda text=text: renderer.render(text))
        ratios.append(ours / theirs)
        print(f"| {file.stem} | {len(text)} | {ours * 1000:.0f} | {theirs * 1000:.1f} | {ours / theirs:.1f} |")
    print(f"\nratio: median {statistics.median(ratios):.1f}, highest {max(ratios):.1f}\n")
    for number in NUMBERS:
        command = [sys.executable, "-m", "benchmarks.importing", "--memory", str(number), *map(str, files)]
        peak = subprocess.run(
            command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1]
        ).stdout
        print(f"peak memory of a process after {number} issues: {peak.strip()}")


def best_of(first: Callable[[], object], second: Callable[[], object]) -> tuple[float, float]:
    """Return the shortest processor time of each, in seconds, the two run in turn."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(RUNS):
        for work, found in zip((first, second), times, strict=True):
            start = time.process_time()
            work()
            found.append(time.process_time() - start)
    return min(times[0]), min(times[1])


def peak_after(number: int, files: list[Path]) -> str:
    """Import so many issues, over again from the first, and return the process's peak memory."""
    for place in range(number):
        import_file(files[place % len(files)])
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit:.1f} MB"


if __name__ == "__main__":
    main(sys.argv[1:])
