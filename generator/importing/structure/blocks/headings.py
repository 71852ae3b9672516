"""Which lines of an article are its sub-headings.

Evidence is the text's own: an enumerator, shortness, no closing punctuation, parallel neighbours, what follows. A mark
of the source (`#`, bold) weighs in, but two of the five real issues have none and the others were marked page by page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generator.importing.structure.blocks.questions import (
    LONGEST_QUESTION,
    Questions,
    add_plain_questions,
    find_questions,
    is_parallel_question,
)
from generator.importing.structure.blocks.units import Unit, is_marked_heading
from generator.importing.structure.pages.layout import width
from generator.importing.vocabulary import TWO_PARTS, ending, enumerator

LONGEST = 46.0
"""A heading without a mark is at most so wide: a line and a half of 30 characters."""
LONGEST_MARKED = 84.0
"""A marked or enumerated heading may be the title of a document (seen: 50 characters)."""
LONGEST_COLON = 20.0
"""A heading that ends in a colon names its part in a few words (seen: 智慧医保应用中的注意要点：)."""
LONGEST_SENTENCE = 24.0
"""A numbered sentence with its full stop is a heading only if it is short, and, with Arabic numbers, if others of its
kind are (seen: 一、划定实施范围，明确基本条件。)."""
FEWEST_APART = 2
"""So many headings of an article that look otherwise than its text show that the print sets headings apart."""
FEWEST_NUMBERED = 2
"""So many candidates with one enumerator are a series."""
SMALL = (0.5, 0.93)
"""Sizes of the running text that a line has which is no heading for that: captions and notes have. Of less, no print
is made: the file's fonts tell no sizes."""
LONGEST_RUN = 4
"""So many unmarked lines without text between them may be headings; more are a list of something else."""

HEADING_ENUMERATORS = frozenset(
    {
        "part",
        "han",
        "bracket-han",
        "decimal",
        "decimal-2",
        "decimal-3",
        "bracket-decimal",
        "circled",
        "ordinal",
        "glyph",
    }
)
"""Enumerators that headings carry."""

_NO_HEADING = re.compile(
    r"^(?:\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?$"  # a date below a letter
    r"|[（(]?[^（()）]{0,14}[〔\[［【(（]\s*\d{4}\s*[〕\]］】)）]\s*\d+\s*号[）)]?$"  # a document's number
    r"|附\s*件\s*\d*\s*[：:]|(?:问|答|[QqAa])\s*[：:]|【[^】]{1,8}】"  # an enclosure, an interview, a guest
    r"|[（(](?:来源|文|记者|作者|编辑)|(?:文|图)\s*[/／|丨]|(?:本报|本刊)?记者\s"
    r"|图\s*\d*\s*[：:]|表\s*\d*\s*[：:])"
    r"|.*(?:资料|数据|图片|图表)来源\s*[：:]"
)
_DATE = re.compile(r"^\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$")
_GUEST = re.compile(r"^【[^】]{1,8}】$")
_LEADS_IN = re.compile(
    r"(?:如下|以下|下列|包括|指出|表示|认为|强调|介绍|说|称|提出|要求|显示|主要|方面|例如|比如|具体|做到|看|有|是|为|问题|内容|措施|角色|部分)[：:]$"
)
_INNER_STOP = re.compile(r"[。；;](?=.)|[。！？!?](?=[^”’」』）)]*[^”’」』）)\s])")


def heading_flags(units: Sequence[Unit], taken: Sequence[bool]) -> list[bool]:
    """Return for each unit whether it is a heading; units that are `taken` (captions, items, tables) are not."""
    kinds = [("" if taken[i] else _candidate(unit)) for i, unit in enumerate(units)]
    questions = find_questions([i for i, kind in enumerate(kinds) if kind == "question"], units)
    counted = Counter(enumerator(unit.plain)[0] for unit, kind in zip(units, kinds, strict=True) if kind)
    flags = [_confirmed(i, kinds, units, questions, counted) for i in range(len(units))]
    add_plain_questions(flags, kinds, units)
    _without_plain_lines(flags, units)
    _without_small_lines(flags, units)
    _without_loose_ends(flags, units)
    return flags


def _without_plain_lines(flags: list[bool], units: Sequence[Unit]) -> None:
    """Take back lines below each other that look like running text where a print sets its headings apart: they are
    items or captions. One that stands alone may be of the lowest rank, which a print may set like the text, and so
    may one with a number."""
    apart = sum(bool(unit.first.apart or unit.first.set_off) for unit, flag in zip(units, flags, strict=True) if flag)
    if apart < FEWEST_APART:
        return
    plain = [flag and _is_plain_line(unit) for flag, unit in zip(flags, units, strict=True)]
    for index, here in enumerate(plain):
        if here and any(plain[at] for at in (index - 1, index + 1) if 0 <= at < len(plain)):
            flags[index] = False


def _without_small_lines(flags: list[bool], units: Sequence[Unit]) -> None:
    """Take back lines that are smaller than the running text: they belong to a picture or a table. A heading of the
    lowest rank may be as small, but is bold then."""
    lengths: Counter[float] = Counter()
    for unit, flag in zip(units, flags, strict=True):
        if unit.is_text and not flag and unit.first.size is not None:
            lengths[unit.first.size] += len(unit.plain)
    text = max(lengths, key=lambda size: (lengths[size], size), default=0.0)
    for index, unit in enumerate(units):
        size = unit.first.size
        if flags[index] and size is not None and not unit.first.strong and SMALL[0] * text < size <= SMALL[1] * text:
            flags[index] = False


