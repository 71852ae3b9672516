"""The words and signs by which a digest tells its parts, as the five real issues print them: readers and structure
know them."""

from __future__ import annotations

import re
import unicodedata

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
"""Chinese characters, for use in a character class."""

TWO_PARTS = re.compile(rf"(?<=[{HAN}，…！？”]) +(?=[{HAN}“\d])")
"""A space between Chinese characters: a heading that is set on two lines. Running text has none."""
LONGEST_NUMBER = 4
"""Figures of a number that counts something in an issue; Python itself refuses to read one of more than 4,300."""

GLYPHS = "▶▣►■█▌▍▎▮□◆◇●○▲△▷◎★☆➤➢⮚◀▪▸•·∙⋅»›"
"""Signs that stand before an entry of the contents or a heading (`▶`, `▣`, `•`, `·`)."""

_DASHES = "—–―─－\\-"
"""For use in a character class."""
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "「": '"', "」": '"', "『": '"', "』": '"'})
_IGNORED = re.compile(rf"[\s{_DASHES}{GLYPHS}~*#]+")

BACK_WORDS = r"(?:返\s*回|回\s*到)\s*(?:目\s*录|目\s*次|首\s*页)"
"""What the link at an article's end says."""
BACK_LINK = re.compile(
    rf"^[\s\[［〔（(【「『《<{GLYPHS}↑^]*(?:{BACK_WORDS}|返\s*回)[\s\]］〕）)】」』》>{GLYPHS}↑^]*$"
)
"""The link at an article's end."""
SOURCE_LINE = re.compile(
    r"^(?P<opened>[（(【\[])?\s*(?:文章|资料|信息)?来\s*源\s*[：:｜|]\s*(?P<source>.+?)\s*(?(opened)[）)】\]]?)$"
)
"""The line below a title: `来源：健康报`."""
CONTENTS_HEADS = frozenset({"本期视点", "本期目录", "本期导读", "本期要目", "本期要点", "目录", "目次", "本期看点"})
"""How the contents may be headed."""
BODY_HEADS = frozenset({"本期内容", "本期正文", "正文", "内容"})
"""How the body may be headed."""
SUMMARY = re.compile(
    r"^[【\[（(]\s*(?:提\s*要|摘\s*要|导\s*读|内容提要)\s*[】\])）]\s*[：:]?\s*|^(?:提\s*要|摘\s*要|内容提要)\s*[：:]\s*"
)
"""How a summary begins in the contents."""
SECTION_LINE = re.compile(
    rf"^\s*[{GLYPHS}{_DASHES}〓【〖\[]+\s*(?P<name>[^{GLYPHS}\s].{{0,14}}?)\s*[{GLYPHS}{_DASHES}〓】〗\]]+\s*$"
)
"""A section's line: `• 医保监管 •`, `· 地方精彩 ·`."""


def folded(text: str) -> str:
    """Return a text as two prints of it are compared: NFKC, without white space, dashes and glyphs, plain quotes."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text).translate(_QUOTES)).casefold()


def section_name(text: str) -> str | None:
    """Return the name in a section's line, None for a text that is no such line (as 【返回目录】 and 【来源：…】)."""
    if BACK_LINK.match(text) or SOURCE_LINE.match(text):
        return None
    found = SECTION_LINE.match(text)
    return found["name"].strip() if found else None


SHORTEST_SENTENCE = 3
"""A Latin full stop ends a sentence or a reference (`…, 2026(2): 11-13.`); after fewer characters it is a number's."""
_STOPS = "。！？!?"
_CLOSERS = "”’」』）)】》〉]\"'"


def ending(text: str) -> str:
    """Say how a text ends: `stop`, `colon`, `semicolon`, `trail` (… ——), `comma`, `closed` (a bracket or quotation
    mark without a stop inside) or `open`."""
    inner = text.rstrip().rstrip(_CLOSERS)
    if not inner:
        return "closed" if text.strip() else "open"
    last = inner[-1]
    if last in _STOPS or (last == "." and len(inner) > SHORTEST_SENTENCE and not inner.endswith("..")):
        return "stop"
    if last in "：:":
        return "colon"
    if last in "；;":
        return "semicolon"
    if last in "…—" or inner.endswith("..."):
        return "trail"
    if last in "，、,":
        return "comma"
    return "closed" if len(inner) < len(text.rstrip()) else "open"


