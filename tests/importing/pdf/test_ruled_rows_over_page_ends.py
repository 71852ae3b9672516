"""Rows of ruled tables that a page end cut where producers leave rules out, and heads that the next page repeats."""

from __future__ import annotations

from .papers import line
from .test_tables_on_pages import WIDE, rows, rules, walls


def test_a_repeated_head_that_no_rule_closes_stands_apart_from_the_rest_of_a_cut_row() -> None:
    xs = [60.0, 130, 360]
    first = line("名称", 65, 130) + line("做法", 135, 130) + line("甲省", 65, 105) + line(WIDE, 135, 105)
    first += line(WIDE, 135, 87) + rules([145, 120], xs) + walls(145, 80, xs)
    second = line("名称", 65, 540) + line("做法", 135, 540) + line(WIDE[:5] + "。", 135, 522)
    second += line("乙省", 65, 500) + line("有", 135, 500) + rules([555, 515, 490], xs)
    assert rows([first, second]) == [["名称", "做法"], ["甲省", WIDE * 2 + WIDE[:5] + "。"], ["乙省", "有"]]


def test_a_stop_that_hangs_over_a_wall_stays_with_its_line() -> None:
    xs = [60.0, 130, 238, 334]
    page = line("名称", 65, 130) + line(WIDE[:8] + "，", 138, 130) + line(WIDE[:8] + "，", 235, 130)
    page += line("甲省", 65, 105) + line("无", 138, 105) + line("有", 243, 105)
    assert rows([page + rules([145, 120, 95], xs)]) == [
        ["名称", WIDE[:8] + "，", WIDE[:8] + "，"],
        ["甲省", "无", "有"],
    ]


def test_a_cell_over_several_rows_goes_on_where_no_rule_closes_the_row_above() -> None:
    """Its text ends a line lower than its row, of which two cells stand on the second page."""
    xs = [60.0, 90, 240, 360]
    first = line("类", 65, 130) + line("名称", 95, 130) + line("日期", 245, 130) + line("第一届会议", 95, 100)
    first += line("数", 65, 100) + line("字", 65, 82) + rules([145, 120], xs) + walls(145, 90, xs)
    second = line("医", 65, 528) + line("疗", 65, 510) + line("二月", 245, 540) + line("第二届会议", 95, 510)
    second += line("三月", 245, 510) + rules([525], xs[1:]) + rules([495], xs) + walls(555, 495, xs)
    assert rows([first, second])[1:] == [["数字医疗", "第一届会议", "二月"], ["第二届会议", "三月"]]


def test_texts_of_a_row_that_no_rule_closes_may_end_at_different_heights() -> None:
    """Each is set in the middle of what the page holds of the row."""
    xs = [60.0, 82, 300]
    first = line("地", 65, 130) + line("情况", 87, 130) + rules([145, 120], xs) + walls(145, 50, xs)
    first += b"".join(line(sign, 65, 102 - 18 * n) for n, sign in enumerate("宁夏回"))
    first += line(WIDE[:17], 87, 93) + line(WIDE[:17], 87, 75)
    second = b"".join(line(sign, 65, 540 - 18 * n) for n, sign in enumerate("族自治"))
    second += line(WIDE[:17], 87, 531) + line(WIDE[:5] + "。", 87, 513) + line("甲", 65, 480) + line("无", 87, 480)
    second += rules([498, 470], xs) + walls(555, 470, xs)
    assert rows([first, second])[1:] == [["宁夏回族自治", WIDE[:17] * 3 + WIDE[:5] + "。"], ["甲", "无"]]


def test_a_repeated_head_that_was_taken_for_the_page_s_leaves_no_empty_rows() -> None:
    xs = [60.0, 130, 360]
    first = line("名称", 65, 130) + line("做法", 135, 130) + line("甲省", 65, 100)
    first += line(WIDE, 135, 100) + line(WIDE, 135, 82) + rules([145, 120, 70], xs)
    second = line(WIDE[:5] + "。", 135, 490) + line("乙省", 65, 465) + line("无", 135, 465)
    second += rules([555, 530, 505, 480, 455], xs)
    assert rows([first, second]) == [["名称", "做法"], ["甲省", WIDE * 2 + WIDE[:5] + "。"], ["乙省", "无"]]


def test_a_cell_over_several_rows_goes_on_though_rules_close_the_row_above() -> None:
    """Its line is full, and two of the cells beside it have ended."""
    xs = [60.0, 102, 240, 284, 360]
    first = line("领域", 65, 130) + line("名称", 107, 130) + line("日期", 245, 130) + line("地点", 289, 130)
    first += line("数字医", 63, 100) + line("第一届会议", 107, 100) + line("二月中", 244, 100) + line("上海", 289, 100)
    first += rules([145, 120, 90], xs)
    second = line("疗", 63, 528) + line("旬", 244, 540) + line("第二届会议", 107, 510) + line("三月", 244, 510)
    second += line("北京", 289, 510) + rules([530], xs[1:]) + rules([555, 495], xs)
    assert rows([first, second])[1:] == [
        ["数字医疗", "第一届会议", "二月中旬", "上海"],
        ["第二届会议", "三月", "北京"],
    ]


def test_a_row_of_full_lines_in_many_narrow_columns_is_cut() -> None:
    """Rules close both halves; that all its texts end with a full line is no chance where columns hold longer ones."""
    xs = [60.0, 82, 190, 224, 258, 360]
    starts = [x + 4 for x in xs[:-1]]

    def cells(words: list[str], y: float) -> bytes:
        return b"".join(line(word, x, y) for word, x in zip(words, starts, strict=True) if word)

    first = cells(["类", "医保基金的使用中", "违规", "违规", "占全部金额的比"], 130) + rules([145, 120], xs)
    second = cells(["目", "的问题", "医院", "金额", "例"], 540) + rules([555, 530, 485, 440], xs)
    for number, name in enumerate("甲乙"):
        y = 515 - 45 * number
        second += cells([name, "重复收费与超出标", "几十", "几亿", "三成"], y)
        second += cells(["项", "准收费", "家", "元", ""], y - 18)
    table = rows([first, second])
    assert table[0] == ["类目", "医保基金的使用中的问题", "违规医院", "违规金额", "占全部金额的比例"]
    assert [row[0] for row in table[1:]] == ["甲项", "乙项"]
