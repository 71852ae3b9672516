"""Watermarks that run level: the same words at the same place of most pages, away from where heads and feet stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.importing.pdf.elements import Page, Run
from generator.importing.pdf.layout.asides import EDGE, Aside

_MOSTLY = 0.5
"""Share of the pages that carry a watermark …"""
_FEWEST = 4
"""… and so many at least."""
_LARGE = 1.8
"""Sizes of the running text that a single character of one has; smaller glyphs may meet at one place by chance."""

_MOST = 0.1
"""Share of the characters that watermarks have at most; pages may be alike for other reasons."""

_Spot = tuple[str, int, int, int]


def take_watermarks(pages: Sequence[Page], size: float) -> list[Aside]:
    """Remove the words that stand at one place of most pages, and return them; `size` is that of the running text.

    Three pages of the middle name the candidates, so that files without watermarks are not read through.
    """
    if len(pages) < _FEWEST:
        return []
    samples = [set(_spots(pages[len(pages) * part // 4])) for part in (1, 2, 3)]
    seen = Counter(spot for sample in samples for spot in sample)
    candidates = {spot for spot, count in seen.items() if count > 1 and (len(spot[0]) > 1 or spot[3] >= _LARGE * size)}
    if not candidates:
        return []
    counts = Counter(spot for page in pages for spot in candidates & set(_spots(page)))
    marks = {spot for spot, count in counts.items() if count >= max(_FEWEST, _MOSTLY * len(pages))}
    every = sum(len(run.text) for page in pages for run in page.runs)
    if sum(counts[spot] * len(spot[0]) for spot in marks) > _MOST * every:
        return []
    found: list[Aside] = []
    for page in pages:
        gone = [run for run in page.runs if _spot(run) in marks] if marks else []
        if gone:
            page.runs = [run for run in page.runs if _spot(run) not in marks]
            found.append(Aside(page.index, " ".join(run.text.strip() for run in gone), "watermark"))
    return found


def _spots(page: Page) -> Iterator[_Spot]:
    """Yield the spots of the runs between head and foot: a running head may change from article to article, and more
    than its place tells of it."""
    for run in page.runs:
        if EDGE * page.height < run.y < (1 - EDGE) * page.height:
            yield _spot(run)


def _spot(run: Run) -> _Spot:
    return run.text.strip(), round(run.x0), round(run.y), round(run.size)
