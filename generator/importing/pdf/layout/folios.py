"""Page numbers as they are printed: figures, Roman and Chinese numerals, with the words and signs round them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from generator.importing.pdf.layout.asides import Aside

_FIGURES = re.compile(r"\d+")
_LONGEST = 4
"""Figures of a page's number at most."""
_AROUND = r"[\s—–\-·•|/~]*"
_ALONE = re.compile(r"^[\s—–\-·•|/~第页共頁Page.of]*\d{1,4}[\s—–\-·•|/~第页共頁Page.of\d]*$")
_ROMAN = re.compile(rf"^{_AROUND}(?P<number>[ivxl]{{1,7}}|[IVXL]{{1,7}}|[Ⅰ-ⅿ]){_AROUND}$")
_HAN = "[〇零一二三四五六七八九十百]{1,6}"
_HAN_ALONE = re.compile(rf"^{_AROUND}(?:(?:第\s*)?{_HAN}\s*|(?:[第共]\s*{_HAN}\s*[页頁]{_AROUND})+){_AROUND}$")
_HAN_PAGE = re.compile(rf"(?<=[第共])(\s*){_HAN}(?=\s*[页頁])")
_HAN_NUMBER = re.compile(_HAN)
_DIGITS = {char: str(value) for value, char in enumerate("零一二三四五六七八九")} | {"〇": "0"}
_AGREE = 0.6
"""Share of the numbered pages that must agree on the distance between printed and counted number."""


def masked(text: str) -> str:
    """Return the characters of a line without blanks, a sign for every number in it that may be the page's."""
    bare = "".join(text.split())
    roman = _ROMAN.match(bare)
    if roman:
        return bare.replace(roman["number"], "#")
    pattern = _HAN_NUMBER if _HAN_ALONE.match(bare) else _HAN_PAGE
    return _FIGURES.sub("#", pattern.sub("#", bare))


def is_folio(text: str) -> bool:
    """Tell whether a line is a page's number and nothing else."""
    return any(pattern.match(text) for pattern in (_ALONE, _ROMAN, _HAN_ALONE))


def counts_up(folios: Sequence[tuple[int, str]]) -> bool:
    """Tell whether the numbers of some pages, each the page's index and the line on it, grow as the pages do."""
    differences = [index - numbers[0] for index, text in folios if len(numbers := list(_numbers(text))) == 1]
    pages = {index for index, _ in folios}
    return len(differences) == len(folios) == len(pages) >= 2 and len(set(differences)) == 1


def find_offset(asides: Sequence[Aside]) -> int | None:
    """Return counted page number less printed one, on which most numbered pages agree; None where they do not."""
    votes: Counter[int] = Counter()
    numbered = set()
    for aside in asides:
        for number in set(_numbers(aside.text)):
            votes[aside.page + 1 - number] += 1
            numbered.add(aside.page)
    if not votes:
        return None
    offset, count = min(votes.items(), key=lambda item: (-item[1], abs(item[0])))
    return offset if count >= 2 and count >= _AGREE * len(numbered) else None


def _numbers(text: str) -> Iterator[int]:
    """Yield the numbers in a line that may be a page's: figures, and Chinese numerals where they stand for one."""
    yield from (int(figures) for figures in _FIGURES.findall(text) if len(figures) <= _LONGEST)
    bare = "".join(text.split())
    if _HAN_ALONE.match(bare):
        yield from (_value(numeral) for numeral in _HAN_NUMBER.findall(bare))
    else:
        yield from (_value(found[0].strip()) for found in _HAN_PAGE.finditer(bare))


def _value(numeral: str) -> int:
    """Return the value of a Chinese numeral: 一百零三 is 103, 二十一 and 二一 are 21."""
    if not set(numeral) & {"十", "百"}:
        return int("".join(_DIGITS[char] for char in numeral))
    hundreds, mark, rest = numeral.rpartition("百")
    value = 100 * int(_DIGITS.get(hundreds[-1:], "1")) if mark else 0
    tens, mark, ones = rest.rpartition("十")
    value += 10 * int(_DIGITS.get(tens[-1:], "1")) if mark else 0
    return value + int(_DIGITS.get(ones[-1:], "0"))
