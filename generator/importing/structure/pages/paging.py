"""The pages of a source's passages: as a PDF knows them, or as the page map finds them for a transcript."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.importing.passage import Passage
from generator.importing.structure.blocks.captions import names_picture
from generator.importing.structure.blocks.tables import row_lines
from generator.importing.structure.blocks.units import has_gap
from generator.importing.structure.pages.boundaries import NEVER, joined_odds
from generator.importing.structure.pages.layout import (
    Print,
    infer_measure,
    likely_lines,
    line_count,
    width,
)
from generator.importing.structure.pages.pagemap import PageMap, Piece, line_distances, map_pages, pages_of
from generator.importing.structure.pages.starts import opened
from generator.importing.vocabulary import SOURCE_LINE, ending

_SENTENCE = re.compile("[。；！？]|，.*，")


@dataclass(frozen=True, slots=True)
class Space:
    """What headings take beyond their lines, in lines."""

    heading: float
    """Each sub-heading."""
    title: float
    """Each article's title."""


TABLE_GOES_ON = 40.0
"""Log-odds that a page ends between two parts of a table: a transcript has no other reason to divide it."""
SPACES = (Space(0.0, 0.0), Space(0.5, 0.0), Space(0.0, 1.0), Space(0.5, 1.0), Space(1.0, 1.0))
"""What is tried for the space that headings and titles take beyond their lines, the commonest first."""
GOOD_ENOUGH = 0.55
"""Pages that cost no more than that on average fit: nothing further is tried."""
GUESSES = 4
"""So many page lengths are tried on the whole body with the commonest spaces,"""
GUESSES_MORE = 1
"""and so many with each of the others."""
MORE_CONTENTS = 2
"""The contents may fill so many pages more than their lines need: they stand in larger type, with space."""
FEW_CUTS = 12
"""Fewer cuts than this leave the page length open."""
BETTER = 3.0
"""A later guess must be so much cheaper to be believed."""
SHORTEST_HALF = 45.0
"""A first half that tells the measure is longer than a heading."""
BODY_PAGE = 3
"""Where the body begins if no hint tells: after the cover and a page of contents."""


@dataclass(frozen=True, slots=True)
class Paging:
    """Where the pages of a run of passages begin."""

    pages: tuple[int | None, ...]
    """The page on which each passage begins; None where nobody knows."""
    begins: dict[int, tuple[int, ...]]
    """Index of a passage -> the pages that begin with it and are not in its text yet."""
    odds: tuple[float, ...]
    """Log-odds that each passage goes on with the one before."""
    print: Print
    """What the page of the print was like."""


def known_paging(passages: Sequence[Passage]) -> Paging:
    """Return the pages of passages that a reader knows the pages of."""
    return Paging(
        tuple(passage.page for passage in passages), {}, (NEVER,) * len(passages), Print(infer_measure(()), 0.0)
    )


def body_paging(passages: Sequence[Passage], hints: Mapping[int, int], opens: frozenset[int]) -> Paging:
    """Return the pages of a transcript's body.

    `hints` are the pages that the contents name for titles (by index), `opens` are the passages with which an article
    or a section begins.
    """
    measure = infer_measure(_halves(passages))
    first = min(hints.values(), default=BODY_PAGE)
    tight = _pieces(passages, measure, hints, opens)
    best: _Guess | None = None
    for space in SPACES:
        guess = _best_lines(_spaced(tight, space), first, most=GUESSES if best is None else GUESSES_MORE)
        if best is None or guess.map.cost < best.map.cost - BETTER:
            best = guess
        if best.map.cost <= GOOD_ENOUGH * len(best.map.starts):
            break
    if best is None:
        return known_paging(passages)
    return _paging(best.map, best.pieces, Print(measure, best.lines))


@dataclass(frozen=True, slots=True)
class _Guess:
    map: PageMap
    pieces: list[Piece]
    lines: float


def _best_lines(pieces: list[Piece], first: int, most: int) -> _Guess:
    """Return the cheapest page map of those with the likeliest page lengths; with few cuts, more are tried."""
    distances = line_distances(pieces)
    if len(distances.cuts) < FEW_CUTS:
        most *= 3
    guesses = [_Guess(map_pages(pieces, lines, first), pieces, lines) for lines in likely_lines(distances)[:most]]
    return min(guesses, key=lambda guess: guess.map.cost)


