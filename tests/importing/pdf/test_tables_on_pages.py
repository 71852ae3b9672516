"""Tables over page ends, and tables of which the white between the columns is the only wall."""

from __future__ import annotations

from generator.importing.pdf import read_pdf
from generator.importing.pdf.elements import Box
from generator.importing.pdf.tables.grids import find_grids

from .papers import line, paper

WIDE = "省级平台统一发布并由各地医院按约采购"
"""Eighteen characters: a full line of the wide column."""


def rules(ys: list[float], xs: list[float]) -> bytes:
    level = "".join(f"{xs[0]} {y} m {xs[-1]} {y} l S " for y in ys)
    upright = "".join(f"{x} {ys[0]} m {x} {ys[-1]} l S " for x in xs)
    return (level + upright).encode()


def walls(top: float, bottom: float, xs: list[float]) -> bytes:
    return "".join(f"{x} {top} m {x} {bottom} l S " for x in xs).encode()


def rows(pages: list[bytes]) -> list[list[str]]:
    (table,) = [passage.rows for passage in read_pdf(paper(pages), "issue.pdf").passages if passage.rows is not None]
    return [[cell.text.plain for cell in row] for row in table]


def test_a_row_that_a_page_end_cuts_is_one_though_its_first_cell_ended() -> None:
    xs = [60.0, 130, 360]
    first = line("名称", 65, 130) + line("做法", 135, 130) + line("甲省", 65, 100)
    first += line(WIDE, 135, 100) + line(WIDE, 135, 82) + rules([145, 120, 70], xs)
    second = (
        line(WIDE[:5] + "。", 135, 540) + line("乙省", 65, 515) + line("无", 135, 515) + rules([555, 530, 505], xs)
    )
    assert rows([first, second]) == [["名称", "做法"], ["甲省", WIDE * 2 + WIDE[:5] + "。"], ["乙省", "无"]]


def test_a_row_whose_texts_end_above_its_last_line_is_whole() -> None:
    """The narrow cell is full, and set in the middle of a row of two lines: no page end cut it."""
    xs = [60.0, 130, 360]
    first = line("名称", 65, 130) + line("做法", 135, 130) + line("三月中旬末", 64, 91)
    first += line(WIDE, 135, 100) + line(WIDE, 135, 82) + rules([145, 120, 70], xs)
    second = line("四月中旬末", 64, 540) + line(WIDE, 135, 540) + rules([555, 530], xs)
    assert rows([first, second])[1:] == [["三月中旬末", WIDE * 2], ["四月中旬末", WIDE]]


def test_an_empty_row_at_a_page_end_is_none() -> None:
    xs = [60.0, 130, 360]
    first = line("名称", 65, 130) + line("做法", 135, 130) + rules([145, 120, 70], xs)
    second = line("甲省", 65, 540) + line("无", 135, 540) + rules([555, 530], xs)
    assert rows([first, second]) == [["名称", "做法"], ["甲省", "无"]]


def test_cells_set_in_the_middle_are_rows_without_rules() -> None:
    page = b""
    for number, (name, word) in enumerate([("甲省", "集采药品"), ("乙省", "国谈药品"), ("丙省", "耗材器械")]):
        y = 400 - 36 * number
        page += line(name, 60, y) + line(word[:2], 160, y + 8) + line(word[2:], 160, y - 8) + line("有", 260, y)
    found = [[cell.replace("\n", "") for cell in row] for row in rows([page])]
    assert found == [["甲省", "集采药品", "有"], ["乙省", "国谈药品", "有"], ["丙省", "耗材器械", "有"]]


def test_a_cell_over_many_rows_has_partial_rules_beside_it() -> None:
    xs = (60, 130, 240, 360)
    page = b"".join(f"{xs[0]} {y} m {xs[-1]} {y} l S ".encode() for y in (420, 400, 320))
    page += b"".join(f"{a} {y} m {b} {y} l S ".encode() for y in (380, 360, 340) for a, b in ((130, 240), (240, 360)))
    page += line("类", 65, 406) + line("项", 135, 406) + line("数", 245, 406) + line("药品", 65, 356)
    for number, y in enumerate((386, 366, 346, 326)):
        page += line("甲乙丙丁"[number], 135, y) + line(str(number), 245, y)
    assert [row[-1] for row in rows([page])] == ["数", "0", "1", "2", "3"]
    assert rows([page])[1][0] == "药品"


