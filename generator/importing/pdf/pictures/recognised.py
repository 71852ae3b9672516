"""Text that OCR laid over a scan, made as regular as the print that it was read from.

OCR measures ink. So the size of a line depends on which characters it has, its ends on whether they are signs of half
a width, quotation marks are small and high, and baselines waver. The rules for print rely on all of these.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from statistics import median

from generator.importing.characters import is_wide
from generator.importing.pdf.elements import Page, Run

_SMALL = 0.6
"""Share of the size of a line that a mark of it, boxed by itself, has at most."""
_WAVER = 0.5
"""Sizes by which baselines of one line differ at most: words between quotation marks are seen too high."""
_ASCENT = 0.95
"""How far marks reach above the baseline, in sizes, …"""
_DESCENT = 0.25
"""… and below it."""
_BESIDE = 1.5
"""Sizes between a mark and its line at most."""
_SAME_SIZE = 0.05
"""Share by which the sizes of lines differ that are set alike."""
_SAME_EDGE = 0.3
"""Sizes to which the ends of lines are told apart."""
_OFTEN = 4
"""Lines that show an edge at least."""
_HALF = 0.5
"""Sizes that the white half of a sign takes."""
_CLOSING = frozenset("，。、；：？！”’）》」』】,.;:)")
_OPENING = frozenset("“‘（《「『【(")


def straighten(pages: Sequence[Page]) -> None:
    """Set the text of some pages upon straight lines of few sizes that begin and end at common edges."""
    lines = [line for page in pages for line in _lines(page.runs)]
    sizes = [_size(line) for line in lines]
    usual = _gather(zip(sizes, map(_length, lines), strict=True), lambda size: _SAME_SIZE * size, 1)
    most = next(iter(usual.values()), 0.0)
    usual |= {
        own: most for line, own in zip(lines, sizes, strict=True) if _is_low(line) and _SMALL * most < own < most
    }
    for line, own in zip(lines, sizes, strict=True):
        size, y = usual.get(own, own), _baseline(line)
        for run in line:
            run.size, run.y = size, y
        first, last = line[0], line[-1]
        if first.text[0] in _OPENING:
            _reach(first, first.x0 - _HALF * size, first.x1)
        if last.text[-1] in _CLOSING:
            _reach(last, last.x0, last.x1 + _HALF * size)
    reach = _SAME_EDGE * median(usual.get(own, own) for own in sizes) if sizes else 0.0
    lefts = _gather(((line[0].x0, 1) for line in lines), lambda _: reach, _OFTEN)
    rights = _gather(((line[-1].x1, 1) for line in lines), lambda _: reach, _OFTEN)
    for line in lines:
        first, last = line[0], line[-1]
        _reach(first, lefts.get(first.x0, first.x0), first.x1)
        _reach(last, last.x0, rights.get(last.x1, last.x1))


def _lines(runs: Sequence[Run]) -> list[list[Run]]:
    """Return the runs of a page as lines, each from left to right, with the marks that stand high or low in it."""
    seen = [run for run in runs if run.text.strip()]
    lines: list[list[Run]] = []
    for run in sorted(seen, key=lambda run: (-run.size, run.y)):
        home = next((line for line in lines if _belongs(run, line)), None)
        if home is None:
            lines.append([run])
        else:
            home.append(run)
    return [sorted(line, key=lambda run: run.x0) for line in lines]


def _belongs(run: Run, line: Sequence[Run]) -> bool:
    """Tell whether a run stands in a line: beside its parts at about their height, or as a mark among them."""
    size, y = line[0].size, line[0].y
    if run.size > _SMALL * size:
        apart = all(run.x0 > part.x1 - _HALF * size or run.x1 < part.x0 + _HALF * size for part in line)
        return apart and abs(run.y - y) <= _WAVER * run.size
    left, right = min(part.x0 for part in line) - _BESIDE * size, max(part.x1 for part in line) + _BESIDE * size
    return y - _ASCENT * size <= run.y - run.size / 2 <= y + _DESCENT * size and run.x1 >= left and run.x0 <= right


def _is_low(line: Sequence[Run]) -> bool:
    """Tell whether a line has figures and signs only, which are lower than other characters."""
    return not any(is_wide(char) and char not in _CLOSING for run in line for char in run.text)


def _length(line: Sequence[Run]) -> int:
    return sum(len(run.text) for run in line)


def _size(line: Sequence[Run]) -> float:
    """Return the size of most characters of a line."""
    weights: Counter[float] = Counter()
    for run in line:
        weights[run.size] += len(run.text)
    return max(weights, key=lambda size: (weights[size], size))


def _baseline(line: Sequence[Run]) -> float:
    large = max(run.size for run in line)
    return median(run.y for run in line if run.size > _SMALL * large)


def _gather(values: Iterable[tuple[float, int]], reach: Callable[[float], float], often: int) -> dict[float, float]:
    """Return for values, each with its weight, which frequent one of their neighbours they stand for: the heaviest
    first, each taking those within its reach. Those of less weight than `often` stand for nothing."""
    weights: Counter[float] = Counter()
    for value, weight in values:
        weights[value] += weight
    ordered = sorted(weights)
    sums = [0, *accumulate(weights[value] for value in ordered)]
    slices = {
        value: (bisect_left(ordered, value - reach(value)), bisect_right(ordered, value + reach(value)))
        for value in ordered
    }
    near = {value: sums[end] - sums[start] for value, (start, end) in slices.items()}
    found: dict[float, float] = {}
    for value in sorted(ordered, key=lambda value: (-near[value], value)):
        if value not in found and near[value] >= often:
            start, end = slices[value]
            found |= {other: value for other in ordered[start:end] if other not in found}
    return found


def _reach(run: Run, x0: float, x1: float) -> None:
    """Stretch a run between two edges, its characters evenly with it."""
    width = run.x1 - run.x0
    share = (x1 - x0) / width if width > 0 else 1.0
    run.xs = [x0 + (x - run.x0) * share for x in run.xs]
    run.x0, run.x1 = x0, x1
