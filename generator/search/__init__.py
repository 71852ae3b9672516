"""Search: every hit of every phrase, from plain files.

An issue becomes an IssueIndex (`index_issue`) and its text files (`text_files`), each by a pure function; the
IssueIndexes of an archive become the shards and the head (`merge`). The client that reads them is a static file for
any theme (`client_files`). `docs/search.md` describes the format.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from generator.search.blocks import Block, plan
from generator.search.client import client_files
from generator.search.grams import IssueIndex, IssueSummary, index_issue
from generator.search.head import head_data, head_file
from generator.search.shards import PartitionJob, merge_partition, partition_jobs
from generator.search.texts import text_files

__all__ = [
    "Block",
    "IssueIndex",
    "IssueSummary",
    "block_files",
    "client_files",
    "head_data",
    "head_file",
    "index_issue",
    "merge",
    "merged",
    "plan",
    "text_files",
]

Mapper = Callable[[Callable[[PartitionJob], dict[str, bytes]], Iterable[PartitionJob]], Iterable[dict[str, bytes]]]
"""`map`, or the method of that name of a `concurrent.futures.Executor`."""


def merge(issues: Collection[IssueIndex], mapper: Mapper = map) -> dict[str, bytes]:
    """Return all files of the index but the text files, by site-relative path; the order of issues is of no
    consequence. `mapper` may spread the work over processes."""
    grams = {issue.summary.id: issue.grams for issue in issues}
    files = {}
    for portion in merged((issue.summary for issue in issues), grams.__getitem__, mapper):
        files.update(portion)
    return files


def merged(
    issues: Iterable[IssueSummary], grams_of: Callable[[str], tuple[bytes, ...]], mapper: Mapper = map
) -> Iterator[dict[str, bytes]]:
    """Yield the same files in portions, for an archive that is not to be held in memory whole: `grams_of` returns
    `IssueIndex.grams` by the issue's id, and is asked for one block's issues at a time."""
    blocks = plan(issues)
    for block in blocks:
        yield from block_files(block, grams_of, mapper)
    yield head_file(blocks)


def block_files(
    block: Block, grams_of: Callable[[str], tuple[bytes, ...]], mapper: Mapper = map
) -> Iterator[dict[str, bytes]]:
    """Yield a block's shards in portions; a block whose version is known from an earlier build need not be merged."""
    yield from mapper(merge_partition, partition_jobs(block, grams_of))
