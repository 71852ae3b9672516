"""Captions and credits go with their table; the caption of a figure that is gone marks its place."""

from __future__ import annotations

import pytest

from tests.importing.digest import article_of, paragraph, told

P = [paragraph(3 + n % 3, n) for n in range(6)]
TABLE = "品名\t数量\n退烧药\t3\n外用药\t5"
ROWS = (("品名", "数量"), ("退烧药", "3"), ("外用药", "5"))


@pytest.mark.parametrize(
    "caption",
    [
        "表1 药箱清点",
        "表1：药箱清点",
        "表：药箱清点",
        "附表 药箱清点",
        "图表2：药箱清点",
        "各站药箱清点一览表",
        "药箱清点情况",
    ],
)
def test_a_caption_above_its_table_is_the_tables(caption: str) -> None:
    blocks, _ = article_of("\n\n".join((P[0], caption, TABLE, P[1])))
    assert blocks == [("p", P[0]), ("table", caption, *ROWS), ("p", P[1])]


@pytest.mark.parametrize("caption", ["表1 药箱清点", "表：药箱清点", "样刊编辑部制图"])
def test_a_caption_below_its_table_is_the_tables(caption: str) -> None:
    blocks, _ = article_of("\n\n".join((P[0], TABLE, caption, P[1])))
    assert blocks == [("p", P[0]), ("table", caption, *ROWS), ("p", P[1])]


@pytest.mark.parametrize(
    "credit",
    [
        "数据来源：样城药品回收站",
        "资料来源：样刊编辑部整理",
        "注：数量以盒计，不足一盒的按一盒算。",
        "备注：以上为三月数据。",
        "图片来源：样刊编辑部",
        "（以上数据截至三月，仅供参考）",
    ],
)
def test_a_credit_below_a_table_is_a_note(credit: str) -> None:
    blocks, _ = article_of("\n\n".join((P[0], "表1 药箱清点", TABLE, credit, P[1])))
    assert blocks == [("p", P[0]), ("table", "表1 药箱清点", *ROWS), ("note", credit), ("p", P[1])]


@pytest.mark.parametrize("credit", ["作者：样某某", "（责任编辑：样某某）", "审核：样某某", "记者：样某某 编辑：样某"])
def test_a_line_about_who_made_it_is_a_note(credit: str) -> None:
    blocks, _ = article_of("\n\n".join((P[0], P[1], credit.replace("(", "（"))))
    assert blocks[-1] == ("note", credit)


@pytest.mark.parametrize(
    "caption", ["图1 药箱的三层", "图1：药箱的三层", "图：药箱的三层", "图 2 回收的流程", "附图：回收的流程"]
)
@pytest.mark.parametrize("gap", ["\n\n", "\n\n\n\n\n"])
def test_the_caption_of_a_lost_figure_marks_its_place_and_asks_for_a_look(caption: str, gap: str) -> None:
    blocks, report = article_of(f"{P[0]}{gap}{caption}\n\n{P[1]}")
    assert blocks == [("p", P[0]), ("lost", caption), ("p", P[1])]
    (entry,) = told(report, "lost figure")
    assert (entry.severity, entry.before) == ("look", caption)


@pytest.mark.parametrize("caption", ["药箱整理示意图", "旧药回收流程", "各站分布图"])
def test_a_line_for_a_picture_in_a_gap_is_a_caption_too(caption: str) -> None:
    blocks, _ = article_of(f"{P[0]}\n\n\n\n\n{caption}\n\n\n\n\n{P[1]}")
    assert blocks == [("p", P[0]), ("lost", caption), ("p", P[1])]


def test_a_credit_in_a_gap_is_all_that_is_left_of_a_figure() -> None:
    blocks, _ = article_of(f"{P[0]}\n\n\n\n\n图片来源：样刊编辑部\n\n{P[1]}")
    assert blocks == [("p", P[0]), ("lost", "图片来源：样刊编辑部"), ("p", P[1])]


@pytest.mark.parametrize(
    "line",
    [
        "表1列出了药箱里应当有的药，其中退烧药要单独放。",
        "图中可以看到，药箱分为三层。",
        "如图1所示，药箱分为三层，最上面一层放常用药，中间一层放外用药。",
        "注意避光保存的药要放在棕色瓶子里，并且贴上标签。",
        "来源于社区的旧药占了三成。",
        "表示同意的居民有三百人。",
    ],
)
def test_a_sentence_about_a_table_or_figure_is_a_paragraph(line: str) -> None:
    blocks, _ = article_of("\n\n".join((P[0], line, P[1])))
    assert blocks == [("p", P[0]), ("p", line), ("p", P[1])]


def test_a_heading_above_a_table_is_no_caption() -> None:
    blocks, _ = article_of("\n\n".join((P[0], "## 二、清点的结果", TABLE, P[1])))
    assert blocks == [("p", P[0]), ("h1", "二、清点的结果"), ("table", "", *ROWS), ("p", P[1])]
