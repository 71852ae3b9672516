"""A build: from the content folder to the site, doing again only what has to be done again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from typing import TYPE_CHECKING

from generator.building import fingerprints, ledger
from generator.building.compression import add_compressed, endings_here
from generator.building.files import digest
from generator.building.fingerprints import of_text
from generator.building.hosting import hosting_files
from generator.building.ledger import Ingredients, Ledger, Made, Record
from generator.building.order import Built, Order
from generator.building.output import Output
from generator.building.published import read_records
from generator.building.sources import Sources, find_sources
from generator.building.staging import Staging, copy_plain, write_page
from generator.building.workers import Progress, in_silence, map_in_order
from generator.rendering.kept import redirects

if TYPE_CHECKING:
    from generator.building.tasks import ReadIssue

LEDGER = "ledger"
ISSUES = "issues"
INDEX = "index"
KIN = "kin"
"""What lies in the build's own folder: the ledger, what is kept in mind of the issues, their halves of the index, and
what their articles have in common."""

PAGES_OF = "pages of "
TEXTS_OF = "texts of "
HEAD = "index head"
LISTINGS = "listings"
"""The names under which the ledger remembers files that are made together."""

UNKNOWN = "not built before by this Qikan"
SPOILT = "files of it in the site are missing or were changed"


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
        output.check_place((order.content, order.theme))
        self.maker = fingerprints.of_code()
        self.settings = of_text(repr(order.site))
        self.theme = fingerprints.of_folder(order.theme)
        self.last: Ledger = ledger.load(output.own / LEDGER, self.maker) or Ledger()
        self.sources: Sources = find_sources(order.content, self.last.plain)
        self.published = read_records(order.content)
        stamps = output.stamps()
        if stamps.keys() != self.last.made.keys():
            output.check_files(stamps.keys())
        self.intact = {path for path, made in self.last.made.items() if stamps.get(path) == (made.size, made.modified)}
        """The files of the last build that are still as it left them."""
        self.unspoilt = len(self.intact) == len(stamps) == len(self.last.made)
        self.records: dict[str, Record] = {}
        """What this build will be remembered by."""
        self.reasons: list[tuple[str, str]] = []
        """What is made anew and why."""
        self.steps: list[tuple[str, float]] = []
        """What was done, and how long it took."""

    def run(self) -> Built:
        """Do the steps of the build."""
        if self.unspoilt and self.inputs(self.published.completed(self.last.added)) == self.last.inputs:
            return self.told(self.last.made, self.published.lacking(self.last.added))
        with self.output.staged() as staging:
            with self.timed("reading"):
                issues = self.read_issues(staging)
            with self.timed("rendering issues"):
                self.render_issues(staging, issues)
            with self.timed("rendering listings"):
                self.render_listings(staging, issues)
            with self.timed("indexing"):
                self.make_index(staging, issues)
            with self.timed("copying and compressing"):
                self.publish_originals(staging)
                if self.order.compress:
                    add_compressed(staging, self.last.made, self.intact, self.order.workers)
            staging.finish()
        added = self.published.added({name: issue.anchors for name, issue in issues.items()})
        with self.timed("remembering"):
            self.remember(self.inputs(self.published.completed(added)), staging, issues, added)
        return self.told(staging.made, added)

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Note how long a step takes."""
        began = time.monotonic()
        yield
        self.steps.append((step, time.monotonic() - began))

    def inputs(self, records: Mapping[str, str]) -> str:
        """Return the hash of everything that goes into the site; `records` are those of published anchors."""
        issues = [f"{file.id} {file.digest}" for file in self.sources.issues]
        plain = [f"{file.target} {file.digest}" for file in self.sources.plain_files()]
        anchors = [f"{name} {of_text(text)}" for name, text in sorted(records.items())]
        compressed = endings_here() if self.order.compress else ()
        return of_text("\n".join([self.settings, self.theme, *issues, *plain, *anchors, *compressed]))

    def read_issues(self, staging: Staging) -> dict[str, ReadIssue]:
        """Return what to keep in mind of all issues by id, oldest first; new and changed content files are read."""
        from generator.building.index import Shelf
        from generator.building.tasks import ReadTask, changed_meanwhile, read_issue

        shelf = Shelf(self.output.own / INDEX)
        shelf.folder.mkdir(exist_ok=True)
        known: dict[str, ReadIssue] = ledger.load(self.output.own / ISSUES, self.maker) or {}
        unread = []
        for file in self.sources.issues:
            name, ingredients = TEXTS_OF + file.id, Ingredients(content=file.digest)
            remembered = file.id in known and known[file.id].digest == file.digest
            if remembered and shelf.has(file.id, file.digest) and not self.reason(name, ingredients):
                self.take_over(staging, name)
            else:
                unread.append(file)
        tasks = [ReadTask(file.path, staging.scratch / file.id, shelf, staging.folder) for file in unread]
        results = self.progress(map_in_order(read_issue, tasks, self.order.workers), len(tasks), "reading")
        for file, (issue, made) in zip(unread, results, strict=True):
            if issue.digest != file.digest:
                raise changed_meanwhile(file.path)
            known[file.id] = issue
            self.add(staging, TEXTS_OF + file.id, Ingredients(content=file.digest), made)
        return {file.id: known[file.id] for file in self.sources.issues}

    def render_issues(self, staging: Staging, issues: Mapping[str, ReadIssue]) -> None:
        """Put the pages of every issue into the new site: made anew where what they depend on changed."""
        from generator.building.kinship import kinship
        from generator.building.tasks import RenderTask, neighbours_in, render_pages

        wanted: list[tuple[str, Ingredients]] = []
        cards = [issue.card for issue in issues.values()]
        kin = kinship(cards, ledger.load(self.output.own / KIN, self.maker) or {})
        ledger.save(self.output.own / KIN, self.maker, kin.known)
        beside = dict(zip(issues, neighbours_in(cards), strict=True))
        stale = []
        for file in self.sources.issues:
            figures = [(figure.target, figure.digest) for figure in file.figures]
            shown = repr((beside[file.id], kin.known[file.id].digest))
            gone = self.published.kept(file.id, issues[file.id].anchors)
            ingredients = self.page(
                content=file.digest, figures=repr(figures), neighbours=shown, anchors=repr(gone) if gone else ""
            )
            if not self.reused(staging, PAGES_OF + file.id, ingredients):
                wanted.append((PAGES_OF + file.id, ingredients))
                stale.append(file)
        kin_of_stale = kin.of(file.id for file in stale)
        tasks = [
            RenderTask(
                path=file.path,
                digest=file.digest,
                parsed=staging.scratch / file.id,
                figures=tuple((figure.target, figure.path) for figure in file.figures),
                neighbours=beside[file.id],
                kin=kin_of_stale[file.id],
                kept=self.published.kept(file.id, issues[file.id].anchors),
                site=self.order.site,
                theme=self.order.theme,
                theme_fingerprint=self.theme,
                staging=staging.folder,
            )
            for file in stale
        ]
        results = map_in_order(render_pages, tasks, self.order.workers)
        for (name, ingredients), made in zip(wanted, self.progress(results, len(tasks), "rendering"), strict=True):
            self.add(staging, name, ingredients, made)

    def render_listings(self, staging: Staging, issues: Mapping[str, ReadIssue]) -> None:
        """Put the pages of the whole archive into the new site, with feeds and the theme's own files."""
        cards = [issue.card for issue in issues.values()]
        gone = {name: self.published.kept(name, issue.anchors) for name, issue in issues.items()}
        moved = {old: new for name, kept in gone.items() for old, new in redirects(name, kept).items()}
        ingredients = self.page(content=repr(cards), anchors=repr(moved) if moved else "")
        if self.reused(staging, LISTINGS, ingredients):
            return
        from generator.building.tasks import theme_of
        from generator.rendering import render_archive
        from generator.search import client_files

        pages = render_archive(cards, self.order.site, theme_of(self.order.theme, self.theme))
        self.put(staging, LISTINGS, ingredients, {**pages, **client_files(), **hosting_files(moved)})

    def make_index(self, staging: Staging, issues: Mapping[str, ReadIssue]) -> None:
        """Put the search index into the new site; only partitions of blocks whose grams changed are merged anew."""
        from generator.building.index import MergeTask, Shelf, fingerprint_of, merge, merge_tasks
        from generator.search import head_file, plan

        shelf = Shelf(self.output.own / INDEX)
        contents = {name: issue.digest for name, issue in issues.items()}
        blocks = plan([issue.index.summary for issue in issues.values()])
        tasks: list[MergeTask] = []
        wanted: list[tuple[str, Ingredients]] = []
        for block in blocks:
            kept = [issues[summary.id].index for summary in block.issues]
            for task in merge_tasks(block, shelf, contents):
                name, ingredients = f"{INDEX} {task.block} {task.number}", Ingredients(fingerprint_of(task, kept))
                if not self.reused(staging, name, ingredients):
                    tasks.append(task)
                    wanted.append((name, ingredients))
        results = self.progress(map_in_order(merge, tasks, self.order.workers), len(tasks), "indexing")
        for (name, ingredients), files in zip(wanted, results, strict=True):
            self.put(staging, name, ingredients, files)
        self.put(staging, HEAD, Ingredients(), head_file(blocks))
        shelf.clear_but(contents.items())

    def publish_originals(self, staging: Staging) -> None:
        """Put the printed issues into the new site."""
        for file in self.sources.originals:
            made = self.last.made.get(file.target)
            if made is not None and made.digest == file.digest and file.target in self.intact:
                staging.link(made)
                staging.add([made])
            else:
                staging.add([copy_plain(staging.folder, file)])

    def page(self, *, content: str, figures: str = "", neighbours: str = "", anchors: str = "") -> Ingredients:
        """Return the hashes of what goes into some pages."""
        return Ingredients(
            of_text(content), of_text(figures), of_text(neighbours), self.settings, self.theme, of_text(anchors)
        )

    def reused(self, staging: Staging, name: str, ingredients: Ingredients) -> bool:
        """Take over the files that are remembered under this name if they would come out the same; else note why."""
        reason = self.reason(name, ingredients)
        if reason:
            self.reasons.append((name, reason))
            return False
        self.take_over(staging, name)
        return True

    def reason(self, name: str, ingredients: Ingredients) -> str:
        """Return why the files of this name have to be made anew; empty where they need not."""
        record = self.last.records.get(name)
        if record is None:
            return UNKNOWN
        names = [field.name for field in fields(Ingredients)]
        differing = [name for name in names if getattr(ingredients, name) != getattr(record.ingredients, name)]
        if differing:
            return f"{', '.join(differing)} changed"
        return "" if self.intact.issuperset(record.outputs) else SPOILT

    def take_over(self, staging: Staging, name: str) -> None:
        """Put the last site's files of this name into the new one."""
        record = self.last.records[name]
        self.records[name] = record
        for path in record.outputs:
            staging.link(self.last.made[path])
        staging.add(self.last.made[path] for path in record.outputs)

    def add(self, staging: Staging, name: str, ingredients: Ingredients, made: Sequence[Made]) -> None:
        """Take note of files that were made."""
        before = self.records[name].outputs if name in self.records else ()
        self.records[name] = Record(ingredients, (*before, *(file.path for file in made)))
        staging.add(made)

    def put(self, staging: Staging, name: str, ingredients: Ingredients, files: Mapping[str, bytes]) -> None:
        """Write files into the new site; one with the same bytes as in the last site stays the same file."""
        made = []
        for path, data in files.items():
            last = self.last.made.get(path)
            if last is not None and path in self.intact and last.digest == digest(data):
                staging.link(last)
                made.append(last)
            else:
                made.append(write_page(staging.folder, path, data))
        self.add(staging, name, ingredients, made)

    def remember(self, inputs: str, staging: Staging, issues: Mapping[str, ReadIssue], added: dict[str, str]) -> None:
        """Write the ledger of this build; `added` are the records of anchors that come of it."""
        plain = {file.target: file for file in self.sources.plain_files()}
        ledger.save(self.output.own / ISSUES, self.maker, dict(issues))
        ledger.save(self.output.own / LEDGER, self.maker, Ledger(inputs, self.records, staging.made, plain, added))

    def told(self, made: Mapping[str, Made], records: Mapping[str, str]) -> Built:
        """Return what this build did."""
        last = self.last.made
        return Built(
            made=made,
            changed=sum(path not in last or last[path].digest != file.digest for path, file in made.items()),
            removed=len(last.keys() - made.keys()),
            issues=len(self.sources.issues),
            reasons=tuple(self.reasons),
            steps=tuple(self.steps),
            records=records,
        )
