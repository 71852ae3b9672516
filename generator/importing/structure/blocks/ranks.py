"""The levels of an article's headings: by nesting, not by what the source marked page by page."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.importing.vocabulary import enumerator, enumerator_value, label

MOSTLY = 0.7
"""A series of single lines may have so few exceptions."""
DEEPEST = 3
"""The model knows three levels."""
TRUSTED = 0.9
"""Marks are trusted where so large a share of an issue's enumerated headings has the mark that its kind mostly has."""
FEWEST_TRUSTED = 8
"""Fewer enumerated headings than this prove nothing about the marks."""
FEWEST_ORDERED = 2
"""So often one look comes before another where it stands above it."""
TEXT_LIKE = "like text"
"""The kind of headings that look like running text beside others that do not: they stand below those."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as the ranking sees it."""

    text: str
    """Its words."""
    place: int
    """Index of its first unit."""
    end: int
    """Index after its last unit: a heading at this index follows directly."""
    mark: int | None = None
    """The rank that the source marks."""
    size: float | None = None
    """Size of its type, where known."""
    strong: bool | None = None
    """Whether it is bold, where known."""
    look: str | None = None
    """What its characters look like, where known."""
    apart: bool | None = None
    """Whether it looks otherwise than running text, where known."""
    lines: int = 1
    """On how many lines it is printed."""


Order = frozenset[tuple[str, str]]
"""Pairs of looks of which the first stands above the second throughout an issue."""


def levels(headings: Sequence[Heading], *, trusted_marks: bool = False, order: Order = frozenset()) -> list[int]:
    """Return the level of each heading of an article, 1 for the top.

    Headings of one kind share a level. A kind that is new is one level below the heading before it; a kind that was
    there before closes what lies between. Kinds are enumerators, types of the print where known, marks where they are
    to be trusted, and series of headings with one label or ending. Headings that look like the text stand below all
    that do not. `order` is what the issue says of looks of one size.
    """
    if not headings:
        return []
    kinds = _kinds(headings, order, trusted_marks=trusted_marks)
    stack: list[str] = []
    found: list[int] = []
    for index in range(len(kinds)):
        kind = kinds[index]
        if index and kind == kinds[index - 1] == "plain" and headings[index].place == headings[index - 1].end:
            below = f"{kind}/below"
            if _opens(headings[index - 1]):
                kinds[index + 1 :] = [below if later == kind else later for later in kinds[index + 1 :]]
            kind = below
        elif stack and stack[-1].endswith("/below") and headings[index].place == headings[index - 1].end:
            stack.pop()
        if kind in stack:
            del stack[stack.index(kind) + 1 :]
        else:
            if not kind.startswith(TEXT_LIKE):
                stack = [above for above in stack if not above.startswith(TEXT_LIKE)]
            if _is_sibling(kinds, index, stack):
                stack.pop()
            stack.append(kind)
        found.append(min(len(stack), DEEPEST))
    return found


def _opens(heading: Heading) -> bool:
    """A heading that ends in a colon opens those below it (seen: 智慧医保应用中的注意要点：)."""
    return heading.text.endswith(("：", ":"))


def _is_sibling(kinds: Sequence[str], index: int, stack: Sequence[str]) -> bool:
    """A plain heading after an enumerated one that never comes again closes it (a conclusion after 一、二、三)."""
    if not stack or kinds[index] != "plain" or stack[-1] == "plain":
        return False
    return stack[-1] not in kinds[index:] and len(stack) == 1 and stack[-1] in ("han", "part", "decimal")


def _kinds(headings: Sequence[Heading], order: Order, *, trusted_marks: bool) -> list[str]:
    like_text = [heading.apart is False for heading in headings]
    if all(like_text):
        return _kinds_by_words(headings, trusted_marks=trusted_marks)
    apart = [heading for heading, like in zip(headings, like_text, strict=True) if not like]
    looks = _looks(apart, order)
    if looks is not None:
        found = [f"type {look} {enumerator(heading.text)[0]}" for look, heading in zip(looks, apart, strict=True)]
    else:
        found = _kinds_by_words(apart, trusted_marks=trusted_marks)
    kinds = iter(found)
    return [
        f"{TEXT_LIKE} {enumerator(heading.text)[0]}" if like else next(kinds)
        for heading, like in zip(headings, like_text, strict=True)
    ]


def _kinds_by_words(headings: Sequence[Heading], *, trusted_marks: bool) -> list[str]:
    kinds = []
    for heading in headings:
        kind, _ = enumerator(heading.text)
        if not kind and trusted_marks and heading.mark is not None:
            kind = f"mark {heading.mark}"
        kinds.append(kind or "plain")
    if "plain" in kinds:
        series = _series(headings, kinds)
        kinds = [f"series {series[index]}" if index in series else kind for index, kind in enumerate(kinds)]
    return kinds


