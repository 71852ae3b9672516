"""Tables with few rules or none: cells over several rows, rows beyond a page end, titles, shades and frames."""

from __future__ import annotations

from .papers import line
from .rows import level, row, source, spans, tables, text


def test_a_cell_in_the_middle_of_several_rows_covers_them() -> None:
    page = row(["地区", "名称", "数量"], 500)
    for number, (name, count) in enumerate(
        [("甲药", "8"), ("乙药品", "15"), ("丙", "7"), ("丁药", "31"), ("戊品", "4")]
    ):
        page += row(["", name, count], 476 - 24 * number)
    page += line("东部", 42, 464) + line("西部", 42, 404)
    assert tables([page]) == [
        [
            ["地区", "名称", "数量"],
            ["东部", "甲药", "8"],
            ["乙药品", "15"],
            ["西部", "丙", "7"],
            ["丁药", "31"],
            ["戊品", "4"],
        ]
    ]
    assert spans([page]) == [("东部", 2, 1), ("西部", 3, 1)]


def test_texts_of_several_lines_are_one_cell_where_rows_stand_further_apart() -> None:
    words = "各地医院按月报送用量并由药师复核"
    page = row(["名称", "做法", "数"], 500)
    for number, name in enumerate(("甲省", "乙省", "丙省市")):
        y = 470 - 50 * number
        page += row([name, words[:10], str(number)], y) + line(words[10:], 120, y - 16)
    assert tables([page]) == [
        [["名称", "做法", "数"], *([n, words, str(i)] for i, n in enumerate(("甲省", "乙省", "丙省市")))]
    ]


def test_rows_that_a_page_end_leaves_alone_belong_to_the_table() -> None:
    names = ["甲药", "乙药品", "丙药", "丁药", "戊药品"]
    first = text(150, 130) + row(["名称", "用途", "数量"], 90) + row([names[0], "退热用药", "8"], 66)
    second = b"".join(row([name, "止咳", str(n)], 540 - 24 * n) for n, name in enumerate(names[1:]))
    (table,) = tables([first, second])
    assert [cells[0] for cells in table] == ["名称", *names]


def test_a_title_over_all_columns_is_the_tables_first_row() -> None:
    page = text(540, 522) + line("各地用药情况一览表", 102, 490)
    rows = [["名称", "用途", "数量"], ["甲药", "退热", "8"], ["乙药品", "止咳嗽", "15"], ["丙", "安神", "7"]]
    page += b"".join(row(words, 466 - 24 * number) for number, words in enumerate(rows))
    page += text(350, 332)
    assert tables([page]) == [[["各地用药情况一览表"], *rows]]


def test_running_text_between_rules_parts_two_tables() -> None:
    rows = [["名称", "用途", "数量"], ["甲药", "退热", "8"], ["乙药品", "止咳嗽", "15"]]
    page = b"".join(row(words, 520 - 24 * number) for number, words in enumerate(rows)) + level(535, 511, 463)
    page += text(440, 420)
    page += b"".join(row(words, 380 - 24 * number) for number, words in enumerate(rows)) + level(395, 371, 323)
    assert tables([page]) == [rows, rows]


def test_a_wide_table_is_no_page_of_two_columns() -> None:
    xs = (42.0, 100, 180, 230, 320)
    rows = [
        [name, f"{name}的用途", "国产", f"{name}说明", str(n)] for n, name in enumerate("甲乙丙丁戊己庚辛壬癸子丑")
    ]
    page = b"".join(row(words, 540 - 24 * number, xs) for number, words in enumerate(rows))
    assert tables([page]) == [rows]


def test_shaded_rows_are_no_picture() -> None:
    rows = [[name, f"{name}的用途", str(n)] for n, name in enumerate("甲乙丙丁戊己")]
    page = b"".join(
        b"0.9 g %d %d 112 20 re f " % (42 + 112 * cell, 494 - 20 * number) for number in (0, 2, 4) for cell in range(3)
    )
    page += b"0 g " + b"".join(row(words, 500 - 20 * number) for number, words in enumerate(rows))
    assert tables([page]) == [rows]
    assert all(passage.picture is None for passage in source([page]).passages)


def test_a_frame_around_columns_is_no_cell() -> None:
    rows = [[name, f"{name}的用途", str(n)] for n, name in enumerate("甲乙丙丁戊己")]
    page = text(250) + b"".join(row(words, 200 - 24 * number) for number, words in enumerate(rows))
    page += b"36 60 348 156 re S "
    assert tables([page]) == [rows]


LONG = "各地医院按月报送药品用量并由药师逐条复核再报省里汇总"
"""A cell's text of two lines of thirteen characters."""


def tall(name: str, y: float, lines: int, x: float = 120) -> bytes:
    """A row of two cells: a name in the middle of a text of several lines."""
    page = b"".join(line(LONG[:20], x, y - 16 * number) for number in range(lines - 1))
    return page + line(LONG[20:], x, y - 16 * (lines - 1)) + line(name, 42, y - 8 * (lines - 1))


