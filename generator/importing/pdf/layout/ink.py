"""Ink: where what is seen of a run begins and ends."""

from __future__ import annotations

from operator import attrgetter

from generator.importing.pdf.elements import Run

_WHITE_BEFORE, _WHITE_AFTER = "“‘（《〈「『【〔［", "”’，。、；：！？）》〉」』】〕］"
"""Marks of which the first or the last half is white where they are full-width …"""
_FULL, _HALF = 0.75, 0.5
"""… which they are from so many sizes on; and that half."""


def set_in_order(runs: list[Run]) -> None:
    """Sort the runs of a line from left to right, as they are seen: the white half of an opening bracket may be drawn
    over what stands before it (`”（`, set by a browser from two typefaces)."""
    runs.sort(key=attrgetter("x0"))
    if any(run.text[0] in _WHITE_BEFORE for run in runs):
        runs.sort(key=lambda run: ink_of(run)[0])


def ink_of(run: Run) -> tuple[float, float]:
    """Return where what is seen of a run begins and ends: half of a full-width mark is white (CLREQ, 3.1.6), and so
    are the blanks that it ends with."""
    last = len(run.text.rstrip()) - 1
    if last < 0:
        return run.x0, run.x1
    x0, x1, full = run.x0, _end(run, last), _FULL * run.size
    if run.text[0] in _WHITE_BEFORE and _end(run, 0) - x0 >= full:
        x0 += _HALF * run.size
    if run.text[last] in _WHITE_AFTER and x1 - run.xs[last] >= full:
        x1 -= _HALF * run.size
    return x0, max(x0, x1)


def _end(run: Run, place: int) -> float:
    """Return where a character of a run ends: where the next one begins."""
    return run.xs[place + 1] if place + 1 < len(run.xs) else run.x1
