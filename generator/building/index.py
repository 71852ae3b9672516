"""The search index of an archive, as much of it made anew as has to be.

`generator.search` makes an issue's grams, packed by partition, and from those of a block's issues the block's shards,
partition by partition. The grams are kept in the build's own folder, a file an issue, named by a hash of the content
file that they come from and the Qikan that made them. The build holds but their fingerprints; the worker that merges a
partition reads it from each file, so that memory does not grow with the archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from generator.building.files import write_whole
from generator.building.fingerprints import of_text
from generator.building.records import Made
from generator.building.staging import write_page
from generator.errors import QikanError
from generator.search.blocks import Block, shard_counts
from generator.search.summary import PARTITIONS, IssueIndex, IssueSummary

NAME_DIGITS = 16
"""Hexadecimal digits of the hash in a file's name: nobody edits an issue so often that two would meet."""
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
    maker: str
    """The fingerprint of the Qikan that asks: what another one left there, in a build that failed, is none of its."""

    def path(self, issue: str, content: str) -> Path:
        """Return the file for an issue whose content file has this hash."""
        return self.folder / f"{issue}.{of_text(f'{self.maker} {content}')[:NAME_DIGITS]}"

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
class Corrected:
    """An issue of a block that is other than in the last site."""

    first: int
    """The number of its first article in the block."""
    before: Path
    """Its grams as they were."""
    after: Path
    """Its grams as they are."""


@dataclass(frozen=True, slots=True)
class MergeTask:
    """Make the shards of one partition of a block."""

    block: str
    """The block's name."""
    shards: tuple[int, ...]
    """How many shards the block has."""
    number: int
    """The partition."""
    files: tuple[Path, ...]
    """The grams of the block's issues, oldest issue first."""
    corrected: tuple[Corrected, ...] = ()
    """All in which the shards of the last site differ from what is wanted; empty where too much does."""
    last: Path = Path()
    """The folder of the last site."""


@dataclass(frozen=True, slots=True)
class Shards:
    """Shards that were made."""

    files: dict[str, bytes]
    """Their bytes by path."""
    whole: bool
    """Whether these are all of the partition's; else the others are those of the last site."""


@dataclass(frozen=True, slots=True)
class Written:
    """Shards that were made and are in the new site."""

    made: tuple[Made, ...]
    """Their files."""
    whole: bool
    """As `Shards.whole`."""


@dataclass(frozen=True, slots=True)
class Member:
    """An issue of a block."""

    content: str
    """SHA-256 of its content file."""
    kept: KeptIndex
    """What is kept in mind of its half of the index."""


def merge_tasks(block: Block, shelf: Shelf, members: Sequence[Member]) -> list[MergeTask]:
    """Return the tasks that make the shards of a block; `members` are its issues in their order."""
    files = tuple(shelf.path(member.kept.summary.id, member.content) for member in members)
    shards = shard_counts(block)
    return [MergeTask(block.name, shards, number, files) for number in range(PARTITIONS)]


def fingerprint_of(task: MergeTask, members: Sequence[Member]) -> str:
    """Return a hash of all that the shards of a partition depend on; `members` are the block's issues."""
    return of_text(repr((task.shards, [member.kept.prints[task.number] for member in members])))


def as_correction(
    task: MergeTask, shelf: Shelf, members: Sequence[Member], before: Sequence[Member], last: Path
) -> MergeTask:
    """Return a task that corrects the shards of the last site, in the folder `last`.

    They are made of the same issues `before`. The task stays as it is where an issue has more or fewer articles now:
    the numbers of all that follow are other ones then.
    """
    corrected = []
    first = 0
    for now, old in zip(members, before, strict=True):
        articles = len(now.kept.summary.cards)
        if articles != len(old.kept.summary.cards):
            return task
        if now.kept.prints[task.number] != old.kept.prints[task.number]:
            name = now.kept.summary.id
            corrected.append(Corrected(first, shelf.path(name, old.content), shelf.path(name, now.content)))
        first += articles
    return replace(task, corrected=tuple(corrected), last=last)


def make_shards(task: MergeTask) -> Shards:
    """Return the shards of a partition. QikanError where the kept grams are damaged: they go then."""
    from generator.search.shards import PartitionJob, merge_partition

    with suppress(ValueError, OSError, QikanError):
        patched = _patched(task) if task.corrected else None
        if patched is not None:
            return Shards(patched, whole=False)
    grams = tuple(_grams(path, task.number) for path in task.files)
    return Shards(merge_partition(PartitionJob(task.block, task.shards, task.number, grams)), whole=True)


def write_shards(task: MergeTask, folder: Path) -> Written:
    """Write the shards of a partition into the folder of a new site. Raises as `make_shards` does."""
    shards = make_shards(task)
    return Written(tuple(write_page(folder, path, data) for path, data in shards.files.items()), shards.whole)


def _patched(task: MergeTask) -> dict[str, bytes] | None:
    from generator.search.patching import Correction, patch_partition

    corrections = [
        Correction(issue.first, _grams(issue.before, task.number), _grams(issue.after, task.number))
        for issue in task.corrected
    ]
    return patch_partition(
        task.block, task.shards, task.number, corrections, lambda path: (task.last / path).read_bytes()
    )


def _grams(path: Path, number: int) -> bytes:
    """Return the grams of one partition from an issue's file."""
    try:
        data = path.open("rb")
    except FileNotFoundError as error:
        raise _damaged(path) from error
    with data as file:
        head = file.read(HEAD_BYTES)
        entries = [head[start : start + ENTRY_BYTES] for start in range(0, HEAD_BYTES, ENTRY_BYTES)]
        sizes = [int.from_bytes(entry[PRINT_BYTES:], "big") for entry in entries]
        file.seek(HEAD_BYTES + sum(sizes[:number]))
        grams = file.read(sizes[number])
    if sha256(grams).digest()[:PRINT_BYTES] != entries[number][:PRINT_BYTES]:
        path.unlink(missing_ok=True)
        raise _damaged(path)
    return grams


def _damaged(path: Path) -> QikanError:
    return QikanError("a file of the build's own folder is damaged.", place=str(path), remedy="Build again.")
