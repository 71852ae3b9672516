"""Rules that belong to the page, not to what stands on it: the line below a running head, the one above a foot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generator.importing.pdf.elements import Box, Page

_SHARE = 0.75
"""Share of the pages on which a rule recurs at one place, at least: more than those of one long table."""
_FEWEST_PAGES = 4
"""Pages of a file that can tell so."""
_TOUCH = 3.0
"""Points by which rules may miss each other and still meet."""
_EDGE = 0.2
"""Share of the page's height, at top and bottom, in which such rules lie."""


def take_out_ornaments(pages: Sequence[Page]) -> None:
    """Take level rules out of the pages, in place, that lie at one place on most of them."""
    if len(pages) < _FEWEST_PAGES:
        return
    apart = [_standing_apart(page) for page in pages]
    counts = Counter(spot for rules in apart for spot in {_spot(rule) for rule in rules})
    recurring = {spot for spot, count in counts.items() if count >= _SHARE * len(pages)}
    for page, rules in zip(pages, apart, strict=True):
        gone = {id(rule) for rule in rules if _spot(rule) in recurring}
        if gone:
            page.rules = [rule for rule in page.rules if id(rule) not in gone]


def _standing_apart(page: Page) -> list[Box]:
    """Return the level rules near a page's upper and lower edge that meet no upright one."""
    upright = [rule for rule in page.rules if rule.height > rule.width]
    near = [
        rule
        for rule in page.rules
        if rule.width > rule.height and (rule.y1 < _EDGE * page.height or rule.y0 > (1 - _EDGE) * page.height)
    ]
    return [rule for rule in near if not any(other.meets(rule, _TOUCH) for other in upright)]


def _spot(rule: Box) -> tuple[int, int, int]:
    return round(rule.x0), round(rule.x1), round(rule.y0)
