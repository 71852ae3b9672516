"""The search index of an archive, as much of it made anew as has to be.

`generator.search` makes an issue's half of the index, and from all halves the shards, block by block. Here the halves
are kept in the build's own folder, each in a file that is named by the hash of the content file that it comes from;
the build itself holds only what tells which blocks changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.building import ledger
from generator.building.fingerprints import of_text
from generator.building.workers import Workers, map_in_order
from generator.search.blocks import Block
from generator.search.grams import IssueIndex
from generator.search.shards import merge_partition, partition_jobs

NAME_DIGITS = 16
"""Hexadecimal digits of the content's hash in a file's name: nobody edits an issue so often that two would meet."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder in which the issues' halves of the index are kept."""

    folder: Path
    """Where it is."""
    maker: str
    """The fingerprint of this Qikan; what another one kept is not used."""

    def path(self, issue: str, content: str) -> Path:
        """Return the file for an issue whose content file has this hash."""
        return self.folder / f"{issue}.{content[:NAME_DIGITS]}"

    def store(self, issue: str, content: str, index: IssueIndex) -> IssueIndex:
        """Keep an issue's half, and return it without its grams."""
        ledger.save(self.path(issue, content), self.maker, index)
        grams = of_text(repr([part.partitions for part in index.parts])).encode()
        return replace(index, parts=tuple(replace(part, partitions=(grams,)) for part in index.parts))

    def fetch(self, issue: str, content: str) -> IssueIndex | None:
        """Return an issue's half with its grams; None where it is not there or was made by another Qikan."""
        index: IssueIndex | None = ledger.load(self.path(issue, content), self.maker)
        return index

    def has(self, issue: str, content: str) -> bool:
        """Tell whether an issue's half is there."""
        return self.path(issue, content).exists()

    def clear_but(self, kept: Iterable[tuple[str, str]]) -> None:
        """Remove the halves of all issues but these (id, hash of the content file)."""
        needed = {self.path(issue, content) for issue, content in kept}
        for path in self.folder.iterdir():
            if path not in needed:
                path.unlink()


def shards(block: Block, shelf: Shelf, contents: Mapping[str, str], workers: Workers) -> Iterator[dict[str, bytes]]:
    """Yield the files of a block in portions. `contents` has the hash of each issue's content file."""
    whole = []
    for issue in block.issues:
        index = shelf.fetch(issue.id, contents[issue.id])
        if index is None:
            raise FileNotFoundError(2, "the build's own folder was changed while it ran", str(shelf.folder))
        whole.append(index)
    yield from map_in_order(merge_partition, list(partition_jobs(replace(block, issues=tuple(whole)))), workers)
