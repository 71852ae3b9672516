"""Underlines: rules right below the words of one stretch of text, which are no walls of a table."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from generator.importing.pdf.elements import Box, Page
from generator.importing.pdf.layout.columns import Row, rows_of

_DEEP = 0.25
"""Sizes below the baseline at which an underline lies at most; the wall below a cell keeps off its descenders."""
_LEVEL, _APART = 1.0, 4.0
"""Points by which pieces of one underline differ in height at most, and the width of a blank that has none."""
_PAST = 0.5
"""Sizes by which it reaches past what is seen of its words at most: below the white half of a mark."""


def take_out_underlines(pages: Sequence[Page]) -> None:
    """Take the rules out of the pages, in place, that underline words. A browser draws them piece by piece, as if they
    were the walls of cells."""
    for page in pages:
        level = [rule for rule in page.rules if rule.width > rule.height]
        if level:
            rows = rows_of([run for run in page.runs if run.text.strip()])
            gone = {id(rule) for line in _lines(level) if _is_below_words(line, rows) for rule in line}
            page.rules = [rule for rule in page.rules if id(rule) not in gone]


def _lines(rules: Sequence[Box]) -> Iterator[list[Box]]:
    """Yield the rules that are pieces of one line each."""
    line: list[Box] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.y0), rule.x0)):
        if line and (abs(rule.y0 - line[-1].y0) > _LEVEL or rule.x0 - line[-1].x1 > _APART):
            yield line
            line = []
        line.append(rule)
    if line:
        yield line


def _is_below_words(line: Sequence[Box], rows: Sequence[Row]) -> bool:
    """Tell whether a line lies right below one stretch of text, from the first word above it to the last."""
    y, x0, x1 = line[0].y0, line[0].x0, max(rule.x1 for rule in line)
    above = bisect_left(rows, y, key=attrgetter("y")) - 1
    if above < 0:
        return False
    row = rows[above]
    past = _PAST * row.size + 1
    return y - row.y <= _DEEP * row.size and any(
        start - past <= x0 and x1 <= end + past for start, end in row.segments()
    )
