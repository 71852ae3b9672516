"""A build: from the content folder to the site, doing again only what has to be done again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.building import fingerprints, ledger
from generator.building.files import digest
from generator.building.ledger import Ingredients, Ledger, Made, Record
from generator.building.output import Output, Staging, copy_plain, write_page
from generator.building.sources import Sources, find_sources
from generator.building.workers import Progress, in_silence, map_in_order

if TYPE_CHECKING:
    from generator.config import Site
    from generator.rendering import IssueCard

LEDGER = "ledger"
CARDS = "cards"
ARCHIVE = ""
"""The id under which the ledger remembers the pages that belong to no single issue."""
UNKNOWN = "not built before by this Qikan"
TAMPERED = "its files in the site are missing or were changed"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built."""

    content: Path
    """The content folder."""
    output: Path
    """Where the site is to stand."""
    site: Site
    """The settings."""
    theme: Path
    """The theme's folder."""
    jobs: int = 1
    """How many issues to work on at a time."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    made: Mapping[str, Made]
    """All files of the site."""
    changed: int
    """How many of them are new or have other bytes than before."""
    removed: int
    """How many files of the last site are gone."""
    issues: int
    """How many issues the archive has."""
    reasons: tuple[tuple[str, str], ...]
    """Each issue that was rendered anew and why; `""` stands for the pages of the whole archive."""


def build(order: Order, *, progress: Progress = in_silence, waiting: Callable[[], None] = lambda: None) -> Built:
    """Build a site, whole or not at all.

    `waiting` is called once if another build of the same output has to end first. Raises QikanError for what a person
    can mend, OSError where the output cannot be written; the last site stands untouched then.
    """
    output = Output(order.output)
    with output.locked(waiting):
        return _Build(order, output, progress).run()


class _Build:
    """One build under way: what it found, and what it knows from the last one."""

    def __init__(self, order: Order, output: Output, progress: Progress) -> None:
        self.order = order
        self.output = output
        self.progress = progress
        self.maker = fingerprints.of_code()
        self.settings = fingerprints.of_text(repr(order.site))
        self.theme = fingerprints.of_folder(order.theme)
        self.last: Ledger = ledger.load(output.own / LEDGER, self.maker) or Ledger()
        self.sources: Sources = find_sources(order.content, self.last.plain)
        stamps = output.stamps()
        if stamps.keys() != self.last.made.keys():
            output.check_place((order.content, order.theme), stamps.keys())
        self.intact = {path for path, made in self.last.made.items() if stamps.get(path) == (made.size, made.modified)}
        """The files of the last build that are still as it left them."""
        self.unspoilt = len(self.intact) == len(stamps) == len(self.last.made)
        self.records: dict[str, Record] = {}
        """What this build will be remembered by."""
        self.reasons: list[tuple[str, str]] = []
        """What was made anew and why."""

    def run(self) -> Built:
        """Do the steps of the build."""
        inputs = self.inputs()
        if inputs == self.last.inputs and self.unspoilt:
            return self.told(self.last.made)
        with self.output.staged() as staging:
            cards = self.read_issues(staging)
            self.render_issues(staging, cards)
            self.render_archive(staging, cards)
            self.publish_originals(staging)
            staging.finish()
        self.remember(inputs, staging, cards)
        return self.told(staging.made)

    def inputs(self) -> str:
        """Return the hash of everything that goes into the site."""
        issues = [f"{file.id} {file.digest}" for file in self.sources.issues]
        plain = [f"{file.target} {file.digest}" for file in self.sources.plain_files()]
        return fingerprints.of_text("\n".join([self.settings, self.theme, *issues, *plain]))

    def read_issues(self, staging: Staging) -> dict[str, IssueCard]:
        """Return the cards of all issues by id, oldest first; content files that changed are read for them."""
        from generator.building.tasks import ReadTask, changed_meanwhile, read_card

        known: dict[str, tuple[str, IssueCard]] = ledger.load(self.output.own / CARDS, self.maker) or {}
        unread = [file for file in self.sources.issues if known.get(file.id, ("",))[0] != file.digest]
        tasks = [ReadTask(file.path, staging.scratch / file.id) for file in unread]
        results = map_in_order(read_card, tasks, self.order.jobs)
        for file, (content, card) in zip(unread, self.progress(results, len(tasks), "reading"), strict=True):
            if content != file.digest:
                raise changed_meanwhile(file.path)
            known[file.id] = content, card
        return {file.id: known[file.id][1] for file in self.sources.issues}

    def render_issues(self, staging: Staging, cards: Mapping[str, IssueCard]) -> None:
        """Put the pages of every issue into the new site: made anew where what they depend on changed."""
        from generator.building.tasks import RenderTask, neighbours_in, render_pages

        tasks: list[RenderTask] = []
        for file, neighbours in zip(self.sources.issues, neighbours_in(cards.values()), strict=True):
            ingredients = self.ingredients(
                content=file.digest,
                figures=repr([(figure.target, figure.digest) for figure in file.figures]),
                neighbours=repr(neighbours),
            )
            if not self.reuse(staging, file.id, ingredients):
                task = RenderTask(
                    path=file.path,
                    digest=file.digest,
                    parsed=staging.scratch / file.id,
                    figures=tuple((figure.target, figure.path) for figure in file.figures),
                    neighbours=neighbours,
                    site=self.order.site,
                    theme=self.order.theme,
                    theme_fingerprint=self.theme,
                    staging=staging.folder,
                )
                tasks.append(task)
                self.records[file.id] = Record(ingredients, ())
        results = map_in_order(render_pages, tasks, self.order.jobs)
        for task, made in zip(tasks, self.progress(results, len(tasks), "rendering"), strict=True):
            staging.add(made)
            issue = task.path.stem
            self.records[issue] = replace(self.records[issue], outputs=tuple(file.path for file in made))

    def render_archive(self, staging: Staging, cards: Mapping[str, IssueCard]) -> None:
        """Put the pages of the whole archive into the new site; one with the same bytes stays the same file."""
        from generator.building.tasks import theme_of

        ingredients = self.ingredients(content=repr(list(cards.values())), figures="", neighbours="")
        if self.reuse(staging, ARCHIVE, ingredients):
            return
        from generator.rendering import render_archive

        pages = render_archive(list(cards.values()), self.order.site, theme_of(self.order.theme, self.theme))
        for path, data in pages.items():
            self.put(staging, path, data)
        self.records[ARCHIVE] = Record(ingredients, tuple(pages))

    def publish_originals(self, staging: Staging) -> None:
        """Put the printed issues into the new site."""
        for file in self.sources.originals:
            made = self.last.made.get(file.target)
            if made is not None and made.digest == file.digest and file.target in self.intact:
                staging.keep(made)
            else:
                staging.add([copy_plain(staging.folder, file)])

    def ingredients(self, *, content: str, figures: str, neighbours: str) -> Ingredients:
        """Return the hashes of what goes into some pages."""
        return Ingredients(
            content=fingerprints.of_text(content),
            figures=fingerprints.of_text(figures),
            neighbours=fingerprints.of_text(neighbours),
            settings=self.settings,
            theme=self.theme,
        )

    def reuse(self, staging: Staging, name: str, ingredients: Ingredients) -> bool:
        """Take over the files that the ledger has under this name, if they would come out the same; else say why."""
        record = self.last.records.get(name)
        reason = _reason(ingredients, record, self.intact)
        if reason or record is None:
            self.reasons.append((name, reason))
            return False
        for path in record.outputs:
            staging.keep(self.last.made[path])
        self.records[name] = record
        return True

    def put(self, staging: Staging, path: str, data: bytes) -> None:
        """Put a page into the new site: the last site's own file where that has the same bytes."""
        made = self.last.made.get(path)
        if made is not None and path in self.intact and made.digest == digest(data):
            staging.keep(made)
        else:
            staging.add([write_page(staging.folder, path, data)])

    def remember(self, inputs: str, staging: Staging, cards: Mapping[str, IssueCard]) -> None:
        """Write the ledger of this build."""
        plain = {file.target: file for file in self.sources.plain_files()}
        known = {file.id: (file.digest, cards[file.id]) for file in self.sources.issues}
        ledger.save(self.output.own / CARDS, self.maker, known)
        ledger.save(self.output.own / LEDGER, self.maker, Ledger(inputs, self.records, staging.made, plain))

    def told(self, made: Mapping[str, Made]) -> Built:
        """Return what this build did."""
        last = self.last.made
        return Built(
            made=made,
            changed=sum(path not in last or last[path].digest != file.digest for path, file in made.items()),
            removed=len(last.keys() - made.keys()),
            issues=len(self.sources.issues),
            reasons=tuple(self.reasons),
        )


def _reason(ingredients: Ingredients, record: Record | None, intact: Set[str]) -> str:
    """Return why pages have to be made anew; empty where they need not."""
    if record is None:
        return UNKNOWN
    names = [field.name for field in fields(Ingredients)]
    differing = [name for name in names if getattr(ingredients, name) != getattr(record.ingredients, name)]
    if differing:
        return f"{', '.join(differing)} changed"
    return "" if intact >= set(record.outputs) else TAMPERED
