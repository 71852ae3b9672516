"""The step of a build that makes what does not belong to one issue, apart from the search index."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from generator.building.fingerprints import of_text, of_texts
from generator.building.hosting import WITH_POLICY, hosting_files
from generator.building.looks import Looks
from generator.building.making import SPOILT, Making
from generator.building.records import Ingredients
from generator.rendering import ARCHIVE_KINDS, THEME_FILES, render_archive
from generator.search.client import client_files

if TYPE_CHECKING:
    from generator.building.issues import KnownIssue
    from generator.config import Site
    from generator.rendering import Kind, Theme
    from generator.rendering.cards import IssueCard

CLIENT = "search client"
HOSTING = "files for hosts"
"""The names under which the ledger remembers these files."""


def put_archive_pages(
    making: Making, looks: Looks, issues: Mapping[str, KnownIssue], site: Site, theme: Callable[[], Theme]
) -> dict[str, bytes]:
    """Put the pages of the whole archive into the new site, with feeds and the like.

    Returns those that were made anew and of which hosts have to know the policy, by path.
    """
    shown = {name: issue.outline.prints.card for name, issue in issues.items()}
    told = Ingredients(content=of_texts(shown.values()))
    of = {kind: told if kind.of_issues else Ingredients() for kind in ARCHIVE_KINDS}
    pages = _Pages(making, shown)
    stale = [kind for kind, its in of.items() if not pages.reused(kind, its, looks.changed(kind))]
    noted: dict[str, bytes] = {}
    if stale:
        cards = [issue.card for issue in issues.values()]
        for kind, files in render_archive(cards, site, theme(), stale, pages.wanted):
            pages.begin(kind, of[kind], looks.changed(kind))
            for path, data in _noting(files, WITH_POLICY, noted):
                pages.put(path, data)
    return noted


def put_static_files(making: Making, looks: Looks, theme: Callable[[], Theme]) -> None:
    """Put the theme's own files and the search's into the new site."""
    if not making.reused(THEME_FILES.name, Ingredients(), looks.changed(THEME_FILES)):
        making.put(THEME_FILES.name, Ingredients(), theme().files.items())
    if not making.reused(CLIENT, Ingredients()):
        making.put(CLIENT, Ingredients(), client_files().items())


def put_hosting_files(making: Making, pages: Mapping[str, bytes], moved: Mapping[str, str]) -> None:
    """Put what hosts read into the new site.

    `pages` are those that were made anew, by whose policies it goes; `moved` tells where readers of pages arrive that
    are gone.
    """
    ingredients = Ingredients(anchors=of_text(repr(moved)) if moved else "")
    if not pages and not making.reason(HOSTING, ingredients):
        making.next.keep(HOSTING)
        return
    as_before = {path for path in WITH_POLICY - pages.keys() if making.site.intact(path)}
    others = {path: (making.site.survey.root / path).read_bytes() for path in as_before}
    making.put(HOSTING, ingredients, hosting_files({**others, **pages}, moved).items())


class _Pages:
    """The pages of the kinds that are made, one kind after the other; some kinds remember each page by itself."""

    def __init__(self, making: Making, shown: Mapping[str, str]) -> None:
        """`shown` has for each issue's id a hash of all that pages may show of it."""
        self._making = making
        self._shown = shown
        self._kind = ""
        self._look = ""
        self._ingredients = Ingredients()
        self._own: dict[str, tuple[str, Ingredients]] = {}

    def reused(self, kind: Kind, ingredients: Ingredients, look: str) -> bool:
        """Take over all pages of a kind if they would come out the same, and are there."""
        each = f"{kind.name}: "
        spoilt = any(name.startswith(each) for name in self._making.spoilt)
        if not self._making.reused(kind.name, ingredients, look or (SPOILT if spoilt else "")):
            return False
        self._making.next.keep_all(each)
        return True

    def begin(self, kind: Kind, ingredients: Ingredients, look: str) -> None:
        """Go on with a kind; `look` is what changed in its look."""
        self._kind, self._ingredients, self._look = kind.name, ingredients, look
        self._making.next.add(kind.name, ingredients)

    def wanted(self, path: str, issues: Sequence[IssueCard], others: object) -> bool:
        """Tell whether a page has to be made that shows these issues, and of the others no more than `others`."""
        name = f"{self._kind}: {path}"
        ingredients = Ingredients(content=of_text(repr((others, [self._shown[issue.id] for issue in issues]))))
        if not self._look and not self._making.reason(name, ingredients):
            self._making.next.keep(name)
            return False
        self._own[path] = name, ingredients
        return True

    def put(self, path: str, data: bytes) -> None:
        """Put a page of the kind into the new site."""
        name, ingredients = self._own.get(path, (self._kind, self._ingredients))
        self._making.put(name, ingredients, [(path, data)])


def _noting(
    files: Iterable[tuple[str, bytes]], wanted: Container[str], noted: dict[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """Pass files on with their paths; the bytes of the wanted ones are noted."""
    for path, data in files:
        if path in wanted:
            noted[path] = data
        yield path, data
