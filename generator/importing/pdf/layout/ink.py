"""Ink: where what is seen of a run begins and ends."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter

from generator.importing.pdf.elements import Run

_WHITE_BEFORE, _WHITE_AFTER = "“‘（《〈「『【〔［", "”’，。、；：！？）》〉」』】〕］"
"""Marks of which the first or the last half is white where they are full-width …"""
_FULL, _HALF = 0.75, 0.5
"""… which they are from so many sizes on; and that half."""
_UNSEEN_BEFORE = f" \u3000{_WHITE_BEFORE}"
"""What a run may begin with that shows nothing."""
_OVER = 0.1
"""Sizes by which a blank stands over what is drawn there."""


def in_order(runs: list[Run]) -> list[Run]:
    """Return the runs of a line from left to right, as they are seen.

    The white half of an opening bracket may be drawn over what stands before it (`”（`, set by a browser from two
    typefaces), and so may blanks, which say nothing then (seen: an underlined heading by LibreOffice, its number
    behind the rest).
    """
    runs.sort(key=attrgetter("x0"))
    if not any(run.text[0] in _UNSEEN_BEFORE for run in runs):
        return runs
    runs.sort(key=_seen_from)
    found: list[Run] = []
    for run in runs:
        if found and not found[-1].text.strip() and run.x1 > found[-1].x1 > _seen_from(run) + _OVER * run.size:
            found.pop()
        found.append(_without_blanks(run, found[-1].x1 - _OVER * run.size) if found else run)
    return found


def _seen_from(run: Run) -> float:
    return run.xs[_blanks(run)] if 0 < _blanks(run) < len(run.text) else ink_of(run)[0]


def _without_blanks(run: Run, end: float) -> Run:
    """Return a run without the blanks that it begins with before the end of another."""
    count = sum(x < end for x in run.xs[: _blanks(run)])
    if not 0 < count < len(run.text):
        return run
    return replace(run, text=run.text[count:], xs=run.xs[count:], x0=run.xs[count])


def _blanks(run: Run) -> int:
    return len(run.text) - len(run.text.lstrip())


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
