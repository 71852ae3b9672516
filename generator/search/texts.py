"""The text of each article, for sentences around a hit and for the last word on whether a string stands in it."""

from __future__ import annotations

import json
import re

from generator.model import Article, Issue, PageStart
from generator.search.envelope import path, wrap
from generator.search.passages import SECTION, SOURCE, TITLE, passages

DISPUTED = re.compile("[\u1e3f\ue5e5\ue78d-\ue864]")
"""Characters that Python's GB 18030 and the browsers' (which follows a later edition) put at different codes."""


def text_files(issue: Issue) -> dict[str, bytes]:
    """Return the text files of an issue by site-relative path; they depend on nothing but the issue."""
    files = {}
    for article in issue.articles:
        name = f"text/{issue.id}/{article.id}"
        files[path(name)] = wrap(name, _encode(_content(article)))
    return files


def _content(article: Article) -> list[object]:
    """Return title, section, source, page hint (0 for none) and the other passages: `[field, words]`, with a flat
    list of offset and number of the pages that begin in it behind, where some do."""
    rest = [
        [passage.field, passage.plain, *([_flat(passage.pages)] if passage.pages else [])]
        for passage in passages(article)
        if passage.field not in (TITLE, SECTION, SOURCE)
    ]
    title = article.title
    return [title.plain, article.section, article.source, article.page or 0, _flat(title.pages), rest]


def _flat(pages: tuple[PageStart, ...]) -> list[int]:
    return [number for page in pages for number in (page.offset, page.page)]


def _encode(content: list[object]) -> bytes:
    """GB 18030 needs two bytes a Chinese character where UTF-8 needs three; deflated it is a sixth smaller."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return DISPUTED.sub(lambda match: f"\\u{ord(match[0]):04x}", text).encode("gb18030")