def test_a_cell_through_a_whole_page_keeps_its_column() -> None:
    walls = [Box(x, 50, x + 0.5, 350) for x in (50, 90, 200, 300)]
    levels = [Box(90, y, 300, y + 0.5) for y in (120, 190, 260)]
    (grid,) = find_grids([*walls, *levels])
    assert [round(x) for x in grid.xs] == [50, 90, 200, 300]
    first = grid.places[0]
    assert (first.column, first.rowspan, first.colspan) == (0, 4, 1)


def test_a_sentence_may_end_in_a_row_that_a_page_end_cuts() -> None:
    """One text goes on, one had ended, the third goes on with a new sentence."""
    xs = [60.0, 110, 226, 360]
    third = WIDE[:9] + "。"
    first = line("名称", 65, 130) + line("做法", 115, 130) + line("结算", 231, 130) + line("甲省", 65, 100)
    first += line(WIDE[:9], 115, 100) + line(WIDE[9:], 115, 82) + line(WIDE[:10], 231, 100) + line(third, 231, 82)
    first += rules([145, 120, 70], xs)
    second = line(WIDE[:5] + "。", 115, 540) + line("另行通知。", 231, 540)
    second += line("乙省", 65, 515) + line("无", 115, 515) + line("无", 231, 515) + rules([555, 530, 505], xs)
    assert rows([first, second])[1:] == [
        ["甲省", WIDE + WIDE[:5] + "。", WIDE[:10] + third + "另行通知。"],
        ["乙省", "无", "无"],
    ]


def test_names_as_long_as_each_other_are_rows_of_their_own() -> None:
    """Without walls, each text at a page's end may be as long as those of its column."""
    first = b"".join(
        line(name, 60, 140 - 24 * n) + line(f"{n}月{n}日在{name[:2]}举行", 200, 140 - 24 * n)
        for n, name in enumerate(["第一届展览会", "第二届展览会", "第三届展览会", "第四届展览会"])
    )
    second = b"".join(
        line(name, 60, 560 - 24 * n) + line(f"{n}月{n}日在{name[:2]}举行", 200, 560 - 24 * n)
        for n, name in enumerate(["第五届展览会", "第六届展览会", "第七届展览会", "第八届展览会"])
    )
    assert [row[0] for row in rows([first, second])] == [f"第{n}届展览会" for n in "一二三四五六七八"]


def test_a_row_that_no_rule_closes_at_a_page_end_goes_on_with_a_new_sentence() -> None:
    xs = [60.0, 130, 360]
    ended = WIDE[:9] + "。"
    first = line("名称", 65, 130) + line("做法", 135, 130) + line("甲省", 65, 100)
    first += line(WIDE, 135, 100) + line(ended, 135, 82) + rules([145, 120], xs) + walls(145, 70, xs)
    second = line(WIDE[:5] + "。", 135, 540) + line("乙省", 65, 515) + line("无", 135, 515)
    second += rules([530, 505], xs) + walls(555, 505, xs)
    assert rows([first, second])[1:] == [["甲省", WIDE + ended + WIDE[:5] + "。"], ["乙省", "无"]]


def test_a_cell_over_several_rows_leaves_open_rows_apart() -> None:
    """Between a page's end and the next one's start no rule is drawn here either."""
    xs = [60.0, 130, 360]
    first = line("名称", 65, 130) + line("做法", 135, 130) + line("甲省", 65, 100)
    first += line(WIDE, 135, 100) + line(WIDE[:9] + "。", 135, 82) + rules([145, 120], xs) + walls(145, 70, xs)
    second = (
        line(WIDE[:5] + "。", 135, 540) + line("另一项", 135, 515) + rules([530, 505], xs[1:]) + walls(555, 505, xs)
    )
    second += rules([505, 480], xs) + line("乙省", 65, 488) + line("无", 135, 488)
    assert [row[-1] for row in rows([first, second])[1:]] == [WIDE + WIDE[:9] + "。", WIDE[:5] + "。", "另一项", "无"]


