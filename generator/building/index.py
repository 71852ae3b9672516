"""The search index of an archive, as much of it made anew as has to be.

`generator.search` makes an issue's grams, packed by partition, and from those of a block's issues the block's shards,
partition by partition. The grams are kept in the build's own folder, a file an issue, named by the hash of the content
file that they come from. The build holds but their fingerprints; the worker that merges a partition reads it from each
file, so that memory does not grow with the archive.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from generator.building.files import write_whole
from generator.building.fingerprints import of_text
from generator.errors import QikanError
from generator.search import Block, IssueIndex, IssueSummary
from generator.search.grams import PARTITIONS
from generator.search.shards import PartitionJob, merge_partition, shard_counts

NAME_DIGITS = 16
"""Hexadecimal digits of the content's hash in a file's name: nobody edits an issue so often that two would meet."""
PRINT_BYTES = 16
"""Bytes of the fingerprint of a partition's grams."""
SIZE_BYTES = 4
"""Bytes of the size of a partition's grams."""
ENTRY_BYTES = PRINT_BYTES + SIZE_BYTES
HEAD_BYTES = PARTITIONS * ENTRY_BYTES
"""A file of grams begins with fingerprint and size of each partition; the partitions follow."""


@dataclass(frozen=True, slots=True)
class KeptIndex:
    """What a build keeps in mind of an issue's half of the index."""

    summary: IssueSummary
    """What plans the blocks, without the sounds."""
    prints: tuple[str, ...]
    """The fingerprint of the grams of each partition."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder in which the issues' grams are kept."""

    folder: Path
    """Where it is."""

    def path(self, issue: str, content: str) -> Path:
        """Return the file for an issue whose content file has this hash."""
        return self.folder / f"{issue}.{content[:NAME_DIGITS]}"

    def has(self, issue: str, content: str) -> bool:
        """Tell whether an issue's grams are there."""
        return self.path(issue, content).exists()

    def store(self, issue: str, content: str, index: IssueIndex) -> KeptIndex:
        """Keep an issue's grams and return what to remember of them."""
        prints = [sha256(grams).digest()[:PRINT_BYTES] for grams in index.grams]
        sizes = [len(grams).to_bytes(SIZE_BYTES, "big") for grams in index.grams]
        head = b"".join(part for pair in zip(prints, sizes, strict=True) for part in pair)
        write_whole(self.path(issue, content), head + b"".join(index.grams))
        return KeptIndex(replace(index.summary, sounds=()), tuple(fingerprint.hex() for fingerprint in prints))

    def clear_but(self, kept: Iterable[tuple[str, str]]) -> None:
        """Remove the grams of all issues but these (id, hash of the content file)."""
        needed = {self.path(issue, content) for issue, content in kept}
        for path in self.folder.iterdir():
            if path not in needed:
                path.unlink()


@dataclass(frozen=True, slots=True)
class MergeTask:
    """Merge one partition of a block."""

    block: str
    """The block's name."""
    shards: tuple[int, ...]
    """How many shards the block has."""
    number: int
    """The partition."""
    files: tuple[Path, ...]
    """The grams of the block's issues, oldest issue first."""


def merge_tasks(block: Block, shelf: Shelf, contents: dict[str, str]) -> list[MergeTask]:
    """Return the tasks that make a block's shards. `contents` has the hash of each issue's content file."""
    files = tuple(shelf.path(issue.id, contents[issue.id]) for issue in block.issues)
    shards = shard_counts(block)
    return [MergeTask(block.name, shards, number, files) for number in range(PARTITIONS)]


def fingerprint_of(task: MergeTask, kept: Iterable[KeptIndex]) -> str:
    """Return a hash of all that the shards of a partition depend on; `kept` are the block's issues."""
    return of_text(repr((task.shards, [index.prints[task.number] for index in kept])))


def merge(task: MergeTask) -> dict[str, bytes]:
    """Return the shards of a partition by path. QikanError where the kept grams are damaged: they go then."""
    grams = tuple(_grams(path, task.number) for path in task.files)
    return merge_partition(PartitionJob(task.block, task.shards, task.number, grams))


def _grams(path: Path, number: int) -> bytes:
    """Return the grams of one partition from an issue's file."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        entries = [head[start : start + ENTRY_BYTES] for start in range(0, HEAD_BYTES, ENTRY_BYTES)]
        sizes = [int.from_bytes(entry[PRINT_BYTES:], "big") for entry in entries]
        file.seek(HEAD_BYTES + sum(sizes[:number]))
        grams = file.read(sizes[number])
    if sha256(grams).digest()[:PRINT_BYTES] != entries[number][:PRINT_BYTES]:
        path.unlink(missing_ok=True)
        raise QikanError("a file of the build's own folder is damaged.", place=str(path), remedy="Build again.")
    return grams
