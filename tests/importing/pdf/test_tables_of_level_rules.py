"""Tables of level rules, or of shaded rows: over page ends, one below the other, below running heads."""

from __future__ import annotations

from itertools import pairwise

from .papers import line
from .rows import TEXT, level, row, source, tables, text

LONG = "探索由医保基金与企业直接结算药款"
"""Sixteen characters in ten points: a full line of the wide column."""


def cells(words: list[str], y: float) -> bytes:
    return b"".join(line(word, x, y, 10) for word, x in zip(words, (46, 120, 300), strict=True) if word)


def test_half_a_row_beyond_a_page_end_is_told_by_the_rules_there() -> None:
    """The second half stands in one column between two rules."""
    first = text(300, 282) + level(250, 226, 202, 178, 154, 90)
    for number, name in enumerate(["地区", "甲", "乙", "丙"]):
        first += cells([name, LONG[:4], str(number)], 234 - 24 * number)
    first += cells(["丁", LONG, "9"], 138) + cells(["", LONG, ""], 120) + cells(["", LONG, ""], 102)
    second = level(560, 530) + cells(["", LONG[:5], ""], 542) + text(500, 482)
    (table,) = tables([first, second])
    assert table[-1] == ["丁", LONG * 3 + LONG[:5], "9"]


def test_the_rule_below_running_heads_is_no_table_s() -> None:
    """Its stretch is the table's, and so is that of the text between them."""
    head = line("一份周刊 二〇二四年", 150, 580, 9) + level(570)
    plain = head + b"".join(text(540 - 24 * n) for n in range(12))
    page = head + text(540, 522) + level(490, 466, 442, 418)
    for number, name in enumerate(["地区", "甲", "乙"]):
        page += cells([name, LONG[:4], str(number)], 474 - 24 * number)
    pages = [plain, plain, page, plain, plain]
    assert tables(pages) == [[["地区", LONG[:4], "0"], ["甲", LONG[:4], "1"], ["乙", LONG[:4], "2"]]]


def test_a_short_line_between_two_tables_of_one_width_parts_them() -> None:
    page = level(550, 526, 502, 478) + level(420, 396, 372, 348)
    for number, name in enumerate(["地区", "甲", "乙"]):
        page += cells([name, LONG[:4], str(number)], 534 - 24 * number)
        page += cells([name, LONG[:6], str(number)], 404 - 24 * number)
    page += line("以上是各地在去年年底以前的情况", 66, 445)
    assert [[line[1] for line in table] for table in tables([page])] == [[LONG[:4]] * 3, [LONG[:6]] * 3]


def test_rules_over_some_columns_hold_a_table_together() -> None:
    """A cell over many rows leaves no rule of the whole width beside it."""
    page = level(560, 536, 512) + cells(["地区", "名称", "数"], 544) + cells(["甲", "药", "1"], 520)
    for number in range(12):
        y = 512 - 24 * (number + 1)
        page += b"110 %d m 378 %d l S " % (y, y) if number < 11 else level(y)
        page += cells(["", LONG[: 2 + number % 3], str(number)], y + 8)
    page += cells(["乙", "", ""], 512 - 24 * 6 + 8 - 12) + level(200) + cells(["丙", "药", "2"], 208)
    (table,) = tables([page])
    assert [len(table), table[2][0], table[-1]] == [15, "乙", ["丙", "药", "2"]]


def test_rules_from_column_to_column_hold_a_table_together_beside_high_rows() -> None:
    def drawn(y: float, *xs: int) -> bytes:
        return b"".join(b"%d %d m %d %d l S " % (x0, y, x1, y) for x0, x1 in pairwise(xs))

    page = b"".join(drawn(y, 42, 110, 290, 378) for y in (560, 536, 512))
    page += cells(["地区", "名称", "数"], 544) + cells(["甲", "药", "1"], 520) + line("乙", 46, 496, 10)
    for number, y in enumerate((412, 312, 212)):
        page += drawn(y, 110, 290, 378) + b"".join(line(LONG, 120, y + 18 * n + 8, 10) for n in range(5))
        page += line(str(number), 300, y + 80, 10)
    (table,) = tables([page])
    assert table[2:] == [["乙", LONG * 5, "0"], [LONG * 5, "1"], [LONG * 5, "2"]]


