"""Makes our search of a recombined archive: `python -m benchmarks.search.ours ISSUES FOLDER`."""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks.corpus import archive
from generator.model import Issue
from generator.search import IssueIndex, client_files, index_issue, merged, text_files

WORKERS = 2

PAGE = """<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>搜索</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<link rel="stylesheet" href="search/client.css"><main id="search-app"></main>
<script src="search/client.js"></script>"""
"""A search page with nothing but the search."""


def of_issue(issue: Issue) -> tuple[IssueIndex, dict[str, bytes]]:
    """Return what the search makes of one issue."""
    return index_issue(issue), text_files(issue)


def main(issues: int, folder: Path) -> None:
    """Write the search of an archive."""
    write(folder, {**client_files(), "search.html": PAGE.encode()})
    grams, summaries = {}, []
    with ProcessPoolExecutor(WORKERS) as executor:
        for index, texts in executor.map(of_issue, archive(issues), chunksize=4):
            summaries.append(index.summary)
            grams[index.summary.id] = index.grams
            write(folder, texts)
        for files in merged(summaries, grams.__getitem__, executor.map):
            write(folder, files)


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Write files below a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