def contents_paging(passages: Sequence[Passage], page: Print, body_page: int | None) -> Paging:
    """Return the pages of the contents, which end where the body begins.

    Pages in front of them (the cover, a blank one) begin with the first passage; `body_page` is the page on which the
    body begins, None where no hint tells.
    """
    pieces = _pieces(passages, page.measure, {}, frozenset())
    if body_page is None or not pieces:
        return _paging(map_pages(pieces, page.lines, 2), pieces, page)
    # The body's first page is what the last page of the contents must end in front of.
    body = Piece(0.0, TABLE_GOES_ON, hint=body_page, opens=True)
    most = math.ceil(sum(piece.lines for piece in pieces) / page.lines) + MORE_CONTENTS
    maps = [map_pages([*pieces, body], page.lines, first) for first in range(max(2, body_page - most), body_page)]
    cheapest = min(maps, key=lambda candidate: candidate.cost, default=map_pages(pieces, page.lines, 2))
    starts = {at: number for at, number in cheapest.starts.items() if at < len(pieces) and number < body_page}
    paging = _paging(PageMap(starts, cheapest.cost), pieces, page)
    first = paging.pages[0] or 2
    return Paging(paging.pages, {**paging.begins, 0: tuple(range(2, first + 1))}, paging.odds, page)


def _halves(passages: Sequence[Passage]) -> list[str]:
    """Return the first halves of paragraphs that a page end certainly cut: they end in the air, and are longer than a
    heading or have a comma or a stop inside."""
    return [
        passage.text.plain
        for passage, following in itertools.pairwise(passages)
        if _is_plain_text(passage)
        and _is_plain_text(following)
        and (width(passage.text.plain) > SHORTEST_HALF or _SENTENCE.search(passage.text.plain[:-1]))
        and ending(passage.text.plain) in ("open", "comma")
        and ending(following.text.plain) == "stop"
    ]


def _is_plain_text(passage: Passage) -> bool:
    return passage.rows is None and passage.mark is None and not passage.strong and bool(passage.text.plain)


def _pieces(
    passages: Sequence[Passage],
    measure: float,
    hints: Mapping[int, int],
    opens: frozenset[int],
) -> list[Piece]:
    pieces: list[Piece] = []
    for index, passage in enumerate(passages):
        above = passages[index - 1] if index else None
        odds = joined_odds(above, passage, measure) if above is not None else NEVER
        gap = above is not None and above.rows is None and has_gap(passage)
        opening = index in opens
        if passage.rows is not None:
            odds = TABLE_GOES_ON if above is not None and above.rows is not None else NEVER
            height = float(sum(row_lines(passage.rows, measure)))
            pieces.append(Piece(height, odds, opens=opening, unsure=True, gap=gap))
            continue
        text = passage.text.plain
        heading = odds < 0 and width(text) <= measure and ending(text) != "stop"
        height = float(line_count(text, measure))
        title = opening or index in hints or bool(SOURCE_LINE.match(text))
        gap = gap or names_picture(passage)
        pieces.append(Piece(height, odds, hints.get(index), opening, heading, title, gap=gap))
    return pieces


def _spaced(pieces: Sequence[Piece], space: Space) -> list[Piece]:
    """Return the pieces with space round titles and headings."""
    if space == SPACES[0]:
        return list(pieces)
    return [
        replace(piece, lines=piece.lines + (space.heading if piece.hint is None else space.title))
        if piece.hint is not None or (piece.heading and not piece.opens)
        else piece
        for piece in pieces
    ]


def _paging(found: PageMap, pieces: Sequence[Piece], page: Print) -> Paging:
    begins: dict[int, tuple[int, ...]] = {}
    last: int | None = None
    for index, number in found.starts.items():
        begins[index] = tuple(range(last + 1, number + 1)) if last is not None and number > last else (number,)
        last = number
    return Paging(tuple(pages_of(found.starts, len(pieces))), begins, tuple(piece.odds for piece in pieces), page)


def placed(passages: Sequence[Passage], paging: Paging) -> list[Passage]:
    """Return the passages with their pages, and with the pages that begin with them in their texts."""
    found = []
    for index, passage in enumerate(passages):
        passage = opened(passage, paging.begins.get(index, ()))
        page = paging.pages[index]
        found.append(passage if passage.page == page else replace(passage, page=page))
    return found
