"""Running heads, feet and page numbers: found by their recurrence, taken out, told."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from generator.importing.pdf.elements import Page, Run
from generator.importing.pdf.layout.asides import EDGE, Aside
from generator.importing.pdf.layout.lines import Line, build_lines
from generator.importing.pdf.layout.sheets import usual_size
from generator.importing.pdf.layout.watermarks import take_watermarks

_DEEPEST = 3
"""Lines from the edge that are looked at."""
_RECURS = 0.3
"""Share of the pages on which a line stands that is furniture."""
_FEWEST = 3
"""Pages on which it stands at least."""
_DRIFT = 4.0
"""Points by which its height may differ from page to page."""
_DIGITS = re.compile(r"\d+")
_NUMBER_ALONE = re.compile(r"^[\s—–\-·•|/~第页共頁Page.of]*\d{1,4}[\s—–\-·•|/~第页共頁Page.of\d]*$")
_ROMAN_ALONE = re.compile(r"^[\s—–\-·•|/~]*(?P<number>[ivxl]{1,7}|[IVXL]{1,7}|[Ⅰ-ⅿ])[\s—–\-·•|/~]*$")
_SLOT = 0.5
"""Share of the pages that have a line at the place of a head of changing words."""
_SMALLER = 0.95
"""A head is set in at most this share of the running text's size …"""
_APART = 2.2
"""… or stands at least so many sizes away from it."""
_CHANGES = 0.7
"""Different words, as a share of the pages that have them: the title of an article stays for some pages."""
_ALONE = 99.0
"""Distance of a line that stands alone on its page, in sizes."""
_AGREE = 0.6
"""Share of the numbered pages that must agree on the distance between printed and counted number."""

_USUAL_WIDTH = 400.0
"""Width of running text, in points, where there is none."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """What the pages carry besides the text."""

    asides: tuple[Aside, ...]
    """The lines, in the order of the pages."""
    offset: int | None
    """Counted page number less printed one; None where no page prints its number."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A line near the edge of a page."""

    line: Line
    runs: tuple[Run, ...]
    depth: float
    """Distance of its baseline to that edge, which pages of all formats have in common."""
    gap: float
    """Distance to the next line towards the middle of the page, in sizes."""


@dataclass(frozen=True, slots=True)
class _Body:
    """The running text, which is no furniture."""

    size: float
    width: float

    def is_like(self, row: _Row) -> bool:
        """Tell whether a line is a full line of running text; a head may stand at both ends of its line."""
        inked = sum(run.x1 - run.x0 for run in row.runs)
        return abs(row.line.size - self.size) <= 0.05 * self.size and inked >= 0.85 * self.width


def take_out(pages: Sequence[Page]) -> Furniture:
    """Remove heads, feet and page numbers from the pages and return them."""
    found: list[Aside] = _artifacts(pages)
    body = _body(pages)
    for top in (True, False):
        edges = [_edge_rows(page, top) for page in pages]
        texts = _recurring([row for rows in edges for row in rows], len(pages))
        slots = _slots([rows[0] for rows in edges if rows], len(pages), body)
        for page, rows in zip(pages, edges, strict=True):
            gone: set[int] = set()
            for row in rows:
                line = row.line
                recurs = _near(row.depth, texts.get(_key(line), ())) and not body.is_like(row)
                if not recurs and not (row is rows[0] and _near(row.depth, slots)):
                    break
                gone.update(map(id, row.runs))
                found.append(Aside(page.index, line.text, _kind(line.text, top)))
            if gone:
                page.runs = [run for run in page.runs if id(run) not in gone]
    found += take_watermarks(pages, body.size)
    found.sort(key=lambda aside: aside.page)
    return Furniture(tuple(found), _offset(found))


