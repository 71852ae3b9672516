"""The public JSON of an issue, for other programs: `issues/2024-11.json`.

Texts are plain: marks and page starts are left out, a hard line break stays `\\n`. A block's `page` is the page on
which it starts, absent where no page is known.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.model import (
    Article,
    Block,
    Code,
    Divider,
    Figure,
    Heading,
    Issue,
    List,
    ListItem,
    Note,
    PageStart,
    Paragraph,
    Quote,
    Table,
    Text,
    block_page,
    block_texts,
)

Json = dict[str, object]


def issue_json(issue: Issue) -> Json:
    """Return an issue as JSON values: what the cover says, and its articles with their blocks."""
    articles: list[Json] = []
    page: int | None = None
    for block in (*issue.cover, *issue.guide):
        page = block_page(block, page)[1]
    for article in issue.articles:
        page = _last_page(article.summary.pages, page)
    for article in issue.articles:
        exported, page = _article(article, page)
        articles.append(exported)
    return {**_head(issue), "articles": articles}


def _head(issue: Issue) -> Json:
    return {
        "id": issue.id,
        "title": issue.title,
        "year": issue.year,
        "number": issue.number,
        "start": issue.start.isoformat(),
        "end": issue.end.isoformat(),
        "organiser": issue.organiser,
    }


def _last_page(starts: Sequence[PageStart], before: int | None) -> int | None:
    return starts[-1].page if starts else before


def _article(article: Article, page: int | None) -> tuple[Json, int | None]:
    """Return an article, and the page on which it ends. `page` is the one on which the matter before it ends."""
    page = _last_page(article.title.pages, page)
    blocks: list[Json] = []
    for block in article.blocks:
        blocks += _blocks(block, page)
        page = block_page(block, page)[1]
    exported: Json = {
        "id": article.id,
        "section": article.section,
        "title": article.title.plain,
        "source": article.source,
        "page": article.page,
        "summary": article.summary.plain,
        "blocks": blocks,
    }
    return exported, page


def _blocks(block: Block, before: int | None) -> list[Json]:
    """Return a block, or, where it holds blocks below it (a list's item), those behind it."""
    page = block_page(block, before)[0]
    match block:
        case Heading():
            return [_with_page({"type": "heading", "level": block.level, "text": block.text.plain}, page)]
        case Paragraph():
            return [_with_page({"type": "paragraph", "text": block.text.plain}, page)]
        case Note():
            return [_with_page({"type": "note", "text": block.text.plain}, page)]
        case Quote():
            return [_with_page({"type": "quote", "text": _quoted(block)}, page)]
        case Code():
            return [_with_page({"type": "code", "text": block.plain, "language": block.language}, page)]
        case Divider():
            return [_with_page({"type": "divider"}, page)]
        case Figure() if block.src:
            return [_with_page({"type": "figure", "src": block.src, "caption": block.caption.plain}, page)]
        case Figure():
            return [_with_page({"type": "caption", "text": block.caption.plain}, page)]
        case Table():
            return [_table(block, page)]
        case List():
            return _list(block, before)


def _with_page(exported: Json, page: int | None) -> Json:
    return exported if page is None else {**exported, "page": page}


def _quoted(quote: Quote) -> str:
    return "\n".join(text.plain for text in block_texts(quote) if text.plain)


def _table(table: Table, page: int | None) -> Json:
    rows = [
        [{"text": cell.text.plain, "rowspan": cell.rowspan, "colspan": cell.colspan} for cell in row]
        for row in table.rows
    ]
    return _with_page({"type": "table", "rows": rows, "caption": table.caption.plain}, page)


def _list(block: List, before: int | None) -> list[Json]:
    """Return a list. What stands below an item (lists, paragraphs) breaks it in two, so that the order is kept.

    An item that starts on the list's own page is a string, any other is `{"text", "page"}`.
    """
    parts: list[Json] = []
    items: list[str | Json] = []
    page = before
    for item in block.items:
        start = _item_page(item, page)
        if not items:
            part: Json = {"type": "list", "ordered": block.ordered, "items": items}
            parts.append(_with_page(part, start))
            opening = start
        items.append(
            item.text.plain if start == opening or start is None else {"text": item.text.plain, "page": start}
        )
        page = _last_page(item.text.pages, page)
        for inner in item.blocks:
            parts += _blocks(inner, page)
            page = block_page(inner, page)[1]
            items = []
    return parts


def _item_page(item: ListItem, before: int | None) -> int | None:
    return block_page(Paragraph(Text(item.text.plain, (), item.text.pages)), before)[0]
