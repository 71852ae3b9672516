"""What the articles of issues have in common with earlier ones, found anew only where it may have changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from generator.building.fingerprints import of_text
from generator.building.plain import from_json, to_json
from generator.building.records import KinRow
from generator.rendering.cards import IssueCard
from generator.rendering.kin import Kin, chain, kin_of


def kinship(
    grounds: Mapping[str, str], card_of: Callable[[str], IssueCard], last: Mapping[str, tuple[str, str]]
) -> Iterator[tuple[str, KinRow]]:
    """Yield what to keep in mind of the kin of the articles of each issue where it may have changed, by id.

    `grounds` has for each issue, oldest first, what `kin.ground` tells of it, `card_of` returns its card. `last` has
    the hashes that the last build kept in mind, of what the kin depended on and of itself.
    """
    links = chain(grounds)
    changed = [name for name, link in links.items() if name not in last or last[name][0] != link]
    if changed:
        for name, kin in kin_of(links, card_of, changed):
            text = to_json(kin)
            yield name, KinRow(links[name], of_text(text), text)


def kin_in(text: str) -> tuple[Kin, ...]:
    """Return the kin of an issue's articles as a `KinRow` has it."""
    return from_json(tuple[Kin, ...], text)