def test_a_table_of_three_lines_goes_on_without_a_rule() -> None:
    first = text(420, 402) + level(370, 346) + cells(["地区", "做法", "数"], 354)
    for number, name in enumerate(["甲省", "乙省", "丙省"]):
        first += cells([name, LONG, str(number)], 330 - 44 * number) + cells(
            ["", LONG[:7] + "。", ""], 314 - 44 * number
        )
    second = b""
    for number, name in enumerate(["丁省", "戊省", "己省"]):
        second += cells([name, LONG, str(number)], 540 - 44 * number)
        second += cells(["", LONG[:7] + "。", ""], 524 - 44 * number)
    second += level(426) + text(400, 382)
    (table,) = tables([first, second])
    assert [line[0] for line in table] == ["地区", "甲省", "乙省", "丙省", "丁省", "戊省", "己省"]
    assert table[5] == ["戊省", LONG + LONG[:7] + "。", "1"]


def test_shading_parts_rows_of_several_lines() -> None:
    """Lines of one cell and of two rows stand at one distance; every other row is shaded."""
    page = text(560, 542)
    for number, name in enumerate(["甲省", "乙省", "丙省", "丁省"]):
        y = 520 - 40 * number
        if number % 2 == 0:
            page += b"0.9 g 42 %d 336 40 re f 0 g " % (y - 40)
        page += cells([name, LONG, str(number)], y - 14) + cells(["", LONG[:6], ""], y - 34)
    assert tables([page]) == [
        [[name, LONG + LONG[:6], str(n)] for n, name in enumerate(["甲省", "乙省", "丙省", "丁省"])]
    ]
    assert all(passage.picture is None for passage in source([page]).passages)


def test_a_title_alone_before_a_page_end_belongs_to_the_table_below() -> None:
    def grid(ys: list[int], xs: list[int]) -> bytes:
        across = b"".join(b"%d %d m %d %d l S " % (xs[0], y, xs[-1], y) for y in ys)
        return across + b"".join(b"%d %d m %d %d l S " % (x, ys[0], x, ys[-1]) for x in xs)

    first = text(200, 182, 164) + grid([120, 96], [42, 378]) + line("各地情况一览表", 160, 104)
    second = grid([560, 536, 512], [42, 110, 290, 378]) + row(["地区", "做法", "数"], 544, (46, 120, 300))
    second += row(["甲省", "直接结算", "7"], 520, (46, 120, 300)) + text(480)
    assert tables([first, second]) == [[["各地情况一览表"], ["地区", "做法", "数"], ["甲省", "直接结算", "7"]]]


def test_text_above_a_ruled_table_is_no_row_of_its_rules() -> None:
    page = level(580) + text(560, 542)
    for y in (500, 476, 452):
        page += level(y)
    page += b"".join(b"%d 500 m %d 452 l S " % (x, x) for x in (42, 110, 290, 378))
    page += cells(["地区", "做法", "数"], 484) + cells(["甲省", "结算", "7"], 460)
    assert tables([page]) == [[["地区", "做法", "数"], ["甲省", "结算", "7"]]]
    assert TEXT in source([page]).passages[0].text.plain


def test_figures_that_stand_a_little_higher_open_no_row_of_their_own() -> None:
    """A row alone on its page, between two rules: some producers set figures higher in it than words."""
    first = text(420, 402) + level(370, 346, 200) + cells(["地区", "做法", "数"], 354)
    for number, name in enumerate(["甲", "乙", "丙"]):
        first += cells([name, LONG[:6], ""], 328 - 40 * number) + cells(["", LONG[6:10], ""], 310 - 40 * number)
        first += cells(["", "", str(number)], 330.5 - 40 * number)
    second = (
        level(560, 500) + cells(["丁", LONG[:6], ""], 542) + cells(["", "", "9"], 545) + cells(["", LONG[:4], ""], 524)
    )
    (table,) = tables([first, second])
    assert table[-1] == ["丁", LONG[:6] + LONG[:4], "9"]


def test_rows_of_one_line_are_rows_though_one_text_has_two_lines_closer_together() -> None:
    page = level(560, 536, 350) + cells(["名称", "时间", "地"], 544)
    for number in range(7):
        y = 520 - 18.7 * number - (14.7 if number > 2 else 0)
        page += cells([LONG[: 6 if number == 2 else 5], f"{number}月{number}日举行", "广州城"], y)
    page += line("AB CD", 46, 520 - 18.7 * 2 - 14.7, 10)
    (table,) = tables([page])
    assert [row[2] for row in table] == ["地"] + ["广州城"] * 7


