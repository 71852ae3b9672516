"""How alike two texts are: what tells a corrected title or paragraph from another one."""

from __future__ import annotations


def pairs_of(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters in a text, which stand for it in `likeness_of`."""
    return frozenset(text[at : at + 2] for at in range(len(text))) or frozenset({""})


def likeness_of(one: frozenset[str], other: frozenset[str]) -> float:
    """Return Dice's coefficient of two sets: the share of what both have, from 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other))


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1, by the pairs of characters that both have."""
    return likeness_of(pairs_of(one), pairs_of(other))
