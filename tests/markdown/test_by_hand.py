"""A file that an editor changed by hand, in any CommonMark way, still reads."""

from __future__ import annotations

from datetime import date

import pytest

from generator.errors import QikanError
from generator.markdown import read
from generator.model import (
    Cell,
    Code,
    Divider,
    Figure,
    Heading,
    List,
    ListItem,
    Mark,
    Note,
    Original,
    PageStart,
    Paragraph,
    Quote,
    Table,
    Text,
)

FRONT = "---\ntitle: 医周药事\nyear: 2024\nnumber: 11\nstart: 2024-03-11\nend: 2024-03-17\n---\n"
HEAD = FRONT + '# 医周药事\n\n## 本期视点\n\n- [题](#a01)\n\n## 本期内容\n\n### 解读\n\n<a id="a01"></a>\n#### 题\n\n'


def blocks(markdown: str) -> tuple[object, ...]:
    """Return what the one article of an issue holds."""
    (article,) = read(HEAD + markdown).articles
    return article.blocks


def paragraph(plain: str) -> Paragraph:
    return Paragraph(Text(plain))


def items(*plains: str) -> tuple[ListItem, ...]:
    return tuple(ListItem(Text(plain)) for plain in plains)


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("* 甲\n* 乙\n", [List(items("甲", "乙"))]),
        ("+ 甲\n\n+ 乙\n", [List(items("甲", "乙"))]),
        ("3) 甲\n4) 乙\n", [List(items("甲", "乙"), True, 3)]),
        ("- 甲\n乙\n", [List(items("甲乙"))]),
        ("> 甲\n乙\n", [Quote((paragraph("甲乙"),))]),
        ("药品\n浪费\n", [paragraph("药品浪费")]),
        ("the\nword\n", [paragraph("the word")]),
        ("甲  \n乙\n", [paragraph("甲\n乙")]),
        ("甲\\\n乙\n", [paragraph("甲\n乙")]),
        ("甲<br/>乙\n", [paragraph("甲\n乙")]),
        (
            "甲 | 乙\n--- | :-:\n丙 | 丁\n",
            [Table(((Cell(Text("甲")), Cell(Text("乙"))), (Cell(Text("丙")), Cell(Text("丁")))))],
        ),
        ("| 甲 |\n|-|\n| 乙<br>丙 |\n", [Table(((Cell(Text("甲")),), (Cell(Text("乙\n丙")),)))]),
        ("*表：药价*\n\n| 甲 |\n|-|\n", [Table(((Cell(Text("甲")),),), caption=Text("药价"))]),
        ("[官网][1]\n\n[1]: https://a.cn\n", [Paragraph(Text("官网", (Mark(0, 2, "link", "https://a.cn"),)))]),
        ("<https://a.cn>\n", [Paragraph(Text("https://a.cn", (Mark(0, 12, "link", "https://a.cn"),)))]),
        ("    code\n", [Code("code\n")]),
        ("~~~ py\na\n~~~\n", [Code("a\n", "py")]),
        ("甲\n\n* * *\n", [paragraph("甲"), Divider()]),
        ("__小题__\n", [Heading(3, Text("小题"))]),
        ("_注_\n", [Note(Text("注"))]),
        ("***注***\n", [Note(Text("注", (Mark(0, 1, "strong"),)))]),
        ("<b>全部</b>\n", [Paragraph(Text("全部", (Mark(0, 2, "strong"),)))]),
        ("##### 小题 #####\n", [Heading(1, Text("小题"))]),
        ("![图](a.png)\n![图2](b.png)\n", [Figure("a.png", Text("图")), Figure("b.png", Text("图2"))]),
        ("<!-- 待核 -->\n\n甲<!-- 待核 -->乙\n", [paragraph("甲乙")]),
        ("甲\n\n[返回目录](#toc)\n", [paragraph("甲")]),
        ("<a name='p8'></a>甲\n", [Paragraph(Text("甲", (), (PageStart(0, 8),)))]),
        (
            "<table>\n  <tr>\n    <th>甲</th>\n    <th colspan=2>乙\n    丙</th>\n  </tr>\n"
            "  <tr><td align='left'> 1 </td><td>2</td><td><p>",
            None,
        ),
        (
            "<table>\n  <tr>\n    <th>甲</th>\n    <th colspan=2>乙\n    丙</th>\n  </tr>\n"
            "  <tr><td align='left'> 1 </td><td><b>2</b></td><td>3<br>4</td></tr>\n</table>\n",
            [
                Table(
                    (
                        (Cell(Text("甲")), Cell(Text("乙丙"), colspan=2)),
                        (Cell(Text("1")), Cell(Text("2", (Mark(0, 1, "strong"),))), Cell(Text("3\n4"))),
                    )
                )
            ],
        ),
    ],
)
def test_any_commonmark_reads(markdown: str, expected: list[object] | None) -> None:
    if expected is None:
        with pytest.raises(QikanError):
            blocks(markdown)
    else:
        assert list(blocks(markdown)) == expected


