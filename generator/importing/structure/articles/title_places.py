"""Where the titles of the contents stand in the body: each line is weighed, and all titles are placed at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.importing.passage import Passage
from generator.importing.structure.blocks.units import begins_page
from generator.importing.structure.contents.likeness import LIKE, title_likeness
from generator.importing.structure.contents.printed_titles import LONGEST, MOST_LINES
from generator.importing.structure.contents.reading import ContentsEntry
from generator.importing.vocabulary import SOURCE_LINE, folded

SOURCE_WITHIN = 2
"""A source line follows its title within so many passages."""
LONGEST_LABEL = 5
"""Characters beside a source's name in its line."""
OF_DATA = re.compile(r"^\W*(?:资料|信息)")
"""A source line that names where data come from: it belongs to them."""

UNLIKE = 3.0
"""What a title's likeness to that of the contents weighs: a few characters that are other, or those of another line,
are more than where it stands; half of them would be nothing."""
SOURCED = 0.8
"""What a source line below a title weighs: more than any likeness can."""
ADJOINED = 0.2
"""What a source line, a section's line or 返回目录 above a title weighs, or the beginning of a page."""
HINTED = 0.3
"""What it weighs that a title stands on the page that the contents name."""
SHOWN = 0.1
"""What it weighs that a title looks otherwise than running text."""
EQUAL = 1e-9
"""Sums of weights that differ by no more are equal: the first place counts."""


@dataclass(frozen=True, slots=True)
class TitlePlace:
    """A title of the contents in the body."""

    begin: int
    """The passage with which it begins."""
    finish: int
    """The passage after its last."""
    worth: float
    """How much speaks for it."""


@dataclass(frozen=True, slots=True)
class _Chain:
    """Titles that are placed below each other, the last first."""

    number: int
    """The entry of the last one."""
    place: TitlePlace
    """Where it stands."""
    before: _Chain | None
    """Those above it."""


def find_titles(
    body: Sequence[Passage], entries: Sequence[ContentsEntry], between: Sequence[bool]
) -> list[TitlePlace | None]:
    """Return where each entry's title stands, in the order of both; None where nothing is like it. `between` says of
    each passage whether it stands between articles: a section's line, a source, 返回目录.

    A line that is like one title may be another's: a heading says what an article further on is called, two articles
    have one title. So no title is placed alone, but all of them as it speaks most for them together.
    """
    prints = ["" if other else _print(passage) for passage, other in zip(body, between, strict=True)]
    best: list[tuple[float, _Chain | None]] = [(0.0, None)] * (len(body) + 1)
    for number, entry in enumerate(entries):
        following = list(best)
        for place in _candidates(body, prints, entry, between):
            worth, chain = best[place.begin]
            if worth + place.worth > following[place.finish][0] + EQUAL:
                following[place.finish] = (worth + place.worth, _Chain(number, place, chain))
        for index in range(1, len(following)):
            if following[index][0] <= following[index - 1][0] + EQUAL:
                following[index] = following[index - 1]
        best = following
    found: list[TitlePlace | None] = [None] * len(entries)
    chain = best[-1][1]
    while chain is not None:
        found[chain.number] = chain.place
        chain = chain.before
    return found


def _candidates(
    body: Sequence[Passage], prints: Sequence[str], entry: ContentsEntry, between: Sequence[bool]
) -> Iterator[TitlePlace]:
    """Yield the places whose lines are like a title."""
    title = folded(entry.title)
    if not title:
        return
    for begin in range(len(body)):
        if not prints[begin]:
            continue
        adjoined = not begin or between[begin - 1] or begins_page(body[begin])
        printed = ""
        for finish in range(begin + 1, min(begin + MOST_LINES, len(body)) + 1):
            if not prints[finish - 1]:
                break
            printed += prints[finish - 1]
            if len(printed) > 2 * len(title) + 4:
                break
            likeness = title_likeness(printed, title)
            if likeness >= LIKE:
                yield TitlePlace(begin, finish, likeness + _evidence(body, begin, finish, entry, adjoined=adjoined))


def _print(passage: Passage) -> str:
    """Return what a passage prints, folded; nothing where it is no title's line."""
    text = passage.text.plain
    return "" if passage.rows is not None or len(text) > LONGEST else folded(text)


def _evidence(body: Sequence[Passage], begin: int, finish: int, entry: ContentsEntry, *, adjoined: bool) -> float:
    """Return what speaks for a title's place besides its words."""
    return (
        (SOURCED if source_below(body, finish, entry.source) is not None else 0.0)
        + (ADJOINED if adjoined else 0.0)
        + (HINTED if entry.page is not None and body[begin].page == entry.page else 0.0)
        + (SHOWN if body[begin].apart else 0.0)
    )


def source_below(body: Sequence[Passage], finish: int, source: str = "") -> int | None:
    """Return where a title's source line stands below it: with its label, or, right below the title, as the contents
    name the `source`, with some other word before it. One that names where data come from counts only right below."""
    for index in range(finish, min(finish + SOURCE_WITHIN, len(body))):
        text = body[index].text.plain
        if index == finish and says_source(text, source):
            return index
        if SOURCE_LINE.match(text) and (index == finish or not OF_DATA.match(text)):
            return index
    return None


def says_source(text: str, source: str) -> bool:
    """Say whether a line is a source, as the contents name it, and at most a word beside it (转自：…, 文/…)."""
    words, name = folded(text), folded(source)
    return bool(name) and name in words and len(words) - len(name) <= LONGEST_LABEL
