"""How alike two prints of one title are."""

from __future__ import annotations

from difflib import SequenceMatcher

LIKE = 0.75
"""Two prints of one title share at least so much of their folded text (seen: `!!` and `！！`, `管` without its
`理`)."""
SHARED = 0.6
"""Two texts that share fewer of their different characters are not compared further."""


def title_likeness(printed: str, title: str) -> float:
    """Return how alike two folded titles are, 0 where they surely are two."""
    if printed == title:
        return 1.0
    if abs(len(printed) - len(title)) > max(3, len(title) // 4):
        return 0.0
    characters = set(title)
    if len(characters.intersection(printed)) < SHARED * len(characters):
        return 0.0
    matcher = SequenceMatcher(None, printed, title, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= LIKE else 0.0
