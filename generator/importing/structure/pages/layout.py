"""The print laid out again: how many characters a line and lines a page it had.

The printed page is regular (five issues: 30 full-width characters a line, 20 to 22 lines a page). Where a page ends
inside a paragraph, the transcript breaks it after a full line; so the lengths of such halves tell the measure, and the
lines between two of them tell the page.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

INDENT = 2.0
"""First-line indent of a paragraph, in full-width characters (CLREQ, and all five issues)."""
HALF = 0.5
"""Width of a Latin letter or digit against a Chinese character in the fonts of such prints."""
QUARTER = 0.25
"""Space that a word processor sets between Chinese and Latin, in full-width characters."""
MEASURES = tuple(step / 2 for step in range(28, 101))
"""The measures that are tried: 14 characters (large type on a phone's page) to 50 (A4, small type)."""
PAGE_LINES = tuple(step / 2 for step in range(20, 121))
"""The page lengths that are tried: 10 to 60 lines."""
USUAL_MEASURE = 30.0
"""The measure where a text is too short to tell (the five issues)."""
USUAL_LINES = 20.5
"""The page length where a text is too short to tell (the five issues)."""
ONE_HALF = 5.0
"""Log-odds against any measure but the usual one: a single half that ends in the air proves nothing."""
UNUSUAL = 0.06
"""Log-odds against a measure for each character that it is away from the usual one: it decides where nothing else
does."""
SURE_CUT = 0.85
"""How sure it is that two cuts are whole pages apart: no lost figure, no table between."""
SURE_OPENING = 0.4
"""How sure it is that an article begins with a page: in two of the five issues they all do."""
MOST_PAGES = 4
"""Over more pages than that, estimates of lines add up to nothing sure."""
SPREAD = 0.8
"""How far, in characters, a full line's end may lie from the measure: a stop may not begin a line, a number may not be
broken, and Latin letters differ in width."""
SPREAD_A_LINE = 0.25
"""How much that grows with each line of a paragraph, since every line's rest adds up."""

_LATIN_SPACE = re.compile(r"(?<=[!-~]) (?=[!-~])")
_ADJOINING = re.compile(r"(?<=[，。、；：！？”’）》」』】])[“‘（《「『【”’）》」』】，。]")
_LATIN_EDGE = re.compile(r"(?<=[^\x00-\x7f]) ?[A-Za-z0-9]|[A-Za-z0-9%] ?(?=[^\x00-\x7f，。、；：！？“”‘’（）《》])")
_UNBREAKABLE = re.compile(r"[!-~]+|.", re.DOTALL)
_NO_LINE_START = "，。、；：！？”’）》」』】〉…—·%),.;:!?]}％"
_NO_LINE_END = "“‘（《「『【〈([{"


@dataclass(frozen=True, slots=True)
class Print:
    """What the page of the print was like."""

    measure: float
    """Full-width characters a line."""
    lines: float
    """Lines a page."""


def width(text: str) -> float:
    """Return a text's width in full-width characters.

    Spaces beside Chinese characters count for nothing: transcripts have them on some pages and not on others.
    """
    ascii_count = len(text.encode("ascii", "ignore"))
    spaces = text.count(" ")
    inner = len(_LATIN_SPACE.findall(text)) if spaces else 0
    return len(text) - ascii_count + HALF * (ascii_count - spaces + inner)


def first_unit(text: str) -> float:
    """Return the width of what a text begins with that no line end may divide: a word, or a character with the
    punctuation that may not stand apart from it (CLREQ, line start and line end)."""
    total = 0.0
    opening = True
    for found in _UNBREAKABLE.finditer(text.lstrip()[:24]):
        unit = found[0]
        if not opening and unit[0] not in _NO_LINE_START:
            break
        total += width(unit)
        opening = opening and unit[-1] in _NO_LINE_END
    return total


def line_count(text: str, measure: float, *, indent: float = INDENT) -> int:
    """Return how many lines a paragraph fills."""
    return max(1, math.ceil((indent + width(text) - 0.25) / measure))


def is_full(text: str, following: str, measure: float) -> bool:
    """Say whether a text's last line is full: what follows would not have fitted on it.

    Beside the spread of every full line, adjoining punctuation may be set tighter (CLREQ, adjustment of punctuation),
    and the print may have had a quarter of a space between Chinese and Latin.
    """
    filled = INDENT + width(text)
    tighter = HALF * len(_ADJOINING.findall(text))
    wider = QUARTER * len(_LATIN_EDGE.findall(text))
    lines = max(1, round(filled / measure))
    rest = lines * measure - filled
    if rest < -spread(lines) - tighter:
        rest += measure
    return rest < first_unit(following) + spread(lines) + wider


def spread(lines: int) -> float:
    """Return how far a full last line may lie from the measure after so many lines."""
    return SPREAD + SPREAD_A_LINE * lines


def infer_measure(halves: Sequence[str]) -> float:
    """Return the measure that explains the lengths of cut paragraphs' first halves best.

    Each half, with its indent, must be close to a whole number of lines. A measure is judged by how much likelier it
    makes that than chance does, so that a short measure, which fits anything, wins nothing by it.
    """
    samples = [INDENT + width(half) for half in halves if sum(c.isascii() for c in half) <= 0.3 * len(half)]

    def likelihood(measure: float) -> float:
        away = abs(measure - USUAL_MEASURE)
        unusual = UNUSUAL * away + (ONE_HALF if away else 0.0)
        return sum(_fits(sample, measure) for sample in samples) - unusual

    return max(MEASURES, key=lambda measure: (likelihood(measure), -measure))


def _fits(filled: float, measure: float) -> float:
    lines = max(1, round(filled / measure))
    sigma = 0.5 + 0.15 * lines
    error = filled - lines * measure + 0.3
    likely = 0.85 * math.exp(-0.5 * (error / sigma) ** 2) / (sigma * 2.5066) + 0.15 / measure
    return math.log(likely * measure)


@dataclass(frozen=True, slots=True)
class Distances:
    """What a text tells of its page length, in lines."""

    cuts: tuple[float, ...]
    """From one cut paragraph to the next in the same article: whole pages."""
    openings: tuple[float, ...]
    """From an article's beginning to its first cut: whole pages, if articles begin on new pages."""
    spans: tuple[tuple[float, int], ...]
    """From one article's title to the next, with the pages that their hints are apart."""


def likely_lines(distances: Distances) -> list[float]:
    """Return the page lengths that explain the lines between cuts, and between page hints, the likeliest first."""
    known = [(lines, pages) for lines, pages in distances.spans if pages > 0]
    pages = sum(pages for _, pages in known)
    average = sum(lines for lines, _ in known) / pages if pages else 0.0
    candidates = [n for n in PAGE_LINES if not average or 0.9 * average <= n <= 2.0 * average]
    if not candidates or not (distances.cuts or distances.openings or known):
        return [USUAL_LINES]
    return sorted(candidates, key=lambda n: (-_explained(n, distances, average), n))


def _explained(page: float, distances: Distances, average: float) -> float:
    total = sum(_whole_pages(lines, page, SURE_CUT) for lines in distances.cuts)
    total += sum(_whole_pages(lines, page, SURE_OPENING) for lines in distances.openings)
    for lines, pages in distances.spans:
        total += 0.5 if (pages - 1) * page <= lines <= (pages + 1) * page else -1.0
    return total - (max(0.0, abs(page / average - 1.0) - 0.1) if average else 0.0)


def _whole_pages(lines: float, page: float, sure: float) -> float:
    """Return how much likelier a distance is in pages of this length than by chance, as a logarithm."""
    count = max(1, round(lines / page))
    if count > MOST_PAGES:
        return 0.0
    sigma = 0.5 + 0.35 * count
    error = lines - count * page
    likely = sure * math.exp(-0.5 * (error / sigma) ** 2) / (sigma * 2.5066) + (1.0 - sure) / page
    return math.log(likely * page)
