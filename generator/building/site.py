"""A build: from the content folder to the site, doing again only what has to be done again."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from generator.building import fingerprints
from generator.building.compression import add_compressed, endings_here
from generator.building.files import digest
from generator.building.fingerprints import of_text
from generator.building.hosting import WITH_POLICY, hosting_files
from generator.building.ledger import Ledger
from generator.building.looks import Look, Looks
from generator.building.order import Built, Order
from generator.building.output import Output
from generator.building.published import read_records
from generator.building.records import Ingredients, Made, Totals
from generator.building.sources import Sources, find_sources
from generator.building.staging import Staging, copy_plain, write_page
from generator.building.workers import Progress, in_silence, map_in_order
from generator.errors import QikanError

if TYPE_CHECKING:
    from generator.building.index import MergeTask, Shelf
    from generator.building.issues import KnownIssue
    from generator.building.sources import ContentFile
    from generator.rendering import Kind, Theme
    from generator.search import Block

INDEX = "index"
"""The folder, in the build's own, with the issues' halves of the search index."""

PAGES_OF = "pages of "
TEXTS_OF = "texts of "
HEAD = "index head"
SOUNDS = "index of sounds"
CLIENT = "search client"
HOSTING = "files for hosts"
ORIGINALS = "originals"
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
        output.check_place((order.content, order.theme))
        maker = fingerprints.of_code()
        try:
            with closing(Ledger(output.own, maker)) as ledger:
                return _Build(order, output, ledger, progress).run()
        except sqlite3.Error as error:
            raise QikanError(
                f"the build's own folder is damaged, or its disk is full: {error}.",
                place=str(output.own),
                remedy="Make room, delete this folder and build again; the site is made anew then.",
            ) from error


class _Build:
    """One build under way: what it found, and what it knows from the last one."""

    def __init__(self, order: Order, output: Output, ledger: Ledger, progress: Progress) -> None:
        self.order = order
        self.output = output
        self.ledger = ledger
        self.progress = progress
        self.settings = of_text(repr(order.site))
        self.theme = fingerprints.of_folder(order.theme)
        self.sources: Sources = find_sources(order.content, ledger.known)
        self.published = read_records(order.content)
        self.unspoilt = ledger.survey(output.stamps())
        if not self.unspoilt:
            output.check_files(ledger.strange(), ledger.standing())
        self.spoilt = set() if self.unspoilt else ledger.spoilt()
        self.reread: dict[str, KnownIssue] = {}
        """Issues that were read anew, as the last build knew them."""
        self.other: set[str] = set()
        """Issues of which other things are to be kept in mind than before."""
        self.reasons: list[tuple[str, str]] = []
        """What is made anew and why."""
        self.steps: list[tuple[str, float]] = []
        """What was done, and how long it took."""

    def run(self) -> Built:
        """Do the steps of the build."""
        added = self.ledger.added()
        if self.unspoilt and self.inputs(self.published.completed(added)) == self.ledger.inputs:
            return self.told(self.ledger.last_totals(), self.published.lacking(added))
        self.looks = Looks(of_text(self.settings + self.theme), self.ledger.looks, self.read_looks)
        with self.output.staged(self.ledger) as staging:
            with self.timed("reading"):
                issues = self.read_issues(staging)
            with self.timed("rendering issues"):
                self.render_issues(staging, issues)
            with self.timed("rendering listings"):
                self.render_listings(staging, issues)
            with self.timed("indexing"):
                self.make_index(staging, issues)
            with self.timed("linking and compressing"):
                self.publish_originals(staging)
                staging.link_what_stays()
                if self.order.compress:
                    add_compressed(self.ledger, staging.folder, self.order.workers)
                staging.finish()
        added = self.published.added({name: issue.anchors for name, issue in issues.items()})
        with self.timed("remembering"):
            totals = self.ledger.totals()
            inputs = self.inputs(self.published.completed(added))
            rows = [issues[name].row() for name in issues if name in self.other]
            self.ledger.remember(
                inputs, self.looks.kept(), self.sources.files(), rows, issues.keys() - self.other, added
            )
        return self.told(totals, added)

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Note how long a step takes."""
        began = time.monotonic()
        yield
        self.steps.append((step, time.monotonic() - began))

    def inputs(self, records: Mapping[str, str]) -> str:
        """Return the hash of everything that goes into the site; `records` are those of published anchors."""
        files = [f"{file.target} {file.digest}" for file in self.sources.files()]
        anchors = [f"{name} {of_text(text)}" for name, text in sorted(records.items())]
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

    def read_issues(self, staging: Staging) -> dict[str, KnownIssue]:
        """Return what to keep in mind of all issues by id, oldest first; new and changed content files are read."""
        from generator.building.index import Shelf
        from generator.building.issues import known_issue
        from generator.building.tasks import ReadTask, changed_meanwhile, read_issue

        shelf = Shelf(self.output.own / INDEX)
        shelf.folder.mkdir(exist_ok=True)
        known = {row.id: known_issue(row) for row in self.ledger.issues()}
        unread = []
        for issue in self.sources.issues:
            name, ingredients = TEXTS_OF + issue.id, Ingredients(content=issue.file.digest)
            remembered = issue.id in known and known[issue.id].digest == issue.file.digest
            if remembered and shelf.has(issue.id, issue.file.digest) and not self.reason(name, ingredients):
                self.ledger.keep(name)
            else:
                unread.append(issue)
        read_again = {issue.id for issue in unread}
        self.ledger.speak_as_before(issue.id for issue in self.sources.issues if issue.id not in read_again)
        tasks = [
            ReadTask(
                path=issue.file.path,
                parsed=staging.scratch / issue.id,
                shelf=shelf,
                staging=staging.folder,
                spoken=self.ledger.spoken(issue.id),
            )
            for issue in unread
        ]
        results = self.progress(map_in_order(read_issue, tasks, self.order.workers), len(tasks), "reading")
        for issue, (found, spoken, made) in zip(unread, results, strict=True):
            if found.digest != issue.file.digest:
                raise changed_meanwhile(issue.file.path)
            if issue.id in known:
                self.reread[issue.id] = known[issue.id]
            known[issue.id] = found
            self.other.add(issue.id)
            self.ledger.speak(issue.id, spoken)
            self.ledger.add(TEXTS_OF + issue.id, Ingredients(content=found.digest), made)
        return {issue.id: known[issue.id] for issue in self.sources.issues}

    def render_issues(self, staging: Staging, issues: dict[str, KnownIssue]) -> None:
        """Put the pages of every issue into the new site: made anew where what they depend on changed."""
        from generator.building.kinship import kinship
        from generator.building.tasks import RenderTask, neighbours_in, render_pages
        from generator.rendering import ISSUE_KINDS

        cards = [issue.card for issue in issues.values()]
        kin = kinship(cards, {name: issue.kin for name, issue in issues.items() if issue.kin})
        for name, known in kin.known.items():
            if issues[name].kin != known:
                issues[name] = issues[name].with_kin(known)
                self.other.add(name)
        beside = dict(zip(issues, neighbours_in(cards), strict=True))
        restyled = self.looks.stale(ISSUE_KINDS)
        stale: list[tuple[ContentFile, Ingredients, tuple[Kind, ...]]] = []
        for issue in self.sources.issues:
            name = PAGES_OF + issue.id
            figures = [(figure.target, figure.digest) for figure in issue.figures]
            shown = repr((beside[issue.id], kin.known[issue.id].digest))
            gone = self.published.kept(issue.id, issues[issue.id].anchors)
            ingredients = Ingredients(
                content=of_text(issue.file.digest),
                figures=of_text(repr(figures)),
                neighbours=of_text(shown),
                anchors=of_text(repr(gone)) if gone else "",
            )
            if reason := self.reason(name, ingredients):
                self.reasons.append((name, reason))
                stale.append((issue, ingredients, ISSUE_KINDS))
            elif restyled:
                self.reasons += [(f"{kind.name} of {issue.id}", changed) for kind, changed in restyled.items()]
                stale.append((issue, ingredients, tuple(restyled)))
            else:
                self.ledger.keep(name)
        kin_of_stale = kin.of(issue.id for issue, *_ in stale)
        tasks = [
            RenderTask(
                path=issue.file.path,
                digest=issue.file.digest,
                parsed=staging.scratch / issue.id,
                figures=tuple((figure.target, figure.path) for figure in issue.figures),
                neighbours=beside[issue.id],
                kin=kin_of_stale[issue.id],
                kept=self.published.kept(issue.id, issues[issue.id].anchors),
                site=self.order.site,
                theme=self.order.theme,
                theme_fingerprint=self.theme,
                staging=staging.folder,
                kinds=kinds,
            )
            for issue, _, kinds in stale
        ]
        results = self.progress(map_in_order(render_pages, tasks, self.order.workers), len(tasks), "rendering")
        for (issue, ingredients, kinds), made in zip(stale, results, strict=True):
            if kinds is not ISSUE_KINDS:
                self.ledger.keep_others(PAGES_OF + issue.id, [file.path for file in made])
            self.ledger.add(PAGES_OF + issue.id, ingredients, made)

    def render_listings(self, staging: Staging, issues: Mapping[str, KnownIssue]) -> None:
        """Put the pages of the whole archive into the new site, with feeds and the theme's own files."""
        from generator.rendering import ARCHIVE_KINDS, THEME_FILES, render_archive
        from generator.rendering.kept import redirects
        from generator.search import client_files

        cards = [issue.card for issue in issues.values()]
        ingredients = Ingredients(content=of_text(repr(cards)))
        stale = [kind for kind in ARCHIVE_KINDS if not self.reused(kind.name, ingredients, self.looks.changed(kind))]
        with_policy: dict[str, bytes] = {}
        if stale:
            for kind, files in render_archive(cards, self.order.site, self.loaded_theme(), stale):
                self.put(staging, kind.name, ingredients, noting(files, WITH_POLICY, with_policy))
        if not self.reused(THEME_FILES.name, Ingredients(), self.looks.changed(THEME_FILES)):
            self.put(staging, THEME_FILES.name, Ingredients(), self.loaded_theme().files.items())
        if not self.reused(CLIENT, Ingredients()):
            self.put(staging, CLIENT, Ingredients(), client_files().items())
        gone = {name: self.published.kept(name, issue.anchors) for name, issue in issues.items()}
        moved = {old: new for name, kept in gone.items() for old, new in redirects(name, kept).items()}
        hosting = Ingredients(anchors=of_text(repr(moved)) if moved else "")
        if stale or self.reason(HOSTING, hosting):
            as_before = {path for path in WITH_POLICY - with_policy.keys() if self.ledger.intact(path)}
            with_policy |= {path: (self.output.folder / path).read_bytes() for path in as_before}
            self.put(staging, HOSTING, hosting, hosting_files(with_policy, moved).items())
        else:
            self.ledger.keep(HOSTING)

    def make_index(self, staging: Staging, issues: Mapping[str, KnownIssue]) -> None:
        """Put the search index and its page into the new site; only partitions whose grams changed are made anew."""
        from generator.building.index import Shelf, make_shards
        from generator.rendering import SEARCH, render_search
        from generator.search import head_data, head_file, plan
        from generator.search.pinyin import pinyin_files

        shelf = Shelf(self.output.own / INDEX)
        blocks = plan([issue.index.summary for issue in issues.values()])
        wanted = {name: made for block in blocks for name, made in self.stale_partitions(block, shelf, issues)}
        tasks = [task for _, task in wanted.values()]
        results = self.progress(map_in_order(make_shards, tasks, self.order.workers), len(tasks), "indexing")
        for (name, (ingredients, _)), shards in zip(wanted.items(), results, strict=True):
            if not shards.whole:
                self.ledger.keep_others(name, shards.files)
            self.put(staging, name, ingredients, shards.files.items())
        head = head_data(blocks)
        ingredients = Ingredients(content=of_text(head))
        if not self.reused(SEARCH.name, ingredients, self.looks.changed(SEARCH)):
            page = render_search(self.order.site, self.loaded_theme(), head)
            self.put(staging, SEARCH.name, ingredients, page.items())
        if not self.reused(HEAD, ingredients):
            self.put(staging, HEAD, ingredients, head_file(blocks).items())
        words = sorted(set(self.ledger.words()))
        ingredients = Ingredients(content=of_text("\n".join(words)))
        if not self.reused(SOUNDS, ingredients):
            self.put(staging, SOUNDS, ingredients, pinyin_files(words).items())
        shelf.clear_but((name, issue.digest) for name, issue in issues.items())

    def stale_partitions(
        self, block: Block, shelf: Shelf, issues: Mapping[str, KnownIssue]
    ) -> Iterator[tuple[str, tuple[Ingredients, MergeTask]]]:
        """Yield what has to be made of a block by name; take over the other partitions."""
        from generator.building.index import as_correction, fingerprint_of, merge_tasks

        now = [issues[summary.id].member() for summary in block.issues]
        before = [self.reread.get(summary.id, issues[summary.id]).member() for summary in block.issues]
        for task in merge_tasks(block, shelf, now):
            name, ingredients = f"{INDEX} {task.block} {task.number}", Ingredients(fingerprint_of(task, now))
            if self.reused(name, ingredients):
                continue
            last = self.ledger.ingredients(name)
            if last == Ingredients(fingerprint_of(task, before)) and name not in self.spoilt:
                task = as_correction(task, shelf, now, before, self.output.folder)
            yield name, (ingredients, task)

    def publish_originals(self, staging: Staging) -> None:
        """Put the printed issues into the new site."""
        for file in self.sources.originals:
            last = self.ledger.intact(file.target)
            if last is not None and last.digest == file.digest:
                self.ledger.keep_file(ORIGINALS, last)
            else:
                self.ledger.add(ORIGINALS, Ingredients(), [copy_plain(staging.folder, file)])

    def reused(self, name: str, ingredients: Ingredients, look: str = "") -> bool:
        """Take over the files that are remembered under this name if they would come out the same; else note why.

        `look` is what changed in the look of their kind.
        """
        reason = self.reason(name, ingredients) or look
        if reason:
            self.reasons.append((name, reason))
            return False
        self.ledger.keep(name)
        return True

    def reason(self, name: str, ingredients: Ingredients) -> str:
        """Return why the files of this name have to be made anew; empty where they need not."""
        last = self.ledger.ingredients(name)
        if last is None:
            return UNKNOWN
        if differing := ingredients.differing(last):
            return f"{', '.join(differing)} changed"
        return SPOILT if name in self.spoilt else ""

    def put(self, staging: Staging, name: str, ingredients: Ingredients, files: Iterable[tuple[str, bytes]]) -> None:
        """Write files into the new site; one with the same bytes as in the last site stays the same file."""
        made: list[Made] = []
        for path, data in files:
            last = self.ledger.intact(path)
            if last is not None and last.digest == digest(data):
                self.ledger.keep_file(name, last)
            else:
                made.append(write_page(staging.folder, path, data))
        self.ledger.add(name, ingredients, made)

    def told(self, totals: Totals, records: Mapping[str, str]) -> Built:
        """Return what this build did."""
        return Built(totals, len(self.sources.issues), tuple(self.reasons), tuple(self.steps), records)


def noting(
    files: Iterable[tuple[str, bytes]], wanted: Container[str], noted: dict[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """Pass files on with their paths; the bytes of the wanted ones are noted."""
    for path, data in files:
        if path in wanted:
            noted[path] = data
        yield path, data
