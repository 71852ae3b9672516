"""Blocks to HTML, once for all the pages that they stand on (see `inline`)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from markupsafe import escape

from generator.model import (
    Block,
    Cell,
    Code,
    Divider,
    Figure,
    Heading,
    List,
    ListItem,
    Note,
    Paragraph,
    Quote,
    Table,
    Text,
)
from generator.rendering.inline import HEADINGS, OUTWARD, inline, page_start, target

OWN_ENUMERATOR = re.compile(
    r"[①-⑳⑴-⒛㈠-㈩❶-❿]|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、)）]"
)
"""An enumerator that stands in an item's own words; the list adds no bullet to it."""

Originals = Mapping[int, str]
"""Address in the printed file by page."""
Sizes = Mapping[str, tuple[int, int]]
"""Width and height in pixels of each figure by its `src`."""


def blocks(sequence: Sequence[Block], originals: Originals, sizes: Sizes) -> str:
    """Return blocks as HTML, one after the other."""
    return "\n".join([_block(block, originals, sizes) for block in sequence])


def opening_pages(text: Text, originals: Originals) -> tuple[str, Text]:
    """Return the marks of pages that begin with a text, and the text without them.

    A page that begins with a heading begins before it: a page number is no part of the heading's name.
    """
    opening = [start for start in text.pages if start.offset == 0]
    if not opening:
        return "", text
    marks = "".join(page_start(start.page, originals) for start in opening)
    return marks, replace(text, pages=text.pages[len(opening) :])


def _block(block: Block, originals: Originals, sizes: Sizes) -> str:
    match block:
        case Paragraph():
            return f"<p>{inline(block.text, originals)}</p>"
        case Heading():
            return _heading(block, originals)
        case List():
            return _list(block, originals, sizes)
        case Table():
            return _table(block, originals)
        case Figure():
            return _figure(block, originals, sizes)
        case Note():
            return f'<p class="note">{inline(block.text, originals)}</p>'
        case Quote():
            return f"<blockquote>\n{blocks(block.blocks, originals, sizes)}\n</blockquote>"
        case Code():
            return f'<pre tabindex="0"><code>{escape(block.plain)}</code></pre>'
        case Divider():
            return "<hr>"


def _heading(heading: Heading, originals: Originals) -> str:
    marks, text = opening_pages(heading.text, originals)
    level = min(max(heading.level, 1), len(HEADINGS))
    element = HEADINGS[level - 1]
    return f'{marks}<{element} class="h{level}">{inline(text, originals)}</{element}>'


def _list(block: List, originals: Originals, sizes: Sizes) -> str:
    items = "\n".join([_item(item, originals, sizes) for item in block.items])
    if block.ordered:
        start = f' start="{block.start}"' if block.start != 1 else ""
        return f"<ol{start}>\n{items}\n</ol>"
    # A list without bullets needs its role said, or VoiceOver does not call it a list.
    own = all(OWN_ENUMERATOR.match(item.text.plain) for item in block.items)
    start = ' class="own" role="list"' if own else ""
    return f"<ul{start}>\n{items}\n</ul>"


def _item(item: ListItem, originals: Originals, sizes: Sizes) -> str:
    words = inline(item.text, originals)
    if not item.blocks:
        return f"<li>{words}</li>"
    return f"<li>{words}\n{blocks(item.blocks, originals, sizes)}\n</li>"


def _table(table: Table, originals: Originals) -> str:
    marks, caption = opening_pages(table.caption, originals)
    named = bool(caption.plain)
    name = escape(caption.plain) if named else "表格"
    head = _rows(table.rows[: table.header_rows], originals, head=True)
    body = _rows(table.rows[table.header_rows :], originals, head=False)
    return "".join(
        (
            marks,
            # A box that scrolls has to be reachable by keyboard and to have a name (WCAG 2.1.1).
            f'<div class="table" role="group" tabindex="0" aria-label="{name}">',
            "<table>",
            f"<caption>{inline(caption, originals)}</caption>" if named else "",
            f"<thead>{head}</thead>" if head else "",
            f"<tbody>{body}</tbody>" if body else "",
            "</table></div>",
        )
    )


def _rows(rows: Sequence[tuple[Cell, ...]], originals: Originals, *, head: bool) -> str:
    """Return the rows of a head or a body. The cells of the first column are named, so that a style can hold them."""
    out: list[str] = []
    covered = 0
    for row in rows:
        names = ["first" if covered == 0 and index == 0 else "" for index in range(len(row))]
        cells = [_cell(cell, name, originals, head=head) for cell, name in zip(row, names, strict=True)]
        out.append(f"<tr>{''.join(cells)}</tr>")
        covered = max(covered - 1, 0) if covered or not row else row[0].rowspan - 1
    return "".join(out)


def _cell(cell: Cell, name: str, originals: Originals, *, head: bool) -> str:
    attributes = f' class="{name}"' if name else ""
    attributes += f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    attributes += f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    words = inline(cell.text, originals)
    if not head or not cell.text.plain:
        return f"<td{attributes}>{words}</td>"
    scope = "colgroup" if cell.colspan > 1 else "col"
    return f'<th scope="{scope}"{attributes}>{words}</th>'


def _figure(figure: Figure, originals: Originals, sizes: Sizes) -> str:
    marks, caption = opening_pages(figure.caption, originals)
    below = f"<figcaption>{inline(caption, originals)}</figcaption>" if caption.plain else ""
    address = None if OUTWARD.match(figure.src) else target(figure.src)
    if not figure.src or address is None:
        return f'{marks}<figure class="lost"><p>原刊此处有图，今已不存</p>{below}</figure>'
    size = ' width="{}" height="{}"'.format(*sizes[figure.src]) if figure.src in sizes else ""
    picture = f'<img src="{escape(address)}" alt="插图"{size} loading="lazy" decoding="async">'
    return f"{marks}<figure>{picture}{below}</figure>"