def _body(pages: Sequence[Page]) -> _Body:
    size = usual_size(pages)
    edges = sorted((run.x0, run.x1) for page in pages for run in page.runs if abs(run.size - size) < 0.5)
    if not edges:
        return _Body(size, _USUAL_WIDTH)
    left = edges[len(edges) // 20][0]
    right = sorted(x1 for _, x1 in edges)[len(edges) * 19 // 20]
    return _Body(size, right - left)


def _edge_rows(page: Page, top: bool) -> list[_Row]:
    """Return the lines near one edge, the outermost first."""
    edge = EDGE * page.height
    groups: list[list[Run]] = []
    inner: float | None = None
    visible = [run for run in page.runs if run.text.strip()]
    for run in sorted(visible, key=lambda run: run.y, reverse=not top):
        if groups and abs(groups[-1][0].y - run.y) <= 0.3 * run.size:
            groups[-1].append(run)
        elif len(groups) < _DEEPEST and (run.y < edge if top else run.y > page.height - edge):
            groups.append([run])
        else:
            inner = run.y
            break
    rows = []
    for index, group in enumerate(groups):
        following = groups[index + 1][0].y if index + 1 < len(groups) else inner
        lines = build_lines(group, page.index)
        if len(lines) == 1:
            gap = abs(following - lines[0].y) / lines[0].size if following is not None else _ALONE
            depth = lines[0].y if top else page.height - lines[0].y
            rows.append(_Row(lines[0], tuple(group), depth, gap))
    return rows


def _key(line: Line) -> str:
    text = "".join(line.text.split())
    roman = _ROMAN_ALONE.match(text)
    return text.replace(roman["number"], "#") if roman else _DIGITS.sub("#", text)


def _near(y: float, heights: Sequence[float]) -> bool:
    return any(abs(y - height) <= _DRIFT for height in heights)


def _recurring(rows: Sequence[_Row], pages: int) -> dict[str, tuple[float, ...]]:
    """Return the texts, numbers masked, that recur at one distance from the edge, each with its distances."""
    places: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        places[_key(row.line)].append(row)
    needed = max(_FEWEST, _RECURS * pages)
    recurring: dict[str, tuple[float, ...]] = {}
    for key, members in places.items():
        heights = sorted(row.depth for row in members)
        usual = {
            round(height, 1)
            for height in heights
            if bisect_right(heights, height + _DRIFT) - bisect_left(heights, height - _DRIFT) >= needed
        }
        if not usual and _NUMBER_ALONE.match(members[0].line.text) and _counts_up([row.line for row in members]):
            usual = {round(height, 1) for height in heights}
        if usual:
            recurring[key] = tuple(sorted(usual))
    return recurring


def _slots(outermost: Sequence[_Row], pages: int, body: _Body) -> tuple[float, ...]:
    """Return the distances from the edge at which most pages have a head or foot of changing words: the title of the
    article, say.

    It is smaller than the running text or stands well away from it, and its words change less often than the page.
    """
    heights = sorted(row.depth for row in outermost)
    slots = []
    for height in sorted({round(height) for height in heights}):
        rows = [row for row in outermost if abs(row.depth - height) <= _DRIFT / 2]
        if len(rows) < max(_FEWEST, _SLOT * pages):
            continue
        apart = sum(row.line.size < _SMALLER * body.size or row.gap >= _APART for row in rows)
        words = len({_key(row.line) for row in rows})
        full = sum(body.is_like(row) for row in rows)
        if apart >= 0.8 * len(rows) and words <= _CHANGES * len(rows) and full == 0:
            slots.append(float(height))
    return tuple(slots)


def _counts_up(lines: Sequence[Line]) -> bool:
    """Tell whether the numbers of some pages grow as the pages do."""
    differences = [line.page - int(found[0][:6]) for line in lines if len(found := _DIGITS.findall(line.text)) == 1]
    return len(differences) == len(lines) >= 2 and len(set(differences)) == 1


def _kind(text: str, top: bool) -> str:
    if _NUMBER_ALONE.match(text) or _ROMAN_ALONE.match(text):
        return "page number"
    return "running head" if top else "running foot"


def _artifacts(pages: Sequence[Page]) -> list[Aside]:
    """Take out what the file itself marks as no part of the text, where it does so sparingly."""
    marked = sum(len(run.text) for page in pages for run in page.runs if run.style.artifact)
    every = sum(len(run.text) for page in pages for run in page.runs)
    if not marked or marked > 0.15 * every:
        return []
    found = []
    for page in pages:
        runs = [run for run in page.runs if run.style.artifact]
        if runs:
            page.runs = [run for run in page.runs if not run.style.artifact]
            for line in build_lines(runs, page.index):
                found.append(Aside(page.index, line.text, _kind(line.text, line.y < page.height / 2)))
    return found


def _offset(asides: Sequence[Aside]) -> int | None:
    """Find the distance between counted and printed number on which most pages agree."""
    votes: Counter[int] = Counter()
    numbered = set()
    for aside in asides:
        for digits in set(_DIGITS.findall(aside.text)):
            if len(digits) <= 4:
                votes[aside.page + 1 - int(digits)] += 1
                numbered.add(aside.page)
    if not votes:
        return None
    offset, count = min(votes.items(), key=lambda item: (-item[1], abs(item[0])))
    return offset if count >= 2 and count >= _AGREE * len(numbered) else None
