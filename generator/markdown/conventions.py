"""The words and anchors that the Markdown form is recognised by, shared by its writer and its reader."""

from __future__ import annotations

import re

from generator.markdown.limits import LONGEST_NUMBER

CONTENTS_HEADING = "本期视点"
BODY_HEADING = "本期内容"
COLOPHON_HEADING = "版权信息"
PARTS = (CONTENTS_HEADING, BODY_HEADING, COLOPHON_HEADING)
"""The headings of the second rank, in their order; the colophon's may be absent."""

ISSUE_RANK, PART_RANK, SECTION_RANK, ARTICLE_RANK = 1, 2, 3, 4
"""Number of `#` of the four headings that carry the issue's structure."""

FIRST_SUBHEADING_RANK = 5
"""Number of `#` of a sub-heading of level 1. Level 2 has one more; for level 3 Markdown has no rank left."""

STRONG_HEADING_LEVEL = 3
"""The level that is written as a paragraph wholly in strong."""

SOURCE_PREFIX = "来源："
SOURCE_BEGINNINGS = (SOURCE_PREFIX, "来源:")
"""What a source line may begin with: an editor's colon may be a narrow one."""

SUMMARY_PREFIX = "【提要】"
CAPTION_PREFIX = "表："
BACK_LINK = "返回目录"
CONTENTS_ANCHOR = "toc"
UNTITLED = "（无题）"
"""What the contents show for an article without a title, so that there is something to click."""

SEPARATOR = "<!-- -->"
"""An empty comment, where nothing at all has to be shown or two blocks must not be taken for one."""

EMPTY_PARAGRAPH = "<p></p>"

PAGE_ANCHOR = re.compile(rf"p([1-9][0-9]{{0,{LONGEST_NUMBER - 1}}})")
ARTICLE_ANCHOR = re.compile(rf"a([0-9]{{1,{LONGEST_NUMBER}}})")


def anchor(name: str) -> str:
    """Return the anchor that makes a place reachable as `#name`."""
    return f'<a id="{name}"></a>'


def page_hint(page: int) -> str:
    """Return a page hint in the words of the print: 第 7 页."""
    return f"第 {page} 页"
