"""Headings over several lines, and headings below each other: where place alone does not part them, words do."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from generator.importing.pdf.layout.blocks import Block, join_lines
from generator.importing.pdf.layout.lines import Line
from generator.importing.pdf.layout.looks import Look, body_look, look_of
from generator.importing.pdf.layout.wording import ENUMERATED, GOES_ON, MARKER, ends_sentence, first_unit
from generator.importing.pdf.prose.heading_tails import find_tails

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
_FARTHER = 1.3
"""How many times as far as a heading's lines are from each other what stands round it is, where space shows it."""
_SHORTEST_LINE = 0.4
"""Share of the column that a heading's first line fills at least; a section's name or a label is shorter."""
_FILLED = 0.75
"""Share of the column that a full line off the middle fills; one at the right edge may be 返回目录."""
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
    tails = find_tails(blocks, body)
    parted: list[Block] = []
    seconds: set[int] = set()
    for index, block in enumerate(blocks):
        at = _seam(index, blocks, known, body)
        if at is None and tails is not None:
            at = tails.seam(block)
        parts = [block] if at is None else _parts(block, at)
        seconds |= {id(part) for part in parts[1:]}
        parted += parts
    return _joined(parted, seconds, known, body)


def _joined(blocks: Sequence[Block], seconds: Container[int], known: _Known, body: Look) -> list[Block]:
    """Put the blocks of one heading together; `seconds` are those that were parted from what is above, by identity."""
    joined: list[Block] = []
    for index, block in enumerate(blocks):
        above = joined[-1] if joined else None
        column = _column(blocks, index) if above is not None and _is_middle_rest(above, block) else None
        if above is not None and column is not None and _fills_to(above, block, column, known, body):
            above.lines = [*above.lines, *block.lines]
            continue
        if above is not None and id(block) not in seconds and _are_alike(above, block, body):
            over = joined[-2] if len(joined) > 1 else None
            below = blocks[index + 1] if index + 1 < len(blocks) else None
            column = _column(blocks, index)
            near = _are_near(over, above, block, below)
            if column is not None and _goes_on(above, block, column, known, body, near=near):
                above.lines = [*above.lines, *block.lines]
                continue
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


def _seam(index: int, blocks: Sequence[Block], known: _Known, body: Look) -> int | None:
    """Return the line of a block with which a second heading begins."""
    block = blocks[index]
    if not _may_be_heading(block):
        return None
    for at in range(1, len(block.lines)):
        first, second = join_lines(block.lines[:at]).text, join_lines(block.lines[at:]).text
        if known.parts(first, second):
            return at
        if not known.names[second]:
            continue
        column = _column(blocks, index)
        filled = column is None or column.is_filled(block.lines[at - 1], block.lines[at])
        if not filled or look_of(block.lines).is_apart(body):
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


def _are_alike(above: Block, block: Block, body: Look) -> bool:
    """Tell whether two blocks of a page are few lines set alike, and otherwise than the text."""
    if not above.lines or not block.lines or len(above.lines) + len(block.lines) > _MOST_LINES:
        return False
    last, line = above.lines[-1], block.lines[0]
    if above.level is not None or above.item is not None or block.item is not None or last.page != line.page:
        return False
    if abs(last.size - line.size) > 0.5 or MARKER.match(line.text):
        return False
    look = look_of(above.lines)
    return look.is_apart(body) and look == look_of(block.lines)


def _goes_on(above: Block, block: Block, column: _Column, known: _Known, body: Look, *, near: bool) -> bool:
    """Tell whether a block is a further line of the heading above it: the last line of that is full, or, where the
    two are `near` each other, both would not have fitted on it."""
    last, line = above.lines[-1], block.lines[0]
    if not column.is_filled(last, line) and not (near and column.is_broken(last, line)):
        return False
    return _are_close(last, line, column, body) and not known.parts(
        join_lines(above.lines).text, join_lines(block.lines).text
    )


def _are_close(last: Line, line: Line, column: _Column, body: Look) -> bool:
    return 0 < line.y - last.y <= _CLOSER * column.leading * max(1.0, last.size / body.size)


def _is_middle_rest(above: Block, block: Block) -> bool:
    """Tell whether a line in the middle may be the rest of the one above it, which is set alike: no paragraph ends in
    the middle."""
    if len(above.lines) != 1 or len(block.lines) != 1 or not block.centred or above.centred:
        return False
    last, line = above.lines[0], block.lines[0]
    if last.page != line.page or above.item is not None or block.item is not None or above.level is not None:
        return False
    return look_of(above.lines) == look_of(block.lines) and not (ends_sentence(last.text) or ends_sentence(line.text))


def _fills_to(above: Block, block: Block, column: _Column, known: _Known, body: Look) -> bool:
    """Tell whether a line, wherever it begins, leaves no room at its end for what the line below begins with. Lines
    in the middle that have a paragraph's indent as well are off it."""
    last, line = above.lines[0], block.lines[0]
    full = column.right - last.x1 < first_unit(line) + _SLACK * last.size
    full = full and last.x1 - last.x0 >= _FILLED * column.width
    return full and _are_close(last, line, column, body) and not known.parts(last.text, line.text)


@dataclass(frozen=True, slots=True)
class _Column:
    """The column in which a heading stands, as the nearest paragraph shows it."""

    width: float
    """From edge to edge."""
    right: float
    """Where it ends."""
    leading: float
    """From one baseline of the paragraph to the next."""

    def is_filled(self, line: Line, following: Line) -> bool:
        """Tell whether what the next line begins with would not have fitted on a line."""
        return line.x1 - line.x0 + first_unit(following) + _SLACK * line.size > self.width

    def is_broken(self, line: Line, following: Line) -> bool:
        """Tell whether two lines would not have fitted on one: the first may end where a blank is."""
        first, second = line.x1 - line.x0, following.x1 - following.x0
        return first >= _SHORTEST_LINE * self.width and first + second > self.width


def _are_near(over: Block | None, above: Block, block: Block, below: Block | None) -> bool:
    """Tell whether two blocks are nearer to each other than to what stands over and below them on their page."""
    between = _distance(above, block)
    others = [
        distance
        for distance in (_distance(over, above) if over else None, _distance(block, below) if below else None)
        if distance is not None
    ]
    return between is not None and bool(others) and min(others) >= _FARTHER * between


def _distance(above: Block, block: Block) -> float | None:
    """Return the distance of baselines between two blocks of lines on one page; None elsewhere."""
    if not above.lines or not block.lines or above.lines[-1].page != block.lines[0].page:
        return None
    distance = block.lines[0].y - above.lines[-1].y
    return distance if distance > 0 else None


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
            return _Column(right - left, right, inside[-1].y - inside[-2].y)
    return None
