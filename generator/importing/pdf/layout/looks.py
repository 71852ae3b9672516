"""What text looks like, and what the running text of a file looks like."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.importing.pdf.layout.blocks import Block
from generator.importing.pdf.layout.lines import Line
from generator.importing.pdf.layout.measuring import INDENT, OTHER_SIZE
from generator.importing.pdf.layout.wording import ends_sentence

_PARAGRAPH = 3
"""Lines of a block that is certainly a paragraph."""
_LONGEST = 46
"""Characters of a heading that only its place shows."""
_MOSTLY = 0.6
"""Share of paragraphs with an indent from which on indents are the way of the print."""
_AT_EDGE = 0.6
"""Characters of indent with which a line still begins at the edge."""
_MORE_SPACE = 0.3
"""Space above a heading beyond that above a paragraph, in sizes."""


@dataclass(frozen=True, slots=True, order=True)
class Look:
    """How the characters of some lines are set."""

    size: float
    """Their size, to half a point."""
    bold: bool
    """Whether all of them are bold."""
    family: str
    """Their typeface; empty where unknown or mixed."""
    colour: tuple[float, ...]
    """Their colour; empty where mixed."""

    @property
    def word(self) -> str:
        """The look as one word."""
        colour = "/".join(f"{part:g}" for part in self.colour)
        return f"{self.size:g}-{'bold' if self.bold else 'plain'}-{self.family}-{colour}"

    def is_apart(self, body: Look) -> bool:
        """Tell whether text of this look stands out of running text."""
        if self.size < (1 - OTHER_SIZE) * body.size:
            return False
        if self.size > (1 + OTHER_SIZE) * body.size or (self.bold and not body.bold):
            return True
        other_family = self.family and body.family and self.family != body.family
        return bool(other_family or (self.colour and body.colour and self.colour != body.colour))


@dataclass(frozen=True, slots=True)
class Habits:
    """How the paragraphs of a file are set."""

    indented: bool
    """Whether they begin with an indent."""
    gap: float | None
    """The usual distance of baselines from one to the next, to half a point; None where there are none."""


def look_of(lines: Sequence[Line]) -> Look:
    """Return the look of some lines, of which there is at least one."""
    families = {line.family for line in lines if line.family}
    colours = {span.style.colour for line in lines for span in line.spans if line.text[span.start : span.end].strip()}
    return Look(
        round(lines[0].size * 2) / 2,
        all(line.bold for line in lines),
        families.pop() if len(families) == 1 else "",
        colours.pop() if len(colours) == 1 else (),
    )


def _uses_indents(blocks: Sequence[Block]) -> bool:
    """Tell whether the paragraphs of a file begin with an indent."""
    indents = [block.indent for block in blocks if len(block.lines) >= _PARAGRAPH and not block.centred]
    return sum(INDENT[0] <= indent <= INDENT[1] for indent in indents) > _MOSTLY * len(indents)


def habits_of(blocks: Sequence[Block], body: Look | None) -> Habits:
    """Return how the paragraphs of a file are set."""
    gaps: Counter[float] = Counter()
    for above, block in itertools.pairwise(blocks):
        gap = _gap(block, above)
        if gap is not None and body is not None and len(block.lines) >= _PARAGRAPH and look_of(block.lines) == body:
            gaps[round(gap * 2) / 2] += 1
    usual = max(gaps, key=lambda gap: (gaps[gap], -gap), default=None)
    return Habits(_uses_indents(blocks), usual)


def _gap(block: Block, above: Block | None) -> float | None:
    """Return the distance of baselines between a paragraph and the block below it, on one page and in one column."""
    if above is None or not _runs(above) or not block.lines or above.last_page != block.page:
        return None
    gap = block.lines[0].y - above.lines[-1].y
    return gap if gap > 0 else None


def _runs(block: Block) -> bool:
    """Tell whether a block is surely a paragraph: it is long, or its sentence has ended and asks nothing."""
    lines = block.lines
    return len(lines) >= _PARAGRAPH or (
        bool(lines) and ends_sentence(lines[-1].text) and lines[-1].text[-1] not in "？?"
    )


def is_set_off(block: Block, above: Block | None, habits: Habits) -> bool:
    """Tell whether the place of a block of a line or two is a heading's: in the middle, at the column's edge where
    paragraphs are indented, or with more space above it than paragraphs have."""
    short = sum(len(line.text) for line in block.lines) <= _LONGEST
    if not short or len(block.lines) >= _PARAGRAPH:
        return False
    gap = _gap(block, above)
    spaced = gap is not None and habits.gap is not None and gap > habits.gap + _MORE_SPACE * block.lines[0].size
    return block.centred or spaced or (habits.indented and abs(block.indent) <= _AT_EDGE)


def body_look(blocks: Sequence[Block]) -> Look | None:
    """Return the look of most lines of a file; None where there are none."""
    looks: Counter[Look] = Counter()
    known: dict[tuple[float, str, bool, tuple[float, ...]], Look] = {}
    for line in (line for block in blocks for line in block.lines):
        if len(line.spans) == 1:
            style = line.spans[0].style
            key = (line.size, line.family, style.bold, style.colour)
            look = known.get(key) or known.setdefault(key, look_of([line]))
        else:
            look = look_of([line])
        looks[look] += len(line.text)
    return max(looks, key=lambda look: (looks[look], look), default=None)
