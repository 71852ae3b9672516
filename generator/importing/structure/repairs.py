"""Repairs of characters that are safe, each of them told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from generator.importing.characters import clean
from generator.importing.passage import Passage
from generator.importing.report import Entry
from generator.importing.structure.vocabulary import HAN
from generator.importing.texts import Edit, edit, moved
from generator.model import Cell, Text

CONTEXT = 6
"""So many characters on each side show the place of a repair in the report."""

_FULL = str.maketrans(",;:?!()", "，；：？！（）")
_LEFT = f"[{HAN}”’」』）)》】〉％%]"
_RIGHT = f"[{HAN}“‘「『（(《【〈]"
_POINT = re.compile(rf"(?<={_LEFT})[,;:?!] ?(?={_RIGHT}|$)")
_POINT_BEFORE_LATIN = re.compile(rf"(?<=[{HAN}”’）)》])[,;?!] ?(?=[A-Za-z0-9])")
_POINT_AFTER_LATIN = re.compile(rf"(?<=[A-Za-z0-9%％])[,;?!] ?(?={_RIGHT})")
_STOP = re.compile(rf"(?<=[{HAN}”）)])\.(?=[{HAN}“《]|$)")
_BRACKETS = re.compile(r"\((?P<inner>[^()（）]*)\)|（(?P<half>[^()（）]*)\)|\((?P<full>[^()（）]*)）")
_GAP = re.compile(rf"(?<=[{HAN}，。；：、？！“”‘’《》（）「」]) (?=[{HAN}，。；：、？！“”‘’《》（）「」])")
_HAN = re.compile(f"[{HAN}]")
_ODD = re.compile(
    "[\u2e80-\u2fdf\uf900-\ufaff\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\u00a0\u2002-\u200a\u202f]"
)

Finder = Callable[[str], Iterator[Edit]]


def repaired(passage: Passage) -> tuple[Passage, list[Entry]]:
    """Return a passage with its characters repaired, and what was done.

    Half-width punctuation between Chinese characters becomes full-width, brackets that hold Chinese become a
    full-width pair, radicals and compatibility forms become the characters they stand for, invisible characters go.
    """
    if passage.rows is not None:
        told: list[Entry] = []
        rows = []
        for row in passage.rows:
            cells = []
            for cell in row:
                text, entries = repaired_text(cell.text, passage.line, passage.page)
                cells.append(Cell(text, cell.rowspan, cell.colspan) if entries else cell)
                told += entries
            rows.append(tuple(cells))
        return (replace(passage, rows=tuple(rows)), told) if told else (passage, told)
    text, links = passage.text, passage.links
    told = []
    for kind, edits in _stages(text.plain):
        told += [_entry(kind, text.plain, e, passage.line, passage.page) for e in edits]
        text = edit(text, edits)
        links = tuple(
            replace(link, start=moved(link.start, edits), end=moved(link.end, edits, at_end=True)) for link in links
        )
    return (replace(passage, text=text, links=links), told) if told else (passage, told)


def repaired_text(text: Text, line: int | None, page: int | None) -> tuple[Text, list[Entry]]:
    """Return a text with its characters repaired, and what was done."""
    told: list[Entry] = []
    for kind, edits in _stages(text.plain):
        told += [_entry(kind, text.plain, e, line, page) for e in edits]
        text = edit(text, edits)
    return text, told


def _stages(plain: str) -> Iterator[tuple[str, list[Edit]]]:
    """Yield the edits of one repair after another, each for the text that those before it left."""
    for kind, finder in _FINDERS:
        edits = [e for e in finder(plain) if plain[e[0] : e[1]] != e[2]]
        if edits:
            yield kind, edits
            plain = edit(Text(plain), edits).plain


def without_gaps(text: Text, line: int | None, page: int | None) -> tuple[Text, list[Entry]]:
    """Return running text without spaces between Chinese characters, and what was done.

    For paragraphs only: in titles, headings and names a space has its meaning (药品浪费 药品包装, 韩 丁).
    """
    edits: list[Edit] = [(found.start(), found.end(), "") for found in _GAP.finditer(text.plain)]
    told = [_entry("space between Chinese characters", text.plain, e, line, page) for e in edits]
    return edit(text, edits), told


def _entry(kind: str, text: str, change: Edit, line: int | None, page: int | None) -> Entry:
    start, end, new = change
    left, right = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Entry("repair", kind, line, page, left + text[start:end] + right, left + new + right)


def _odd(text: str) -> Iterator[Edit]:
    for found in _ODD.finditer(text):
        yield found.start(), found.end(), clean(found[0]).replace("\u00ad", "")


def _brackets(text: str) -> Iterator[Edit]:
    if "(" not in text and ")" not in text:
        return
    for found in _BRACKETS.finditer(text):
        inner = found["inner"]
        if inner is None or _HAN.search(inner):
            yield found.start(), found.start() + 1, "（"
            yield found.end() - 1, found.end(), "）"


def _points(text: str) -> Iterator[Edit]:
    if not _HAN.search(text):
        return
    places = {}
    for pattern in (_POINT, _POINT_BEFORE_LATIN, _POINT_AFTER_LATIN):
        for found in pattern.finditer(text):
            places[found.start()] = (found.start(), found.end(), found[0].strip().translate(_FULL))
    yield from (places[start] for start in sorted(places))


def _stops(text: str) -> Iterator[Edit]:
    if not _HAN.search(text):
        return
    for found in _STOP.finditer(text):
        yield found.start(), found.end(), "。"


_FINDERS: tuple[tuple[str, Finder], ...] = (
    ("character form", _odd),
    ("brackets", _brackets),
    ("full-width punctuation", _points),
    ("full-width punctuation", _stops),
)
"""What is repaired, in this order: a repaired bracket is the neighbour of punctuation."""