def test_a_quotation_mark_that_hangs_over_a_cell_s_edge_widens_no_line() -> None:
    """Its empty half stands left of the other lines; measured from there, no line would be full."""
    xs = [60.0, 130, 360]
    first = line("名称", 65, 130) + line("做法", 135, 130) + line("甲省", 65, 100)
    first += line("“" + WIDE[:17], 129, 100) + line(WIDE[:17], 135, 82) + rules([145, 120, 70], xs)
    second = line(WIDE[:5] + "。", 135, 540) + rules([555, 530], xs)
    assert rows([first, second])[1:] == [["甲省", "“" + WIDE[:17] * 2 + WIDE[:5] + "。"]]


def test_rows_of_one_full_line_each_are_rows_of_their_own() -> None:
    """Every text fills its narrow cell; rules close the rows on both pages."""
    xs = [60.0, 186, 360]
    first = line("名称", 65, 130) + line("日期", 191, 130) + line(WIDE[:10], 64, 105) + line(WIDE[:14], 190, 105)
    second = line(WIDE[2:12], 64, 540) + line(WIDE[2:16], 190, 540) + rules([555, 530], xs)
    pages = [first + rules([145, 120, 95], xs), second]
    assert rows(pages)[1:] == [[WIDE[:10], WIDE[:14]], [WIDE[2:12], WIDE[2:16]]]


def test_a_row_goes_on_where_all_cells_but_one_have_ended() -> None:
    """A sentence ends at the page's end, and rules close the row there; but no row has a second cell alone."""
    xs = [60.0, 130, 240, 360]
    ended = WIDE[:5] + "。"
    first = line("名称", 65, 130) + line("做法", 135, 130) + line("甲省", 65, 100) + line("无", 245, 100)
    first += line(WIDE[:8], 135, 100) + line(ended, 135, 82) + rules([145, 120, 70], xs)
    second = line(ended, 135, 540) + line("乙省", 65, 515) + line("有", 135, 515) + line("无", 245, 515)
    second += rules([555, 530, 505], xs)
    assert rows([first, second])[1:] == [["甲省", WIDE[:8] + ended * 2, "无"], ["乙省", "有", "无"]]


def test_a_cell_over_two_pages_may_stand_below_its_grid() -> None:
    """No rule closes its column at the page end, and only the walls of its sides run on; its last line lies lower."""
    xs = [60.0, 84, 200, 360]
    first = line("类", 65, 130) + line("名称", 105, 130) + line("日期", 205, 130) + line("甲", 105, 100)
    first += line("三月", 205, 100) + b"".join(line(sign, 65, 100 - 16 * n) for n, sign in enumerate("创新药"))
    first += rules([145, 120], xs) + rules([120, 80], xs[1:]) + walls(145, 80, xs)
    second = rules([560, 530, 500], xs[1:]) + walls(560, 500, xs[:1])
    second += line("乙", 105, 540) + line("四月", 205, 540) + line("丙", 105, 510) + line("五月", 205, 510)
    assert rows([first, second]) == [
        ["类", "名称", "日期"],
        ["创新药", "甲", "三月"],
        ["乙", "四月"],
        ["丙", "五月"],
    ]


def test_a_head_that_is_repeated_before_a_page_end_is_left_out() -> None:
    """The row for which it was repeated found no room below it."""
    xs = [60.0, 130, 360]
    head = line("名称", 65, 130) + line("做法", 135, 130)
    first = head + line("甲省", 65, 105) + line("无", 135, 105) + line("名称", 65, 80) + line("做法", 135, 80)
    second = line("名称", 65, 540) + line("做法", 135, 540) + line("乙省", 65, 515) + line("有", 135, 515)
    pages = [first + rules([145, 120, 95, 70], xs), second + rules([555, 530, 505], xs)]
    assert rows(pages) == [["名称", "做法"], ["甲省", "无"], ["乙省", "有"]]


def test_a_head_over_all_columns_ends_where_the_walls_below_it_begin() -> None:
    """No rule is drawn between it and the second half of a row."""
    walls = [Box(x, top, x + 0.5, 350) for x, top in ((50, 50), (90, 80), (200, 80), (300, 50))]
    levels = [Box(50, y, 300, y + 0.5) for y in (50, 190, 260, 350)]
    (grid,) = find_grids([*walls, *levels])
    assert [(place.row, place.colspan) for place in grid.places][:4] == [(0, 3), (1, 1), (1, 1), (1, 1)]


