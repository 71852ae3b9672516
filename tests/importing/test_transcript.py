"""A transcript's marks become marks of the text; whatever is no mark stays text, every character of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importing.passage import Passage, Source
from generator.importing.transcript import read_transcript
from generator.model import Mark
from tests.importing.accounts import characters


def source(text: str) -> Source:
    return read_transcript(text, "2024-11.txt")


def only(text: str) -> Passage:
    (passage,) = source(text).passages
    return passage


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("药箱里的 **退烧药** 不宜久放。", "药箱里的 退烧药 不宜久放。"),
        ("*Sample weekly*", "Sample weekly"),
        ("# 药周样刊", "药周样刊"),
        ("#没有空格不是标题", "#没有空格不是标题"),
        ("####### 七个", "####### 七个"),
        ("[家庭药箱](#)", "家庭药箱"),
        ("[家庭药箱](#a1)", "家庭药箱"),
        ("[家庭药箱]()", "家庭药箱"),
        ("[注]表中数字为约数", "[注]表中数字为约数"),
        (r"约 1\.5 万盒 \[见表\] \# \_", "约 1.5 万盒 [见表] # _"),
        ("5 m<sup>2</sup> 的药房", "5 m² 的药房"),
        ("10<sup>-3</sup> mol", "10⁻³ mol"),
        ("H<sub>2</sub>O", "H₂O"),
        ("<b>注意</b>避光", "注意避光"),
        ("<宁夏样刊中心编>药箱手册", "<宁夏样刊中心编>药箱手册"),
        ("血压 <140 且 >90", "血压 <140 且 >90"),
        ("先摇匀<br>再服用", "先摇匀\n再服用"),
        ("<https://example.org/yao>", "https://example.org/yao"),
        ("两个　全角　空格", "两个 全角 空格"),
        ("  前后  有   空格  ", "前后 有 空格"),
        ("一颗*星没有伴", "一颗*星没有伴"),
        ("一对**星没有伴", "一对**星没有伴"),
        ("甲</b>乙", "甲</b>乙"),
        ("甲<b>乙", "甲<b>乙"),
        ("x<sup>2", "x<sup>2"),
        ("**先<b>看**批</b>号", "先<b>看批</b>号"),
        ("10<sup>*2</sup>", "10*²"),
        ("****", "****"),
        ("5 * 6 = 30", "5 * 6 = 30"),
    ],
)
def test_the_words_of_a_line(line: str, plain: str) -> None:
    assert only(line).text.plain == plain


@pytest.mark.parametrize(
    ("line", "marks"),
    [
        ("先看**批号**，再看*效期*", (Mark(2, 4, "strong"), Mark(7, 9, "emphasis"))),
        ("**先看批号**：外盒上有", (Mark(0, 4, "strong"),)),
        ("先看<b>批号</b>", (Mark(2, 4, "strong"),)),
        ("先看<strong>批号</strong>和<em>效期</em>", (Mark(2, 4, "strong"), Mark(5, 7, "emphasis"))),
        ("见说明 [甲](https://example.org/a)", (Mark(4, 5, "link", "https://example.org/a"),)),
        ("见[下文](#)", ()),
        ("先看**批号", ()),
        ("**先<b>看**批</b>号", (Mark(0, 5, "strong"),)),
        ("10<sup>*2</sup>", ()),
    ],
)
def test_the_marks_of_a_line(line: str, marks: tuple[Mark, ...]) -> None:
    assert only(line).text.marks == marks


@pytest.mark.parametrize(
    ("line", "mark", "strong", "item"),
    [
        ("药师说", None, False, None),
        ("# 一", 1, False, None),
        ("###### 六", 6, False, None),
        ("## **又粗又大**", 2, True, None),
        ("**整行都粗**", None, True, None),
        ("**【提要】**后面不粗", None, False, None),
        ("- 退烧药", None, False, "-"),
        ("* 退烧药", None, False, "*"),
        ("- ▶ 临床药师", None, False, None),
        ("-5℃以下", None, False, None),
    ],
)
def test_what_a_line_claims_to_be(line: str, mark: int | None, strong: bool, item: str | None) -> None:
    found = only(line)
    assert (found.mark, bool(found.strong), found.item) == (mark, strong, item)


def test_a_link_covers_its_words_after_spaces_are_folded() -> None:
    found = only("▶  [ 家庭  药箱 ](#)（来源：样刊）")
    (link,) = found.links
    assert found.text.plain[link.start : link.end].strip() == "家庭 药箱"


def test_neighbouring_rows_are_one_table_and_lines_keep_their_numbers() -> None:
    found = source("上文\n\n品名\t数量\n甲\t<b>3</b>\n\n乙\t5\n下文").passages
    assert [(p.line, len(p.rows or ())) for p in found] == [(1, 0), (3, 2), (6, 1), (7, 0)]
    assert [[cell.text.plain for cell in row] for row in found[1].rows or ()] == [["品名", "数量"], ["甲", "3"]]


def test_empty_cells_are_cells() -> None:
    (row,) = only("\t\t乙\t").rows or ()
    assert [cell.text.plain for cell in row] == ["", "", "乙", ""]


def test_blank_lines_make_no_passages() -> None:
    assert source("\n\n  \n\t\n\n").passages == ()


WORDS = ("药", "箱", "2", "。", "<宁夏>", "http://a", "_", "`", "$")
MARKS = ("*", "**", "***", "#", "- ", "[", "]", "(#)", "<b>", "</b>", "<sup>", "</sup>", "<br>", "\\")
PARTS = (*WORDS, *MARKS, " ", "　", "\t", "\n")


@given(st.lists(st.sampled_from(PARTS), max_size=30).map("".join))
def test_no_character_but_marks_gets_lost(text: str) -> None:
    """Words, digits and Chinese signs come out as often as they went in, whatever surrounds them."""
    found = "".join(
        passage.text.plain + "".join(cell.text.plain for row in passage.rows or () for cell in row)
        for passage in source(text).passages
    )
    for character in "药箱2。宁夏_`$":
        assert characters(found)[character] == characters(text)[character]


PLAIN = st.text(alphabet="药箱的（）“”《》，。：；！？—…①▶●%℃=/ ~0123456789abcXYZ", max_size=60)


@given(PLAIN)
def test_a_line_without_marks_is_its_own_words(text: str) -> None:
    assert "".join(p.text.plain for p in source(text).passages) == " ".join(text.split())


@given(st.lists(st.sampled_from(PARTS), max_size=30).map("".join) | st.text(max_size=120))
def test_any_text_is_read_with_marks_that_nest_in_their_words(text: str) -> None:
    for passage in source(text).passages:
        ends: list[int] = []
        for mark in passage.text.marks:
            assert 0 <= mark.start < mark.end <= len(passage.text.plain)
            ends = [end for end in ends if end > mark.start]
            assert all(mark.end <= end for end in ends), "marks cross"
            ends.append(mark.end)
        for link in passage.links:
            assert 0 <= link.start <= link.end <= len(passage.text.plain)
