"""What cannot be understood is an error that names file and line, and says what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.errors import QikanError
from generator.markdown import read, write
from generator.model import Article, Issue, Mark, Paragraph, Text
from tests.markdown.test_by_hand import FRONT, HEAD

HEAD_LINES = HEAD.count("\n")


@pytest.mark.parametrize(
    ("markdown", "line", "words"),
    [
        ("甲\n\n## 别的\n", 3, "'别的'"),
        ("# 又\n", 1, "second heading with one #"),
        ("> #### 题\n", 1, "4 #"),
        ("甲<u>乙</u>\n", 1, "<u>"),
        ("甲\n乙10<sup>9</sup>\n", 2, "¹ ² ³"),
        ("<div>甲</div>\n", 1, "<div>"),
        ("<!-- 注 --> 甲\n", 1, "HTML"),
        ("甲\n\n[乙](javascript:alert(1))\n", 3, "javascript:"),
        ("[乙](JAVA&#10;SCRIPT:alert(1))\n", 1, "not allowed"),
        ("![乙](data:image/png;base64,AA)\n", 1, "data:"),
        ('<table><tr><td><a href="vbscript:x">甲</a></td></tr></table>\n', 1, "vbscript:"),
        ('甲<a id="p7"></a>\n\n乙<a id="p7"></a>\n', 3, "'p7' stands in line"),
        ('<a id="a01"></a>\n#### 又\n', 1, "'a01' stands in line"),
        ('甲<a id="a02"></a>乙\n', 1, "middle of text"),
        ('甲<a id="x1"></a>乙\n', 1, "no kind"),
        ("甲![图](a.png)\n", 1, "among words"),
        ('![图](a.png "题")\n', 1, "title in quotes"),
        ('[甲](b.html "题")\n', 1, "has a title"),
        ("| 甲 |\n|-|\n| 乙 | 丙 |\n", 3, "2 cells"),
        ("<table><tr><td>甲</td></tr>\n", 1, "not closed"),
        ("<table>\n<tr><td colspan=x>甲</td></tr></table>\n", 2, "colspan='x'"),
        ("<table>\n<tr><td><ul></ul></td></tr></table>\n", 2, "<ul>"),
        ("<table><tr>甲</tr></table>\n", 1, "no cell"),
        ("<strong>甲\n", 1, "not closed"),
        ("甲</strong>\n", 1, "closes nothing"),
        ('甲\n\n[返回目录](#toc)\n\n<a id="a09"></a>\n', 5, "No article follows"),
    ],
)
def test_errors_of_the_body_name_their_line(markdown: str, line: int, words: str) -> None:
    with pytest.raises(QikanError) as caught:
        read(HEAD + markdown, "2024-11.md")
    assert caught.value.place == f"2024-11.md:{HEAD_LINES + line}"
    assert words in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("before", "after", "line", "words"),
    [
        ("title: 医周药事\n", "", 1, "no 'title'"),
        ("start: 2024-03-11", "start: 三月", 5, "no date"),
        ("end: 2024-03-17", "end: 2024-03-01", 6, "before it starts"),
        ("end: 2024-03-17", "end: 2024-02-31", 6, "no date"),
        ("number: 11", "number: II", 4, "no number"),
        ("number: 11", "number: 0", 4, "no number"),
        ("number: 11", "number: 11\norganizer: 甲", 5, "'organizer'"),
        ("number: 11", "number: 11\noriginal: [1]", 5, "original"),
        ("number: 11", "number: 11\noriginal: {path: a.pdf, pages_a_sheet: 0}", 5, "pages_a_sheet"),
        ("number: 11", "number: [11", 5, "no YAML"),
        ("---\ntitle", "title", 1, "does not begin with a front matter"),
        ("\n---\n#", "\n#", 1, "no end"),
        ("# 医周药事\n\n", "", 8, "before the issue's heading"),
        ("## 本期视点\n\n", "", 8, "`## 本期视点` is missing"),
        ("## 本期内容\n\n", "", 8, "`## 本期内容` is missing"),
        ("### 解读\n", "### 解读\n\n散文\n", 18, "write ##### instead of ###"),
        ("### 解读\n", "散文\n\n### 解读\n", 16, "below an article's heading (####)"),
        ("- [题](#a01)", "### 解读\n- 题", 13, "leads to no article"),
        ("- [题](#a01)", "- [题](#a01)\n- [题](#a01)", 13, "a01 in line 12"),
        ("- [题](#a01)", "- [题](#a02)", 12, "there is none"),
        ("- [题](#a01)", "- [题](#a01)\n\n散文", 14, "paragraph stands among"),
        ("- [题](#a01)", "#### 题", 12, "4 #"),
        ("# 医周药事\n", "# 医周药事\n\n#### 题\n", 10, "4 #"),
    ],
)
def test_errors_of_the_frame_name_their_line(before: str, after: str, line: int, words: str) -> None:
    assert before in HEAD
    with pytest.raises(QikanError) as caught:
        read(HEAD.replace(before, after, 1), "2024-11.md")
    assert words in str(caught.value)
    assert caught.value.place == f"2024-11.md:{line}"
    assert caught.value.remedy


def test_empty_file_is_an_error() -> None:
    with pytest.raises(QikanError):
        read("")
    with pytest.raises(QikanError, match="`# ` is missing"):
        read(FRONT)


def test_unsafe_links_are_not_written() -> None:
    text = Text("甲", (Mark(0, 1, "link", "javascript:alert(1)"),))
    issue = Issue("2024-11", "刊", 2024, 11, date(2024, 3, 11), date(2024, 3, 17), cover=(Paragraph(text),))
    with pytest.raises(QikanError):
        write(issue)
    with pytest.raises(QikanError):
        write(replace(issue, cover=(), articles=(Article("a01", "", text),)))
