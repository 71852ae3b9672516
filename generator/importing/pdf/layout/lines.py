"""Runs -> lines: what stands on one baseline, with its spaces and its raised figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import attrgetter

from generator.importing.characters import is_wide, lowered, raised
from generator.importing.pdf.elements import Box, Run, Style
from generator.importing.pdf.layout.ink import in_order

_SAME_BASELINE = 0.18
"""Share of the size by which baselines of one line may differ."""
_SMALL = 0.86
"""A run of at most this share of its neighbour's size may be raised or lowered."""
_REACH = 0.62
"""Share of the neighbour's size by which a raised run leaves the baseline at most …"""
_DEEPEST = 0.4
"""… and a lowered one."""
_BESIDE = 0.6
"""The same between what it belongs to and its own first character …"""
_LONGEST_SHIFTED = 4.6
"""… and its last one."""
_WORD_GAP = 0.17
"""A gap between letters, in sizes, that is a space the file does not write."""
_WIDE_GAP = 0.9
"""The same between full-width characters, which justification may draw apart."""
_ASCENT = 0.88
"""Height of the characters above the baseline, in sizes."""
_DESCENT = 0.12


@dataclass(slots=True)
class Span:
    """Characters of a line that are set alike."""

    start: int
    """Offset of the first."""
    end: int
    """Offset after the last."""
    style: Style
    """How they are set."""


@dataclass(slots=True)
class Line:
    """A line of text."""

    page: int
    """Index of its page."""
    text: str
    """Its characters, without blanks at the ends."""
    xs: list[float]
    """Left edge of each."""
    x0: float
    """Left edge of the first character."""
    x1: float
    """Right edge of the last."""
    y: float
    """The baseline."""
    size: float
    """Size of most of the characters."""
    spans: list[Span]
    """How they are set, in order."""
    trailing: bool = False
    """Whether the file writes a blank at its end."""
    family: str = ""
    """Typeface of most of its full-width characters; empty where unknown."""
    tag: int | None = None
    """Index of its block in the structure tree, where that is a hint."""

    @property
    def bold(self) -> bool:
        """Whether all that can be seen of it is bold."""
        spans = self.spans
        if len(spans) == 1:
            return spans[0].style.bold
        return all(span.style.bold for span in spans if self.text[span.start : span.end].strip())

    @property
    def box(self) -> Box:
        """The place that it takes."""
        return Box(self.x0, self.y - _ASCENT * self.size, self.x1, self.y + _DESCENT * self.size)

    @property
    def top(self) -> float:
        """The upper edge of its characters."""
        return self.y - _ASCENT * self.size


def build_lines(runs: Iterable[Run], page: int) -> list[Line]:
    """Return the lines that the runs of one column or cell make, from top to bottom."""
    groups: list[list[Run]] = []
    tallest = first = 0.0
    for run in sorted(runs, key=attrgetter("y", "x0")):
        if groups and run.y - first <= _SAME_BASELINE * min(tallest, run.size):
            groups[-1].append(run)
            tallest = max(tallest, run.size)
        else:
            groups.append([run])
            tallest, first = run.size, run.y
    lines = [_line(group, page) for group in _with_shifted(groups)]
    return [line for line in lines if line is not None]


def _with_shifted(groups: list[list[Run]]) -> list[list[Run]]:
    """Join groups of small runs just above or below a baseline to the line that they belong to."""
    if len(groups) < 2:
        return groups
    sizes = [max([run.size for run in group]) for group in groups]
    if min(sizes) > _SMALL * max(sizes):
        return groups
    homes: dict[int, int] = {}
    for index, group in enumerate(groups):
        for other in (index + 1, index - 1):
            if (
                0 <= other < len(groups)
                and other not in homes
                and _is_shifted(group, sizes[index], groups[other], sizes[other])
            ):
                homes[index] = other
                break
    joined = []
    for index, group in enumerate(groups):
        if index in homes:
            continue
        small = [(member, home) for member, home in homes.items() if home == index]
        extra = [
            replace(run, text=_shifted_text(run, group[0].y), style=run.style)
            for member, _ in small
            for run in groups[member]
        ]
        joined.append(group + extra)
    return joined


def _is_shifted(small: list[Run], size: float, big: list[Run], other: float) -> bool:
    if size > _SMALL * other or not -_REACH * other <= small[0].y - big[0].y <= _DEEPEST * other:
        return False
    left, right = min(run.x0 for run in big) - 0.3 * other, max(run.x1 for run in big)
    if min(run.x0 for run in small) > right + _BESIDE * other:
        return False
    return all(left <= run.x1 and run.x1 <= right + _LONGEST_SHIFTED * other for run in small) and all(
        run.x0 >= part.x1 - 0.3 * size or run.x1 <= part.x0 + 0.3 * size for run in small for part in big
    )


def _shifted_text(run: Run, baseline: float) -> str:
    shifted = raised(run.text) if run.y < baseline else lowered(run.text)
    return shifted if len(shifted) == len(run.text) else run.text


def _line(group: list[Run], page: int) -> Line | None:
    group = in_order(group)
    chars: list[str] = []
    xs: list[float] = []
    spans: list[Span] = []
    length = 0
    end: float | None = None
    last = ""
    for run in group:
        text = run.text
        if end is not None and _is_gap(last, text[0], run.x0 - end, run.size):
            chars.append(" ")
            xs.append(end)
            length += 1
        start = length
        chars.append(text)
        xs += run.xs
        length += len(text)
        if spans and spans[-1].style is run.style:
            spans[-1].end = length
        else:
            spans.append(Span(start, length, run.style))
        last = text[-1]
        end = run.x1
    text = "".join(chars)
    bare = text.strip()
    if not bare or end is None:
        return None
    size = _usual_size(group)
    baseline = min(group, key=lambda run: (run.size != size, run.x0)).y if len(group) > 1 else group[0].y
    if len(bare) == length:
        return Line(page, bare, xs, xs[0], end, baseline, size, spans, False, _usual_family(group))
    first = length - len(text.lstrip())
    stop = first + len(bare)
    right = xs[stop] if stop < length else end
    kept = [
        Span(max(span.start, first) - first, min(span.end, stop) - first, span.style)
        for span in spans
        if min(span.end, stop) > max(span.start, first)
    ]
    return Line(
        page, bare, xs[first:stop], xs[first], right, baseline, size, kept, stop < length, _usual_family(group)
    )


def _usual_size(group: list[Run]) -> float:
    """Return the size of most characters, the larger one of two."""
    if len({run.size for run in group}) == 1:
        return group[0].size
    weights: Counter[float] = Counter()
    for run in group:
        weights[run.size] += len(run.text.strip())
    return max(weights.items(), key=lambda item: (item[1], item[0]))[0]


def _usual_family(group: list[Run]) -> str:
    """Return the family of most characters of those that have one."""
    if len({run.family for run in group}) == 1:
        return group[0].family
    families: Counter[str] = Counter()
    for run in group:
        if run.family:
            families[run.family] += len(run.text)
    return max(families, key=lambda name: (families[name], name), default="")


def _is_gap(left: str, right: str, gap: float, size: float) -> bool:
    if gap <= _WORD_GAP * size or left.isspace() or right.isspace():
        return False
    if is_wide(left) and is_wide(right):
        return gap > _WIDE_GAP * size
    if is_wide(left) or is_wide(right):
        return gap > 2 * _WIDE_GAP * size
    return gap > _WORD_GAP * size
