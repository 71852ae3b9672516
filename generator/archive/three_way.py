"""Three-way merge: what two sides made of one base, put together unit by unit.

Each side is aligned with the base: a unit of the base is as it was, changed, or gone, and between two of them stands
what the side put in. Where only one side did something, that is taken; where both did the same, it is taken once;
where they differ, our side stays in place and the conflict is told with all three versions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from generator.likeness import likeness_of, pairs_of

SIMILAR = 0.4
"""From this share of common pairs of characters on, two units are one that was changed: a corrected paragraph has 0.9,
two paragraphs about one drug 0.2."""
LARGEST_TABLE = 10_000
"""Pairs of units that are compared one by one; a larger stretch has been written anew and is paired by its order."""

Origin = Literal["both", "ours", "theirs"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that both sides changed, and not in the same way."""

    base: tuple[str, ...]
    """The units as they were; none where both sides put something in."""
    ours: tuple[str, ...]
    """Our side's units, which stay in place; none where our side removed them."""
    theirs: tuple[str, ...]
    """The other side's units; none where it removed them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the merge."""

    units: tuple[str, ...]
    """The units that stand there; none where both sides, or one without the other's objection, removed them."""
    origin: Origin
    """Whose they are."""
    conflicts: tuple[Conflict, ...] = ()
    """What the sides do not agree on here."""


@dataclass(frozen=True, slots=True)
class _Aligned:
    """A side, seen from the base."""

    counterparts: tuple[str | None, ...]
    """What became of each unit of the base; None where it is gone."""
    added: tuple[tuple[str, ...], ...]
    """What was put in before each unit of the base, and after the last."""


def by_itself(units: Sequence[str]) -> Sequence[str]:
    """Let every unit be known by its words alone."""
    return units


def merge(
    base: Sequence[str],
    ours: Sequence[str],
    theirs: Sequence[str],
    separator: str = "",
    known_by: Callable[[Sequence[str]], Sequence[str]] = by_itself,
) -> list[Piece]:
    """Return the merge of two sides that both come from `base`.

    `known_by` returns what each unit of a side is recognised by: its words, and where the same words stand in many
    places, something of the place.

    With a `separator` a unit that both sides changed is taken apart at it and merged part by part, so that two rows of
    a table can be changed by two sides.
    """
    known = known_by(base)
    left, right = _align(base, ours, known, known_by(ours)), _align(base, theirs, known, known_by(theirs))
    pieces: list[Piece] = []
    for place, unit in enumerate(base):
        pieces += _added(left, right, place)
        pieces.append(_changed(unit, left.counterparts[place], right.counterparts[place], separator))
    pieces += _added(left, right, len(base))
    return pieces


def _added(left: _Aligned, right: _Aligned, place: int) -> Iterator[Piece]:
    """Yield what the sides put in before a unit of the base, or after the last."""
    ours, theirs = left.added[place], right.added[place]
    lacking = tuple(unit for unit in theirs if unit not in ours)
    if not ours and theirs:
        if left.counterparts[max(place - 1, 0) : place + 1] == (None, None):
            yield Piece((), "ours", (Conflict((), (), theirs),))  # our side removed all that it belongs to
        else:
            yield Piece(theirs, "theirs")
    elif ours:
        yield Piece(ours, "ours", (Conflict((), ours, lacking),) if lacking else ())


def _changed(base: str, ours: str | None, theirs: str | None, separator: str) -> Piece:
    """Return what becomes of one unit of the base."""
    if ours == theirs:
        return Piece(_there(ours), "both")
    if ours == base:
        return Piece(_there(theirs), "theirs")
    if theirs == base:
        return Piece(_there(ours), "ours")
    if separator and ours is not None and theirs is not None:
        parts = base.split(separator), ours.split(separator), theirs.split(separator)
        if max(map(len, parts)) > 1:
            return _put_together(merge(*parts), separator)
    return Piece(_there(ours), "ours", (Conflict((base,), _there(ours), _there(theirs)),))


def _put_together(pieces: Sequence[Piece], separator: str) -> Piece:
    conflicts = tuple(conflict for piece in pieces for conflict in piece.conflicts)
    return Piece((separator.join(unit for piece in pieces for unit in piece.units),), "ours", conflicts)


def _there(unit: str | None) -> tuple[str, ...]:
    return () if unit is None else (unit,)


def _align(base: Sequence[str], side: Sequence[str], known: Sequence[str], known_side: Sequence[str]) -> _Aligned:
    pairs = dict(_pairs(base, side, known, known_side))
    counterparts: list[str | None] = []
    added: list[tuple[str, ...]] = []
    at = 0
    for place in range(len(base)):
        to = pairs.get(place)
        if to is None:
            # What replaces a unit that is gone stands in its place, before whatever is gone behind it.
            following = next((pairs[later] for later in range(place, len(base)) if later in pairs), len(side))
            added.append(tuple(side[at:following]))
            at = following
            counterparts.append(None)
        else:
            added.append(tuple(side[at:to]))
            at = to + 1
            counterparts.append(side[to])
    added.append(tuple(side[at:]))
    return _Aligned(tuple(counterparts), tuple(added))


def _pairs(
    base: Sequence[str], side: Sequence[str], known: Sequence[str], known_side: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """Yield the places of units in the base and in a side that are the same or a changed one, in order."""
    matcher = SequenceMatcher(None, known, known_side, autojunk=False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(range(first, last), range(begin, end), strict=True)
        elif tag == "replace":
            for old, new in _similar_pairs(base[first:last], side[begin:end]):
                yield first + old, begin + new


def _similar_pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs of similar units, in order in both, with the greatest similarity in sum."""
    if len(old) * len(new) > LARGEST_TABLE:
        return [(place, place) for place in range(min(len(old), len(new)))]
    olds, news = [pairs_of(unit) for unit in old], [pairs_of(unit) for unit in new]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike = [[likeness_of(one, other) for other in news] for one in olds]
    for row in range(len(old) - 1, -1, -1):
        for column in range(len(new) - 1, -1, -1):
            pair = alike[row][column]
            best[row][column] = max(
                best[row + 1][column],
                best[row][column + 1],
                pair + best[row + 1][column + 1] if pair >= SIMILAR else 0.0,
            )
    found = []
    row = column = 0
    while row < len(old) and column < len(new):
        if best[row][column] == best[row + 1][column]:
            row += 1
        elif best[row][column] == best[row][column + 1]:
            column += 1
        else:
            found.append((row, column))
            row, column = row + 1, column + 1
    return found