def test_a_row_that_a_page_end_cut_keeps_to_columns_that_white_shows() -> None:
    """Rules run all along, so that they tell no columns; the first lines of both halves stand in one column alone."""
    first = text(420, 402) + level(370, 346, 322, 298)
    for number, name in enumerate(["地区", "甲", "乙"]):
        first += cells([name, LONG[:6], str(number)], 354 - 24 * number)
    first += cells(["", LONG, ""], 282) + cells(["丙", "", ""], 273) + cells(["", LONG, ""], 264)
    second = cells(["", LONG, ""], 560) + cells(["省", LONG[:6], "7"], 542) + level(526, 502, 478)
    second += cells(["丁", LONG[:6], "3"], 510) + cells(["戊", LONG[:6], "4"], 486) + text(440, 422)
    (table,) = tables([first, second])
    assert [line[0] for line in table] == ["地区", "甲", "乙", "丙省", "丁", "戊"]
    assert table[3][1] == LONG * 3 + LONG[:6]


def test_rules_upon_each_other_are_no_rules_of_cells() -> None:
    """Some producers close a table twice; where a partial rule begins there is an edge, but not the only one."""
    page = level(560, 536, 512, 464, 464) + cells(["地区", "名称", "数"], 544) + cells(["甲", "药", "1"], 520)
    page += (
        b"110 488 m 378 488 l S 110 488 m 378 488 l S " + cells(["乙", "材", "2"], 496) + cells(["", "针", "3"], 472)
    )
    (table,) = tables([page])
    assert table == [["地区", "名称", "数"], ["甲", "药", "1"], ["乙", "材", "2"], ["针", "3"]]


def test_lines_of_cells_set_in_their_middle_are_no_rows_between_rules() -> None:
    page = level(560, 524, 488, 452, 416)
    for number in range(4):
        y = 538 - 36 * number
        middle = [cells(["地区", "", f"{number}月"], y), line("有", 340, y, 10), line("无", 360, y, 10)]
        page += b"".join(middle) + cells(["", LONG[:8], ""], y + 9) + cells(["", LONG[:8], ""], y - 9)
    (table,) = tables([page])
    assert [len(table), table[0][1]] == [4, LONG[:8] * 2]


def test_the_head_above_a_single_rule_ends_at_the_text_above_it() -> None:
    """Another table stands above the text; the rule is drawn cell by cell."""
    above = [[name, LONG[:4], str(number)] for number, name in enumerate("甲乙丙丁戊己庚辛壬癸子丑")]
    below = [["地区", "名称", "数"], *([name, LONG[:6], str(number)] for number, name in enumerate("寅卯辰"))]
    page = b"".join(cells(words, 570 - 18 * number) for number, words in enumerate(above)) + text(346, 328)
    page += cells(below[0], 304) + b"42 296 m 110 296 l S 110 296 m 290 296 l S 290 296 m 378 296 l S "
    page += b"".join(cells(words, 280 - 18 * number) for number, words in enumerate(below[1:])) + text(200, 182)
    assert tables([page]) == [above, below]


def test_a_table_that_goes_on_beside_a_mirrored_margin_keeps_its_columns() -> None:
    """White that both pages leave at one place would lie within their columns."""

    def page(names: str, x: float, *heights: float) -> bytes:
        out = b"".join(b"%.1f %.1f m %.1f %.1f l S " % (x, y, x + 280, y) for y in heights)
        for number, name in enumerate(names):
            words = [name, LONG[: 4 + number % 3], "一", LONG[:7]]
            starts = (x + 4, x + 28, x + 150, x + 190)
            out += b"".join(
                line(word, start, 520 - 24 * number, 10) for word, start in zip(words, starts, strict=True)
            )
        return out

    pages = [page("甲乙丙丁戊己", 42, 536, 512, 392), page("庚辛壬癸", 56, 536, 512, 440)]
    names = [*enumerate("甲乙丙丁戊己"), *enumerate("庚辛壬癸")]
    assert tables(pages) == [[[name, LONG[: 4 + number % 3], "一", LONG[:7]] for number, name in names]]
