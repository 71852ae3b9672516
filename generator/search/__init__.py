"""Search: every hit of every phrase, from plain files.

An issue becomes an IssueIndex (`index_issue`) and its text files (`text_files`), each by a pure function; the
IssueIndexes of an archive become the shards and the head (`merge`). The client that reads them is a static file for
any theme (`client_files`). `docs/search.md` describes the format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.search.blocks import plan
from generator.search.client import client_files
from generator.search.grams import IssueIndex, index_issue
from generator.search.head import head_file
from generator.search.shards import PartitionJob, merge_partition, partition_jobs
from generator.search.texts import text_files

__all__ = ["IssueIndex", "client_files", "index_issue", "merge", "text_files"]

Mapper = Callable[[Callable[[PartitionJob], dict[str, bytes]], Iterable[PartitionJob]], Iterable[dict[str, bytes]]]
"""`map`, or the method of that name of a `concurrent.futures.Executor`."""


def merge(issues: Iterable[IssueIndex], mapper: Mapper = map) -> dict[str, bytes]:
    """Return all files of the index but the text files, by site-relative path; the order of issues is of no
    consequence. `mapper` may spread the work over processes."""
    return dict(file for files in merged(issues, mapper) for file in files.items())


def merged(issues: Iterable[IssueIndex], mapper: Mapper = map) -> Iterator[dict[str, bytes]]:
    """Yield the same files in portions, for an archive whose index is not to be held in memory whole."""
    blocks = plan(issues)
    yield from mapper(merge_partition, (job for block in blocks for job in partition_jobs(block)))
    yield head_file(blocks)
