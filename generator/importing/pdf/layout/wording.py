"""What a line's characters say about where paragraphs end: sentences, markers, units that no line end may part."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from generator.importing.pdf.layout.lines import Line

CLOSING = "，。、；：？！）》〉」』】〕］”’…—,.;:?!)]}%％‰°·~"
OPENING = "（《〈「『【〔［“‘([{"
GOES_ON = "，、,;；"
"""Signs at the end of a line that goes on."""
HANGING = "，。、；：．,.;:"
"""Signs that may hang over the right edge (CLREQ, hanging punctuation)."""
_QUOTES = "“”‘’\"'"
_PREFIXES = "+±/$¥￥№"
_WORD = re.compile(r"[A-Za-z0-9À-ɏͰ-Ͽ²³¹⁰-₟.,%/*^\\\-+_@:&=?#~()]")
_TERMINAL = re.compile(r"[。！？!?；;…：:][”’」』）)》】\]]*$|[.][”’)\]]*$")
_QUESTION = re.compile(r"[^。！？!?；;]+[？?][”’」』]?$")
MARKER = re.compile(
    r"^(?:[•◦·●○■□▪◆◇▶▣➢✓]|[-–—](?=\s)|\d{1,2}[.．、)）]|[（(]\d{1,2}[)）]|[①-⑳]|[（(]?[一二三四五六七八九十]+[、)）])"
)
"""What a list's item or a numbered paragraph begins with."""
OPENS = re.compile(
    r"^[“「『]|^第[一二三四五六七八九十]|^[一二三四五六七八九十]+[是、]|^(?:首先|其次|再次|最后|此外|另外)[，,]"
)
"""Words that open a paragraph rather than a sentence inside one."""
ENUMERATED = re.compile(r"^[（(][一二三四五六七八九十]+[）)]|^[一二三四五六七八九十]+、")
"""What a numbered heading begins with."""
LABELLED = re.compile(r"^【[^】]{1,6}】")
"""A label in brackets opens a paragraph (【提要】)."""
PAGE_HINT = re.compile(r"[—–―─\-~…⋯.·]\s*第?\s*\d{1,4}\s*页$")
"""A page hint ends an entry of the contents (——第 7 页)."""
_ENTRY_END = re.compile(r"[（(]\s*来\s*源\s*[：:][^）)]*[）)][\s—–―─\-~…⋯.·]*第?\s*\d{1,4}\s*页$")
"""How an entry of the contents ends: （来源：健康报）——第 7 页, with or without the leaders."""
NO_TITLE = re.compile(r"[。；;][”’」』）)】》]*$")
"""How no title ends."""
_ASKS = re.compile(r"[？！?!][”’」』）)】》]*$")
"""How a title may end, and a sentence, too."""
_SOURCE = re.compile(r"[（(]\s*来\s*源\s*[：:]")
"""What stands behind the title of an entry."""
FIGURES = re.compile(r"^[\d.,%‰+\-/~]+$")
"""A cell of figures alone."""
BULLET = re.compile(r"^[•◦●○■□▪◆◇▶▣➢✓]")


_NUMBER = re.compile(
    r"^(?P<open>[（(]?)(?P<value>\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?P<close>[、)）]|[.．](?!\d))"
)
_HAN_NUMBERS = ("", *"一二三四五六七八九十", *(f"十{digit}" for digit in "一二三四五六七八九"), "二十")
_COUNTS = (
    tuple(f"{number}是" for number in "一二三四五六七八九十"),
    tuple(f"第{number}，" for number in "一二三四五六七八九十"),
    ("首先", "其次", "再次", "最后"),
)
"""Words with which the parts of a count begin."""
_SAME_SIGN = str.maketrans("（）．", "().")


def is_next_number(first: str, text: str) -> bool:
    """Tell whether a text begins with the number after that with which another begins, written alike: 2. after 1."""
    one, two = _NUMBER.match(first), _NUMBER.match(text)
    if one is None or two is None or one["value"].isdecimal() != two["value"].isdecimal():
        return False
    signs = [(found["open"] + found["close"]).translate(_SAME_SIGN) for found in (one, two)]
    before, after = _value(one["value"]), _value(two["value"])
    return signs[0] == signs[1] and before is not None and after == before + 1


def counts_on(text: str, following: str) -> bool:
    """Tell whether what follows begins with the next part of a count whose part before is named inside a text: 二是
    after …：一是…, 其次 after 首先 …; a text that begins with a part is one of several paragraphs."""
    for count in _COUNTS:
        part = next((number for number, word in enumerate(count) if following.startswith(word)), 0)
        if part and text.find(count[part - 1]) > 0:
            return not text.startswith(count[part - 1])
    return False


def _value(number: str) -> int | None:
    """Return the value of a number in digits, or of one up to 20 as Chinese writes it."""
    if number.isdecimal():
        return int(number)
    return _HAN_NUMBERS.index(number) if number in _HAN_NUMBERS else None


def first_unit(line: Line) -> float:
    """Return the width of what may not be broken at a line's start: a word, or a character with the punctuation that
    may not open the next line."""
    text = line.text
    end = 1
    while end < len(text) and _glued(text[end - 1], text[end]):
        end += 1
    right = line.xs[end] if end < len(text) else line.x1
    return right - line.x0


def _glued(left: str, right: str) -> bool:
    """Tell whether no line may break between two characters (UAX #14: classes CL, OP, QU, AL, NU, PR, B2,
    IN, SY, HY), in the strictest of the readings that producers give it."""
    if right in CLOSING or right in "/-" or left in OPENING or left in _QUOTES or right in _QUOTES:
        return True
    if left in _PREFIXES or (left in "—…" and right == left):
        return True
    word = bool(_WORD.match(right))
    return word and bool(_WORD.match(left) or left in CLOSING)


def fits(line: Line, room: float, slack: float) -> bool:
    """Tell whether what a line begins with would have fitted on the line above it, which left so much `room` free;
    `slack`, in sizes, is what a full line may leave besides."""
    return room >= first_unit(line) + slack * line.size


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does."""
    return _TERMINAL.search(text) is not None


def asks(text: str) -> bool:
    """Tell whether a text is one question and nothing else."""
    return _QUESTION.match(text) is not None


def opens_entry(line: str, ahead: Sequence[str]) -> bool:
    """Tell whether a line and those after it are an entry of the contents: they end in source and page hint, as no
    summary above it does."""
    text = ""
    for part, following in itertools.zip_longest((line, *ahead), ahead, fillvalue=""):
        text += part
        if _ENTRY_END.search(text):
            return True
        if NO_TITLE.search(text) or (_ASKS.search(text) and not _SOURCE.match(following)):
            return False
    return False


def below_words(first: Line, x: float) -> bool:
    """Tell whether a place lies where the words of a list's item begin, behind the marker."""
    marker = MARKER.match(first.text)
    if marker is None:
        return False
    rest = first.text[marker.end() :]
    words = marker.end() + len(rest) - len(rest.lstrip())
    return words < len(first.xs) and abs(first.xs[words] - x) <= 0.35 * first.size
