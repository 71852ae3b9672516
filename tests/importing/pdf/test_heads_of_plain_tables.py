"""Heads, rows and captions of tables without walls, as prints set them: heads and cells in the middle, few rules."""

from __future__ import annotations

from .papers import line
from .test_tables_of_close_columns import centred
from .test_tables_without_walls import level, spans, tables, text

LONG = "探索由医保基金与企业直接结算药款"
"""Sixteen characters."""


def test_a_head_in_the_middle_of_a_wide_column_is_no_column() -> None:
    """It lies clear of all short texts at the column's edge; two longer ones reach below it."""
    page = level(560, 536, 300) + centred("序号", 42, 72, 544) + centred("大类", 80, 220, 544)
    page += centred("品类", 220, 320, 544) + centred("数量", 330, 378, 544)
    names = ("骨科材料", "口腔材料", "血管介入治疗类材料", "眼科材料", "血液净化材料与配件", "修补材料", "基础材料")
    for number, name in enumerate(names):
        y = 520 - 30 * number
        page += line(str(number + 1), 46, y, 10) + line(name, 84, y, 10) + line("甲类", 240, y, 10)
        page += line(str(number + 7), 340, y, 10)
    rows = [[str(number + 1), name, "甲类", str(number + 7)] for number, name in enumerate(names)]
    assert tables([page]) == [[["序号", "大类", "品类", "数量"], *rows]]


def test_a_cell_in_the_middle_of_four_rows_may_stand_beside_a_line_of_one() -> None:
    """One row of one line comes before three of two: the middle lies where the third row begins."""
    xs = (42, 100, 240, 340)
    page = level(560, 536, 402)
    page += b"".join(line(word, x, 544, 10) for word, x in zip(("领域", "展会", "时间", "地点"), xs, strict=True))
    ys = (522.0, 495.75, 462.75, 429.75)
    for number, y in enumerate(ys):
        page += line(f"第{'一二三四'[number]}届大会", 100, y, 10) + line("广州", 340, y, 10)
        if number:
            page += line("三月二十八日至", 240, y + 6.75, 10) + line("三十日", 240, y - 6.75, 10)
        else:
            page += line("三月一日", 240, y, 10)
    page += line("创新药", 42, (ys[0] + ys[3] - 6.75) / 2, 10)
    assert spans([page]) == [("创新药", 4, 1)]


def test_the_head_between_the_first_two_rules_belongs_to_the_rows_below() -> None:
    """The last rule is on the next page, and the first text below the head stands above the middle of its row."""
    page = text(560, 542) + level(520, 500) + centred("地区", 42, 120, 506) + centred("做法", 130, 378, 506)
    wide, rows = LONG + LONG[:6], []
    for number, name in enumerate(("甲省", "乙省", "丙省")):
        y = 486 - 54 * number
        page += line(name, 46, y - 14, 10) + line(wide, 130, y, 10) + line(wide, 130, y - 14, 10)
        page += line("用药。", 130, y - 28, 10)
        rows.append([name, wide * 2 + "用药。"])
    (table,) = tables([page])
    assert table == [["地区", "做法"], *rows]


def test_a_line_with_arrows_before_a_page_end_is_no_row_of_the_table_of_the_next_page() -> None:
    first = text(560, 542, 524) + line("↓各地用药情况一览表↓", 123, 480, 10)
    second = level(570, 546, 474)
    rows = [["名称", "用途", "数量"], ["甲药", "退热", "8"], ["乙药品", "止咳嗽", "15"], ["丙", "安神", "7"]]
    for number, words in enumerate(rows):
        second += b"".join(line(word, x, 554 - 24 * number, 10) for word, x in zip(words, (46, 150, 300), strict=True))
    assert tables([first, second + text(440, 422)]) == [rows]


def test_a_step_of_rows_is_told_from_that_of_lines_that_end_anywhere() -> None:
    """Centred lines tell nothing by their ends; rows stand further apart than lines, and by no multiple of that."""
    page = level(560, 536) + centred("地区", 42, 120, 544) + centred("做法", 150, 378, 544)
    y, rows = 520.0, []
    for number, name in enumerate(("甲省", "乙省", "丙省", "丁省", "戊省")):
        lines = [LONG[: 16 - 3 * part - number % 2] for part in range(2 + number % 3)]
        page += centred(name, 42, 120, y - 7 * (len(lines) - 1))
        for part, words in enumerate(lines):
            page += centred(words, 150, 378, y - 14 * part)
        rows.append([name, "".join(lines)])
        y -= 14 * len(lines) + 6
    page += level(round(y + 10))
    assert tables([page]) == [[["地区", "做法"], *rows]]


def test_a_row_that_no_rule_closes_goes_on_below_the_head_that_is_repeated() -> None:
    """Rules part all rows; a short line ends the page in one cell, and the other, set in the middle, stands lower."""
    head = centred("地区", 42, 120, 544) + centred("做法", 130, 378, 544)
    first = level(560, 536, 500, 464) + head
    for number, name in enumerate(("甲省", "乙省")):
        first += line(name, 46, 517 - 36 * number, 10) + line(LONG[:9], 130, 524 - 36 * number, 10)
        first += line("用药。", 130, 510 - 36 * number, 10)
    first += line("丙省暂无", 46, 441, 10) + line("信息", 46, 427, 10)
    first += line(LONG[:9], 130, 450, 10) + line(LONG[:8] + "，", 130, 436, 10)
    second = level(560, 536, 508) + head + line("用药。", 130, 516, 10)
    (table,) = tables([text(582) + first, second + text(460, 442)])
    assert table[-1] == ["丙省暂无信息", LONG[:9] + LONG[:8] + "，用药。"]
