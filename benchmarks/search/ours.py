"""Makes our search of a recombined archive, as a build makes it: `python -m benchmarks.search.ours ISSUES FOLDER`."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import issue_at
from generator.building.index import Shelf, merge, merge_tasks
from generator.building.workers import Workers, map_in_order
from generator.search import IssueSummary, client_files, head_data, head_file, index_issue, plan, text_files

WORKERS = Workers(processes=2)
INDEX = "search"
PAGE = "search.html"
GRAMS = "grams"
"""What a build keeps beside the site."""
CONTENT = "recombined"
"""Stands for the hash of a content file."""

SHELL = """<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>搜索</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<link rel="stylesheet" href="search/client.css"><main id="search-app"></main>
<script type="application/json" id="search-head">{}</script><script src="search/client.js"></script>"""
"""A search page with nothing but the search."""


@dataclass(frozen=True)
class IssueTask:
    """One issue to index."""

    ordinal: int
    """Its place in the archive."""
    folder: Path
    """Where the search is made."""


def index(task: IssueTask) -> IssueSummary:
    """Write an issue's texts and keep its grams; return what is needed of it to plan the index."""
    issue = issue_at(task.ordinal)
    write(task.folder, text_files(issue))
    return Shelf(task.folder / GRAMS).store(issue.id, CONTENT, index_issue(issue)).summary


def main(issues: int, folder: Path) -> None:
    """Write the search of an archive into a folder."""
    (folder / GRAMS).mkdir(parents=True)
    tasks = [IssueTask(ordinal, folder) for ordinal in range(issues)]
    blocks = plan(list(map_in_order(index, tasks, WORKERS)))
    for block in blocks:
        partitions = merge_tasks(block, Shelf(folder / GRAMS), {issue.id: CONTENT for issue in block.issues})
        for files in map_in_order(merge, partitions, WORKERS):
            write(folder, files)
    write(folder, {**client_files(), **head_file(blocks), PAGE: SHELL.format(head_data(blocks)).encode()})


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Write files below a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