_NO_UNIT = "(?!万(?!古)|亿|倍|元(?!素|件)|千克|毫克|毫升|公里|个(?:月|百分|多月))"
"""What stands after 2.1 where it counts nothing else: 2.1万盒 is an amount."""
_ORDINALS = ("问题", "案例", "误区", "观点", "建议", "关键词", "步骤", "原则", "方法", "特点", "趋势")
"""Words that are counted at a heading's start: 问题一：."""
_KINDS = {
    "part": r"第\s*[一二三四五六七八九十百零]+\s*[部分编章节篇](?:分)?[\s：:、.]?",
    "han": r"[一二三四五六七八九十]{1,3}\s*[、．.]\s*",
    "bracket-han": r"[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)]\s*[、.]?\s*",
    "decimal-3": r"\d{1,2}[.．]\d{1,2}[.．]\d{1,2}(?:[.、．]|\s+|(?=[^\d\s%.]))",
    "decimal-2": rf"\d{{1,2}}[.．]\d{{1,2}}(?:[.、．]\s*|\s*(?={_NO_UNIT}[{HAN}“《]))",
    "decimal": r"(?:0?[1-9]|[1-9]\d)\s*(?:[、．]\s*|[.]\s*(?=[^\d\s]))",
    "bracket-decimal": r"[（(]\s*\d{1,2}\s*[）)]\s*[、.]?\s*|\d{1,2}\s*[）)]\s*",
    "circled": r"[①-⑳⑴-⒇❶-❿]\s*",
    "ordinal": rf"(?:{'|'.join(_ORDINALS)})\s*[一二三四五六七八九十\d]+\s*[：:、.．]?\s*",
    "question": r"(?:Q|问)\s*\d*\s*[：:、.]\s*",
    "glyph": rf"[{GLYPHS}]\s*",
}
"""What each kind of enumerator looks like; where two would do, the first holds."""
_ENUMERATOR = re.compile("|".join(f"(?P<{kind.replace('-', '_')}>{pattern})" for kind, pattern in _KINDS.items()))


def enumerator(text: str) -> tuple[str, str]:
    """Return the kind of enumerator that a text begins with and its characters; two empty strings where it has none.

    The kinds, as the issues print them: `han` 一、, `bracket-han` （一）, `decimal` 1. or 1、, `decimal-2` 2.1,
    `bracket-decimal` (1), `circled` ①, `part` 第一部分, `ordinal` 问题一：, `question` 问：, `glyph` ● or ▶.
    """
    found = _ENUMERATOR.match(text)
    if found is None or found.lastgroup is None:
        return "", ""
    return found.lastgroup.replace("_", "-"), found[0]


_LABEL = re.compile(rf"^(?P<name>[{HAN}]{{2,6}}?)\s*(?:[一二三四五六七八九十\d]+\s*)?[：:]")


def label(text: str) -> str:
    """Return what a heading is labelled (关键词 in 关键词：支付方式, 药品违规 in 药品违规二：…), empty where
    nothing."""
    found = _LABEL.match(text)
    return found["name"] if found else ""


_VALUES = {character: value for value, character in enumerate("零一二三四五六七八九十")} | {"〇": 0, "两": 2}


def enumerator_value(characters: str) -> int | None:
    """Return the number that an enumerator counts (`三、` is 3, `2.1` is 1), None for a glyph."""
    if digits := re.findall(r"\d+", unicodedata.normalize("NFKC", characters)):
        return int(digits[-1]) if len(digits[-1]) <= LONGEST_NUMBER else None
    han = re.findall(r"[〇零一二三四五六七八九十]+", characters)
    return chinese_number(han[-1]) if han else None


def chinese_number(characters: str) -> int | None:
    """Return the value of a Chinese numeral up to 99 (`二十一` is 21), None where it is none."""
    if not characters or any(character not in _VALUES for character in characters):
        return None
    if "十" in characters:
        tens, _, ones = characters.partition("十")
        if len(tens) > 1 or len(ones) > 1:
            return None
        return (_VALUES[tens] if tens else 1) * 10 + (_VALUES[ones] if ones else 0)
    value = 0
    for character in characters:
        value = value * 10 + _VALUES[character]
    return value
