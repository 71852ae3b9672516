"""Characters that are drawn more than once: some producers make bold of a face so, by a second strike a hair away or
by drawing the outlines too. What is left is drawn once, and bold."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, takewhile
from operator import attrgetter, itemgetter

from generator.importing.pdf.elements import Box, Page, Run, Style

_HAIR = 0.1
"""Sizes by which a second strike is shifted at most."""
_OVERLAP = 0.4
"""Sizes by which a run begins before the end of another one that it may strike again; of a narrower run, that share
of its width."""
_MOST_ALIKE = 20
"""Places of one character within a hair that are looked at: in lines that can be read it stands at one or two."""
_ABOVE, _BELOW = 0.95, 0.22
"""How far the outlines of a character reach from the baseline, in sizes."""
_BESIDE = 0.12
"""The same to the sides of its width."""
_FEWEST = 2
"""Lines that are the outline of a character, at least."""
_DRAWN = 0.5
"""Share of its height that an outline covers."""

Place = tuple[int, int]
"""Index of a run, and of a character in it."""


def strike_once(page: Page) -> None:
    """Leave every character of a page once, and bold where it was drawn again or its outlines were."""
    gone, bold = _second_strikes(page.runs)
    bold |= _outlined(page)
    if gone or bold:
        styles: dict[Style, Style] = {}
        page.runs = [part for index, run in enumerate(page.runs) for part in _parts(index, run, gone, bold, styles)]


def _parts(index: int, run: Run, gone: set[Place], bold: set[Place], styles: dict[Style, Style]) -> Iterator[Run]:
    """Yield what is left of a run: stretches of characters that are all bold or all as they were."""
    kinds = [None if (index, place) in gone else (index, place) in bold for place in range(len(run.text))]
    if not any(kind is None or kind for kind in kinds):
        yield run
        return
    start = 0
    for place in range(1, len(kinds) + 1):
        if place < len(kinds) and kinds[place] == kinds[start]:
            continue
        if kinds[start] is not None:
            style = styles.setdefault(run.style, replace(run.style, bold=True)) if kinds[start] else run.style
            end = run.xs[place] if place < len(kinds) else run.x1
            yield replace(
                run, x0=run.xs[start], x1=end, text=run.text[start:place], xs=run.xs[start:place], style=style
            )
        start = place


def _second_strikes(runs: Sequence[Run]) -> tuple[set[Place], set[Place]]:
    """Return the characters that strike another one again, and those that are struck."""
    gone: set[Place] = set()
    struck: set[Place] = set()
    for members in _overlapping(runs):
        known: defaultdict[str, list[tuple[float, Place]]] = defaultdict(list)
        for index in sorted(members):
            run = runs[index]
            for place, (char, x) in enumerate(zip(run.text, run.xs, strict=True)):
                twins = _twins(runs, known[char], index, x)
                # Characters of a ligature stand at one place.
                first = next((twin for twin in twins if twin not in struck), twins[0] if twins else None)
                if first is None or char.isspace():
                    insort(known[char], (x, (index, place)))
                else:
                    gone.add((index, place))
                    struck.add(first)
    return gone, struck


def _twins(runs: Sequence[Run], alike: Sequence[tuple[float, Place]], index: int, x: float) -> list[Place]:
    """Return the places that the same character strikes again at a place of a run, in the order in which they were
    drawn. `alike` are all its places on the line, from left to right."""
    run, away = runs[index], _HAIR * runs[index].size
    start = bisect_left(alike, x - away, key=itemgetter(0))
    near = takewhile(lambda found: found[0] <= x + away, alike[start : start + _MOST_ALIKE])
    # One glyph may stand for two characters, as a dash of two ems does: a run does not strike itself.
    return sorted(twin for _, twin in near if twin[0] != index and _is_hair(runs[twin[0]], run, away))


def _is_hair(first: Run, second: Run, away: float) -> bool:
    """Tell whether two runs are alike in height and size, but for a hair."""
    return abs(first.y - second.y) <= away and abs(first.size - second.size) <= away


def _overlapping(runs: Sequence[Run]) -> Iterator[list[int]]:
    """Yield the runs of each line on which one begins before another has ended."""
    order = sorted(range(len(runs)), key=lambda index: runs[index].y)
    line: list[int] = []
    for index in [*order, -1]:
        if line and (index < 0 or runs[index].y - runs[line[-1]].y > _HAIR * runs[index].size):
            if len(line) > 1 and _overlap([runs[member] for member in line]):
                yield line
            line = []
        line.append(index)


def _overlap(line: list[Run]) -> bool:
    end = float("-inf")
    for run in sorted(line, key=attrgetter("x0")):
        if run.x0 < end - _OVERLAP * min(run.size, run.x1 - run.x0):
            return True
        end = max(end, run.x1)
    return False


def _outlined(page: Page) -> set[Place]:
    """Return the characters over which their outlines are drawn, and take these from the rules and drawings."""
    if not page.runs:
        return set()
    tallest = max([run.size for run in page.runs])
    low = (_ABOVE + _BELOW) * tallest
    shapes = [box for box in page.outlines if box.height <= low]
    strokes = [box for box in page.rules if max(box.width, box.height) <= low]
    if not shapes and len(strokes) < _FEWEST:
        return set()
    lines = _text_lines(page.runs)
    bold: set[Place] = set()
    gone: set[int] = set()
    for box in shapes:
        covered = _covered(box, lines)
        if covered:
            bold |= covered
            gone.add(id(box))
    inside: defaultdict[Place, list[Box]] = defaultdict(list)
    for box in strokes:
        for place in _covered(box, lines):
            inside[place].append(box)
    for place, boxes in inside.items():
        size = page.runs[place[0]].size
        if len(boxes) >= _FEWEST and max(b.y1 for b in boxes) - min(b.y0 for b in boxes) >= _DRAWN * size:
            bold.add(place)
            gone.update(map(id, boxes))
    page.rules = [box for box in page.rules if id(box) not in gone]
    page.drawings = [box for box in page.drawings if id(box) not in gone]
    return bold


@dataclass(frozen=True, slots=True)
class _TextLine:
    """The runs on one baseline, from left to right."""

    y: float
    """The baseline."""
    size: float
    """The size of the largest."""
    members: list[tuple[int, Run]]
    """The runs and their places among those of the page."""
    ends: list[float]
    """How far those reach that begin no further right than each."""

    def near(self, box: Box) -> Iterator[tuple[int, Run]]:
        """Yield the runs that stand beside a shape or under it, from right to left."""
        reach = box.x0 + _BESIDE * self.size
        for place in range(bisect_right(self.members, reach, key=lambda item: item[1].x0) - 1, -1, -1):
            if self.ends[place] < box.x0:
                return
            yield self.members[place]


def _text_lines(runs: Sequence[Run]) -> list[_TextLine]:
    """Return the lines of a page from top to bottom."""
    lines = []
    for y, group in groupby(sorted(enumerate(runs), key=lambda item: (item[1].y, item[1].x0)), lambda item: item[1].y):
        members = list(group)
        ends = list(accumulate((run.x1 for _, run in members), max))
        lines.append(_TextLine(y, max(run.size for _, run in members), members, ends))
    return lines


def _covered(box: Box, lines: Sequence[_TextLine]) -> set[Place]:
    """Return the characters that a shape stands over, as part of them: between head and foot of their line."""
    found: set[Place] = set()
    for number in range(bisect_left(lines, (box.y0 + box.y1) / 2, key=attrgetter("y")), len(lines)):
        line = lines[number]
        if box.y0 < line.y - _ABOVE * line.size:
            break
        for index, run in line.near(box):
            if box.y0 < run.y - _ABOVE * run.size or box.y1 > run.y + _BELOW * run.size:
                continue
            if box.x0 < run.x0 - _BESIDE * run.size or run.x1 < box.x0:
                continue
            ends = [*run.xs[1:], run.x1]
            for place, (left, right) in enumerate(zip(run.xs, ends, strict=True)):
                if box.x0 <= (left + right) / 2 <= box.x1 or left <= (box.x0 + box.x1) / 2 < right:
                    found.add((index, place))
    return found
