"""What only a person can decide: suggestions, never changes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.importing.report import Entry
from generator.importing.vocabulary import HAN, ending

CONTEXT = 8
"""So many characters on each side show the place."""

_AND = re.compile(rf"(?<=[{HAN}]) ?(?:and|or|etc|of|the) ?(?=[{HAN}])")
_ESCAPED = re.compile(r"\\[*_#~×]")
_DOUBLED_SIGN = re.compile(r"(?:[。！？]”[。！？]|《《|》》|（（|））|，，|。。|、、|；；|，。|。，|、，|“”|””。|“““)")
_DOUBLED_WORD = re.compile(rf"(?P<word>[{HAN}]{{2,4}})(?P=word)(?![{HAN}]?(?:地|的话))")
_DOUBLED_CHARACTER = re.compile(
    r"(?!的的确|和和平|所所)(?P<one>[的是和与及将被把对从于而但也都才又或])(?P=one)"
    r"|(?P<many>多)多(?=[年月日个人次种家名])"
    r"|(?P<house>院)院(?![长士内校区史企感领务党训])"
)
_PAIRS = (
    ("“", "”", "quotation mark"),
    ("《", "》", "title mark"),
    ("（", "）", "bracket"),
    ("「", "」", "quotation mark"),
)
_REPEATED = frozenset({"讨论讨论", "研究研究", "考虑考虑", "商量商量", "恢复恢复", "学习学习", "了解了解"})
"""Verbs that speech doubles."""
_MEANT = {"and": "和", "or": "或", "etc": "等", "of": "的", "the": ""}
"""What an English word between Chinese ones stands for."""


def suggest(text: str, line: int | None, page: int | None, *, running: bool) -> Iterator[Entry]:
    """Yield what a sub-editor would ask about in a text; `running` text should end with a stop.

    Seen in the five issues: 效率 and 安全性, 从事从事, 的的, 《《, `0.25g\\*84` (is it * or ×?), an unclosed quotation
    mark, a sentence in the air.
    """
    for found in _AND.finditer(text):
        meant = _MEANT[found[0].strip()]
        yield _ask("English word between Chinese", text, found.start(), found.end(), line, page, meant)
    for found in _ESCAPED.finditer(text):
        yield _ask("escaped sign", text, found.start(), found.end(), line, page, found[0][1:])
    for pattern, kind in ((_DOUBLED_SIGN, "doubled sign"), (_DOUBLED_WORD, "doubled word")):
        for found in pattern.finditer(text):
            if found[0] not in _REPEATED:
                yield _ask(kind, text, found.start(), found.end(), line, page, found[0][: len(found[0]) // 2])
    for found in _DOUBLED_CHARACTER.finditer(text):
        yield _ask("doubled character", text, found.start(), found.end(), line, page, found[0][0])
    for opening, closing, name in _PAIRS:
        place = _unpaired(text, opening, closing)
        if place is not None:
            yield _ask(f"unpaired {name}", text, place, place + 1, line, page, "")
    if running and len(text) > 40 and ending(text) in ("open", "comma"):
        yield _ask("sentence without an end", text, len(text) - 1, len(text), line, page, "")


def _ask(kind: str, text: str, start: int, end: int, line: int | None, page: int | None, after: str) -> Entry:
    return Entry("suggestion", kind, line, page, text[max(0, start - CONTEXT) : end + CONTEXT], after)


def _unpaired(text: str, opening: str, closing: str) -> int | None:
    """Return where a pair's sign stands alone."""
    if text.count(opening) == text.count(closing) and text.find(opening) <= text.find(closing):
        return None
    opened: list[int] = []
    for place, character in enumerate(text):
        if character == opening:
            opened.append(place)
        elif character == closing:
            if not opened:
                return place
            opened.pop()
    return opened[0] if opened else None