def test_a_tall_cell_beside_a_short_one_goes_on_with_the_table() -> None:
    page = row(["地区", "做法"], 560, (42, 120)) + tall("甲省", 536, 4) + tall("乙省", 464, 12) + tall("丙省", 262, 3)
    (table,) = tables([page])
    assert [cells[0] for cells in table] == ["地区", "甲省", "乙省", "丙省"]
    assert table[2][1] == LONG[:20] * 11 + LONG[20:]


def test_lines_that_stand_between_each_other_show_columns() -> None:
    names = ["甲省", "乙省", "丙省"]
    page = b""
    for number, name in enumerate(names):
        y = 500 - 50 * number
        page += b"".join(line(LONG[:18], 120, y - 16 * step) for step in range(2)) + line(name, 42, y - 8)
    (table,) = tables([text(560, 542) + page])
    assert table == [[name, LONG[:18] * 2] for name in names]


def test_brackets_and_points_hang_over_the_edge_of_a_column() -> None:
    page = row(["地区", "做法", "数"], 500, (42, 84, 262))
    for number, name in enumerate(("甲省", "乙省", "丙省", "丁省")):
        y = 476 - 50 * number
        page += row([name, "发布《药品目录》并要求医院，", str(number)], y, (42, 84, 260))
        page += line("《药品目录》里有这些药品", 72, y - 16)
    (table,) = tables([page])
    assert [cells[0] for cells in table] == ["地区", "甲省", "乙省", "丙省", "丁省"]
    assert table[1] == ["甲省", "发布《药品目录》并要求医院，《药品目录》里有这些药品", "0"]


def test_a_column_may_hold_a_word_beside_each_tall_cell() -> None:
    xs = (42, 190, 330)
    page = row(["做法", "依据", "结果"], 560, xs)
    for number in range(2):
        y = 536 - 210 * number
        page += row([LONG[:11], LONG[3:13], "暂无"], y, xs)
        page += b"".join(
            row([LONG[:11], LONG[3:13] if step < 9 else "", ""], y - 16 * step, xs) for step in range(1, 12)
        )
    (table,) = tables([page])
    assert [cells[2] for cells in table] == ["结果", "暂无", "暂无"]


def test_texts_of_the_next_page_narrow_the_white_between_columns() -> None:
    head = ["类目", "违规问题", "违规医院数量", "违规金额"]
    xs = (42, 100, 220, 274)
    rows = [["一", "重复收费", "59", "1.5亿"], ["二", "串换药品", "50", "96万"], ["三", "过度诊疗", "45", "85万"]]
    more = [[n, "分解住院", "14", "27万"] for n in "四五六七"]
    first = text(210) + row([*head[:2], "", head[3]], 160, xs) + line(head[2][:4], 220, 168) + line("数量", 220, 152)
    first += b"".join(row(words, 124 - 24 * n, xs) for n, words in enumerate(rows))
    second = b"".join(row(words, 540 - 24 * n, xs) for n, words in enumerate(more))
    assert tables([first, second]) == [[head, *rows, *more]]


def test_a_caption_above_a_table_is_no_title_of_it() -> None:
    rows = [["名称", "用途", "数量"], ["甲药", "退热", "8"], ["乙药品", "止咳嗽", "15"], ["丙", "安神", "7"]]
    page = text(540, 522) + line("图：各地用药情况", 42, 490)
    page += b"".join(row(words, 466 - 24 * number) for number, words in enumerate(rows))
    assert tables([page]) == [rows]


def test_a_blank_that_a_cell_ends_with_is_no_bridge_to_the_next_column() -> None:
    rows = [["名称", "用途", "数量"], ["甲药", "退热", "8"], ["乙药品", "止咳嗽", "15"], ["丙", "安神", "7"]]
    page = b"".join(row([f"{word} " for word in words], 500 - 24 * n) for n, words in enumerate(rows))
    assert tables([page]) == [rows]


def test_a_page_that_goes_on_with_a_table_has_no_columns_of_text() -> None:
    xs = (42, 90, 230)

    def part(top: float, lines: int) -> bytes:
        return b"".join(row(["", LONG[:11], LONG[3:14]], top - 16 * step, xs) for step in range(lines))

    first = row(["地区", "做法", "结果"], 560, xs)
    first += b"".join(part(536 - 100 * n, 5) + line(f"{name}省", 42, 536 - 100 * n) for n, name in enumerate("甲乙丙"))
    (table,) = tables([text(560) + text(540), first + part(236, 11) + line("丁省", 42, 236), part(560, 9) + text(390)])
    assert [cells[0] for cells in table] == ["地区", "甲省", "乙省", "丙省", "丁省"]
    assert table[-1][1] == LONG[:11] * 20


