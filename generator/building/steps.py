"""The steps of a build that has something to do, each doing again only what has to be done again."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from generator.building import fingerprints
from generator.building.companion import accompanied
from generator.building.compression import add_compressed, endings_here
from generator.building.fingerprints import of_text
from generator.building.index import Shelf
from generator.building.ledger import Ledger
from generator.building.looks import Look, Looks
from generator.building.making import Making
from generator.building.order import Built, Order
from generator.building.output import Output
from generator.building.published import Records
from generator.building.records import Ingredients
from generator.building.sources import Sources, find_sources
from generator.building.staging import Staging, copy_plain
from generator.building.survey import Survey, differences
from generator.building.workers import InTurn, Progress, Workers, map_in_order, staying

if TYPE_CHECKING:
    from generator.building.indexing import Indexing
    from generator.building.issues import KnownIssue
    from generator.building.sources import ContentFile
    from generator.published import Kept
    from generator.rendering import Kind, Theme

INDEX = "index"
"""The folder, in the build's own, with the issues' halves of the search index."""
DICTIONARY = "sounds"
"""The file beside it that tells how words sound."""

PAGES_OF = "pages of "
ORIGINALS = "originals"
"""The names under which the ledger remembers files that are made together."""


class Build:
    """One build under way: what it found, and what it knows from the last one."""

    def __init__(self, order: Order, output: Output, ledger: Ledger, seen: Survey, progress: Progress) -> None:
        """`seen` is what stands where the site does."""
        self.order = order
        self.output = output
        self.ledger = ledger
        self.progress = progress
        self.settings = of_text(repr(order.site))
        self.theme = fingerprints.of_folder(order.theme)
        self.sources: Sources = find_sources(order.content, ledger.known().get)
        self.published = Records(self.sources.records)
        self.published.check({issue.id for issue in self.sources.issues})
        self.last = ledger.compared(seen)
        if not self.last.unspoilt:
            output.check_files(self.last.strange(), self.last.survey.files)
        self.gone: dict[str, tuple[Kept, ...]] = {}
        """The anchors that issues were published with and have no more."""
        self.steps: list[tuple[str, float]] = []
        """What was done, and how long it took."""

    def run(self) -> tuple[Built, str]:
        """Do the steps of the build; return what it did, and the fingerprint of the site as it is left."""
        added = self.ledger.added()
        if self.last.unspoilt and self.inputs(self.published.completed(added)) == self.ledger.inputs:
            records = self.published.lacking(added)
            return Built(
                self.ledger.totals(), len(self.sources.issues), (), (), records
            ), self.last.survey.fingerprint()
        self.looks = Looks(of_text(self.settings + self.theme), self.ledger.looks, self.read_looks)
        with self.output.staged(self.begin) as staging, accompanied(self.order.workers) as workers:
            making = self.making
            with staying(workers) as crew:  # parser and theme go with them
                with self.timed("reading"):
                    issues, reread, few = self.read_issues(making, crew)
                with self.timed("indexing"):  # of few issues beside the rendering; what many need would be in its way
                    index = self.begin_index(making, issues, reread, workers) if few else None
                with self.timed("rendering issues"):
                    self.render_issues(making, issues, crew)
            with self.timed("indexing"):
                index = index or self.begin_index(making, issues, reread, workers)
            with self.timed("rendering listings"):
                noted = self.render_listings(making, issues)
            with self.timed("indexing"):
                noted |= self.finish_index(making, index)
            self.put_for_hosts(making, noted)
            with self.timed("linking and compressing"):
                self.publish_originals(making)
                staging.link_what_stays()
                if self.order.compress:
                    add_compressed(self.last, making.next, staging.folder, self.order.workers)
                staging.finish()
        added = self.published.added(issues)
        with self.timed("remembering"):
            totals = making.next.totals()
            inputs = self.inputs(self.published.completed(added))
            making.next.remember(inputs, self.looks.kept(), self.sources.files(), issues, added)
            left = making.next.fingerprint()
            self.ledger.give_way()
        return Built(totals, len(self.sources.issues), tuple(making.reasons), tuple(self.steps), added), left

    def begin(self, folder: Path, scratch: Path) -> Staging:
        """Begin to make the new site in a folder, which may hold an older one."""
        next_ledger = self.ledger.next()
        staging = Staging(folder, scratch, self.last.survey.root, next_ledger)
        self.making = Making(self.ledger, self.last, frozenset(self.last.spoilt()), staging, next_ledger)
        return staging

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Note how long a step takes."""
        began = time.monotonic()
        yield
        self.steps.append((step, time.monotonic() - began))

    def inputs(self, records: Mapping[str, str]) -> str:
        """Return the hash of everything that goes into the site; `records` are the hashes of published anchors."""
        files = [f"{issue.file.target} {issue.file.digest}" for issue in self.sources.issues]
        files += [f"{file.target} {file.digest}" for file in self.sources.published()]
        anchors = [f"{name} {digest}" for name, digest in sorted(records.items())]
        compressed = endings_here() if self.order.compress else ()
        return of_text("\n".join([self.settings, self.theme, *files, *anchors, *compressed]))

    def read_looks(self) -> dict[str, Look]:
        """Return what of theme and settings goes into each kind of file."""
        from generator.rendering import KINDS, THEME_FILES, look, look_of_files

        theme = self.loaded_theme()
        rendered = {kind.name: look(kind, self.order.site, theme) for kind in KINDS}
        return {**rendered, THEME_FILES.name: look_of_files(theme)}

    def loaded_theme(self) -> Theme:
        """Return the theme, loaded when it is first needed."""
        from generator.building.tasks import theme_of

        return theme_of(self.order.theme, self.theme)

    def read_issues(
        self, making: Making, workers: Workers
    ) -> tuple[dict[str, KnownIssue], dict[str, KnownIssue], bool]:
        """Return what to keep in mind of all issues by id, oldest first; new and changed content files are read. And
        return what the last build knew of these, and whether they were few."""
        from generator.building.reading import Reading

        shelf = Shelf(self.output.own / INDEX, self.ledger.maker)
        shelf.folder.mkdir(exist_ok=True)
        dictionary = self.output.own / DICTIONARY
        reading = Reading(making, shelf, dictionary, self.sources.issues, workers, self.progress)
        making.next.begin_from(differences(self.last.survey.root, making.staging.folder, self.last.odd))
        load_what_renders()  # while issues are read beside us
        return *reading.finish(), reading.is_short

    def render_issues(self, making: Making, issues: Mapping[str, KnownIssue], workers: Workers) -> None:
        """Put the pages of every issue into the new site: made anew where what they depend on changed."""
        from generator.building.issues import as_after, as_before
        from generator.building.kinship import kin_in, kinship
        from generator.building.tasks import RenderTask, render_pages
        from generator.rendering import ISSUE_KINDS

        grounds = {name: issue.outline.prints.ground for name, issue in issues.items()}
        kin = self.ledger.kin()  # of each issue, what it depended on and what it was
        for name, its_kin in kinship(grounds, lambda name: issues[name].card, kin):
            kin[name] = its_kin.chain, its_kin.digest
            making.next.add_kin(name, its_kin)
        row = [None, *issues.values(), None]
        beside = dict(zip(issues, zip(row[:-2], row[2:], strict=True), strict=True))
        restyled = self.looks.stale(ISSUE_KINDS)
        stale: list[tuple[ContentFile, Ingredients, tuple[Kind, ...]]] = []
        for issue in self.sources.issues:
            name = PAGES_OF + issue.id
            figures = [(figure.target, figure.digest) for figure in issue.figures]
            before, after = beside[issue.id]
            shown = (
                before.outline.prints.as_before if before else "",
                after.outline.prints.as_after if after else "",
                kin[issue.id][1],
            )
            gone = self.gone[issue.id] = self.published.kept(issues[issue.id])
            ingredients = Ingredients(
                content=of_text(issue.file.digest),
                figures=of_text(repr(figures)),
                neighbours=of_text(repr(shown)),
                anchors=of_text(repr(gone)) if gone else "",
            )
            if reason := making.reason(name, ingredients):
                making.reasons.append((name, reason))
                stale.append((issue, ingredients, ISSUE_KINDS))
            elif restyled:
                making.reasons.extend((f"{kind.name} of {issue.id}", changed) for kind, changed in restyled.items())
                stale.append((issue, ingredients, tuple(restyled)))
            else:
                making.next.keep(name)

        def task(what: tuple[ContentFile, Ingredients, tuple[Kind, ...]]) -> RenderTask:
            issue, _, kinds = what
            before, after = beside[issue.id]
            return RenderTask(
                path=issue.file.path,
                digest=issue.file.digest,
                parsed=making.staging.scratch / issue.id,
                figures=tuple((figure.target, figure.path) for figure in issue.figures),
                card=issues[issue.id].card,
                neighbours=(as_before(before.card) if before else None, as_after(after.card) if after else None),
                kin=kin_in(making.next.kin(issue.id)),
                kept=self.gone[issue.id],
                site=self.order.site,
                theme=self.order.theme,
                theme_fingerprint=self.theme,
                staging=making.staging.folder,
                kinds=kinds,
            )

        results = self.progress(map_in_order(render_pages, InTurn(task, stale), workers), len(stale), "rendering")
        for (issue, ingredients, kinds), made in zip(stale, results, strict=True):
            if kinds is not ISSUE_KINDS:
                making.next.keep(PAGES_OF + issue.id)
            making.next.add(PAGES_OF + issue.id, ingredients, made)

    def render_listings(self, making: Making, issues: Mapping[str, KnownIssue]) -> dict[str, bytes]:
        """Put the pages of the whole archive into the new site, with feeds and the theme's own files.

        Pages that use nothing that changed are taken over; those are returned that hosts have to know the policy of.
        """
        from generator.building.listing import put_archive_pages, put_static_files

        noted = put_archive_pages(making, self.looks, issues, self.order.site, self.loaded_theme)
        put_static_files(making, self.looks, self.loaded_theme)
        return noted

    def begin_index(
        self,
        making: Making,
        issues: Mapping[str, KnownIssue],
        reread: Mapping[str, KnownIssue],
        workers: Workers,
    ) -> Indexing:
        """Begin to make the search index; only partitions whose grams changed are made anew."""
        from generator.building.indexing import Indexing

        shelf = Shelf(self.output.own / INDEX, self.ledger.maker)
        return Indexing(making, shelf, issues, reread, workers, self.progress)

    def finish_index(self, making: Making, index: Indexing) -> dict[str, bytes]:
        """Put the search index and its page into the new site; return the page where it was made anew."""
        from generator.rendering.archive import SEARCH, render_search
        from generator.search.client import page_parts

        head = index.finish()
        ingredients = Ingredients(content=of_text(head))
        if making.reused(SEARCH.name, ingredients, self.looks.changed(SEARCH)):
            return {}
        page = render_search(self.order.site, self.loaded_theme(), head, *page_parts())
        making.put(SEARCH.name, ingredients, page.items())
        return page

    def put_for_hosts(self, making: Making, noted: Mapping[str, bytes]) -> None:
        """Put what hosts read into the new site; `noted` are the pages that were made anew."""
        from generator.building.listing import put_hosting_files
        from generator.rendering.kept import redirects

        moved = {old: new for name, kept in self.gone.items() for old, new in redirects(name, kept).items()}
        put_hosting_files(making, noted, moved)

    def publish_originals(self, making: Making) -> None:
        """Put the printed issues into the new site."""
        for file in self.sources.originals:
            last = self.last.intact(file.target)
            if last is not None and last.digest == file.digest:
                making.next.keep_file(ORIGINALS, last)
            else:
                making.next.add(ORIGINALS, Ingredients(), [copy_plain(making.staging.folder, file)])


def load_what_renders() -> None:
    """Load the modules that the rendering of issues begins with."""
    from generator.building import issues, kinship, listing, tasks  # noqa: F401
