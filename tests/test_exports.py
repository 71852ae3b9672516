"""The public JSON of an issue: its fields, the blocks and their pages."""

from __future__ import annotations

import json
from datetime import date

from generator.exports import issue_json
from generator.model import (
    Article,
    Block,
    Cell,
    Code,
    Divider,
    Figure,
    Heading,
    Issue,
    List,
    ListItem,
    Mark,
    Note,
    PageStart,
    Paragraph,
    Quote,
    Table,
    Text,
)

TITLE = Text("题", (), (PageStart(0, 7),))


def issue(*blocks: Block, title: Text = TITLE) -> Issue:
    article = Article("a01", "解读", title, "新华网", 7, Text("提要"), blocks)
    return Issue("2024-11", "刊", 2024, 11, date(2024, 3, 11), date(2024, 3, 17), "某公司", articles=(article,))


def blocks(*given: Block) -> object:
    (article,) = issue_json(issue(*given))["articles"]  # type: ignore[misc]
    return article["blocks"]


def test_issue_and_article() -> None:
    assert json.loads(json.dumps(issue_json(issue()))) == {
        "id": "2024-11",
        "title": "刊",
        "year": 2024,
        "number": 11,
        "start": "2024-03-11",
        "end": "2024-03-17",
        "organiser": "某公司",
        "articles": [
            {
                "id": "a01",
                "section": "解读",
                "title": "题",
                "source": "新华网",
                "page": 7,
                "summary": "提要",
                "blocks": [],
            }
        ],
    }


def test_every_kind_of_block() -> None:
    assert blocks(
        Heading(1, Text("一")),
        Paragraph(Text("甲乙", (Mark(0, 1, "strong"),))),
        Table(((Cell(Text("甲"), colspan=2),),), caption=Text("药价")),
        Figure("a.png", Text("图")),
        Figure("", Text("图2")),
        Note(Text("注")),
        Quote((Paragraph(Text("引")), List((ListItem(Text("文")),)))),
        Code("a\n", "py"),
        Divider(),
    ) == [
        {"type": "heading", "level": 1, "text": "一", "page": 7},
        {"type": "paragraph", "text": "甲乙", "page": 7},
        {"type": "table", "rows": [[{"text": "甲", "rowspan": 1, "colspan": 2}]], "caption": "药价", "page": 7},
        {"type": "figure", "src": "a.png", "caption": "图", "page": 7},
        {"type": "caption", "text": "图2", "page": 7},
        {"type": "note", "text": "注", "page": 7},
        {"type": "quote", "text": "引\n文", "page": 7},
        {"type": "code", "text": "a\n", "language": "py", "page": 7},
        {"type": "divider", "page": 7},
    ]


def test_page_is_the_one_a_block_starts_on() -> None:
    assert blocks(
        Paragraph(Text("甲乙", (), (PageStart(1, 8),))),
        Paragraph(Text("丙")),
        Paragraph(Text("丁", (), (PageStart(0, 9), PageStart(0, 10)))),
    ) == [
        {"type": "paragraph", "text": "甲乙", "page": 7},
        {"type": "paragraph", "text": "丙", "page": 8},
        {"type": "paragraph", "text": "丁", "page": 10},
    ]


def test_page_is_absent_where_none_is_known() -> None:
    (article,) = issue_json(issue(Paragraph(Text("甲")), title=Text("题")))["articles"]  # type: ignore[misc]
    assert article["blocks"] == [{"type": "paragraph", "text": "甲"}]


def test_items_tell_their_page_where_it_is_not_the_lists() -> None:
    items = (
        ListItem(Text("甲", (), (PageStart(0, 8),))),
        ListItem(Text("乙丙", (), (PageStart(1, 9),))),
        ListItem(Text("丁")),
    )
    assert blocks(List(items, ordered=True)) == [
        {"type": "list", "ordered": True, "items": ["甲", "乙丙", {"text": "丁", "page": 9}], "page": 8}
    ]


def test_what_stands_below_an_item_keeps_its_place() -> None:
    inner = List((ListItem(Text("丙")),))
    assert blocks(
        List((ListItem(Text("甲")), ListItem(Text("乙"), (inner, Paragraph(Text("续")))), ListItem(Text("丁"))))
    ) == [
        {"type": "list", "ordered": False, "items": ["甲", "乙"], "page": 7},
        {"type": "list", "ordered": False, "items": ["丙"], "page": 7},
        {"type": "paragraph", "text": "续", "page": 7},
        {"type": "list", "ordered": False, "items": ["丁"], "page": 7},
    ]
