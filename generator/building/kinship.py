"""What the articles of issues have in common with earlier ones, found anew only where it may have changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from generator.building.fingerprints import of_text
from generator.rendering.cards import IssueCard
from generator.rendering.kin import Kin, chain, kin_of


@dataclass(frozen=True, slots=True)
class KnownKin:
    """What a build keeps in mind of the kin of an issue's articles."""

    chain: str
    """Hash of all that it depends on: a few words of each article of the issue and of those before it."""
    digest: str
    """Hash of what it is."""


@dataclass(frozen=True, slots=True)
class Kinship:
    """The kin of an archive's articles."""

    issues: Sequence[IssueCard]
    """The archive, oldest issue first."""
    known: dict[str, KnownKin]
    """What to keep in mind of each issue, by id."""
    found: dict[str, tuple[Kin, ...]]
    """The kin of each article of the issues where it may have changed."""

    def of(self, issues: Iterable[str]) -> dict[str, tuple[Kin, ...]]:
        """Return the kin of each article of some issues by their ids."""
        wanted = list(issues)
        return {**self.found, **kin_of(self.issues, [issue for issue in wanted if issue not in self.found])}


def kinship(issues: Sequence[IssueCard], last: Mapping[str, KnownKin]) -> Kinship:
    """Return the kin of an archive's articles; `last` is what the last build kept in mind, issues are oldest first."""
    links = chain(issues)
    changed = {name for name, link in links.items() if name not in last or last[name].chain != link}
    found = kin_of(issues, changed | _beside(changed, list(links)))
    new = {name: KnownKin(links[name], of_text(repr(kin))) for name, kin in found.items() if name in changed}
    return Kinship(issues, {name: new.get(name) or last[name] for name in links}, found)


def _beside(changed: Set[str], names: Sequence[str]) -> set[str]:
    """Return the issues before and after changed ones: their pages tell of these, so their kin is wanted soon, and
    looking for it now saves another walk through the archive."""
    before = {one for one, other in pairwise(names) if other in changed}
    return before | {other for one, other in pairwise(names) if one in changed}
