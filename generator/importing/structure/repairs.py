"""Repairs of characters that are safe, each of them told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.importing.characters import clean
from generator.importing.passage import Passage
from generator.importing.report import Entry
from generator.importing.texts import Edit, edit, moved
from generator.importing.vocabulary import HAN
from generator.model import Cell, Text

CONTEXT = 6
"""So many characters on each side show the place of a repair in the report."""

_FULL = str.maketrans(",;:?!()", "，；：？！（）")
_LEFT = f"[{HAN}”’」』）)》】〉％%²³]"
_RIGHT = f"[{HAN}“‘「『（(《【〈”’」』）》】]"
_POINT = re.compile(rf"(?<={_LEFT}) ?[,;:?!]+ ?(?={_RIGHT}|$)")
_POINT_BEFORE_LATIN = re.compile(rf"(?<=[{HAN}》]) ?[,;:?!] ?(?=[A-Za-z0-9])")
_POINT_AFTER_LATIN = re.compile(rf"(?<=[A-Za-z0-9%％])[,;?!] ?(?={_RIGHT})")
_STOP = re.compile(rf"(?<=[{HAN}”）)])\.(?=[{HAN}“《”]|$)")
_LOOSE = re.compile(rf"(?<=[{HAN}A-Za-z0-9%％）)”]) +(?=[，。；：、？！])")
_GAP = re.compile(rf"(?<=[{HAN}，。；：、？！“”‘’《》（）「」]) (?=[{HAN}，。；：、？！“”‘’《》（）「」])")
_HAN = re.compile(f"[{HAN}]")
_BRACKET = re.compile("[()（）]")
_ODD = re.compile(
    "[\u2e80-\u2fdf\uf900-\ufaff\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\u00a0\u2002-\u200a\u202f]"
)


def repaired(passage: Passage) -> tuple[Passage, list[Entry]]:
    """Return a passage with its characters repaired, and what was done.

    Half-width punctuation between Chinese characters becomes full-width, brackets that hold Chinese become a
    full-width pair, radicals and compatibility forms become the characters they stand for, invisible characters go.
    """
    if passage.rows is not None:
        told: list[Entry] = []
        rows = []
        for number, row in enumerate(passage.rows):
            cells = []
            for cell in row:
                text, entries = repaired_text(cell.text, passage.line + number, passage.page)
                cells.append(Cell(text, cell.rowspan, cell.colspan) if entries else cell)
                told += entries
            rows.append(tuple(cells))
        return (replace(passage, rows=tuple(rows)), told) if told else (passage, told)
    text, links = passage.text, passage.links
    told = []
    for kind, edits in _stages(text.plain):
        told.append(_entry(kind, text.plain, edits, passage.line, passage.page))
        text = edit(text, edits)
        links = tuple(
            replace(link, start=moved(link.start, edits), end=moved(link.end, edits, at_end=True)) for link in links
        )
    return (replace(passage, text=text, links=links), told) if told else (passage, told)


def repaired_text(text: Text, line: int | None, page: int | None) -> tuple[Text, list[Entry]]:
    """Return a text with its characters repaired, and what was done."""
    told: list[Entry] = []
    for kind, edits in _stages(text.plain):
        told.append(_entry(kind, text.plain, edits, line, page))
        text = edit(text, edits)
    return text, told


def _stages(plain: str) -> Iterator[tuple[str, list[Edit]]]:
    """Yield the edits of the two kinds of repair, those of the second for the text that the first left."""
    odd = [e for e in _odd(plain) if plain[e[0] : e[1]] != e[2]]
    if odd:
        yield "character form", odd
        plain = edit(Text(plain), odd).plain
    if _HAN.search(plain) and (points := _points(plain)):
        yield "punctuation", points


def without_gaps(text: Text, line: int | None, page: int | None) -> tuple[Text, list[Entry]]:
    """Return running text without spaces between Chinese characters, and what was done.

    For paragraphs only: in titles, headings and names a space has its meaning (药品浪费 药品包装, 韩 丁).
    """
    edits: list[Edit] = [(found.start(), found.end(), "") for found in _GAP.finditer(text.plain)]
    if not edits:
        return text, []
    return edit(text, edits), [_entry("space between Chinese characters", text.plain, edits, line, page)]


def _entry(kind: str, text: str, edits: Sequence[Edit], line: int | None, page: int | None) -> Entry:
    """Return one entry for all edits of a text: the places before and after, each as it is in the end."""
    groups: list[list[Edit]] = []
    for change in edits:
        if groups and change[0] - groups[-1][-1][1] <= 2 * CONTEXT:
            groups[-1].append(change)
        else:
            groups.append([change])
    before, after = [], []
    for group in groups:
        start, end = max(0, group[0][0] - CONTEXT), min(len(text), group[-1][1] + CONTEXT)
        before.append(text[start:end])
        after.append(edit(Text(text[start:end]), [(a - start, b - start, new) for a, b, new in group]).plain)
    return Entry("repair", kind, line, page, " … ".join(before), " … ".join(after))


def _odd(text: str) -> Iterator[Edit]:
    for found in _ODD.finditer(text):
        yield found.start(), found.end(), clean(found[0]).replace("\u00ad", "")


def _points(text: str) -> list[Edit]:
    """Return the edits that give Chinese text full-width signs and brackets and take spaces before stops away."""
    found: dict[int, Edit] = {}
    for pattern in (_POINT, _POINT_BEFORE_LATIN, _POINT_AFTER_LATIN):
        for match in pattern.finditer(text):
            found[match.start()] = (match.start(), match.end(), match[0].strip().translate(_FULL))
    for match in _STOP.finditer(text):
        found.setdefault(match.start(), (match.start(), match.end(), "。"))
    for match in _LOOSE.finditer(text):
        found.setdefault(match.start(), (match.start(), match.end(), ""))
    for place, full in _brackets(text):
        found.setdefault(place, (place, place + 1, full))
    edits: list[Edit] = []
    for place in sorted(found):
        if not edits or found[place][0] >= edits[-1][1]:
            edits.append(found[place])
    return [change for change in edits if text[change[0] : change[1]] != change[2]]


def _brackets(text: str) -> Iterator[tuple[int, str]]:
    """Yield the brackets that should be full-width: of pairs that hold Chinese, and of pairs of unlike brackets."""
    opened: list[int] = []
    for found in _BRACKET.finditer(text):
        place, character = found.start(), found[0]
        if character in "(（":
            opened.append(place)
        elif opened:
            start = opened.pop()
            mixed = (text[start] == "(") != (character == ")")
            if mixed or (character == ")" and _HAN.search(text, start, place)):
                yield start, "（"
                yield place, "）"
