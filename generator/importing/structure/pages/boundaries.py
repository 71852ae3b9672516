"""Whether two passages that follow each other are one paragraph, cut by the end of a page."""

from __future__ import annotations

import re

from generator.importing.passage import Passage
from generator.importing.structure.pages.layout import INDENT, is_full, width
from generator.importing.vocabulary import (
    BACK_LINK,
    GLYPHS,
    SOURCE_LINE,
    ending,
    enumerator,
    section_name,
)

# The evidence is added up in the units of log-odds: +8 is as good as certain, 0 is open. The page map decides what is
# open by how many lines the page would have.
CERTAIN = 8.0
NEVER = -20.0
AFTER_COMMA = 8.0
"""No paragraph ends in a comma (seen: 形成 14 个产品系统类别 after 人工椎间盘置换术5种骨科脊柱类耗材，)."""
OPEN_LONG = 6.0
"""Three lines or more without a stop are no heading."""
OPEN_FULL = 2.5
"""A full line without a stop may be a heading that happens to fill it."""
OPEN_TWO_LINES = 5.5
"""Two full lines without a stop hardly are one."""
INNER_COMMA = 1.0
"""A comma inside is rarer in a heading than in a sentence."""
AFTER_SEMICOLON = 1.5
"""A full line that ends in a semicolon was rather broken than ended there."""
ITEMS = 4.0
"""Items of a list end in semicolons as well."""
OPEN_SHORT = -7.0
"""A line that is not full was not broken by the page."""
CLOSED = -1.5
"""A bracket or quotation mark at the end closes a heading more often than a line."""
BEGINS_INSIDE = 10.0
"""A passage that begins with a closing mark is no beginning (seen: 剑”！)."""
BALANCED = 4.0
"""The first half opens a bracket or quotation mark that the second closes."""
MARKED = -3.0
"""The transcriber took the first half for a heading; a guess, made page by page."""
INNER_STOP = 3.0
"""A full stop inside: a paragraph, not a heading."""
ENUMERATED = -5.0
"""The second half begins like a new item or heading."""
SHORT_TAIL = 1.0
"""The second half is less than a line and ends with a stop: a tail rather than a paragraph."""
NO_STOP_AFTER = -7.0
"""The second passage is short and has no stop either: a paragraph would end with one, so this is a heading on two
lines or two headings."""
ASKED = -4.0
"""The first half has a heading's enumerator, and the second ends it with a question mark: a heading on two lines."""

SHORTER = 3.0
"""A line that ends so many characters before the measure is not full."""

_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("(", ")"), ("「", "」"), ("‘", "’"))
_INSIDE = re.compile(r"^[，。、；：！？）》”’」』】,;:!?)\]%％]")
_CAPTION = re.compile(r"^(?:图|表|图表|附图|附表|资料来源|数据来源|图片来源|来源|注|备注|附|附件)\s*\d*\s*[：:]")
_INNER_STOP = re.compile(r"[。！？；]")
_BRACKETED = re.compile(r"^[（(][^（()）]*[）)]$")
_SPEECH = re.compile(r"^(?:问|答|[Qq]|[Aa])\s*[：:]")


def joined_odds(first: Passage, second: Passage, measure: float) -> float:
    """Return the log-odds that the second passage goes on with the first one's paragraph, if a page ends between."""
    if first.whole or second.whole or first.rows is not None or second.rows is not None:
        return NEVER
    if first.picture is not None or second.picture is not None:
        return NEVER
    before, after = first.text.plain, second.text.plain
    if BACK_LINK.match(before) or BACK_LINK.match(after) or SOURCE_LINE.match(before) or SOURCE_LINE.match(after):
        return NEVER
    if section_name(before) is not None or section_name(after) is not None:
        return NEVER
    if _BRACKETED.match(before):
        return NEVER
    if _INSIDE.match(after):
        return BEGINS_INSIDE
    end = ending(before)
    if end == "stop":
        return -CERTAIN
    odds = _by_length(before, after, end, measure)
    odds += _by_signs(before, after)
    odds += _by_marks(first, second, measure)
    return odds


def _by_length(before: str, after: str, end: str, measure: float) -> float:
    """Weigh how the first half ends against whether its last line is full."""
    filled = INDENT + width(before)
    full = is_full(before, after, measure)
    if end == "comma":
        return AFTER_COMMA
    if end == "semicolon" and full:
        return -ITEMS if _are_items(before, after) else AFTER_SEMICOLON
    if end in ("colon", "semicolon", "trail"):
        return -CERTAIN
    odds = CLOSED if end == "closed" else 0.0
    if filled > 2.4 * measure:
        return odds + (OPEN_LONG if full else OPEN_LONG / 2)
    if not full:
        return odds + OPEN_SHORT
    if filled > 1.4 * measure:
        return odds + OPEN_TWO_LINES
    return odds + OPEN_FULL + (INNER_COMMA if "，" in before[:-1] else 0.0)


def _are_items(before: str, after: str) -> bool:
    """Say whether two passages look like items of one list: they begin alike, or the second ends in a semicolon
    too."""
    return ending(after) == "semicolon" or before[:1] == after[:1]


def _by_signs(before: str, after: str) -> float:
    odds = 0.0
    for opening, closing in _PAIRS:
        unclosed = before.count(opening) > before.count(closing)
        place, other = after.find(closing), after.find(opening)
        if unclosed and place >= 0 and (other < 0 or place < other):
            odds += BALANCED
            break
    if _INNER_STOP.search(before[:-1]):
        odds += INNER_STOP
    if enumerator(after)[0] or after[:1] in GLYPHS or _CAPTION.match(after) or _SPEECH.match(after):
        odds += ENUMERATED
    if _CAPTION.match(before):
        odds += ENUMERATED
    return odds


def _by_marks(first: Passage, second: Passage, measure: float) -> float:
    odds = 0.0
    if first.mark is not None or first.strong:
        odds += MARKED
    if second.mark is not None or second.strong:
        odds += MARKED
    if second.item is not None:
        odds += ENUMERATED
    return odds + _by_end(first.text.plain, second.text.plain, measure)


def _by_end(before: str, after: str, measure: float) -> float:
    """Weigh how the second half ends, where it is shorter than a line and so not cut itself."""
    if width(after) > measure - SHORTER:
        return 0.0
    end = ending(after)
    if end == "stop":
        asked = after.rstrip("”’」』")[-1:] in "？?" and enumerator(before)[0] and not _INNER_STOP.search(before[:-1])
        return ASKED if asked else SHORT_TAIL
    if end in ("open", "closed") and not _INNER_STOP.search(before[:-1]):
        return NO_STOP_AFTER
    return 0.0
