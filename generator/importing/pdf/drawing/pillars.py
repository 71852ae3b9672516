"""Vertical writing: characters that stand upright one below the other, in columns from right to left.

Producers set it glyph by glyph, or in a font whose writing mode is vertical, which the pen draws glyph by glyph too.
Latin letters in it lie on their side.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.importing.characters import is_wide
from generator.importing.pdf.elements import Page, Pillar, Run

_FEWEST = 3
"""Glyphs of a pillar at least."""
_PITCH = (0.7, 1.25)
"""Distance of two glyphs, in sizes; lines of one character are mostly further apart …"""
_JUMP = 8.0
"""… and a gap that words on their side fill is no wider than this."""
_ASIDE = 0.2
"""Sizes by which the middles of its glyphs differ at most."""
_ACROSS = 1.3
"""Sizes that a few letters take which stand level between the glyphs."""
_NEXT = (0.9, 2.6)
"""Sizes from a pillar to the next one on its left."""
_LARGE = 1.3
"""Sizes of the page's text that a title has."""
_MOSTLY = 0.6
"""Share of a page's characters that stand in pillars or on their side if the page is set vertically."""
_SAME_LINE = 0.5
"""Sizes by which baselines of one line differ at most: letters on their side are centred otherwise than glyphs."""
_ASCENT = 0.88
_MIDDLE = 0.38
"""The middle of a character above its baseline, in sizes."""


def find_pillars(page: Page) -> list[Pillar]:
    """Return the pillars of a page in drawing order, with the words on their side that stand in them.

    A table's narrow cell holds lines of a character as well: a pillar follows another one on its right, stands in the
    margin, or is larger than the text.
    """
    stacks = list(_stacks(page.runs))
    if not stacks:
        return []
    weights: Counter[float] = Counter()
    for run in page.runs:
        weights[run.size] += len(run.text)
    large = _LARGE * max(weights, key=lambda size: (weights[size], size))
    found = []
    for place, glyphs in enumerate(stacks):
        beside = any(_stands_left(*pair) for pair in itertools.pairwise(stacks[max(place - 1, 0) : place + 2]))
        if beside or glyphs[0].size >= large or _is_in_margin(glyphs, page):
            lying = [run for run in page.turned if _lies_in(run, glyphs)]
            found.append(Pillar(sorted([*glyphs, *lying], key=lambda run: run.y)))
    return found


def _stands_left(right: Sequence[Run], left: Sequence[Run]) -> bool:
    """Tell whether one stack stands next to another one, on its left: so vertical lines follow each other."""
    size = right[0].size
    away = _middle(right[0]) - _middle(left[0])
    meet = left[0].y <= right[-1].y and right[0].y <= left[-1].y
    return abs(left[0].size - size) < 0.1 * size and _NEXT[0] * size <= away <= _NEXT[1] * size and meet


def _is_in_margin(glyphs: Sequence[Run], page: Page) -> bool:
    """Tell whether nothing else stands above, below or between the glyphs of a stack."""
    own = {id(run) for run in glyphs}
    left, right = min(run.x0 for run in glyphs), max(run.x1 for run in glyphs)
    slack = glyphs[0].size / 4
    return not any(
        run.x0 < right - slack and run.x1 > left + slack and id(run) not in own
        for run in page.runs
        if run.text.strip()
    )


def is_vertical(page: Page, pillars: Sequence[Pillar]) -> bool:
    """Tell whether a page is set vertically as a whole."""
    standing = sum(len(run.text) for pillar in pillars for run in pillar.runs if run.x1 > run.x0)
    every = sum(len(run.text.strip()) for run in page.runs) + page.turns[90]
    return standing > page.turns[90] and standing + page.turns[90] >= _MOSTLY * every


def take_pillars(page: Page, pillars: Sequence[Pillar]) -> None:
    """Move the pillars of a page out of its runs."""
    gone = {id(run) for pillar in pillars for run in pillar.runs}
    page.runs = [run for run in page.runs if id(run) not in gone]
    page.turned = [run for run in page.turned if id(run) not in gone]
    page.pillars = list(pillars)


def lay_down(upright: Page, turned: Page) -> None:
    """Make level lines of a page that is set vertically: it is `turned` to the left, so that its columns are lines and
    what lay on its side stands, and the glyphs of the `upright` page are set upon these lines. Lines that were level,
    such as the page's number, keep their place at its head or foot."""
    standing: list[Run] = []
    level: list[Run] = []
    for run in upright.runs:
        upon = _is_glyph(run) or (standing and run is not standing[-1] and _follows(standing[-1], run))
        (standing if upon else level).append(run)
    laid = [_laid(run, upright.width) for run in standing]
    top, bottom = min(run.y - run.size for run in standing), max(run.y for run in standing)
    first, last = min(run.y - run.size for run in laid), max(run.y for run in laid)
    for run in level:
        if run.y <= (top + bottom) / 2:
            y = first * min(run.y / top, 1.0) if top > 0 else first
        else:
            y = turned.height - (turned.height - last) * min((upright.height - run.y) / (upright.height - bottom), 1.0)
        laid.append(replace(run, y=y))
    turned.runs = _in_lines([*turned.runs, *laid])
    turned.turned = []
    turned.vertical = True


def _in_lines(runs: Sequence[Run]) -> list[Run]:
    """Return runs line by line, as they would have been drawn."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: run.y):
        if lines and run.y - lines[-1][0].y < _SAME_LINE * run.size:
            lines[-1].append(run)
        else:
            lines.append([run])
    return [run for line in lines for run in sorted(line, key=lambda run: run.x0)]


def _laid(run: Run, width: float) -> Run:
    """Return a glyph, or a few letters side by side, as they stand on a page turned to the left."""
    start, count = run.y - _ASCENT * run.size, len(run.text)
    return Run(
        start,
        start + run.size,
        width - _middle(run) + _MIDDLE * run.size,
        run.size,
        run.text,
        [start + run.size * place / count for place in range(count)],
        run.style,
        run.family,
    )


def _stacks(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Yield the glyphs that are drawn one after the other, each below the last."""
    stack: list[Run] = []
    for run in runs:
        if stack and _follows(stack[-1], run):
            stack.append(run)
            continue
        if _is_pillar(stack):
            yield stack
        stack = [run] if _is_glyph(run) else []
    if _is_pillar(stack):
        yield stack


def _is_pillar(stack: Sequence[Run]) -> bool:
    if len(stack) < _FEWEST:
        return False
    tight = sum(below.y - above.y <= _PITCH[1] * above.size for above, below in zip(stack, stack[1:], strict=False))
    return tight >= _FEWEST - 1 and 2 * tight >= len(stack) - 1


def _is_glyph(run: Run) -> bool:
    return len(run.text) == 1 and is_wide(run.text)


def _follows(above: Run, below: Run) -> bool:
    size = above.size
    return (
        _PITCH[0] * size <= below.y - above.y <= _JUMP * size
        and abs(_middle(below) - _middle(above)) <= _ASIDE * size
        and below.x1 - below.x0 <= _ACROSS * size
        and 0.5 * size <= below.size <= 1.05 * size
    )


def _lies_in(run: Run, glyphs: Sequence[Run]) -> bool:
    """Tell whether words on their side stand between the glyphs of a pillar, or right below them."""
    size = glyphs[0].size
    return abs(run.x0 - _middle(glyphs[0])) <= size and glyphs[0].y - size < run.y < glyphs[-1].y + size


def _middle(run: Run) -> float:
    return (run.x0 + run.x1) / 2
