"""How long the import of PDFs takes, beside pdfminer.six on the same files in the same run.

usage: python -m benchmarks.pdf.reading [FILE.pdf …]      (default: ../shared/pdfs/*.pdf)

For each file: processor seconds (the best of three) of `extract_text`, of our reading alone, and of the whole import
to Markdown and report, with their ratios; then the same beside other tools, which are installed into a folder of their
own the first time; then a page of 3,600 text boxes against ten pages of each file; then two files on two cores against
one after the other. First of all, the peak memory of one import in a process of its own.
"""

from __future__ import annotations

import io
import logging
import resource
import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from pdfminer.high_level import extract_text

from benchmarks.pdf.peers import times_of
from generator import markdown
from generator.archive.report_files import report_json, report_markdown
from generator.importing import import_file
from generator.importing.pdf import read_pdf
from tests.importing.pdf.papers import line, paper

SHARED = Path(__file__).parents[2].parent / "shared" / "pdfs"
ROUNDS = 3
BAR = 0.25
"""Share of `extract_text` that the whole import may take, at the median of the files."""


def processor_seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def whole_import(file: Path) -> int:
    imported = import_file(file)
    texts = markdown.write(imported.issue), report_markdown(imported.report), report_json(imported.report)
    return sum(map(len, texts))


def ratios(files: list[Path]) -> None:
    print("| file | extract_text s | reading s | whole import s | reading / extract_text | whole / extract_text |")
    print("|---|---|---|---|---|---|")
    shares = []
    for file in files:
        data = file.read_bytes()
        peer = processor_seconds(lambda data=data: extract_text(io.BytesIO(data)), 2)
        ours = processor_seconds(lambda data=data, file=file: read_pdf(data, file.name))
        whole = processor_seconds(lambda file=file: whole_import(file))
        shares.append(whole / peer)
        print(f"| {file.stem} | {peer:.2f} | {ours:.2f} | {whole:.2f} | {ours / peer:.2f} | {whole / peer:.2f} |")
    print(f"\nmedian of whole / extract_text: {statistics.median(shares):.2f} (bar: {BAR})\n")


def peers(files: list[Path]) -> None:
    """Time other tools on the same files."""
    for peer, times in times_of(files):
        shares = [
            processor_seconds(lambda file=file: whole_import(file)) / theirs
            for file, theirs in zip(files, times, strict=True)
        ]
        found = ", ".join(f"{share:.3f}" for share in shares)
        bar = f", bar {peer.bar:.2f}" if peer.bar is not None else ""
        print(f"whole import / {peer.name}: {found}; median {statistics.median(shares):.3f}{bar}")
    print()


def crowded_page(files: list[Path]) -> None:
    boxes = b"".join(line("格", 12 + 6.6 * (n % 60), 580 - 9.4 * (n // 60), 5) for n in range(3600))
    page = paper([boxes])
    print(f"a page of 3,600 boxes: {processor_seconds(lambda: read_pdf(page, 'crowded.pdf'), 2 * ROUNDS):.3f} s")
    tens = []
    for file in files:
        data = file.read_bytes()
        pages = read_pdf(data, file.name).pages or 1
        tens.append(10 / pages * processor_seconds(lambda data=data: read_pdf(data, "ordinary.pdf")))
        print(f"ten ordinary pages, {file.stem}: {tens[-1]:.3f} s")
    print(f"ten ordinary pages, median of {len(tens)} files: {statistics.median(tens):.3f} s\n")


def two_cores(files: list[Path]) -> None:
    pair = [files[0], files[0]]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        list(pool.map(whole_import, pair))
        start = time.perf_counter()
        list(pool.map(whole_import, pair))
        together = time.perf_counter() - start
        start = time.perf_counter()
        for file in pair:
            pool.submit(whole_import, file).result()
        apart = time.perf_counter() - start
    print(f"two files on two cores: {together:.2f} s, one after the other: {apart:.2f} s ({apart / together:.2f} ×)\n")


def _peak(file: Path) -> float:
    whole_import(file)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def memory(files: list[Path]) -> None:
    for file in files:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            print(f"peak memory of a worker, {file.stem}: {pool.submit(_peak, file).result():.0f} MB")


def main() -> None:
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    files = [Path(name) for name in sys.argv[1:]] or sorted(SHARED.glob("*.pdf"))
    if not files:
        sys.exit(f"no PDF named, and none in {SHARED}")
    memory(files)  # first: a process begins with the peak of the one that started it
    ratios(files)
    peers(files)
    crowded_page(files)
    two_cores(files)


if __name__ == "__main__":
    main()
