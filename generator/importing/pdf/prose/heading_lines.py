"""Headings over several lines, and headings below each other: where place alone does not part them, words do."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.importing.pdf.layout.blocks import Block, join_lines
from generator.importing.pdf.layout.lines import Line
from generator.importing.pdf.layout.looks import Look, body_look, look_of
from generator.importing.pdf.layout.wording import ENUMERATED, GOES_ON, MARKER, first_unit

_MOST_LINES = 3
"""Lines of a heading at most."""
_LONGEST = 84
"""Characters of a heading at most."""
_PARAGRAPH = 3
"""Lines of a block that shows how wide its column is …"""
_NEAREST = 24
"""… and how many blocks round a heading are looked at for one."""
_SLACK = 0.6
"""Sizes that a heading's full line may leave besides what the next line begins with."""
_CLOSER = 1.15
"""Leadings between a heading's lines at most."""
_SERIES = re.compile(r"[\u4e00-\u9fff]{2}[”’」』）)】》]$")
"""How a heading of a series ends: …“青铜时代”, …“白银时代”."""
_STOPS = "。；;"


def set_headings_right(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, with two headings in one block parted and one heading in several put together.

    A heading that fills its line and a second one below it look like one heading on two lines. They are two where the
    words say so. One that stands in the middle with full lines looks like several: its lines begin at other places.
    """
    body = body_look(blocks)
    if body is None:
        return list(blocks)
    known = _known(blocks)
    parted: list[Block] = []
    for index, block in enumerate(blocks):
        at = _seam(index, blocks, known)
        parted += [block] if at is None else _parts(block, at)
    joined: list[Block] = []
    for index, block in enumerate(parted):
        above = joined[-1] if joined else None
        if above is not None and _goes_on(above, block, _column(parted, index), known, body):
            above.lines = [*above.lines, *block.lines]
        else:
            joined.append(block)
    return joined


@dataclass(frozen=True, slots=True)
class _Known:
    """What the headings of a file say."""

    names: Counter[str]
    """Those on one line."""
    endings: Counter[str]
    """How those of series end."""

    def parts(self, first: str, second: str) -> bool:
        """Tell whether two lines are two headings: the second has a number, or the first ends as another does."""
        ending = _ending(first)
        return bool(ENUMERATED.match(second)) or (bool(ending) and self.endings[ending] > 0)


def _known(blocks: Sequence[Block]) -> _Known:
    found = [(join_lines(block.lines).text, block) for block in blocks if _may_be_heading(block)]
    return _Known(
        Counter(text for text, block in found if len(block.lines) == 1), Counter(_ending(text) for text, _ in found)
    )


def _may_be_heading(block: Block) -> bool:
    if not 0 < len(block.lines) <= _MOST_LINES or block.footnote or block.item is not None:
        return False
    return sum(len(line.text) for line in block.lines) <= _LONGEST and block.lines[-1].text[-1] not in _STOPS + GOES_ON


def _ending(text: str) -> str:
    """Return how a heading of a series ends, with the mark that closes it; empty where none does."""
    found = _SERIES.search(text)
    return found[0] if found else ""


def _seam(index: int, blocks: Sequence[Block], known: _Known) -> int | None:
    """Return the line of a block with which a second heading begins."""
    block = blocks[index]
    if not _may_be_heading(block):
        return None
    for at in range(1, len(block.lines)):
        first, second = join_lines(block.lines[:at]).text, join_lines(block.lines[at:]).text
        if known.parts(first, second):
            return at
        column = _column(blocks, index) if known.names[second] else None
        if column is not None and not column.is_filled(block.lines[at - 1], block.lines[at]):
            return at
    return None


def _parts(block: Block, at: int) -> list[Block]:
    above, below = block.lines[:at], block.lines[at:]
    return [
        replace(block, lines=above, breaks=frozenset(line for line in block.breaks if line < at)),
        replace(
            block,
            page=below[0].page,
            y=below[0].top,
            lines=below,
            breaks=frozenset(line - at for line in block.breaks if line > at),
        ),
    ]


def _goes_on(above: Block, block: Block, column: _Column | None, known: _Known, body: Look) -> bool:
    """Tell whether a block is a further line of the heading above it, the last line of which is full."""
    if not above.lines or not block.lines or len(above.lines) + len(block.lines) > _MOST_LINES:
        return False
    if above.level is not None or above.item is not None or block.item is not None:
        return False
    last, line = above.lines[-1], block.lines[0]
    look = look_of(above.lines)
    if look != look_of(block.lines) or not look.is_apart(body) or MARKER.match(line.text):
        return False
    if last.page != line.page or column is None or not column.is_filled(last, line):
        return False
    close = 0 < line.y - last.y <= _CLOSER * column.leading * max(1.0, last.size / body.size)
    return close and not known.parts(join_lines(above.lines).text, join_lines(block.lines).text)


@dataclass(frozen=True, slots=True)
class _Column:
    """The column in which a heading stands, as the nearest paragraph shows it."""

    width: float
    """From edge to edge."""
    leading: float
    """From one baseline of the paragraph to the next."""

    def is_filled(self, line: Line, following: Line) -> bool:
        """Tell whether what the next line begins with would not have fitted on a line."""
        return line.x1 - line.x0 + first_unit(following) + _SLACK * line.size > self.width


def _column(blocks: Sequence[Block], index: int) -> _Column | None:
    """Return the column of a block, from the nearest paragraph round it on its page; None where there is none."""
    if not blocks[index].lines:
        return None
    line = blocks[index].lines[0]
    nearest = itertools.chain.from_iterable(itertools.zip_longest(reversed(blocks[:index]), blocks[index + 1 :]))
    for block in itertools.islice(nearest, _NEAREST):
        inside = [other for other in block.lines if other.page == line.page] if block is not None else []
        if len(inside) < _PARAGRAPH:
            continue
        left, right = min(other.x0 for other in inside), max(other.x1 for other in inside)
        if left <= (line.x0 + line.x1) / 2 <= right and inside[-1].y > inside[-2].y:
            return _Column(right - left, inside[-1].y - inside[-2].y)
    return None
