"""Which lines are one heading on several lines, and which are headings one below the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.importing.structure.blocks.units import Unit
from generator.importing.structure.pages.layout import INDENT, first_unit, width
from generator.importing.vocabulary import HAN, ending, enumerator, label

MOST_LINES = 3
"""A heading has at most so many lines (seen: 不唯职称 / 采取「双轨制」… / 优秀主治医生…)."""
LABELS_DIFFER = 2
"""Two labels, one below the other, differ in length by at most so many characters (seen: 集采历程 / 国家集采)."""
FEWEST_LABELS = 3
"""So many other headings of label and line show how long an article's labels are."""
LONGER_THAN_LABELS = 2.4
"""A line that is so many times as long as the other labels is none."""
FULL_LINE = 3.0
"""A title's or heading's line that ends within so many characters of the measure goes on without a space."""
HALF_CHARACTER = 0.5
"""A heading's line is full where what follows would have missed its end by no more than that."""


def heading_groups(units: Sequence[Unit], flags: Sequence[bool], measure: float) -> list[list[int]]:
    """Return the headings as lists of the units (by index) that each consists of.

    Lines that follow each other directly are one heading on several lines, or a heading and the first one below it.
    They are one where the first line is full or ends in the air, or where no heading of the kind stands on one line
    alone. Three lines beside headings of two begin with a heading above, if their first two look alike (seen:
    集采历程 / 国家集采 / 骨科尘埃落定，支架期满接续 beside 省际联采 / 电生理再加码，种植牙首纳入).
    """
    runs = _runs(flags)
    plain = [run for run in runs if enumerator(units[run[0]].plain)[0] != "glyph" and _is_plain(units, run[1:])]
    lines = min((len(run) for run in plain), default=1)
    firsts = [(units[run[0]].plain, len(run)) for run in runs]
    groups: list[list[int]] = []
    for run in runs:
        groups += _split(run, units, lines, firsts, measure)
    return groups


def seam(line: str, measure: float) -> str:
    """Return what stands between a title's or heading's line and the next: nothing where the line is full, else a
    space."""
    return "" if width(line) > measure - FULL_LINE else " "


def _is_plain(units: Sequence[Unit], run: Sequence[int]) -> bool:
    return not any(enumerator(units[index].plain)[0] for index in run)


def _runs(flags: Sequence[bool]) -> list[list[int]]:
    runs: list[list[int]] = []
    for index, flag in enumerate(flags):
        if not flag:
            continue
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _split(
    run: Sequence[int], units: Sequence[Unit], lines: int, firsts: Sequence[tuple[str, int]], measure: float
) -> list[list[int]]:
    groups: list[list[int]] = [[run[0]]]
    parent = len(run) == lines + 1 > 2 and abs(len(units[run[0]].plain) - len(units[run[1]].plain)) <= LABELS_DIFFER
    for position, index in enumerate(run[1:], start=1):
        above = groups[-1]
        if (
            not (parent and position == 1)
            and len(above) < MOST_LINES
            and _goes_on(units[above[-1]], units[index], lines, firsts, measure)
        ):
            above.append(index)
        else:
            groups.append([index])
    return groups


def _goes_on(first: Unit, second: Unit, lines: int, firsts: Sequence[tuple[str, int]], measure: float) -> bool:
    """Say whether the second line belongs to the first one's heading.

    `firsts` are the first lines of all headings with the number of lines that follow each other there.
    """
    before, after = first.plain, second.plain
    if enumerator(after)[0] or ending(before) == "colon":
        return False
    if any(count == 1 and _same_ending(before, other) for other, count in firsts):
        return False
    full = width(before) + first_unit(after) > measure - INDENT - HALF_CHARACTER
    if (full and width(after) < width(before)) or ending(before) in ("trail", "comma"):
        return True
    series = [count for other, count in firsts if label(before) and label(before) == label(other)]
    if len(series) > 1:
        return min(series) > 1
    shouted = before[-1:] in "！!" and bool(first.first.strong and second.first.strong)
    one_mark = first.first.mark is not None and first.first.mark == second.first.mark
    alike = one_mark and ending(before) in ("open", "closed") and after[-1:] not in "？?"
    return (lines > 1 and not _outgrows_labels(before, firsts)) or shouted or alike


def _outgrows_labels(first: str, firsts: Sequence[tuple[str, int]]) -> bool:
    """Say whether a line is too long for a label where an article's headings are a label and a line each.

    Seen: five headings like 优化规划布局 / 加大重点专科建设投入, and one of 17 characters with the caption of a lost
    figure below it.
    """
    labels = sorted(width(other) for other, count in firsts if count > 1 and other != first)
    return len(labels) >= FEWEST_LABELS and width(first) > LONGER_THAN_LABELS * labels[len(labels) // 2]


def _same_ending(first: str, second: str) -> bool:
    """Say whether two headings end alike, with two Chinese characters and the mark behind them."""
    tail = 0
    while tail < min(len(first), len(second)) and first[-1 - tail] == second[-1 - tail]:
        tail += 1
    return first != second and tail >= 3 and bool(re.search(f"[{HAN}]{{2}}", first[-tail:]))
