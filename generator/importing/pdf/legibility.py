"""Files whose fonts do not say which characters they show."""

from __future__ import annotations

from collections.abc import Sequence

from generator.errors import QikanError
from generator.importing.characters import UNREADABLE
from generator.importing.pdf.elements import Page, Run

_MOST = 0.3
"""Share of the characters that may be unreadable; what is left of a text with more is no text."""
_SOME = 0.02
"""The same where hardly any of the others is Chinese: they are codes of fonts then …"""
_CHINESE = 0.1
"""… which is a share of the characters that is less than this."""
_IDEOGRAPHS = "\u2e80"
"""What characters of full width come after, but for a few marks."""
_FULL = 0.93
"""Width of letters and digits on the average, in sizes, from which on they are codes of full-width characters."""
_FEWEST = 2
"""Characters of a run that is measured: some letters are wide."""


def require_meaning(pages: Sequence[Page], name: str) -> None:
    """Raise QikanError where the fonts leave open what most of the text says."""
    every = unknown = codes = chinese = 0
    for page in pages:
        for run in page.runs:
            lost = run.text.count(UNREADABLE)
            wide = sum(char >= _IDEOGRAPHS for char in run.text) - lost
            every += len(run.text)
            unknown += lost
            chinese += wide
            codes += len(run.text) - lost if not wide and _is_full(run) else 0
    if chinese > _CHINESE * every:
        codes = 0
    if unknown + codes > (_SOME if chinese <= _CHINESE * every else _MOST) * every:
        share = 100 * (unknown + codes) // every
        raise QikanError(
            f"the fonts of this file do not say which characters they show ({share} % of the text)",
            place=name,
            remedy="Export it again, without printing it to a file, or run it through OCR (ocrmypdf --force-ocr).",
        )


def _is_full(run: Run) -> bool:
    """Tell whether letters stand as far apart as Chinese characters do: their font has an encoding by chance."""
    return len(run.text) >= _FEWEST and run.x1 - run.x0 >= _FULL * run.size * len(run.text)