def test_rows_that_end_beside_each_other_are_a_table_and_no_columns_of_text() -> None:
    page = b""
    y = 560.0
    rows = [("甲", 3, 4), ("乙", 5, 2), ("丙", 2, 6), ("丁", 4, 3), ("戊", 3, 2)]
    for name, left, right in rows:
        page += b"".join(line(name + LONG[:11], 42, y - 16 * step) for step in range(left))
        page += b"".join(line(name + LONG[:10], 220, y - 16 * step) for step in range(right))
        y -= 16 * max(left, right) + 10
    (table,) = tables([page])
    assert [cells[1] for cells in table] == [(name + LONG[:10]) * right for name, _, right in rows]


def test_paragraphs_in_two_columns_are_no_table() -> None:
    page = b""
    for x, first, lengths in ((42.0, "甲", (5, 7, 4, 6)), (230.0, "乙", (3, 6, 8, 5))):
        y = 560.0
        for length in lengths:
            page += b"".join(line(first + LONG[:12], x, y - 16 * step) for step in range(length - 1))
            page += line(LONG[:6] + "。", x, y - 16 * (length - 1))
            y -= 16 * length + 8
    assert tables([page]) == []


def test_a_title_alone_before_a_page_end_opens_the_table_of_the_next_page() -> None:
    rows = [["名称", "用途", "数量"], ["甲药", "退热", "8"], ["乙药品", "止咳嗽", "15"], ["丙", "安神", "7"]]
    small = (42.0, 120.0, 260.0)
    first = text(540, 522) + line("各地用药情况一览表", 42, 490, 9)
    second = b"".join(
        line(word, x, 540 - 20 * number, 9)
        for number, words in enumerate(rows)
        for word, x in zip(words, small, strict=True)
    )
    assert tables([first, second + text(420, 402)]) == [[["各地用药情况一览表"], *rows]]


def test_lines_of_centred_cells_are_as_long_as_those_of_their_column() -> None:
    page = row(["地区", "做法"], 560, (60, 222))
    for number, name in enumerate(("甲省", "乙省", "丙省")):
        y = 536 - 60 * number
        page += line(name, 60, y - 16) + line(LONG[:14], 150, y) + line(LONG[:14], 150, y - 16)
        page += line("用药。", 216, y - 32)
    found = [passage.rows for passage in source([page]).passages if passage.rows is not None]
    assert [cells[1].text.plain for cells in found[0][1:]] == [LONG[:14] * 2 + "用药。"] * 3


def cut_table(last: list[str], rest: list[str]) -> list[bytes]:
    """A table of three columns of which the page end cuts the last row: its lines in the third column."""
    xs = (42, 100, 220)
    first = row(["地区", "结果", "做法"], 300, xs)
    for number, name in enumerate(("甲省", "乙省", "丙省")):
        y = 270 - 50 * number
        first += row([name, "暂无", LONG[:12]], y, xs) + line("用药。", 220, y - 16)
    first += row(["丁省", "暂无", last[0]], 120, xs)
    first += b"".join(line(words, 220, 104 - 16 * number) for number, words in enumerate(last[1:]))
    second = b"".join(line(words, 220, 540 - 16 * number) for number, words in enumerate(rest))
    return [text(560, 340) + first, second + text(460, 442)]


def test_one_cell_of_a_cut_row_may_be_all_that_the_next_page_holds() -> None:
    (table,) = tables(cut_table([LONG[:12], LONG[:12]], [LONG[:12], "用药。"]))
    assert table[-1] == ["丁省", "暂无", LONG[:12] * 3 + "用药。"]


def test_a_row_without_its_first_cell_goes_on_where_all_others_have_one() -> None:
    pages = cut_table([LONG[:12], LONG[:11] + "。"], [])
    more = b"".join(row(words, y, (42, 100, 220)) for words, y in ((["戊省", "暂无", "用药。"], 490),))
    more += row(["己省", "暂无", "用药。"], 456, (42, 100, 220))
    (table,) = tables([pages[0], line(LONG[:12], 220, 540) + line("用药。", 220, 524) + more])
    assert [cells[0] for cells in table] == ["地区", "甲省", "乙省", "丙省", "丁省", "戊省", "己省"]


def test_a_text_off_the_middle_of_its_row_covers_the_row_beside_it_too() -> None:
    xs = (42, 120, 300)
    page = row(["序号", "品类", "数"], 560, xs)
    for number, y in enumerate((530, 490, 450)):
        page += line(str(number + 1), 42, y - 8) + line(LONG[:10], 120, y) + line(LONG[10:14], 120, y - 16)
        page += line("9", 300, y - 8)
    page += row(["", "神经外科", "17"], 410, xs) + line("4", 42, 388)
    page += line(LONG[:10], 120, 386) + line(LONG[10:14], 120, 370) + line("1", 300, 378)
    page += row(["5", "人工晶体", "8"], 346, xs)
    (table,) = tables([page])
    assert [cells[0] for cells in table if len(cells) == 3] == ["序号", "1", "2", "3", "4", "5"]
    assert spans([page]) == [("4", 2, 1)]
