"""What text looks like, and what the running text of a file looks like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.importing.pdf.blocks import Block
from generator.importing.pdf.lines import Line
from generator.importing.pdf.measuring import INDENT, OTHER_SIZE

_PARAGRAPH = 3
"""Lines of a block that is certainly a paragraph."""
_LONGEST = 46
"""Characters of a heading that only its place shows."""
_MOSTLY = 0.6
"""Share of paragraphs with an indent from which on indents are the way of the print."""
_AT_EDGE = 0.6
"""Characters of indent with which a line still begins at the edge."""


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


def uses_indents(blocks: Sequence[Block]) -> bool:
    """Tell whether the paragraphs of a file begin with an indent."""
    indents = [block.indent for block in blocks if len(block.lines) >= _PARAGRAPH and not block.centred]
    return sum(INDENT[0] <= indent <= INDENT[1] for indent in indents) > _MOSTLY * len(indents)


def is_set_off(block: Block, *, indented: bool) -> bool:
    """Tell whether the place of a block of a line or two is a heading's: in the middle, or at the column's edge where
    paragraphs are `indented`."""
    short = sum(len(line.text) for line in block.lines) <= _LONGEST
    at_edge = indented and abs(block.indent) <= _AT_EDGE
    return short and len(block.lines) < _PARAGRAPH and (at_edge or block.centred)


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
