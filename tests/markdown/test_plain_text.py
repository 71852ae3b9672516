"""Ordinary text comes out as an editor would type it; what would be read otherwise is escaped, and only that."""

from __future__ import annotations

from datetime import date

import pytest

from generator.markdown import read, write
from generator.model import (
    Article,
    Block,
    Cell,
    Figure,
    Heading,
    Issue,
    List,
    ListItem,
    Mark,
    Note,
    PageStart,
    Paragraph,
    Table,
    Text,
)


def body(*blocks: Block) -> str:
    """Return what is written for blocks, and make sure that it reads back."""
    article = Article("a01", "", Text("题"), blocks=blocks)
    issue = Issue("2024-11", "刊", 2024, 11, date(2024, 3, 11), date(2024, 3, 17), articles=(article,))
    text = write(issue)
    assert read(text) == issue
    return text.partition("#### 题\n\n")[2].removesuffix("\n\n[返回目录](#toc)\n")


@pytest.mark.parametrize(
    "plain",
    [
        "2023 年，23 个一类创新药被纳入医保药品目录范围，占 78.6%。",
        "答：没有，支架植入量逐年增长（10%-25%）。",
        "1.药品浪费现象严重",
        "2、健康数字孪生(HDT)的应用[1]，见文献[2-4]。",
        "P<0.05，A&B，a_b，3~5天，7~10天，#标签，-5℃，+3",
        "网址：http://www.drugnet.com.cn/a_b?c=1&d=2",
        "<宁夏回族自治区医疗保障条例>",
        "（一）“三创”赋能“三化”——【解读】《通知》…！",
        "价格 800 元 = 原价 13000 元的 6% | 降幅 > 90%",
    ],
)
def test_ordinary_text_is_not_escaped(plain: str) -> None:
    assert body(Paragraph(Text(plain))) == plain


@pytest.mark.parametrize(
    ("plain", "written"),
    [
        ("1. 药品", "1\\. 药品"),
        ("- 一是", "\\- 一是"),
        ("+ 一是", "\\+ 一是"),
        ("# 一", "\\# 一"),
        ("> 一", "\\> 一"),
        ("0.25g*84片", "0.25g\\*84片"),
        ("_一_", "\\_一\\_"),
        ("<b>", "\\<b>"),
        ("&amp;", "\\&amp;"),
        ("[一](二)", "[一\\](二)"),
        ("[一]: 二", "\\[一]: 二"),
        ("C:\\", "C:\\\\"),
        ("---", "\\---"),
        ("一\n===", "一\\\n\\==="),
        ("一\n二", "一\\\n二"),
        ("\u3000\u3000一", "&#12288;\u3000一"),
    ],
)
def test_markup_in_text_is_escaped(plain: str, written: str) -> None:
    assert body(Paragraph(Text(plain))) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (Text("重点内容", (Mark(0, 2, "strong"),)), "**重点**内容"),
        (Text("“催熟”医保", (Mark(0, 4, "strong"),)), "**“催熟”**<!-- -->医保"),
        (Text("医保“催熟”", (Mark(2, 6, "strong"),)), "医保<!-- -->**“催熟”**"),
        (Text("，“催熟”。", (Mark(1, 5, "strong"),)), "，**“催熟”**。"),
        (Text("一二", (Mark(0, 1, "strong"), Mark(1, 2, "strong"))), "**一**<strong>二</strong>"),
        (Text("全部", (Mark(0, 2, "strong"),)), "<strong>全部</strong>"),
        (Text("见a`b", (Mark(1, 4, "code"),)), "见``a`b``"),
        (Text("官网!", (Mark(0, 2, "link", "https://a.cn/?b=1&c=2"),)), "[官网](https://a.cn/?b=1&c=2)!"),
        (Text("!官网", (Mark(1, 3, "link", "a (b.html"),)), "\\![官网](a&#32;&#40;b.html)"),
        (Text("药品浪费", (), (PageStart(2, 8),)), '药品<a id="p8"></a>浪费'),
        (Text("药品", (Mark(0, 2, "strong"),), (PageStart(1, 8),)), '<strong>药<a id="p8"></a>品</strong>'),
    ],
)
def test_marks(text: Text, written: str) -> None:
    assert body(Paragraph(text)) == written


def test_blocks_look_like_markdown() -> None:
    cells = (Cell(Text("A|B")), Cell(Text("一\n二")))
    assert body(
        Heading(1, Text("一、")),
        Heading(2, Text("（一）")),
        Heading(3, Text("1. 小题")),
        List((ListItem(Text("甲")), ListItem(Text("乙"), (List((ListItem(Text("丙")),)),)))),
        List((ListItem(Text("丁")),)),
        List((ListItem(Text("一")), ListItem(Text("二"))), ordered=True, start=9),
        Table((cells, cells), caption=Text("药价", (), (PageStart(0, 3),))),
        Figure("2024-11/p12-1.png", Text("图1", (), (PageStart(0, 4),))),
        Figure("", Text("图2")),
        Note(Text("（作者：佚名）")),
    ).split("\n\n") == [
        "##### 一、",
        "###### （一）",
        "**1. 小题**",
        "- 甲\n- 乙\n  - 丙",
        "* 丁",
        "9. 一\n10. 二",
        '<a id="p3"></a>*表：药价*',
        "| A\\|B | 一<br>二 |\n| --- | --- |\n| A\\|B | 一<br>二 |",
        '<a id="p4"></a>![图1](2024-11/p12-1.png)',
        "![图2]()",
        "*（作者：佚名）*",
    ]


def test_merged_cells_become_html() -> None:
    table = Table(((Cell(Text("甲"), rowspan=2), Cell(Text("A<B"))), (Cell(Text("乙")),)), header_rows=1)
    assert body(table).split("\n") == [
        "<table>",
        "<thead>",
        '<tr><th rowspan="2">甲</th><th>A&lt;B</th></tr>',
        "</thead>",
        "<tbody>",
        "<tr><td>乙</td></tr>",
        "</tbody>",
        "</table>",
    ]


@pytest.mark.parametrize("block", [Paragraph(Text("来源:甲")), Note(Text("来源：甲")), Heading(3, Text("来源：甲"))])
def test_a_first_block_is_not_taken_for_the_source(block: Block) -> None:
    assert body(block).startswith("<!-- -->\n\n")


def test_a_note_is_not_taken_for_the_caption_of_the_next_table() -> None:
    table = Table(((Cell(Text("甲")),),))
    assert body(Note(Text("表：一")), table).split("\n\n")[:2] == ["*表：一*", "<!-- -->"]
