"""The step of a build that makes the search index, as much of it anew as has to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from generator.building.companion import begin_beside
from generator.building.fingerprints import of_text
from generator.building.index import Member, MergeTask, Shelf, as_correction, fingerprint_of, merge_tasks, write_shards
from generator.building.making import Making
from generator.building.records import Ingredients
from generator.building.workers import ALONE, Progress, Workers, begun, map_in_order
from generator.search.blocks import SEASON_ISSUES, Block, plan
from generator.search.head import file_of_head, head_data
from generator.search.pinyin import pinyin_files
from generator.search.summary import PARTITIONS

if TYPE_CHECKING:
    from generator.building.issues import KnownIssue

HEAD = "head of the search index"
SOUNDS = "sounds of the search index"
PARTITION = "search index of {}, part {}"
"""The names under which the ledger remembers the files of the index; a partition's with its block and number."""


FEW_FILES = PARTITIONS * SEASON_ISSUES
"""Issues' grams, of one partition each, up to which making shards of them takes a moment: those of a season."""


class Indexing:
    """An index under way."""

    def __init__(
        self,
        making: Making,
        shelf: Shelf,
        issues: Mapping[str, KnownIssue],
        reread: Mapping[str, KnownIssue],
        workers: Workers,
        progress: Progress,
    ) -> None:
        """Begin to make what has to be made.

        `shelf` is where the issues' grams are; `issues` is what to keep in mind of all issues by id, oldest first,
        `reread` are those that were read anew, as the last build knew them.
        """
        from generator.building.issues import CARDS_AT_HAND

        self.making = making
        self.shelf = shelf
        self.issues = issues
        self.reread = reread
        members = {name: _member(issue) for name, issue in issues.items()}
        self.blocks = plan([member.kept.summary for member in members.values()])
        self.wanted = {name: made for block in self.blocks for name, made in self._stale_partitions(block, members)}
        tasks = [task for _, task in self.wanted.values()]
        write = partial(write_shards, folder=making.staging.folder)
        soon = all(task.corrected for task in tasks)  # a few postings are soon put right
        if soon or sum(len(task.files) for task in tasks) <= FEW_FILES:
            results = begin_beside(write, tasks, workers, otherwise=ALONE if soon else workers)
        else:
            results = map_in_order(write, tasks, workers)
            if len(issues) <= CARDS_AT_HAND:  # the lists of more need much memory themselves
                results = begun(results)
        self.results = progress(results, len(tasks), "indexing")

    def finish(self) -> str:
        """Put the index into the new site and return its head, which the search page holds."""
        for (name, (ingredients, _)), shards in zip(self.wanted.items(), self.results, strict=True):
            if not shards.whole:
                self.making.next.keep(name)
            self.making.put_made(name, ingredients, shards.made)
        head = head_data(self.blocks)
        ingredients = Ingredients(content=of_text(head))
        if not self.making.reused(HEAD, ingredients):
            self.making.put(HEAD, ingredients, file_of_head(head).items())
        self._put_sounds()
        self.shelf.clear_but((name, issue.outline.digest) for name, issue in self.issues.items())
        return head

    def _stale_partitions(
        self, block: Block, members: Mapping[str, Member]
    ) -> Iterator[tuple[str, tuple[Ingredients, MergeTask]]]:
        """Yield what has to be made of a block by name; take over the other partitions."""
        now = [members[summary.id] for summary in block.issues]
        reread = {
            summary.id: _member(self.reread[summary.id]) for summary in block.issues if summary.id in self.reread
        }
        before = [reread.get(summary.id, members[summary.id]) for summary in block.issues]
        for task in merge_tasks(block, self.shelf, now):
            name, ingredients = PARTITION.format(task.block, task.number), Ingredients(fingerprint_of(task, now))
            if self.making.reused(name, ingredients, called=_called(block)):
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


def _called(block: Block) -> str:
    """Return what people call the index of a block: its name tells the first issue only, while more may join it."""
    first, last = block.issues[0].id, block.issues[-1].id
    return f"search index of {first}" if first == last else f"search index of {first} to {last}"


def _member(issue: KnownIssue) -> Member:
    """Return an issue as one of a block's."""
    return Member(issue.outline.digest, issue.index)
