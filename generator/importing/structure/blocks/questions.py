"""Which questions open a part of an article, and which are running text."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from generator.importing.structure.blocks.units import Unit, is_marked_heading
from generator.importing.structure.pages.layout import width
from generator.importing.vocabulary import TWO_PARTS, enumerator

LONGEST_QUESTION = 36.0
"""A question that opens a part is short (seen: 22 to 43 with an enumerator, 8 to 17 without)."""
LONGEST_LIKE_HEADINGS = 22.0
"""A question that is a heading only because the article's others look like the text, too (seen: 9 to 21; running
questions 25 to 28)."""
FEWEST_PARALLEL = 2
"""More questions than this, apart from each other, are a series of openers."""
FEWEST_SHARED = 4
"""Two questions that share so many characters at their ends are such a series (seen: 如何将…传下来？,
如何让…活起来？)."""
FEWEST_PLAIN = 2
"""So many headings without number or mark show that the article's headings look like its text."""
MOST_QUESTIONS = 2
"""A question may head another."""

_TAKES_UP = re.compile(r"^(?:那|但|可|而|这|其|他|她|它|于是|所以|因此|难道|为什么|怎么办)|[”’」』]$")
"""How a question begins that goes on with what was said, and how speech ends."""


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions of an article that may be headings, by the numbers of their units."""

    loose: frozenset[int]
    """Those that the source does not mark as headings."""
    apart: tuple[int, ...]
    """Those that are short and stand next to no loose one."""


def find_questions(found: Sequence[int], units: Sequence[Unit]) -> Questions:
    """Return the questions of an article, `found` by the numbers of their units."""
    loose = frozenset(index for index in found if not is_marked_heading(units[index]))
    apart = (
        index
        for index in found
        if width(units[index].plain) <= LONGEST_QUESTION and not (index in loose and _touches(index, loose))
    )
    return Questions(loose, tuple(apart))


def is_parallel_question(index: int, units: Sequence[Unit], questions: Questions) -> bool:
    """Questions open parts where several stand apart from each other, each with a paragraph after it.

    Questions that follow each other directly are running text (seen: three of them, answered in one), unless the
    source marks the other one as a heading.
    """
    if _touches(index, questions.loose) or index + 1 >= len(units) or not units[index + 1].is_text:
        return False
    text = units[index].plain
    if TWO_PARTS.search(text):
        return True
    if len(questions.apart) > FEWEST_PARALLEL:
        return True
    others = (units[other].plain for other in questions.apart if other != index)
    return any(_share(text, other) >= FEWEST_SHARED for other in others)


def _touches(index: int, questions: Container[int]) -> bool:
    return index - 1 in questions or index + 1 in questions


def _share(first: str, second: str) -> int:
    """Return how many characters two texts share at the start and at the end."""
    head = 0
    while head < min(len(first), len(second)) and first[head] == second[head]:
        head += 1
    tail = 0
    while tail < min(len(first), len(second)) - head and first[-1 - tail] == second[-1 - tail]:
        tail += 1
    return head + tail


def add_plain_questions(flags: list[bool], kinds: Sequence[str], units: Sequence[Unit]) -> None:
    """Add questions as short as headings, in an article whose headings nothing but their words shows. One may head
    another; three below each other are running text, as is one that takes up what was said (那…、但…)."""
    plain = [unit for unit, flag in zip(units, flags, strict=True) if flag and not enumerator(unit.plain)[0]]
    if len(plain) < FEWEST_PLAIN or any(is_marked_heading(unit) for unit in plain):
        return
    asks = [kind == "question" and not flag for kind, flag in zip(kinds, flags, strict=True)]
    for start, end in _runs(asks):
        run = units[start:end]
        below = units[end] if end < len(units) else None
        if len(run) > MOST_QUESTIONS or below is None or not below.is_text or flags[end]:
            continue
        if all(width(unit.plain) <= LONGEST_LIKE_HEADINGS and not _TAKES_UP.search(unit.plain) for unit in run):
            flags[start:end] = [True] * len(run)


def _runs(flags: Sequence[bool]) -> list[tuple[int, int]]:
    """Return where stretches of true flags begin and end."""
    edges = [
        index
        for index in range(len(flags) + 1)
        if (index < len(flags) and flags[index]) != (index > 0 and flags[index - 1])
    ]
    return list(zip(edges[::2], edges[1::2], strict=True))
