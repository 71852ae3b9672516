"""What a print does throughout where something begins: below a line that surely ended the paragraph above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from generator.importing.pdf.layout.blocks import Block
from generator.importing.pdf.layout.lines import Line
from generator.importing.pdf.layout.measuring import (
    INDENT,
    OTHER_SIZE,
    SPACE,
    TIGHT,
    USUAL_LEADING,
    Column,
    Flow,
    Setting,
)
from generator.importing.pdf.layout.wording import asks, ends_sentence, first_unit

_SHORT = 2.0
"""Sizes before the edge at which a line ends that is surely not full."""
_AT_EDGE = 0.3
"""Sizes from the edge at which a line that is not indented begins at most."""
_NEARLY_ALL = 0.9
"""Share of the paragraphs that are indented where all of them are meant to be."""
_FEWEST = 3
"""Headings that show how they are set."""
_WIDE = 0.5
"""Share of its column that a line in the middle of a paragraph fills at least, however early it is broken."""
_ENOUGH = 20
"""Lines that go on which show how they are broken …"""
_SOME = 0.03
"""… early, where this share of them leaves more room than is needed …"""
_USUALLY = 0.98
"""… and this share no more than what is found …"""
_LOOSEST = 6.0
"""… or so many sizes."""


def indents_all(flow: Flow, columns: Mapping[int, Column], size: float) -> bool:
    """Tell whether every paragraph of the print begins with an indent; `size` is that of the running text. Bold lines
    are headings, which may fill theirs on a narrow page."""
    indented = every = 0
    for _, line, _, column in _openings(flow, columns, size):
        if not line.bold and (column.right - line.x1 < _SHORT * size or ends_sentence(line.text)):
            every += 1
            indented += _is_indented(line, column)
    return every > 0 and indented >= _NEARLY_ALL * every


def spaces_all(flow: Flow, columns: Mapping[int, Column], setting: Setting) -> bool:
    """Tell whether every paragraph of the print has space above it."""
    leading = setting.leading.get(round(setting.size, 1), USUAL_LEADING * setting.size)
    steps = [line.y - above.y for above, line, *_ in _openings(flow, columns, setting.size)]
    return bool(steps) and sum(step > SPACE * leading for step in steps) >= _NEARLY_ALL * len(steps)


def slack(flow: Flow, columns: Mapping[int, Column], setting: Setting) -> float:
    """Return how much lines leave free that surely go on, besides the room for what the next one begins with: some
    programs break a paragraph where that makes all of its lines alike, or in front of each foreign word."""
    leading = setting.leading.get(round(setting.size, 1), USUAL_LEADING * setting.size)
    free = []
    for key, items in flow if setting.indents_all or setting.spaces_all else ():
        column = columns[key]
        for above, line in pairwise(items):
            if isinstance(above, Block) or isinstance(line, Block) or not _is_text(setting.size, above, line):
                continue
            near = 0 < line.y - above.y <= SPACE * leading and above.bold == line.bold
            starts = [(member.x0 - column.left) / setting.size for member in (above, line)]
            edge = starts[0] <= INDENT[1] and abs(starts[1]) <= _AT_EDGE
            wide = above.x1 - column.left >= _WIDE * column.width and not ends_sentence(above.text)
            if near and edge and wide:
                free.append((column.right - above.x1 - first_unit(line)) / setting.size)
    free.sort()
    loose = sum(room > TIGHT for room in free)
    if len(free) < _ENOUGH or loose < _SOME * len(free):
        return TIGHT
    return min(free[int(_USUALLY * len(free))], _LOOSEST)


def _is_text(size: float, *lines: Line) -> bool:
    """Tell whether lines have the size of the running text."""
    return all(abs(line.size - size) <= OTHER_SIZE * size for line in lines)


def has_plain_headings(flow: Flow, columns: Mapping[int, Column], size: float) -> bool:
    """Tell whether headings are set like the text, at the edge, where paragraphs are indented: more such lines than
    bold ones open something."""
    plain = bold = 0
    for _, line, following, column in _openings(flow, columns, size):
        if column.right - line.x1 < _SHORT * size or not (asks(line.text) or not ends_sentence(line.text)):
            continue
        bold += line.bold
        at_edge = abs(line.x0 - column.left) <= _AT_EDGE * size
        plain += at_edge and not line.bold and _is_indented(following, column)
    return plain >= _FEWEST and plain > bold


def _openings(flow: Flow, columns: Mapping[int, Column], size: float) -> Iterator[tuple[Line, Line, Line, Column]]:
    """Yield the lines of running text that open something, each between those above and below it, with its column."""
    for key, items in flow:
        column = columns[key]
        for (above, line), (_, following) in pairwise(pairwise(items)):
            if isinstance(above, Block) or isinstance(line, Block) or isinstance(following, Block):
                continue
            if not _is_text(size, above, line, following):
                continue
            if ends_sentence(above.text) and column.right - above.x1 >= _SHORT * size and above.y < line.y:
                yield above, line, following, column


def _is_indented(line: Line, column: Column) -> bool:
    return INDENT[0] <= (line.x0 - column.left) / line.size <= INDENT[1]
