"""Small archives for the tests of the search, and the client asked in a browser."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.model import Article, Heading, Issue, Paragraph, Text
from generator.search import IssueIndex, client_files, head_file, index_issue, plan, text_files
from generator.search.blocks import shard_counts
from generator.search.pinyin import pinyin_files
from generator.search.shards import PartitionJob, merge_partition
from generator.search.summary import PARTITIONS

if TYPE_CHECKING:
    from playwright.sync_api import Page

Mapper = Callable[[Callable[[PartitionJob], dict[str, bytes]], Iterable[PartitionJob]], Iterable[dict[str, bytes]]]
"""`map`, or the method of that name of a `concurrent.futures.Executor`."""

BLANK = b'<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><script src="search/client.js"></script>'
"""A page that has the client and nothing else."""

ASK = """async (queries) => {
  const answers = [];
  for (const query of queries) answers.push((await QikanSearch.search(query)).results);
  return answers;
}"""


def article(identity: str, title: str, *paragraphs: str, **more: str) -> Article:
    """Return an article; a paragraph with `#` is a heading. `more` may give section, source and summary."""
    blocks = tuple(
        Heading(1, Text(words[1:])) if words.startswith("#") else Paragraph(Text(words)) for words in paragraphs
    )
    return Article(
        identity,
        more.get("section", "综合"),
        Text(title),
        more.get("source", ""),
        summary=Text(more.get("summary", "")),
        blocks=blocks,
    )


def issue(year: int, number: int, *articles: Article) -> Issue:
    """Return an issue with these articles."""
    day = date.fromisocalendar(year, min(number, 52), 1)
    return Issue(f"{year}-{number:02d}", "医周药事", year, number, day, day, articles=articles)


def merge(issues: Collection[IssueIndex], mapper: Mapper = map) -> dict[str, bytes]:
    """Return all files of the index but the text files, by path. `mapper` may spread the work over threads."""
    grams = {issue.summary.id: issue.grams for issue in issues}
    blocks = plan([issue.summary for issue in issues])
    words = sorted({word for issue in issues for word in issue.summary.sounds})
    files = {**head_file(blocks), **pinyin_files(words)}
    for block in blocks:
        shards = shard_counts(block)
        jobs = [
            PartitionJob(block.name, shards, number, tuple(grams[issue.id][number] for issue in block.issues))
            for number in range(PARTITIONS)
        ]
        for made in mapper(merge_partition, jobs):
            files.update(made)
    return files


def write(files: dict[str, bytes], folder: Path) -> None:
    """Write a site's files."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def write_index(issues: Iterable[Issue], folder: Path) -> None:
    """Write the whole index of an archive, the client and a page that has it."""
    issues = list(issues)
    write(merge([index_issue(issue) for issue in issues]), folder)
    for one in issues:
        write(text_files(one), folder)
    write({**client_files(), "blank.html": BLANK}, folder)


def ask(page: Page, folder: Path, queries: Sequence[str]) -> list[list[tuple[str, float]]]:
    """Return what the client finds for each query: the articles (`2024-11/a01`), best first, and their scores."""
    page.goto((folder / "blank.html").as_uri())
    found = page.evaluate(ASK, list(queries))
    return [[(f"{one['issue']}/{one['article']}", one["score"]) for one in answer] for answer in found]
