"""Blanks at line ends: a browser leaves them out, so that only the inner ones show how the text is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from generator.importing.pdf.layout.lines import Line

_LATIN, _HAN = "A-Za-z0-9", "\u3400-\u4dbf\u4e00-\u9fff"
_CLOSE = re.compile(rf"(?<=[{_HAN}])(?=[{_LATIN}])|(?<=[{_LATIN}])(?=[{_HAN}])")
_SPACED = re.compile(rf"(?<=[{_HAN}]) (?=[{_LATIN}])|(?<=[{_LATIN}]) (?=[{_HAN}])")
_ENOUGH = 20
"""Places where Chinese and Latin meet that show how a text is written."""
_MOSTLY = 0.9
"""Share of them that have a blank where all have one."""


def restore_blanks(stretches: Iterable[Sequence[Line]]) -> None:
    """Note a blank at the end of each line where Chinese and Latin meet at the seam, in place, if the file has one
    nearly everywhere where they meet inside a line."""
    known = [lines for lines in stretches if lines]
    spaced = close = 0
    for line in (line for lines in known for line in lines):
        spaced += len(_SPACED.findall(line.text))
        close += len(_CLOSE.findall(line.text))
    if spaced + close < _ENOUGH or spaced < _MOSTLY * (spaced + close):
        return
    for lines in known:
        for line, after in pairwise(lines):
            if _CLOSE.search(line.text[-1] + after.text[0]):
                line.trailing = True