def _is_plain_line(unit: Unit) -> bool:
    numbered = enumerator(unit.plain)[0] in HEADING_ENUMERATORS - {"glyph"}
    return unit.first.apart is False and not is_marked_heading(unit) and not numbered


def _candidate(unit: Unit) -> str:
    """Return what kind of heading a unit could be: `open`, `trail` (…, ——), `question`,
    `exclamation`, `sentence`, `colon`, or none."""
    text = unit.plain
    if not unit.is_text or unit.pieces > 1 or unit.first.item is not None or len(text) < 2 or "\n" in text:
        return ""
    kind, characters = enumerator(text)
    marked = is_marked_heading(unit)
    wide = width(text)
    limit = LONGEST_MARKED if marked or (kind in HEADING_ENUMERATORS and kind != "circled") else LONGEST
    if wide > limit or _NO_HEADING.match(text):
        return ""
    body = text[len(characters) :]
    end = ending(text)
    if _INNER_STOP.search(body) and not (marked and end != "stop"):
        single = re.fullmatch(r"[^。；;]*[！？!?][^。；;！？!?]*[！？!?]?", body)
        if not single or wide > LONGEST:
            return ""
    if end in ("open", "closed", "trail"):
        if end == "trail" and not marked and not TWO_PARTS.search(text):
            return "trail" if wide <= LONGEST_COLON else ""
        return "open"
    if end == "comma":
        return "open" if marked and wide <= LONGEST_COLON else ""
    if end == "stop":
        last = text.rstrip("”’」』）)】》")[-1:]
        if last in "？?":
            return "question"
        return "exclamation" if last in "！!" else "sentence"
    if end == "colon":
        return "colon"
    return ""


def _confirmed(
    index: int, kinds: Sequence[str], units: Sequence[Unit], questions: Questions, counted: Counter[str]
) -> bool:
    """Weigh a candidate against what stands round it; `counted` tells how many candidates have which enumerator."""
    kind, unit = kinds[index], units[index]
    if not kind:
        return False
    marked = is_marked_heading(unit)
    numbered = enumerator(unit.plain)[0]
    enumerated = numbered in HEADING_ENUMERATORS
    if ending(unit.plain) == "comma" and not _opens_headings(index, kinds):
        return False
    if kind == "trail":
        return any(0 <= at < len(kinds) and kinds[at] in ("open", "question") for at in (index - 1, index + 1))
    if kind == "open":
        return not _signature(index, units) and not _below_guest(index, units)
    if kind == "question":
        if width(unit.plain) > LONGEST_QUESTION and not (marked or enumerated):
            return False
        if index and kinds[index - 1] in ("open", "trail") and ending(units[index - 1].plain) in ("trail", "comma"):
            return True
        return marked or enumerated or is_parallel_question(index, units, questions)
    if kind == "exclamation":
        return marked or enumerated
    if kind == "sentence":
        short = width(unit.plain) <= LONGEST_SENTENCE and (counted[numbered] >= FEWEST_NUMBERED or "han" in numbered)
        return enumerated and (marked or short) and _followed_by_text(index, kinds, units)
    return (marked or enumerated or _opens_headings(index, kinds)) and _names(unit)


def _names(unit: Unit) -> bool:
    """A colon after a name ends a heading; after 如下, 表示, 方面 it leads into what follows."""
    return width(unit.plain) <= LONGEST_COLON and not _LEADS_IN.search(unit.plain)


def _opens_headings(index: int, kinds: Sequence[str]) -> bool:
    return index + 1 < len(kinds) and kinds[index + 1] == "open"


def _followed_by_text(index: int, kinds: Sequence[str], units: Sequence[Unit]) -> bool:
    return index + 1 < len(units) and not kinds[index + 1] and units[index + 1].is_text


def _signature(index: int, units: Sequence[Unit]) -> bool:
    """The organisation and the date below a letter are no headings (seen: 北京市…局 / 2023年2月6日)."""
    following = units[index + 1].plain if index + 1 < len(units) else ""
    return bool(_DATE.match(following)) and not is_marked_heading(units[index])


def _below_guest(index: int, units: Sequence[Unit]) -> bool:
    """A guest's post and name stand below 【嘉宾】."""
    return index > 0 and bool(_GUEST.match(units[index - 1].plain))


def _without_loose_ends(flags: list[bool], units: Sequence[Unit]) -> None:
    """Take back headings that head nothing: at the article's end, and runs of lines longer than a heading can be."""
    for index in range(len(flags) - 1, -1, -1):
        if not flags[index]:
            break
        if not is_marked_heading(units[index]):
            flags[index] = False
    start = 0
    while start < len(flags):
        end = start
        while (
            end < len(flags)
            and flags[end]
            and not is_marked_heading(units[end])
            and not enumerator(units[end].plain)[0]
        ):
            end += 1
        if end - start > LONGEST_RUN:
            flags[start:end] = [False] * (end - start)
        start = max(end, start + 1)
