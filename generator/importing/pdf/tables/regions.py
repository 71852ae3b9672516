"""Tables that have level rules alone: the stretch of a page that such rules span, and the columns that they show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.importing.pdf.elements import Box

_SAME = 3.0
"""Points within which two rules begin or end at one place, or lie at one height."""
_FEWEST = 3
"""Rules over the whole width that a table has at least (三线表)."""
_FURTHEST = 700.0
"""Points between two rules of one table at most: those of a table with three lines stand a page apart."""
_NEXT_RULE = 65.0
"""Points between rules that span some columns only at most."""
_OFTEN = 2
"""Rules that begin at one place, at least, for an edge of columns to lie there; one, where there are no others."""
_NARROWEST = 60.0
"""Width of a table at least."""


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a page between level rules of one width."""

    left: float
    """Where its rules begin."""
    right: float
    """Where they end."""
    top: float
    """Height of the first rule."""
    bottom: float
    """Height of the last rule."""
    rules: tuple[Box, ...]
    """Its rules, also those that span some columns only."""
    breaks: tuple[float, ...]
    """Places at which rules of neighbouring cells meet: edges of columns."""
    by_cells: bool
    """Whether its rules are drawn cell by cell: then the breaks are all the columns' edges."""
    starts_partly: bool
    """Whether its first rule spans some columns only: a merged head stands above it."""
    by_rows: bool = False
    """Whether its rules part all rows: cells have their own, and they are more than a table of three lines has."""
    shaded: bool = False
    """Whether its rules are all edges of shaded cells: between cells without shade there are none."""


@dataclass(slots=True)
class _Band:
    """The rules at one height."""

    y: float
    x0: float
    x1: float
    rules: list[Box]


def find_regions(rules: Sequence[Box], shades: Sequence[Box] = ()) -> list[Region]:
    """Return the regions of a page's level rules and edges of shaded cells, from top to bottom."""
    found = _find_regions([*rules, *shades])
    shaded = set(map(id, shades))
    return [replace(region, shaded=all(id(rule) in shaded for rule in region.rules)) for region in found]


def find_frames(rules: Sequence[Box], regions: Sequence[Region]) -> list[Region]:
    """Return what lies between two rules of one width with no third, outside all regions: a table of three lines has
    no more on a page with which it goes on, but running text may stand between such rules, too."""
    level = [rule for rule in rules if rule.width > rule.height and not any(_is_inside(rule, it) for it in regions)]
    bands = [band for band in _bands(level) if band.x1 - band.x0 >= _NARROWEST]
    pairs = [index for index in range(len(bands) - 1) if _same_width(bands[index], bands[index + 1])]
    frames = [_region(bands[index : index + 2], [0, 1]) for index in pairs]
    return [frame for frame in frames if not any(frame.top < it.bottom and it.top < frame.bottom for it in regions)]


def _is_inside(rule: Box, region: Region) -> bool:
    return region.top - _SAME <= rule.y0 <= region.bottom + _SAME and rule.x0 < region.right and region.left < rule.x1


def _find_regions(rules: Sequence[Box]) -> list[Region]:
    bands = _bands([rule for rule in rules if rule.width > rule.height])
    regions: list[Region] = []
    used: set[int] = set()
    # A wide table comes before a narrow one: rules beside a cell over many rows look like those of a narrow table.
    for index in sorted(range(len(bands)), key=lambda index: (round(bands[index].x0 - bands[index].x1), index)):
        band = bands[index]
        if index in used or band.x1 - band.x0 < _NARROWEST:
            continue
        chain = _chain(bands, index, used)
        # Several rules at one height are those of cells: beside each other, or drawn for a row and again for the next.
        if len(chain) >= _FEWEST or any(len(bands[member].rules) > 1 for member in chain):
            region = _region(bands, chain)
            used.update(chain)
            used.update(
                other
                for other, inner in enumerate(bands)
                if region.top <= inner.y <= region.bottom and region.left - _SAME <= inner.x0 <= region.right
            )
            regions.append(region)
    return sorted(regions, key=lambda region: (region.top, region.left))


