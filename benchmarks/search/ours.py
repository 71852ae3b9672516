"""Makes our search of a recombined archive, as a build makes it: `python -m benchmarks.search.ours ISSUES FOLDER`."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import issue_at
from generator.building.index import KeptIndex, Member, Shelf, make_shards, merge_tasks
from generator.building.workers import Workers, map_in_order
from generator.search import client_files, head_data, head_file, index_issue, page_parts, plan, text_files
from generator.search.pinyin import pinyin_files

WORKERS = Workers(processes=2)
INDEX = "search"
PAGE = "search.html"
GRAMS = "grams"
"""What a build keeps beside the site."""
CONTENT = "recombined"
"""Stands for the hash of a content file."""

SHELL = """<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>搜索</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<style>{shapes}</style><main id="search-app"><form><input name="q"></form></main>
<script type="application/json" id="search-head">{head}</script><script>{script}</script>"""
"""A search page with nothing but the search."""


@dataclass(frozen=True)
class IssueTask:
    """One issue to index."""

    ordinal: int
    """Its place in the archive."""
    folder: Path
    """Where the search is made."""


def index(task: IssueTask) -> tuple[KeptIndex, tuple[str, ...]]:
    """Write the texts and keep the grams of an issue; return what is kept in mind, and its words by their sound."""
    issue = issue_at(task.ordinal)
    write(task.folder, text_files(issue))
    made = index_issue(issue)
    return Shelf(task.folder / GRAMS, CONTENT).store(issue.id, CONTENT, made), made.summary.sounds


def main(issues: int, folder: Path) -> None:
    """Write the search of an archive into a folder."""
    shelf = Shelf(folder / GRAMS, CONTENT)
    shelf.folder.mkdir(parents=True)
    kept, words = {}, set[str]()
    for its, sounds in map_in_order(index, [IssueTask(ordinal, folder) for ordinal in range(issues)], WORKERS):
        kept[its.summary.id] = its
        words.update(sounds)
    blocks = plan([its.summary for its in kept.values()])
    for block in blocks:
        members = [Member(CONTENT, kept[issue.id]) for issue in block.issues]
        for shards in map_in_order(make_shards, merge_tasks(block, shelf, members), WORKERS):
            write(folder, shards.files)
    script, shapes = page_parts()
    page = {PAGE: SHELL.format(head=head_data(blocks), script=script, shapes=shapes).encode()}
    write(folder, {**client_files(), **head_file(blocks), **pinyin_files(sorted(words)), **page})


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Write files below a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
