"""What belongs to the page, not to what stands on it: the line below a running head, a drawn logo, a watermark of
curves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generator.importing.pdf.elements import Box, Page

_SHARE = 0.5
"""Share of the pages on which a rule recurs at one place, at least: more than those of one long table."""
_ALONE = 0.5
"""Share of these on which it stands alone, at least: a table's rules meet its walls, or others span its width, on all
of them."""
_PAIR = 2
"""Rules over one stretch, at most, of which each stands alone: below a running head and above a foot."""
_FEWEST_PAGES = 4
"""Pages of a file that can tell so."""
_TOUCH = 3.0
"""Points by which rules may miss each other and still meet."""
_EDGE = 0.2
"""Share of the page's height, at top and bottom, in which such rules lie."""

_THIN = 3.0
"""Points; a shape of less width or height is a rule, which may part notes from the text below the page's head."""
_HELD = 0.2
"""Share of its pages on which a shape holds words of its own, at most; the ground of a cell or box does on most."""

Spot = tuple[int, int, int]
"""Left and right end of a rule and its height on the page, in whole points."""
Place = tuple[int, int, int, int]
"""The edges of a shape in whole points."""


def take_out_ornaments(pages: Sequence[Page]) -> None:
    """Take level rules and drawn shapes out of the pages, in place, that lie at one place on most of them."""
    if len(pages) < _FEWEST_PAGES:
        return
    _take_out_shapes(pages)
    near = [_near_ends(page) for page in pages]
    counts = _pages_of_spots(near)
    alone = _pages_of_spots([_standing_apart(page, rules) for page, rules in zip(pages, near, strict=True)])
    recurring = {
        spot for spot, count in counts.items() if count >= _SHARE * len(pages) and alone.get(spot, 0) >= _ALONE * count
    }
    for page, rules in zip(pages, near, strict=True):
        gone = {id(rule) for rule in rules if _spot(rule) in recurring}
        if gone:
            page.rules = [rule for rule in page.rules if id(rule) not in gone]


def _take_out_shapes(pages: Sequence[Page]) -> None:
    counts = Counter(
        place
        for page in pages
        for place in {_place(shape) for shape in page.drawings if not _may_part_notes(shape, page)}
    )
    often = {place for place, count in counts.items() if count >= _SHARE * len(pages)}
    if not often:
        return
    holding = Counter(
        place
        for page in pages
        for place in {_place(shape) for shape in page.drawings if _place(shape) in often and _holds_words(shape, page)}
    )
    recurring = {place for place in often if holding[place] <= _HELD * counts[place]}
    for page in pages:
        page.drawings = [shape for shape in page.drawings if _place(shape) not in recurring]


def _may_part_notes(shape: Box, page: Page) -> bool:
    return min(shape.width, shape.height) <= _THIN and shape.y1 >= _EDGE * page.height


def _holds_words(shape: Box, page: Page) -> bool:
    """Tell whether words stand wholly inside a shape; those of a line that crosses it do not."""
    return any(
        shape.x0 <= run.x0 and run.x1 <= shape.x1 and shape.y0 <= run.y <= shape.y1
        for run in page.runs
        if run.text.strip()
    )


def _place(shape: Box) -> Place:
    return round(shape.x0), round(shape.x1), round(shape.y0), round(shape.y1)


def _pages_of_spots(pages: Sequence[Sequence[Box]]) -> Counter[Spot]:
    """Return on how many pages a rule lies at each spot."""
    return Counter(spot for rules in pages for spot in {_spot(rule) for rule in rules})


def _near_ends(page: Page) -> list[Box]:
    """Return the level rules near a page's upper and lower edge."""
    upper, lower = _EDGE * page.height, (1 - _EDGE) * page.height
    return [rule for rule in page.rules if rule.width > rule.height and (rule.y1 < upper or rule.y0 > lower)]


def _standing_apart(page: Page, rules: Sequence[Box]) -> list[Box]:
    """Return those of some level rules of a page that meet no upright one, nor are among several over one stretch."""
    upright = [rule for rule in page.rules if rule.height > rule.width]
    stretches = Counter((round(rule.x0), round(rule.x1)) for rule in page.rules)
    return [
        rule
        for rule in rules
        if stretches[round(rule.x0), round(rule.x1)] <= _PAIR
        and not any(other.meets(rule, _TOUCH) for other in upright)
    ]


def _spot(rule: Box) -> Spot:
    return round(rule.x0), round(rule.x1), round(rule.y0)