def parted(region: Region, walls: Sequence[float]) -> list[Region]:
    """Return the regions into which walls (heights of text between tables) part a region."""
    inner = sorted(y for y in walls if region.top < y < region.bottom)
    if not inner:
        return [region]
    edges = [region.top - 1, *inner, region.bottom + 1]
    groups = [[rule for rule in region.rules if top < rule.y0 < bottom] for top, bottom in pairwise(edges)]
    return [replace(part, shaded=region.shaded) for group in groups for part in _find_regions(group)]


def _bands(rules: list[Box]) -> list[_Band]:
    bands: list[_Band] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.y0), rule.x0)):
        last = bands[-1] if bands else None
        if last is not None and abs(rule.y0 - last.y) <= _SAME and rule.x0 <= last.x1 + _SAME:
            last.x1 = max(last.x1, rule.x1)
            last.rules.append(rule)
        else:
            bands.append(_Band(rule.y0, rule.x0, rule.x1, [rule]))
    return bands


def _chain(bands: list[_Band], first: int, used: set[int]) -> list[int]:
    """Return a band and those below it over the same width; none follows where no rule at all, not even one over some
    columns, comes for long."""
    chain, lowest = [first], bands[first].y
    for other in range(first + 1, len(bands)):
        if other in used or not _lies_in(bands[other], bands[first]):
            continue
        if bands[other].y - lowest > _FURTHEST:
            break
        lowest = bands[other].y
        if _same_width(bands[other], bands[first]):
            chain.append(other)
    return chain


def _lies_in(band: _Band, other: _Band) -> bool:
    return other.x0 - _SAME <= band.x0 and band.x1 <= other.x1 + _SAME


def _same_width(band: _Band, other: _Band) -> bool:
    return abs(band.x0 - other.x0) <= _SAME and abs(band.x1 - other.x1) <= _SAME


def _region(bands: list[_Band], chain: list[int]) -> Region:
    first, last = bands[chain[0]], bands[chain[-1]]
    top = first.y
    inside = [band for band in bands if not _same_width(band, first) and _lies_in(band, first)]
    whole = [bands[index] for index in chain]
    edges = [first.x0, *_breaks(whole), first.x1]
    start, end = top, last.y
    # A cell over many rows has no rule of the whole width beside them.
    for band in reversed(inside):
        start = band.y if start - _reach(band, edges) < band.y < start else start
    for band in inside:
        end = band.y if end < band.y < end + _reach(band, edges) else end
    partial = [band for band in inside if start <= band.y <= end]
    members = whole + partial
    by_cells = any(map(_is_by_cells, whole))
    rules = tuple(rule for band in members for rule in band.rules)
    by_rows = by_cells and len(chain) > _FEWEST
    return Region(first.x0, first.x1, start, end, rules, _breaks(members), by_cells, start < top, by_rows)


def _reach(band: _Band, edges: Sequence[float]) -> float:
    """Return how far a rule may lie off the next one of its table: further, where it runs from one column's edge to
    another."""
    at_edges = all(any(abs(x - edge) <= _SAME for edge in edges) for x in (band.x0, band.x1))
    return _FURTHEST if at_edges else _NEXT_RULE


def _is_by_cells(band: _Band) -> bool:
    """Tell whether several rules lie beside each other, and not upon each other."""
    return any(abs(rule.x0 - band.rules[0].x0) > _SAME for rule in band.rules)


def _breaks(bands: Sequence[_Band]) -> tuple[float, ...]:
    """Return the places inside at which the rules of neighbouring cells begin."""
    left, right = bands[0].x0 + _SAME, bands[0].x1 - _SAME
    begins = Counter(round(rule.x0) for band in bands for rule in band.rules)
    fewest = min(len(bands), _OFTEN)
    found: list[float] = []
    for x in sorted(x for x, count in begins.items() if count >= fewest and left < x < right):
        if not found or x - found[-1] > 2 * _SAME:
            found.append(float(x))
    return tuple(found)
