"""What a print does throughout where something begins: below a line that surely ended the paragraph above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from generator.importing.pdf.layout.blocks import Block
from generator.importing.pdf.layout.lines import Line
from generator.importing.pdf.layout.measuring import INDENT, OTHER_SIZE, Column, Flow
from generator.importing.pdf.layout.wording import asks, ends_sentence

_SHORT = 2.0
"""Sizes before the edge at which a line ends that is surely not full."""
_AT_EDGE = 0.3
"""Sizes from the edge at which a line that is not indented begins at most."""
_NEARLY_ALL = 0.9
"""Share of the paragraphs that are indented where all of them are meant to be."""
_FEWEST = 3
"""Headings that show how they are set."""


def indents_all(flow: Flow, columns: Mapping[int, Column], size: float) -> bool:
    """Tell whether every paragraph of the print begins with an indent; `size` is that of the running text."""
    indented = every = 0
    for line, _, column in _openings(flow, columns, size):
        if column.right - line.x1 < _SHORT * size or ends_sentence(line.text):
            every += 1
            indented += _is_indented(line, column)
    return every > 0 and indented >= _NEARLY_ALL * every


def has_plain_headings(flow: Flow, columns: Mapping[int, Column], size: float) -> bool:
    """Tell whether headings are set like the text, at the edge, where paragraphs are indented: more such lines than
    bold ones open something."""
    plain = bold = 0
    for line, following, column in _openings(flow, columns, size):
        if column.right - line.x1 < _SHORT * size or not (asks(line.text) or not ends_sentence(line.text)):
            continue
        bold += line.bold
        at_edge = abs(line.x0 - column.left) <= _AT_EDGE * size
        plain += at_edge and not line.bold and _is_indented(following, column)
    return plain >= _FEWEST and plain > bold


def _openings(flow: Flow, columns: Mapping[int, Column], size: float) -> Iterator[tuple[Line, Line, Column]]:
    """Yield the lines of running text that open something, each with the line after it and its column."""
    for key, items in flow:
        column = columns[key]
        for (above, line), (_, following) in pairwise(pairwise(items)):
            if isinstance(above, Block) or isinstance(line, Block) or isinstance(following, Block):
                continue
            if any(abs(member.size - size) > OTHER_SIZE * size for member in (above, line, following)):
                continue
            if ends_sentence(above.text) and column.right - above.x1 >= _SHORT * size and above.y < line.y:
                yield line, following, column


def _is_indented(line: Line, column: Column) -> bool:
    return INDENT[0] <= (line.x0 - column.left) / line.size <= INDENT[1]
