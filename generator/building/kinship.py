"""What the articles of issues have in common with earlier ones, found anew only where it may have changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator.building.fingerprints import of_text
from generator.building.plain import from_json, to_json
from generator.building.records import KinRow
from generator.rendering.cards import IssueCard
from generator.rendering.kin import Kin, chain, kin_of


@dataclass(frozen=True, slots=True)
class Kinship:
    """The kin of an archive's articles."""

    digests: Mapping[str, str]
    """A hash of the kin of each issue's articles, by the issue's id."""
    found: Mapping[str, KinRow]
    """What to keep in mind of those where it may have changed."""
    kept: Callable[[str], KinRow | None]
    """Returns what the last build kept in mind of the others."""

    def of(self, issue: str) -> tuple[Kin, ...]:
        """Return the kin of each article of an issue."""
        row = self.found.get(issue) or self.kept(issue)
        return from_json(tuple[Kin, ...], row.kin) if row else ()


def kinship(
    grounds: Mapping[str, str],
    cards: Callable[[], Sequence[IssueCard]],
    last: Mapping[str, tuple[str, str]],
    kept: Callable[[str], KinRow | None],
) -> Kinship:
    """Return the kin of an archive's articles.

    `grounds` has for each issue, oldest first, what `kin.ground` tells of it, `cards` returns all of them in the same
    order. `last` has the hashes that the last build kept in mind, of what the kin depended on and of itself; `kept`
    returns the rest.
    """
    links = chain(grounds)
    changed = [name for name, link in links.items() if name not in last or last[name][0] != link]
    found = {}
    if changed:
        for name, kin in kin_of(cards(), changed).items():
            text = to_json(kin)
            found[name] = KinRow(links[name], of_text(text), text)
    return Kinship({name: found[name].digest if name in found else last[name][1] for name in links}, found, kept)
