"""The contents (本期视点): strips for the layout, and the forms in which an entry is printed."""

from __future__ import annotations

import random
from collections.abc import Iterator

from generator.model import Article, Issue
from tests.support.setter.strips import Strip, block_strips
from tests.support.setter.style import Style
from tests.support.setter.wear import Wear

HEADING = "——本期视点——"
BODY_HEADING = "-----本期内容-----"
MARK = "【提要】"
SHORTEST_SPLIT = 18
"""A title of fewer characters is not cut over two links."""
ODD_FORMS = ("one dash", "space before", "half brackets", "source cut", "source below", "page below")
"""Forms seen in real issues: `—17 页`; ` ——第 7 页`; `(来源：X) ——第 7 页`; a cut after `（来源：`; source and page on
a line of their own, after a blank line; the page on the next line, without one."""


def contents_strips(issue: Issue, style: Style) -> Iterator[Strip]:
    """Yield the strips of the contents; an entry's `article` is the index of its article."""
    yield Strip("section", text=HEADING)
    for block in issue.guide:
        yield from block_strips(block, -1, -1, style)
    section = ""
    for n, article in enumerate(issue.articles):
        if article.section != section:
            section = article.section
            yield Strip("section", text=section, level=1, keep=True)
        yield Strip("entry", n, f"▶{article.title.plain}（来源：{article.source}）——第 00 页")
        if article.summary.plain:
            yield Strip("paragraph", text=article.summary.plain, marker=MARK)


def _link(title: str, wear: Wear, draw: random.Random, style: Style) -> str:
    if len(title) < SHORTEST_SPLIT or draw.random() >= style.split_titles:
        return f"[{wear.text(title)}](#)"
    cut = draw.randint(len(title) - 4, len(title) - 2)
    return f"[{wear.text(title[:cut])}](#)\n\n[{wear.text(title[cut:])}](#)"


def entry_text(article: Article, n: int, page: int, style: Style, wear: Wear) -> str:
    """Return the lines of one entry."""
    draw = random.Random(f"entry {style.seed} {n}")
    odd = draw.random() < style.odd_hints
    form = draw.choice(ODD_FORMS) if odd else ""
    bullet = "▣" if odd and draw.random() < 0.5 else "▶"
    title = f"{bullet} {_link(article.title.plain, wear, draw, style)}"
    hint = f"——第 {page} 页"
    if not article.source:
        return title + hint
    source = f"（来源：{wear.text(article.source)}）"
    match form:
        case "one dash":
            return f"{title}{source}—{page} 页"
        case "space before":
            return f"{title}{source} {hint}"
        case "half brackets":
            return f"{title} (来源：{wear.text(article.source)}) {hint}"
        case "source cut":
            return f"{title}（来源：\n\n{wear.text(article.source)}) {hint}"
        case "source below":
            return f"{title}\n\n{source}{hint}"
        case "page below":
            return f"{title}{source}\n{hint}"
        case _:
            return f"{title}{source}{hint}"
