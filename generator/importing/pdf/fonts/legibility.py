"""Files whose fonts do not say which characters they show."""

from __future__ import annotations

import re
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
_ACCENTED = re.compile("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]")
"""Latin letters with accents: the five issues have none, so many of them among Chinese characters are codes of fonts
(seen: a file that was printed to a file)."""
_IDEOGRAPHS = "\u2e80"
"""What characters of full width come after, but for a few marks."""
_FULL = 0.93
"""Width of letters and digits on the average, in sizes, from which on they are codes of full-width characters."""
_FEWEST = 2
"""Characters of a run that is measured: some letters are wide."""


def require_meaning(pages: Sequence[Page], name: str) -> None:
    """Raise QikanError where the fonts leave open what most of the text says."""
    runs = [run for page in pages for run in page.runs]
    text = "".join([run.text for run in runs])
    unknown = text.count(UNREADABLE)
    chinese = sum(map(_IDEOGRAPHS.__le__, text)) - unknown
    allowed = _MOST
    if chinese <= _CHINESE * len(text):
        unknown += sum(len(run.text) - run.text.count(UNREADABLE) for run in runs if _is_full(run))
        allowed = _SOME
    elif (accented := len(_ACCENTED.findall(text))) > _SOME * len(text):
        unknown, allowed = unknown + accented, _SOME
    if unknown > allowed * len(text):
        share = 100 * unknown // len(text)
        raise QikanError(
            f"the fonts of this file do not say which characters they show ({share} % of the text)",
            place=name,
            remedy="Export it again, without printing it to a file, or run it through OCR (ocrmypdf --force-ocr).",
        )


def _is_full(run: Run) -> bool:
    """Tell whether letters stand as far apart as Chinese characters do: their font has an encoding by chance."""
    return (
        len(run.text) >= _FEWEST
        and run.x1 - run.x0 >= _FULL * run.size * len(run.text)
        and not any(_IDEOGRAPHS <= char != UNREADABLE for char in run.text)
    )
