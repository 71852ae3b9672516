"""Footnotes: small text at the foot of a column that begins with a sign of reference, below a rule or a gap."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby, takewhile

from generator.importing.pdf.elements import Box, Page
from generator.importing.pdf.layout.blocks import Block
from generator.importing.pdf.layout.columns import LAST, RIGHT, WHOLE
from generator.importing.pdf.layout.lines import Line
from generator.importing.pdf.layout.measuring import USUAL_LEADING, Setting, measure
from generator.importing.pdf.layout.sheets import column_in
from generator.importing.vocabulary import BACK_LINK

_SMALLER = 0.93
"""Share of the running text's size that a footnote has at most."""
_LOWER = 0.4
"""Share of the page's height below which footnotes stand."""
_GAP = 1.25
"""Usual distances of baselines between the text and the first footnote, where no rule parts them."""
_THIN = 2.3
"""Points that a rule is high at most; a border may be drawn as a shape."""
_RAISED = "⁰¹²³⁴-⁹"
_SIGN = re.compile(rf"^(?:[\[［(（【]?\d{{1,2}}[\]］)）】]?[.、．]?|[{_RAISED}]{{1,2}}|[①-⑳]|[*＊†‡※])\s*(?=\S)")
"""What a footnote begins with: 1, [1], ①, *."""
_REFERENCE = re.compile(rf"[{_RAISED}]{{1,2}}|\[\d{{1,2}}\]|[①-⑳]|[*＊†‡※]")
"""What refers to one."""


def set_footnotes_apart(
    flow: list[tuple[int, list[Line | Block]]], pages: Sequence[Page]
) -> list[tuple[int, list[Line | Block]]]:
    """Make blocks of the footnotes at the ends of pages and of columns, in place, and return the flow."""
    setting = measure(flow)
    known = {page.index: page for page in pages}
    for number, (key, items) in enumerate(flow):
        page = known[_page_of(items[-1])]
        on_it = [other for other in flow[number + 1 : number + 3] if _page_of(other[1][0]) == page.index]
        if not on_it or (len(on_it) == 1 and column_in(on_it[0][0]) in (RIGHT, LAST)):
            lines = list(takewhile(lambda item: isinstance(item, Line), reversed(items)))
            lines.reverse()
            over = _lines_on(page.index, flow[max(0, number - 2) : number]) if column_in(key) == WHOLE else []
            kept, notes = _take_footnotes(
                [line for line in lines if isinstance(line, Line)], over, setting, page.height, _rules(page)
            )
            if notes:
                items[len(items) - len(lines) :] = [*kept, *notes]
    return flow


def _lines_on(page: int, flow: Sequence[tuple[int, Sequence[Line | Block]]]) -> list[Line]:
    """Return the lines of stretches of text that stand on a page, from top to bottom."""
    lines = [item for _, items in flow for item in items if isinstance(item, Line) and item.page == page]
    return sorted(lines, key=lambda line: line.y)


def _rules(page: Page) -> list[Box]:
    return [*page.rules, *(box for box in page.drawings if box.height <= _THIN)]


def place_footnotes(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, each footnote right behind the one that refers to it, where that is found on its page: so it
    stays in its article."""
    placed = [block for block in blocks if not block.footnote]
    if len(placed) == len(blocks):
        return placed
    references = _references(placed)
    behind: defaultdict[int, list[Block]] = defaultdict(list)
    for _, group in groupby((block for block in blocks if block.footnote), key=_page_of):
        notes = list(group)
        homes = [references.get((note.page, _sign_of(note))) for note in notes]
        known = next((home for home in homes if home is not None), _above(blocks, notes[0]))
        for note, home in zip(notes, homes, strict=True):
            known = home if home is not None else known
            behind[id(known)].append(note)
    return [*behind[id(None)], *(part for block in placed for part in (block, *behind[id(block)]))]


def _references(blocks: Sequence[Block]) -> dict[tuple[int, str], Block]:
    """Return the first block on each page that refers to each sign there."""
    found: dict[tuple[int, str], Block] = {}
    for block in blocks:
        for line in block.lines:
            for reference in _REFERENCE.findall(line.text):
                found.setdefault((line.page, _bare(reference)), block)
    return found


def _sign_of(note: Block) -> str:
    found = _SIGN.match(note.lines[0].text)
    return _bare(found[0]) if found else ""


def _above(blocks: Sequence[Block], note: Block) -> Block | None:
    """Return the last block above a footnote that is none itself, and no link back to the contents: with that its
    article ends."""
    above = None
    for block in blocks:
        if block is note:
            break
        link = block.lines and BACK_LINK.match(block.lines[0].text)
        above = above if block.footnote or link else block
    return above


def _page_of(item: Line | Block) -> int:
    return item.page


def _take_footnotes(
    lines: Sequence[Line], over: Sequence[Line], setting: Setting, height: float, rules: Sequence[Box]
) -> tuple[list[Line], list[Block]]:
    """Return the lines at a column's end without the footnotes among them, and these; `over` are those of the columns
    that the first of them stands below, `height` is the page's."""
    start = len(lines)
    while start and lines[start - 1].size <= _SMALLER * setting.size and lines[start - 1].top > _LOWER * height:
        start -= 1
    while start < len(lines) and not (
        _SIGN.match(lines[start].text) and _is_parted([*over, *lines[:start]], lines[start:], setting, rules)
    ):
        start += 1
    notes: list[Block] = []
    for line in lines[start:]:
        if notes and not (_SIGN.match(line.text) and line.x0 <= notes[-1].lines[0].x0 + 1):
            notes[-1].lines.append(line)
        else:
            notes.append(Block(line.page, line.top, [line], footnote=True))
    return list(lines[:start]), notes


def _is_parted(above: Sequence[Line], below: Sequence[Line], setting: Setting, rules: Sequence[Box]) -> bool:
    """Tell whether a rule stands between a line and those above it, or a gap, and something refers to it."""
    if not above:
        return False
    line, y = below[0], above[-1].y
    if any(y < rule.y0 and rule.y1 < line.y and rule.x0 <= line.x1 and line.x0 <= rule.x1 for rule in rules):
        return True
    leading = setting.leading.get(round(setting.size, 1), USUAL_LEADING * setting.size)
    return line.y - y >= _GAP * leading and _are_meant(below, above)


def _are_meant(notes: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Tell whether the text refers to one of the notes below it."""
    signs = {_bare(found[0]) for line in notes if (found := _SIGN.match(line.text))}
    return any(_bare(reference) in signs for line in lines for reference in _REFERENCE.findall(line.text))


def _bare(sign: str) -> str:
    """Return a sign of reference without brackets, stops and its height."""
    return unicodedata.normalize("NFKC", sign).strip("[](){}【】.、 ")
