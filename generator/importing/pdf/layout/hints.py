"""Contents in two columns: page hints stand at the right edge beside the first line of an entry, which is wrapped
before it reaches them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.importing.pdf.layout.lines import Line, Span

_HINT = re.compile(r"(?P<words>.*[^\s.…·]) (?P<hint>第? ?\d{1,4} ?页|[Pp]?\.?\d{1,4}|[（(]\d{1,4}[）)])$")
_WHITE = 2.0
"""Sizes between an entry and its hint at least."""
_LEADING = 2.6
"""Sizes between baselines of one entry at most."""
_FULL = 1.5
"""Sizes by which a line of an entry is longer than the one before it at most, which is full."""
_SAME_START = 0.5
"""Sizes to which the starts of its lines are told apart."""
_SAME_SIZE = 0.05
"""Share to which their sizes are told apart."""
_OTHER = frozenset("【［[▶▣●■◆•·")
"""Signs with which a summary or another entry begins."""
_FEWEST = 2
"""Entries of one column or page that are set so, at least: the white of one line may be anything."""


def move_hints(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a column, hints beside wrapped entries moved to their ends. All lines of such an entry count
    as full, for they are as long as its column allows."""
    found = {index: count for index in range(len(lines)) if (count := _wrapped(lines, index))}
    moved = list(lines)
    if len(found) < _FEWEST:
        return moved
    for index, count in found.items():
        first, last = lines[index], lines[index + count]
        cut = len(_words(first))
        spans = [replace(span, end=min(span.end, cut)) for span in first.spans if span.start < cut]
        moved[index] = replace(first, text=first.text[:cut], xs=first.xs[:cut], spans=spans)
        for between in range(index + 1, index + count):
            moved[between] = replace(lines[between], x1=first.x1)
        start, style = len(last.text), first.spans[-1].style
        moved[index + count] = replace(
            last,
            text=last.text + first.text[cut:],
            xs=last.xs + first.xs[cut:],
            x1=first.x1,
            spans=[*last.spans, Span(start, start + len(first.text) - cut, style)],
        )
    return moved


def _words(line: Line) -> str:
    """Return what stands before a line's hint, well apart from it; nothing where it has none."""
    match = _HINT.match(line.text)
    if match is None:
        return ""
    white = line.xs[match.start("hint")] - line.xs[match.end("words")]
    return match["words"] if white >= _WHITE * line.size else ""


def _wrapped(lines: Sequence[Line], index: int) -> int:
    """Return on how many lines the words of a line with a hint go on before they reach the hint's place."""
    first = lines[index]
    words = _words(first)
    if not words:
        return 0
    size, right, hint = first.size, first.xs[len(words)], first.xs[len(words) + 1]
    count, before = 0, first
    for line in lines[index + 1 :]:
        if (
            line.text[0] in _OTHER
            or _words(line)
            or abs(line.size - size) > _SAME_SIZE * size
            or abs(line.x0 - first.x0) > _SAME_START * size
            or line.y - before.y > _LEADING * size
            or line.x1 > min(right + _FULL * size, hint)
        ):
            break
        right, before = line.x1, line
        count += 1
    return count
