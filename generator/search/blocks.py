"""Blocks: which issues share their shards.

The shards of one block hold the grams of its issues, so a query asks every block, and a new issue rewrites the block
that it joins. Few blocks make few requests; small blocks make small changes. Issues are gathered half-way:

- A season is the issues 1 to 54 of a year (a weekly's whole year), 55 to 108, and so on.
- The newest season is a block of its own: the only one that a new issue rewrites.
- Older seasons are joined, oldest first, to blocks of at most CLOSED_ISSUES issues. Such a block never changes once
  the next one is begun.
- The last season but one joins them in the middle of the newest season, so that the first issue of a year does not
  rewrite the years before it. This is the one week in a year in which a closed block grows.
- An archive of up to SMALL_ARCHIVE issues is one block.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.search.summary import ORDERS, PARTITIONS, IssueSummary

SEASON_ISSUES = 54
"""A year of a weekly has 52 or 53 issues; one more for a special."""

CLOSED_ISSUES = 1040
"""Twenty years of a weekly."""

SMALL_ARCHIVE = 54
"""An archive that is no larger than a season needs no parts."""

MID_SEASON = 27
"""From this issue of a season on, the season before it is closed."""

PAIRS_PER_SHARD = 6000
"""(gram, article) pairs of a shard at the most on average: about four kilobytes. Fewer would save bytes of a first
query and cost files; more the reverse."""

VERSION_BYTES = 5
"""Bytes of a block's version: 40 bits, enough for one archive's history."""


@dataclass(frozen=True, slots=True)
class Block:
    """Issues whose grams share their shards."""

    name: str
    """Its folder under `search/`: the ids of its first issue and, once closed, of its last."""
    version: str
    """Changes with its content; browsers keep its files under it."""
    issues: tuple[IssueSummary, ...]
    """Its issues, oldest first."""


def plan(issues: Iterable[IssueSummary]) -> tuple[Block, ...]:
    """Return the blocks of an archive, oldest first; depends on the set of issues, not on their order."""
    ordered = sorted(issues, key=lambda issue: (issue.year, issue.number, issue.id))
    if len(ordered) <= SMALL_ARCHIVE:
        return (_block(ordered, closed=False),) if ordered else ()
    seasons = [list(group) for _, group in groupby(ordered, key=_season)]
    newest = seasons.pop()
    mid_season = (newest[-1].number - 1) % SEASON_ISSUES + 1 >= MID_SEASON
    waiting = [] if mid_season or not seasons else [seasons.pop()]
    closed = [_block(group, closed=True) for group in _gathered(seasons)]
    return (*closed, *(_block(season, closed=False) for season in (*waiting, newest)))


def shard_counts(block: Block) -> tuple[int, ...]:
    """Return how many shards each of ORDERS has in a block: a power of two, PARTITIONS or more."""
    counts = []
    for order in range(len(ORDERS)):
        pairs = sum(issue.pairs[order] for issue in block.issues)
        shards = PARTITIONS
        while shards * PAIRS_PER_SHARD < pairs:
            shards *= 2
        counts.append(shards)
    return tuple(counts)


def _season(issue: IssueSummary) -> tuple[int, int]:
    return issue.year, (issue.number - 1) // SEASON_ISSUES


def _gathered(seasons: Sequence[list[IssueSummary]]) -> list[list[IssueSummary]]:
    groups: list[list[IssueSummary]] = []
    for season in seasons:
        if groups and len(groups[-1]) + len(season) <= CLOSED_ISSUES:
            groups[-1] += season
        else:
            groups.append(list(season))
    return groups


def _block(issues: Sequence[IssueSummary], *, closed: bool) -> Block:
    told = repr([(issue.id, issue.cards, issue.digest) for issue in issues])
    version = hashlib.blake2b(told.encode(), digest_size=VERSION_BYTES).hexdigest()
    first, last = issues[0].id, issues[-1].id
    return Block(f"{first}_{last}" if closed else first, version, tuple(issues))
