"""Breaking a text into printed lines, after the line-start and line-end rules of Chinese print (CLREQ 3.1.3)."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Punctuation = Literal["hang", "push", "free"]
"""What becomes of a closing mark that finds no room on its line: it hangs past the line's end, it takes the character
before it along to the next line, or lines are cut where they are full and no rule is kept."""

EM = 4
"""Width of a full-width character; all widths are counted in quarters of it."""
HALF = 2
"""Width of a Latin letter or a digit, taken as equal for all."""
QUARTER = 1
"""What is set between a Chinese and a Latin character where a print does so."""

NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕”’…％%,.;:?!)]·")
NOT_LAST = frozenset("（《〈「『【〔“‘([")

# A run of Latin and digits stays together, and so do two dashes or two ellipses.
_UNIT = re.compile(r"[!-&*-~]+|——|……|\s|.", re.S)
_LATIN = re.compile(r"[0-9A-Za-z]")


def width_of(text: str) -> int:
    """Return the width of the characters, without space between them."""
    return sum(EM if unicodedata.east_asian_width(c) in "WFA" else HALF for c in text)


def is_chinese(character: str) -> bool:
    """Tell whether a character is an ideograph."""
    return "\u3400" <= character <= "\u9fff"


def _units(text: str, limit: int) -> list[str]:
    """Cut the text into what no line may break; a run that is wider than a line is cut all the same."""
    units: list[str] = []
    for match in _UNIT.finditer(text):
        unit = match.group()
        while width_of(unit) > limit and len(unit) > 1:
            room = max(1, limit // HALF)
            units.append(unit[:room])
            unit = unit[room:]
        units.append(unit)
    return units


def _gap(left: str, right: str, autospace: bool) -> int:
    """Return what is set between two units that follow each other on a line."""
    if not autospace or not left or not right:
        return 0
    a, b = left[-1], right[0]
    mixed = (is_chinese(a) and _LATIN.match(b)) or (_LATIN.match(a) and is_chinese(b))
    return QUARTER if mixed else 0


def _line_end(units: list[str], start: int, limit: int, punctuation: Punctuation, autospace: bool) -> int:
    """Return the index of the unit after the line that starts with unit `start`."""
    width, at = 0, start
    while at < len(units):
        unit = units[at]
        if unit == "\n":
            return at + 1
        step = width_of(unit) + (_gap(units[at - 1], unit, autospace) if at > start else 0)
        if width + step > limit and not unit.isspace():
            break
        width += step
        at += 1
    if at == len(units) or punctuation == "free":
        return at
    closes = units[at] in NOT_FIRST
    next_closes = at + 1 < len(units) and units[at + 1] in NOT_FIRST
    if closes and punctuation == "hang" and not next_closes:
        return at + 1
    end = at
    while end > start + 1 and (units[end][0] in NOT_FIRST or units[end - 1] in NOT_LAST):
        end -= 1
    return end


def break_lines(
    text: str, measure: float, indent: float, punctuation: Punctuation, autospace: bool
) -> tuple[str, ...]:
    """Return the printed lines of a text; together they are the text.

    `measure` and the first line's `indent` are counted in full-width characters.
    """
    full = int(measure * EM)
    units = _units(text, full)
    lines: list[str] = []
    start = 0
    while start < len(units):
        limit = full - int(indent * EM) if not lines else full
        end = max(start + 1, _line_end(units, start, limit, punctuation, autospace))
        lines.append("".join(units[start:end]))
        start = end
    return tuple(lines)
