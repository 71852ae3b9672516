"""Running heads, feet and page numbers: found by their recurrence, taken out, told."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from generator.importing.pdf.elements import Page, Run
from generator.importing.pdf.lines import Line, build_lines

_EDGE = 0.14
"""Share of the page's height at top and bottom in which heads and feet stand."""
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
_AGREE = 0.6
"""Share of the numbered pages that must agree on the distance between printed and counted number."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A line that was taken out."""

    page: int
    """Index of its page."""
    text: str
    """Its characters."""
    kind: str
    """`running head`, `running foot` or `page number`."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """What the pages carry besides the text."""

    asides: tuple[Aside, ...]
    """The lines, in the order of the pages."""
    offset: int | None
    """Counted page number less printed one; None where no page prints its number."""


def take_out(pages: Sequence[Page]) -> Furniture:
    """Remove heads, feet and page numbers from the pages and return them."""
    found: list[Aside] = []
    edges = {page.index: _edge_lines(page) for page in pages}
    for top in (True, False):
        recurring = _recurring(edges, top, len(pages))
        for page in pages:
            for line, runs, is_top in edges[page.index]:
                if is_top == top and _key(line) in recurring and _near(line.y, recurring[_key(line)]):
                    gone = set(map(id, runs))
                    page.runs = [run for run in page.runs if id(run) not in gone]
                    found.append(Aside(page.index, line.text, _kind(line.text, top)))
    found += _artifacts(pages)
    found.sort(key=lambda aside: aside.page)
    return Furniture(tuple(found), _offset(found))


def _edge_lines(page: Page) -> list[tuple[Line, list[Run], bool]]:
    """Return the outermost lines at top and bottom with their runs and whether they stand at the top."""
    edge = _EDGE * page.height
    found = []
    for top in (True, False):
        runs = [run for run in page.runs if run.text.strip() and (run.y < edge if top else run.y > page.height - edge)]
        groups: list[list[Run]] = []
        for run in sorted(runs, key=lambda run: run.y, reverse=not top):
            if groups and abs(groups[-1][0].y - run.y) <= 0.3 * run.size:
                groups[-1].append(run)
            elif len(groups) < _DEEPEST:
                groups.append([run])
            else:
                break
        for group in groups:
            lines = build_lines(group, page.index)
            if len(lines) == 1:
                found.append((lines[0], group, top))
    return found


def _key(line: Line) -> str:
    return _DIGITS.sub("#", "".join(line.text.split()))


def _near(y: float, heights: list[float]) -> bool:
    return any(abs(y - height) <= _DRIFT for height in heights)


def _recurring(edges: dict[int, list[tuple[Line, list[Run], bool]]], top: bool, pages: int) -> dict[str, list[float]]:
    """Return the masked texts that recur, each with the heights at which it does."""
    places: defaultdict[str, list[float]] = defaultdict(list)
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for lines in edges.values():
        for line, _, is_top in lines:
            if is_top == top:
                places[_key(line)].append(line.y)
                digits = _DIGITS.findall(line.text)
                numbers[_key(line)].append(line.page - int(digits[0][:6]) if len(digits) == 1 else -line.page)
    needed = max(_FEWEST, _RECURS * pages)
    recurring: dict[str, list[float]] = {}
    for key, heights in places.items():
        usual = [height for height in heights if sum(abs(height - other) <= _DRIFT for other in heights) >= needed]
        if not usual and _NUMBER_ALONE.match(key.replace("#", "1")) and _counts_up(numbers[key]):
            usual = heights
        if usual:
            recurring[key] = sorted({round(height, 1) for height in usual})
    return recurring


def _counts_up(differences: list[int]) -> bool:
    """Tell whether the numbers of some pages grow as the pages do."""
    return len(differences) >= 2 and len(set(differences)) == 1


def _kind(text: str, top: bool) -> str:
    if _NUMBER_ALONE.match(text):
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
