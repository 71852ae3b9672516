"""The search index of an archive, as much of it made anew as has to be.

`generator.search` makes an issue's half of the index, and from all halves the shards, block by block. Here the halves
are kept in the build's own folder, each in a file that is named by the hash of the content file that it comes from;
the build itself holds only what tells which blocks changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.building import ledger
from generator.building.workers import Workers, map_in_order
from generator.search.blocks import Block
from generator.search.grams import IssueIndex, IssueSummary
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

    def store(self, issue: str, content: str, index: IssueIndex) -> IssueSummary:
        """Keep an issue's grams, and return what is needed of it to plan the index."""
        ledger.save(self.path(issue, content), self.maker, index.grams)
        return index.summary

    def fetch(self, issue: str, content: str) -> tuple[bytes, ...] | None:
        """Return an issue's grams; None where they are not there or were made by another Qikan."""
        grams: tuple[bytes, ...] | None = ledger.load(self.path(issue, content), self.maker)
        return grams

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

    def grams_of(issue: str) -> tuple[bytes, ...]:
        grams = shelf.fetch(issue, contents[issue])
        if grams is None:
            raise FileNotFoundError(2, "the build's own folder was changed while it ran", str(shelf.folder))
        return grams

    yield from map_in_order(merge_partition, list(partition_jobs(block, grams_of)), workers)