def _looks(headings: Sequence[Heading], order: Order) -> list[str] | None:
    """Return each heading's look, where the print has more than one and that of the first heading is the highest."""
    if any(heading.size is None for heading in headings):
        return None
    looks = _one_look_a_count(headings)
    if len(set(looks)) == 1 or any(_is_above(heading, headings[0], order) for heading in headings[1:]):
        return None
    return looks


def _is_above(heading: Heading, other: Heading, order: Order) -> bool:
    """Tell whether a heading's look stands above that of another: it is larger, or else as the issue has it, or else
    bold."""
    looks = (heading.look or "", other.look or "")
    if _size(heading) != _size(other) or looks == looks[::-1]:
        return _size(heading) > _size(other)
    if looks in order or looks[::-1] in order:
        return looks in order
    return bool(heading.strong) and not other.strong


def _size(heading: Heading) -> float:
    return round((heading.size or 0.0) * 2) / 2


def order_of_looks(articles: Sequence[Sequence[Heading]]) -> Order:
    """Return how an issue orders looks of one size, by the headings of its articles: one that stands above another
    comes first in articles that have both, and the other one may follow it directly. A government's paper has regular
    headings of another typeface above bold ones."""
    votes: Counter[tuple[str, str]] = Counter()
    for headings in articles:
        known = [heading for heading in headings if heading.look and heading.apart is not False]
        firsts = {heading.look: heading for heading in reversed(known)}
        pairs = list(itertools.combinations(sorted(firsts.values(), key=lambda heading: heading.place), 2))
        pairs += [(one, other) for one, other in itertools.pairwise(known) if one.end == other.place]
        votes.update(
            (one.look or "", other.look or "")
            for one, other in pairs
            if one.look != other.look and _size(one) == _size(other)
        )
    return frozenset(
        pair
        for pair, count in votes.items()
        if count >= FEWEST_ORDERED and count >= MOSTLY * (count + votes[pair[::-1]])
    )


def _one_look_a_count(headings: Sequence[Heading]) -> list[str]:
    """Return the headings' looks, where those that count on – 二、 after 一、 – share one: a slip of weight or
    typeface is no rank."""
    looks = [heading.look or "" for heading in headings]
    last: dict[str, tuple[int, int]] = {}
    for index, heading in enumerate(headings):
        kind, characters = enumerator(heading.text)
        value = enumerator_value(characters) if kind else None
        if value is None:
            continue
        before, number = last.get(kind, (index, value))
        if value == number + 1 and headings[before].size == heading.size:
            looks = [looks[before] if look == looks[index] else look for look in looks]
        last[kind] = (index, value)
    return looks


def _series(headings: Sequence[Heading], kinds: Sequence[str]) -> dict[int, str]:
    """Return the plain headings that are a series above the others: index -> the series' name.

    The article's first plain heading is one of them, and others stand between them. A series has one label
    (关键词：…, 药品违规一：…), or one ending (…“青铜时代”, …“白银时代”), or labels where the others have none
    (探索：…, 观点：…), or single lines that are always followed by a heading on two.
    """
    plain = [index for index, kind in enumerate(kinds) if kind == "plain"]
    texts = {index: headings[index].text for index in plain}
    first = plain[0]
    followed = [i for i in plain if headings[i].lines == 1 and i + 1 < len(headings)]
    followed = [i for i in followed if headings[i].end == headings[i + 1].place and headings[i + 1].lines > 1]
    candidates = (
        ("label", 2, [i for i in plain if label(texts[i]) and label(texts[i]) == label(texts[first])]),
        ("ending", 3, [i for i in plain if _ending(texts[i]) and _ending(texts[i]) == _ending(texts[first])]),
        ("labelled", 2, [i for i in plain if label(texts[i])]),
        ("single line", 2, followed if len(followed) >= MOSTLY * sum(headings[i].lines == 1 for i in plain) else []),
    )
    for name, fewest, members in candidates:
        apart = any(later - earlier > 1 for earlier, later in itertools.pairwise(members))
        if len(members) >= fewest and first in members and len(members) < len(plain) and apart:
            return dict.fromkeys(members, name)
    return {}


def _ending(text: str) -> str:
    inner = text.rstrip("”’」』）)】》")
    return inner[-2:] + text[len(inner) :] if len(inner) >= 4 else ""


def marks_are_trusted(headings: Sequence[tuple[str, int | None]]) -> bool:
    """Say whether an issue's marks follow the headings' ranks: those of one enumerator mostly have one mark.

    Takes each heading's text and mark. The five real issues' marks do not; a transcript from a careful tool may.
    """
    by_kind: dict[str, Counter[int]] = {}
    for text, mark in headings:
        kind, characters = enumerator(text)
        if mark is not None and kind and enumerator_value(characters) is not None:
            by_kind.setdefault(kind, Counter())[mark] += 1
    total = sum(counts.total() for counts in by_kind.values())
    usual = sum(max(counts.values()) for counts in by_kind.values())
    ranks = {max(counts, key=lambda mark: counts[mark]) for counts in by_kind.values()}
    return total >= FEWEST_TRUSTED and usual >= TRUSTED * total and len(ranks) >= 2
