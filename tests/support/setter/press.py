"""Issue and Style -> transcript and truth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.model import Issue
from tests.support.setter.contents import contents_strips
from tests.support.setter.layout import Placed, lay_out
from tests.support.setter.printing import print_transcript
from tests.support.setter.strips import article_strips, draw_furniture
from tests.support.setter.style import Style
from tests.support.setter.truth import truth_of

CONTENTS_PAGE = 2
"""The cover is page 1."""


@dataclass(frozen=True, slots=True)
class Setting:
    """An issue, set."""

    text: str
    """The transcript."""
    truth: dict[str, Any]
    """What an import of it should find, in the shape that the score script reads."""
    body: tuple[Placed, ...]
    """Where every strip of the body stands."""


def set_transcript(issue: Issue, style: Style) -> Setting:
    """Set an issue in a style and transcribe it page by page."""
    furniture = draw_furniture(issue, style)
    contents = lay_out([tuple(contents_strips(issue, style))], style, CONTENTS_PAGE)
    groups = [tuple(article_strips(a, n, furniture[n], style)) for n, a in enumerate(issue.articles)]
    body = lay_out(groups, style, contents[-1].pieces[-1].page + 1)
    hints = {one.strip.article: one.pieces[0].page for one in body if one.strip.kind == "title"}
    return Setting(
        text=print_transcript(issue, contents, body, hints, style),
        truth=truth_of(issue, body, hints, furniture, style),
        body=body,
    )
