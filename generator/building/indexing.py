"""The step of a build that makes the search index, as much of it anew as has to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from generator.building.fingerprints import of_text
from generator.building.index import Member, MergeTask, Shelf, as_correction, fingerprint_of, merge_tasks, write_shards
from generator.building.making import Making
from generator.building.records import Ingredients
from generator.building.workers import ALONE, Progress, Workers, map_in_order
from generator.search import Block, head_data, plan
from generator.search.head import file_of_head
from generator.search.pinyin import pinyin_files

if TYPE_CHECKING:
    from generator.building.issues import IssueInMind

HEAD = "head of the search index"
SOUNDS = "sounds of the search index"
PARTITION = "search index of {}, part {}"
"""The names under which the ledger remembers the files of the index; a partition's with its block and number."""


@dataclass(frozen=True, slots=True)
class Indexing:
    """An index under way."""

    making: Making
    """The site that it is for."""
    shelf: Shelf
    """Where the issues' grams are."""
    issues: Mapping[str, IssueInMind]
    """What to keep in mind of all issues by id, oldest first."""
    reread: Mapping[str, IssueInMind]
    """Those that were read anew, as the last build knew them."""
    workers: Workers
    """Who does the work."""
    progress: Progress
    """Who is told of it."""

    def run(self) -> str:
        """Put the index into the new site and return its head, which the search page holds."""
        blocks = plan([issue.index.summary for issue in self.issues.values()])
        wanted = {name: made for block in blocks for name, made in self._stale_partitions(block)}
        tasks = [task for _, task in wanted.values()]
        workers = ALONE if all(task.corrected for task in tasks) else self.workers  # a few postings are soon put right
        write = partial(write_shards, folder=self.making.staging.folder)
        results = self.progress(map_in_order(write, tasks, workers), len(tasks), "indexing")
        for (name, (ingredients, _)), shards in zip(wanted.items(), results, strict=True):
            if not shards.whole:
                self.making.next.keep(name)
            self.making.put_made(name, ingredients, shards.made)
        head = head_data(blocks)
        ingredients = Ingredients(content=of_text(head))
        if not self.making.reused(HEAD, ingredients):
            self.making.put(HEAD, ingredients, file_of_head(head).items())
        self._put_sounds()
        self.shelf.clear_but((name, issue.outline.digest) for name, issue in self.issues.items())
        return head

    def _stale_partitions(self, block: Block) -> Iterator[tuple[str, tuple[Ingredients, MergeTask]]]:
        """Yield what has to be made of a block by name; take over the other partitions."""
        now = [_member(self.issues[summary.id]) for summary in block.issues]
        before = [_member(self.reread.get(summary.id, self.issues[summary.id])) for summary in block.issues]
        for task in merge_tasks(block, self.shelf, now):
            name, ingredients = PARTITION.format(task.block, task.number), Ingredients(fingerprint_of(task, now))
            if self.making.reused(name, ingredients):
                continue
            last = self.making.last.ingredients(name)
            if last == Ingredients(fingerprint_of(task, before)) and name not in self.making.spoilt:
                task = as_correction(task, self.shelf, now, before, self.making.site.survey.root)
            yield name, (ingredients, task)

    def _put_sounds(self) -> None:
        """Put in how the names in all issues sound."""
        names = self.making.next.names(self.issues)  # the words are those of the names
        ingredients = Ingredients(content=of_text("\n".join(names)))
        if not self.making.reused(SOUNDS, ingredients):
            words = {word for lines in self.making.next.words(self.issues) for word in lines.splitlines()}
            self.making.put(SOUNDS, ingredients, pinyin_files(words).items())


def _member(issue: IssueInMind) -> Member:
    """Return an issue as one of a block's."""
    return Member(issue.outline.digest, issue.index)