def test_a_head_that_is_repeated_twice_on_a_page_ends_where_the_walls_below_it_begin() -> None:
    """The second one stands above a row that goes on on the next page, and rules close it."""
    sides = [Box(x, 50, x + 0.5, 350) for x in (50, 300)]
    walls = [Box(x, top, x + 0.5, bottom) for x in (90, 200) for top, bottom in ((80, 260), (290, 350))]
    (grid,) = find_grids([*sides, *walls, *(Box(50, y, 300, y + 0.5) for y in (50, 190, 260, 290))])
    assert [place.colspan for place in grid.places] == [3, 1, 1, 1, 1, 1, 1, 3, 1, 1, 1]
    assert grid.unruled == (1,)


def test_a_rule_in_the_gutter_is_no_wall_of_the_tables_beside_it() -> None:
    """It is as high as they are, where both go through the page."""
    walls = [Box(x, 50, x + 0.5, 350) for x in (50, 90, 200, 212, 224, 264, 374)]
    levels = [Box(x, y, x + 150, y + 0.5) for x in (50, 224) for y in (120, 190, 260)]
    grids = find_grids([*walls, *levels])
    assert [[round(x) for x in grid.xs] for grid in grids] == [[50, 90, 200], [224, 264, 374]]


def test_a_text_that_ended_may_stand_lower_in_a_row_that_no_rule_closes() -> None:
    """It stands in the middle of all of its row, the others at the top of what the page holds of it."""
    xs = [60.0, 130, 360]
    first = line("名称", 65, 130) + line("做法", 135, 130) + line("甲省", 65, 74)
    first += line(WIDE, 135, 104) + line(WIDE, 135, 86) + rules([145, 120], xs) + walls(145, 66, xs)
    second = line(WIDE[:5] + "。", 135, 540) + line("乙省", 65, 515) + line("无", 135, 515)
    second += rules([530, 505], xs) + walls(555, 505, xs)
    assert rows([first, second])[1:] == [["甲省", WIDE * 2 + WIDE[:5] + "。"], ["乙省", "无"]]


def test_a_short_line_goes_on_where_the_text_beside_it_begins_below_the_page_end() -> None:
    xs = [60.0, 130, 360]
    first = line("名称", 65, 130) + line("做法", 135, 130) + line("甲省", 65, 100)
    first += rules([145, 120], xs) + walls(145, 80, xs)
    second = line("乙市", 65, 540) + line(WIDE[:5] + "。", 135, 540) + line("丙省", 65, 515) + line("无", 135, 515)
    second += rules([530, 505], xs) + walls(555, 505, xs)
    assert rows([first, second])[1:] == [["甲省乙市", WIDE[:5] + "。"], ["丙省", "无"]]


def test_a_head_that_is_repeated_on_every_page_parts_no_rows_of_a_table_without_rules() -> None:
    """Its rules part many strips of one row; those between them hold the others."""

    title = "各地药款结算的情况一览表及说明"

    def page(names: str) -> bytes:
        out = b"".join(b"60 %d m 360 %d l S " % (y, y) for y in (560, 530, 90, 60))
        out += line(title, 120, 540) + line(title, 120, 70)
        for number, name in enumerate(names):
            y = 505 - 66 * number
            out += line(f"{name}省", 65, y) + line(WIDE[:12], 140, y) + line("无", 320, y)
        return out

    table = rows([page("甲乙丙丁戊己"), page("庚辛壬癸子丑")])
    assert [row[0] for row in table] == [title, *(f"{name}省" for name in "甲乙丙丁戊己庚辛壬癸子丑")]


def test_the_text_of_a_cell_over_two_pages_may_stand_on_the_second() -> None:
    """It begins no row there: those beside it are whole."""
    xs = [60.0, 130, 240, 360]
    first = line("领域", 65, 130) + line("名称", 135, 130) + line("日期", 245, 130)
    first += line("第一届会议", 135, 100) + line("三月", 245, 100) + rules([145, 120], xs) + walls(145, 90, xs)
    second = line("药品", 65, 525) + line("第二届会议", 135, 540) + line("四月", 245, 540)
    second += line("第三届会议", 135, 510) + line("五月", 245, 510) + walls(560, 500, xs)
    second += rules([530], xs[1:]) + rules([500], xs)
    assert [row[-1] for row in rows([first, second])] == ["日期", "三月", "四月", "五月"]
