"""Rules that belong to the page, not to what stands on it: the line below a running head, the one above a foot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generator.importing.pdf.elements import Box, Page

_SHARE = 0.5
"""Share of the pages on which a rule recurs at one place, at least: more than a table's head, repeated, does."""
_FEWEST_PAGES = 4
"""Pages of a file that can tell so."""
_EDGE = 0.2
"""Share of the page's height, at top and bottom, in which such rules lie."""


def take_out_ornaments(pages: Sequence[Page]) -> None:
    """Take level rules out of the pages, in place, that lie at one place on most of them."""
    if len(pages) < _FEWEST_PAGES:
        return
    counts = Counter(
        spot for page in pages for spot in {_spot(rule) for rule in page.rules if _is_near_end(rule, page)}
    )
    recurring = {spot for spot, count in counts.items() if count >= _SHARE * len(pages)}
    if recurring:
        for page in pages:
            page.rules = [rule for rule in page.rules if not (_is_near_end(rule, page) and _spot(rule) in recurring)]


def _is_near_end(rule: Box, page: Page) -> bool:
    level = rule.width > rule.height
    return level and (rule.y1 < _EDGE * page.height or rule.y0 > (1 - _EDGE) * page.height)


def _spot(rule: Box) -> tuple[int, int, int]:
    return round(rule.x0), round(rule.x1), round(rule.y0)
