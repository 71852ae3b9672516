"""What a character of a source stands for, among those that people type.

Fonts share one glyph among several code points, and a PDF's producer picks one of them: 页 comes back as the radical
⻚, — as ―. NFKC alone is wrong for these: it leaves most of U+2E80–2EFF alone and turns ⼾ into 戶.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

UNREADABLE = "\ufffd"
"""Stands for a glyph whose font does not say what it means."""
SOFT_HYPHEN = "\u00ad"

_SUPPLEMENT = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇几⺈𠂊⺉刂⺊卜⺋㔾⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗㣺⺘扌⺙攵⺛旡⺜冃⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王"
    "⺪疋⺫罒⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳㓁⺴㓁⺵网⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅"
    "⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
"""Radicals of U+2E80–2EFF, each before the unified ideograph that it is drawn like."""

_SINGLE = {
    "⼾": "户",
    "―": "—",
    "〜": "～",
    "\u00a0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\t": " ",
    "\u2011": "-",
    "\u2027": "·",
    "・": "·",
    "⋯": "…",
    "‒": "–",
    "㫚": "曶",
    "㬵": "胶",
    "㬺": "幐",
    "⸺": "——",
    "⸻": "———",
    # Bullets of Symbol and Wingdings, which live in the private use area.
    "\uf0b7": "•",
    "\uf06c": "●",
    "\uf06e": "■",
    "\uf075": "◆",
    "\uf0a7": "▪",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
}
_FOLD = {**dict(zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)), **_SINGLE}

_INVISIBLE = frozenset(
    "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)

RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
"""Characters that have a superscript form, for `str.translate`."""
LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
"""Characters that have a subscript form."""


@lru_cache(maxsize=65536)
def clean(text: str) -> str:
    """Return what a glyph says: radicals and compatibility ideographs unified, ligatures taken apart, zero-width and
    control characters dropped. A soft hyphen stays: whoever joins lines decides."""
    return "".join(_clean_one(char) for char in text)


def _clean_one(char: str) -> str:
    code = ord(char)
    if char in _FOLD:
        return _FOLD[char]
    if code < 0x20 or 0x7F <= code < 0xA0 or char in _INVISIBLE or 0xD800 <= code < 0xE000:
        return ""
    if code & 0xFFFE == 0xFFFE:  # no character: what some producers say of a glyph that their font has not
        return UNREADABLE
    if 0x2F00 <= code <= 0x2FDF or 0xFB00 <= code <= 0xFB06:
        return unicodedata.normalize("NFKC", char)
    if code >= 0x300:
        return unicodedata.normalize("NFC", char)
    return char


def raised(text: str) -> str:
    """Return `text` in superscript characters where all of it has them, else unchanged."""
    return _shift(text, RAISED)


def lowered(text: str) -> str:
    """Return `text` in subscript characters where all of it has them, else unchanged."""
    return _shift(text, LOWERED)


def _shift(text: str, table: dict[int, int]) -> str:
    return text.translate(table) if all(ord(char) in table for char in text) else text


def is_wide(char: str) -> bool:
    """Tell whether a character is set in a full-width box (ideographs, kana, full-width forms)."""
    return char >= "\u1100" and (char in "—…“”‘’·" or unicodedata.east_asian_width(char) in "WF")
