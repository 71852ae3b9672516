"""Headings set like the text that a paragraph's full last line hides: they begin a line as a sentence would."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.importing.pdf.layout.blocks import Block, join_lines
from generator.importing.pdf.layout.looks import Look, look_of
from generator.importing.pdf.layout.wording import ends_sentence
from generator.importing.vocabulary import ending, enumerator, enumerator_value

_MOST_LINES = 2
"""Lines of a heading at a paragraph's end."""
_LONGEST = 46
"""Its characters."""
_SHORTEST = 5
"""A shorter end of a paragraph may be anything."""
_FREE = 1.5
"""Sizes that a heading's last line leaves free at least: a paragraph that goes on elsewhere fills its line."""
_FEWEST = 3
"""Headings that look like the text show that a print sets all so."""
_INNER = "。；;"
"""What no such heading holds."""


@dataclass(frozen=True, slots=True)
class Tails:
    """What the headings of a file that look like its text count."""

    counts: frozenset[tuple[str, int]]
    """The kinds and values of their numbers."""

    def seam(self, block: Block) -> int | None:
        """Return the line of a paragraph with which a heading begins: it follows a sentence's end, fills its line and
        ends on the next without a stop, short of the edge, or it counts on from a heading. One line that does not may
        be a sentence whose stop was forgotten."""
        lines = block.lines
        right = max((line.x1 for line in lines), default=0.0)
        for at in range(max(1, len(lines) - _MOST_LINES), len(lines)):
            if not ends_sentence(lines[at - 1].text) or ending(lines[at - 1].text) != "stop":
                continue
            tail = join_lines(lines[at:]).text
            if not _SHORTEST <= len(tail) <= _LONGEST or any(sign in tail for sign in _INNER):
                continue
            if self._counts_on(tail) and ending(tail) in ("open", "closed", "stop"):
                return at
            short = right - lines[-1].x1 > _FREE * lines[-1].size and at < len(lines) - 1
            if short and ending(tail) in ("open", "closed") and "：" not in tail:
                return at
        return None

    def _counts_on(self, text: str) -> bool:
        kind, characters = enumerator(text)
        value = enumerator_value(characters) if kind else None
        return value is not None and (kind, value - 1) in self.counts


def find_tails(blocks: Sequence[Block], body: Look) -> Tails | None:
    """Return what tells headings at the ends of paragraphs; None where the print sets headings apart from its text."""
    short = [block for block in blocks if _may_be_heading(block)]
    plain = [block for block in short if look_of(block.lines) == body]
    if len(plain) < _FEWEST or 2 * len(plain) < len(short):
        return None
    numbers = (enumerator(join_lines(block.lines).text) for block in plain)
    values = ((kind, enumerator_value(characters)) for kind, characters in numbers if kind)
    return Tails(frozenset((kind, value) for kind, value in values if value is not None))


def _may_be_heading(block: Block) -> bool:
    if not 0 < len(block.lines) <= _MOST_LINES or block.footnote or block.item is not None or block.centred:
        return False
    text = join_lines(block.lines).text
    return _SHORTEST <= len(text) <= _LONGEST and (ending(text) in ("open", "closed") or text[-1] in "？?")
