"""The four parts of an issue: cover, contents, body, colophon."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.errors import QikanError
from generator.importing.passage import Passage
from generator.importing.structure.articles.bodies import find_body
from generator.importing.structure.pages.layout import width
from generator.importing.vocabulary import (
    BACK_LINK,
    BODY_HEADS,
    CONTENTS_HEADS,
    folded,
    section_name,
)

LONGEST_LINE = 60.0
"""Lines of a colophon are short."""
_COLOPHON = re.compile(
    r"扫\s*一\s*扫|公众号|官\s*网|地\s*址\s*[：:]|电\s*话\s*[：:]|邮\s*箱\s*[：:]|网\s*址\s*[：:]|传\s*真\s*[：:]|https?://|版权|主\s*办|编\s*辑\s*部|有限公司$|有限责任公司$"
)


@dataclass(frozen=True, slots=True)
class Regions:
    """Where the parts begin, as indexes of passages."""

    contents: int
    """The heading of the contents, or their first line."""
    contents_head: bool
    """Whether that is a heading."""
    body: int
    """The heading of the body, or its first line."""
    body_head: bool
    """Whether that is a heading."""


def find_regions(passages: Sequence[Passage], name: str) -> Regions:
    """Return where contents and body begin.

    Their headings tell (——本期视点——, -----本期内容-----); where one is missing, the contents begin with the first
    line that holds a link or a page hint, and the body where the contents are said again (`find_body`).

    Raises QikanError where neither contents nor body can be told.
    """
    contents = _head(passages, CONTENTS_HEADS, 0)
    body = _head(passages, BODY_HEADS, (contents or 0) + 1)
    contents_at = contents if contents is not None else _first_entry(passages[:body])
    if contents_at is None:
        raise QikanError(
            "no contents found (a line 本期视点, or entries with page hints such as ——第 7 页).",
            place=f"{name}:{passages[-1].line}" if passages else name,
            remedy="Add them, or check that the file is an issue of a digest.",
        )
    body_at = body if body is not None else find_body(passages, contents_at + (contents is not None))
    if body_at is None:
        raise QikanError(
            "no body found after the contents (a line 本期内容, or an article with its source line 来源：…).",
            place=f"{name}:{passages[contents_at].line}",
            remedy="Add the line 本期内容 above the first article.",
        )
    return Regions(contents_at, contents is not None, body_at, body is not None)


def _head(passages: Sequence[Passage], heads: frozenset[str], start: int) -> int | None:
    for index in range(start, len(passages)):
        if passages[index].rows is None and folded(passages[index].text.plain) in heads:
            return index
    return None


def _first_entry(passages: Sequence[Passage]) -> int | None:
    hint = re.compile(r"第?\s*\d{1,4}\s*页\s*$")
    for index, passage in enumerate(passages):
        if BACK_LINK.match(passage.text.plain):
            return None
        if passage.links or hint.search(passage.text.plain):
            above = index - 1
            return above if above >= 0 and section_name(passages[above].text.plain) is not None else index
    return None


def colophon_start(passages: Sequence[Passage]) -> int:
    """Return where the colophon begins among passages of which the last ones are its lines.

    It begins with the first line that says how to reach the publisher, where only short lines follow it.
    """
    start = len(passages)
    for index in range(len(passages) - 1, -1, -1):
        passage = passages[index]
        if passage.rows is not None or width(passage.text.plain) > LONGEST_LINE:
            break
        if _COLOPHON.search(passage.text.plain):
            start = index
    return start
