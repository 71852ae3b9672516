"""The truth of a print: the shape that the score script compares an export with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.model import Issue, Table, block_texts
from tests.support.setter.layout import Placed
from tests.support.setter.printing import printed_number
from tests.support.setter.strips import Furniture
from tests.support.setter.style import Style

WORDS = ("paragraph", "item", "note")
SPARE = ("residue", "figure")
"""What an import may keep or set aside."""


def _rows(table: Table) -> list[list[dict[str, Any]]]:
    return [
        [{"text": cell.text.plain, "rowspan": cell.rowspan, "colspan": cell.colspan} for cell in row]
        for row in table.rows
    ]


def _blocks(issue: Issue, n: int, placed: Sequence[Placed]) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = []
    table = -1
    for one in placed:
        strip = one.strip
        page = one.pieces[0].page
        if strip.kind == "heading":
            blocks.append({"type": "heading", "level": strip.level, "text": strip.text, "page": page})
        elif strip.kind in WORDS:
            joins = len(one.pieces) - 1
            blocks.append({"type": strip.kind, "text": strip.text, "joins": joins, "page": page})
        elif strip.kind == "caption":
            blocks.append({"type": "caption", "text": strip.text, "page": page})
        elif strip.kind == "row" and strip.table != table:
            table = strip.table
            block = issue.articles[n].blocks[table]
            assert isinstance(block, Table)
            blocks.append({"type": "table", "rows": _rows(block), "page": page})
    return [_without_doubtful_page(block, blocks) for block in blocks]


def _without_doubtful_page(block: dict[str, Any], blocks: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Leave the page out where the same words stand twice in an article: the score looks blocks up by their words."""
    twice = sum(other.get("text") == block.get("text") for other in blocks) > 1
    return {key: value for key, value in block.items() if key != "page"} if twice and "text" in block else block


def truth_of(
    issue: Issue, body: Sequence[Placed], hints: Mapping[int, int], furniture: Sequence[Furniture], style: Style
) -> dict[str, Any]:
    """Return what an import of the transcript should find."""
    articles = []
    for n, article in enumerate(issue.articles):
        placed = [one for one in body if one.strip.article == n]
        articles.append(
            {
                "id": f"a{n + 1:02}",
                "section": article.section,
                "title": article.title.plain,
                "source": article.source,
                "page": hints[n],
                "summary": article.summary.plain,
                "back_link_printed": furniture[n].back_link,
                "optional": [one.strip.text for one in placed if one.strip.kind in SPARE and one.strip.text],
                "blocks": _blocks(issue, n, placed),
            }
        )
    return {
        "title": issue.title,
        "year": issue.year,
        "number": issue.number,
        "number_as_printed": printed_number(issue, style),
        "start": issue.start.isoformat(),
        "end": issue.end.isoformat(),
        "colophon": [text.plain for block in issue.colophon for text in block_texts(block)],
        "articles": articles,
    }
