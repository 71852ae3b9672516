"""The widths that fonts give their glyphs (ISO 32000-1, 9.6.2, 9.6.5 and 9.7.4.3).

pdfminer.six follows whatever stands among them, to billions of codes and into lists of lists.
"""

from __future__ import annotations

from typing import Any

from pdfminer.pdftypes import list_value, resolve1

_MOST_CODES = 1 << 16
"""Codes of a font: those of two bytes."""
_MOST_VERTICAL = 2_000
"""Entries of the widths of vertical writing, which are few in honest files."""


def simple_widths(value: object) -> list[float]:
    """Return the widths of a font of single bytes; 0 for one that is no number."""
    widths = list_value(value)[:_MOST_CODES]
    if set(map(type, widths)) <= {int, float}:
        return list(widths)
    return [_number(width) or 0.0 for width in widths]


def cid_widths(value: object) -> dict[int, float]:
    """Return the widths by code: a code and a list of them, or two codes and the width of all between."""
    widths: dict[int, float] = {}
    numbers: list[float] = []
    left = 4 * _MOST_CODES
    for item in list_value(value):
        item = resolve1(item)
        if isinstance(item, list) and numbers and isinstance(numbers[-1], int):
            listed = simple_widths(item)
            widths.update(enumerate(listed, numbers[-1]))
            numbers, left = [], left - len(listed)
        elif isinstance(item, (int, float)):
            numbers.append(item)
        if len(numbers) == 3:
            first, last, width = numbers
            if isinstance(first, int) and isinstance(last, int) and 0 <= last - first < _MOST_CODES:
                widths.update(dict.fromkeys(range(first, last + 1), width))
                left -= last - first
            numbers = []
        if left < 0:
            break
    return widths


def vertical_widths(value: object) -> list[Any]:
    """Return the widths of vertical writing as they are written; empty where they are not to be followed."""
    widths = list_value(value)
    numbers = [item for item in widths if not isinstance(item, list)]
    if len(widths) > _MOST_VERTICAL or any(not isinstance(item, (int, float)) for item in numbers):
        return []
    return list(widths) if all(-_MOST_CODES <= item < _MOST_CODES for item in numbers) else []


def _number(value: object) -> float | None:
    found = resolve1(value)
    return found if isinstance(found, (int, float)) else None
