"""Rules -> nets: which rules of a page hang together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.importing.pdf.elements import Box

TOUCH = 3.0
"""Points by which rules may miss each other and still meet, and within which they are one."""
_OPEN_WALLS = 3
"""Upright rules of a table whose upper or lower end stands on another page."""
_NARROWEST, _WIDEST = 16.0, 150.0
"""Points of a cell over all rows of a page at least (a nearer rule stands in the gutter) and at most."""

Net = tuple[list[Box], list[Box]]
"""Level rules and upright ones that hang together."""


def find_nets(rules: Sequence[Box], most: int) -> Iterable[Net]:
    """Return the nets that a page's rules make; none where more than `most` are level or upright."""
    level = _merged([rule for rule in rules if rule.width >= rule.height], True)
    upright = _merged([rule for rule in rules if rule.width < rule.height], False)
    if max(len(level), len(upright)) > most:
        return ()
    return _with_lone_walls(list(_nets(level, upright)), upright)


def _merged(rules: list[Box], level: bool) -> list[Box]:
    """Join rules that lie in one line and touch."""

    def line(box: Box) -> float:
        return (box.y0 + box.y1) / 2 if level else (box.x0 + box.x1) / 2

    def start(box: Box) -> float:
        return box.x0 if level else box.y0

    rows: list[list[Box]] = []
    for rule in sorted(rules, key=line):
        if rows and line(rule) - line(rows[-1][0]) <= TOUCH / 2:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    merged: list[Box] = []
    for row in rows:
        row.sort(key=start)
        current = row[0]
        for rule in row[1:]:
            end = current.x1 if level else current.y1
            if start(rule) <= end + TOUCH:
                current = current.join(rule)
            else:
                merged.append(current)
                current = rule
        merged.append(current)
    return merged


def _nets(level: list[Box], upright: list[Box]) -> Iterable[Net]:
    """Yield groups of rules that hang together."""
    parent = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for number, across in enumerate(level):
        for other, down in enumerate(upright):
            if across.meets(down, TOUCH):
                parent[root(number)] = root(len(level) + other)
    nets: dict[int, Net] = {}
    for number, across in enumerate(level):
        nets.setdefault(root(number), ([], []))[0].append(across)
    for other, down in enumerate(upright):
        nets.setdefault(root(len(level) + other), ([], []))[1].append(down)
    lone = [down_net[0] for across_net, down_net in nets.values() if not across_net]
    for across_net, down_net in nets.values():
        if (len(across_net) >= 2 and down_net) or (across_net and len(down_net) >= _OPEN_WALLS):
            yield across_net, down_net + [wall for wall in lone if _stands_along(wall, down_net)]


def _stands_along(wall: Box, walls: Sequence[Box]) -> bool:
    """Tell whether an upright rule stands among a table's and is as high as all of them: between them is a cell that
    goes through a page from end to end, so that no level rule tells of it."""
    top, bottom = min(rule.y0 for rule in walls), max(rule.y1 for rule in walls)
    among = min(rule.x0 for rule in walls) < wall.x0 < max(rule.x0 for rule in walls)
    return among and abs(wall.y0 - top) <= TOUCH and abs(wall.y1 - bottom) <= TOUCH


def _with_lone_walls(nets: Sequence[Net], upright: Sequence[Box]) -> Iterable[Net]:
    """Yield nets with the outer walls that no level rule reaches: beside them a cell covers all rows of the page."""
    held = {id(wall) for _, down in nets for wall in down}
    lone = [wall for wall in upright if id(wall) not in held]
    for across, down in nets:
        top, bottom = min(wall.y0 for wall in down), max(wall.y1 for wall in down)
        left, right = min(wall.x0 for wall in down), max(wall.x1 for wall in down)
        beside = [
            wall
            for wall in lone
            if abs(wall.y0 - top) <= TOUCH
            and abs(wall.y1 - bottom) <= TOUCH
            and (_NARROWEST < left - wall.x1 <= _WIDEST or _NARROWEST < wall.x0 - right <= _WIDEST)
        ]
        yield across, [*down, *beside]