def test_windows_file_with_setext_headings() -> None:
    text = (
        "\ufeff" + FRONT + "医周药事\n===\n封面\n\n——本期视点——\n---\n\n### 解读\n\n- [题](#a01) —— 第 7 页\n"
        "  【提要】一\n  二\n\n本期内容\n----\n### 解读\n<a id='a01'></a>\n#### 题\n来源: 新华网\n\n"
        "正文\n\n## 版权信息\n地址\n"
    )
    issue = read(text.replace("\n", "\r\n"))
    assert issue.cover == (paragraph("封面"),)
    (article,) = issue.articles
    assert (article.page, article.summary, article.source) == (7, Text("一二"), "新华网")
    assert article.blocks == (paragraph("正文"),)
    assert issue.colophon == (paragraph("地址"),)


def test_added_article_gets_the_next_free_id() -> None:
    issue = read(HEAD + '甲\n\n#### 新\n\n乙\n\n#### 又\n\n<a id="p9"></a>\n\n### 快讯\n\n<a id="a05"></a>\n#### 旧\n')
    assert [article.id for article in issue.articles] == ["a01", "a06", "a07", "a05"]
    assert [article.section for article in issue.articles] == ["解读", "解读", "解读", "快讯"]
    assert issue.articles[3].title == Text("旧", (), (PageStart(0, 9),))


def test_summary_without_indent_belongs_to_the_entry_above() -> None:
    text = HEAD.replace("- [题](#a01)\n", "- [题](#a01)\n\n【提要】一\n\n- [丙](#a02)\n\n  二\n\n  三\n")
    first, second = read(text + '甲\n\n<a id="a02"></a>\n\n#### 丙\n').articles
    assert (first.summary, second.summary) == (Text("一"), Text("二\n三"))


def test_page_starts_around_headings_are_kept() -> None:
    text = HEAD.replace("## 本期内容", '<a id="p6"></a>\n## 本期内容').replace("### 解读", '### <a id="p7"></a>解读')
    (article,) = read(text.replace("#### 题", '#### <a id="p8"></a>题')).articles
    assert article.title == Text("题", (), (PageStart(0, 6), PageStart(0, 7), PageStart(0, 8)))


@pytest.mark.parametrize(
    "line", ["来源：新华网", "来源: 新华网", "**来源：** 新华网", "来源： [新华网](https://a.cn)"]
)
def test_source_line_by_hand(line: str) -> None:
    (article,) = read(HEAD + line + "\n\n甲\n").articles
    assert (article.source, article.blocks) == ("新华网", (paragraph("甲"),))


def test_a_line_that_only_looks_like_a_source_stays() -> None:
    assert blocks("***来源：甲\n") == (paragraph("***来源：甲"),)


def test_front_matter_by_hand() -> None:
    text = HEAD.replace("start: 2024-03-11", "start: '2024-03-11'").replace("year: 2024", 'year: "2024"')
    issue = read(text.replace("title: 医周药事", "title: 2024\noriginal: originals/a.pdf"))
    assert (issue.title, issue.year, issue.start) == ("2024", 2024, date(2024, 3, 11))
    assert issue.original == Original("originals/a.pdf")
    sheets = "original:\n  path: originals/a.pdf\n  pages_a_sheet: 2"
    assert read(HEAD.replace("title: 医周药事", f"title: 医周药事\n{sheets}")).original == Original(
        "originals/a.pdf", 0, 2
    )
