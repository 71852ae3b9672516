"""What came along from web pages and screenshots and is no part of an article."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from generator.importing.passage import Passage
from generator.importing.report import Entry
from generator.importing.structure.pages.starts import opened
from generator.importing.texts import behead, cut, edit, matching, strip
from generator.importing.vocabulary import HAN

FEWEST_WORDS = 12
"""A description has at least so many words; a shorter line in English may be a name or a title."""

_PAGE = "The controls of a web page."
_PICTURE = "The description of a picture that is not there."
"""Why a passage is set aside."""

_CONTROLS = re.compile(
    r"^(?:\s*(?:字\s*(?:号|体)\s*[：:]?|[【\[]?\s*大\s*[】\]]?\s*[【\[]?\s*中\s*[】\]]?\s*[【\[]?\s*小\s*[】\]]?"
    r"|分享(?:到)?\s*[：:]?|打印(?:本页)?|收藏|关闭(?:窗口)?|点赞|在看|阅读原文|扫码阅读|上一篇|下一篇|返回顶部"
    r"|微信|微博|QQ空间|[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f|｜/·\s])+\s*)$"
)
_NEEDED = re.compile(r"字\s*[号体]|分享|打印|收藏|点赞|在看|阅读原文|返回顶部|关闭")
_DESCRIPTION = re.compile(
    r"\b(?:screenshots?|image|picture|photo(?:graph)?|figure|chart|diagram|table|header|page|website|logo|icon)\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(r"[A-Z][a-z]*,? (?:[a-z]+,? ){2}")
_WORD = re.compile(r"[A-Za-z]{2,}")
_FORMULA = re.compile(r"\$([^$\n]{1,80})\$")
_ARROWED = re.compile(r"^[↓↑→←⇩⬇▼\s]+(?P<inner>.*?)[↓↑→←⇩⬇▼\s]*$|^(?P<other>.*?)[↓↑⇩⬇▼\s]*[↓↑⇩⬇▼]$")


def set_aside(passages: Sequence[Passage]) -> tuple[list[Passage], list[Entry]]:
    """Return the passages without residue, and what was set aside or repaired.

    Set aside: the controls of a web page (seen: 字号：大 中 小 分享：), and descriptions of a picture in English amid
    Chinese text (seen: “The screenshot shows …”) with the table that such a description speaks of.
    Repaired: dollar signs of a formula (seen: `$1+1>2$`), arrows round a caption (seen: `↓ … ↓`).
    """
    aside = [_reason(passage) for passage in passages]
    described = [index for index, reason in enumerate(aside) if reason == _PICTURE]
    for first, second in itertools.pairwise(described):
        between = range(first + 1, second)
        if len(between) <= 2 and all(passages[index].rows is not None for index in between):
            for index in between:
                aside[index] = _PICTURE
    kept: list[Passage] = []
    told: list[Entry] = []
    due: list[int] = []
    for passage, reason in zip(passages, aside, strict=True):
        if reason:
            told.append(Entry("aside", "residue", passage.line, passage.page, words(passage), "", reason))
            due += [start.page for start in passage.text.pages]
            continue
        repaired, entries = _repaired(opened(passage, due))
        kept.append(repaired)
        told += entries
        due = []
    return kept, told


def words(passage: Passage) -> str:
    """Return all characters of a passage, a table's cells separated by tabs and its rows by line breaks."""
    if passage.rows is None:
        return passage.text.plain
    return "\n".join("\t".join(cell.text.plain for cell in row) for row in passage.rows)


def _reason(passage: Passage) -> str:
    text = passage.text.plain
    if passage.rows is not None or not text:
        return ""
    if len(text) <= 60 and _CONTROLS.match(text) and _NEEDED.search(text):
        return _PAGE
    latin = _WORD.findall(text)
    chinese = len(re.findall(f"[{HAN}]", text))
    letters = sum(len(word) for word in latin)
    if len(latin) >= FEWEST_WORDS and letters > 2 * chinese and _ENGLISH.match(text) and _DESCRIPTION.search(text):
        return _PICTURE
    return ""


def _repaired(passage: Passage) -> tuple[Passage, list[Entry]]:
    text = passage.text
    told: list[Entry] = []
    if "$" in text.plain and (edits := matching(text, _FORMULA, r"\1")):
        for start, end, new in edits:
            told.append(Entry("repair", "formula marks", passage.line, passage.page, text.plain[start:end], new))
        text = edit(text, edits)
    if found := _ARROWED.match(text.plain):
        inner = found["inner"] if found["inner"] is not None else found["other"]
        if inner and len(inner) < len(text.plain.strip()) and len(inner) <= 60:
            start = text.plain.index(inner)
            told.append(Entry("repair", "arrows", passage.line, passage.page, text.plain, inner))
            text = strip(cut(behead(text, start), 0, len(inner)))
    return (replace(passage, text=text), told) if told else (passage, told)
