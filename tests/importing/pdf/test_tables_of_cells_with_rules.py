"""Tables whose cells draw level rules of their own, as browsers do: over page ends and in two columns of text."""

from __future__ import annotations

from itertools import pairwise

from .papers import column, line
from .rows import source, tables, text
from .test_two_columns import paragraphs

LONG = "探索由医保基金与企业直接结算药款"
"""Sixteen characters in ten points: a full line of the wide column."""
XS = (42, 110, 290, 378)
HEAD = ["地区", "做法", "数"]


def drawn(y: float, xs: tuple[int, ...] = XS) -> bytes:
    return b"".join(b"%d %.1f m %d %.1f l S " % (x0, y, x1, y) for x0, x1 in pairwise(xs))


def cells(words: list[str], y: float) -> bytes:
    return b"".join(line(word, x, y, 10) for word, x in zip(words, (46, 120, 300), strict=True) if word)


def rows_of_one_line(names: str, top: float) -> bytes:
    """Rows below a rule that is drawn at the top."""
    out = b""
    for number, name in enumerate(names):
        out += cells([name, LONG[:6], str(number)], top - 16 - 24 * number) + drawn(top - 24 * (number + 1))
    return out


def test_a_row_alone_below_the_last_rule_belongs_to_the_table_though_the_next_page_ends_with_another() -> None:
    """The head is repeated, so that a rule stands above the rest of each row."""
    first = text(300) + drawn(250) + cells(HEAD, 234) + drawn(226) + rows_of_one_line("甲乙丙", 226)
    first += cells(["丁省", "", ""], 130)
    second = drawn(560) + cells(HEAD, 544) + drawn(536) + cells(["", LONG, "3"], 520) + cells(["", LONG[:5], ""], 504)
    second += drawn(496) + rows_of_one_line("戊己", 496) + cells(["庚省", LONG, "6"], 432)
    third = drawn(560) + cells(HEAD, 544) + drawn(536) + cells(["", LONG[:5] + "。", ""], 520) + drawn(512) + text(480)
    (table,) = tables([first, second, third])
    assert [row[0] for row in table] == ["地区", "甲", "乙", "丙", "丁省", "戊", "己", "庚省"]
    assert [table[4], table[-1]] == [["丁省", LONG + LONG[:5], "3"], ["庚省", LONG + LONG[:5] + "。", "6"]]


def test_a_row_that_no_rule_closes_is_cut_though_a_text_beside_it_ends_lower() -> None:
    """It stands in the middle of the row's part; rules close all other rows."""
    first = text(300) + drawn(250) + cells(HEAD, 234) + drawn(226) + rows_of_one_line("甲乙丙", 226)
    first += cells(["丁省", LONG[:9], ""], 130) + cells(["", LONG[:8] + "，", ""], 118)
    first += cells(["", "", "共计九"], 124) + cells(["", "", "个"], 112)
    second = drawn(560) + cells(HEAD, 544) + drawn(536) + cells(["", LONG[:5], ""], 520) + drawn(512)
    (table,) = tables([first, second + rows_of_one_line("戊己", 512)])
    assert [row[0] for row in table] == ["地区", "甲", "乙", "丙", "丁省", "戊", "己"]
    assert table[4] == ["丁省", LONG[:9] + LONG[:8] + "，" + LONG[:5], "共计九个"]


def test_columns_that_nearly_touch_are_no_text_between_tables() -> None:
    """The rules part there, and the text leaves a little white; that of a paragraph runs on."""
    page = text(570) + b"".join(drawn(550 - 36 * number, (42, 74, 378)) for number in range(5))
    names = ["山东省", "山西省", "河北省", "河南省"]
    for number, name in enumerate(names):
        y = 536 - 36 * number
        page += line(name[:2], 48, y, 10) + line(LONG + LONG[:12], 74, y, 10)
        page += line(name[2:], 53, y - 16, 10) + line(LONG[: 5 + number], 74, y - 16, 10)
    (table,) = tables([page])
    assert table == [[name, LONG + LONG[:12] + LONG[: 5 + number]] for number, name in enumerate(names)]


def test_lines_of_cells_set_in_their_middle_are_no_rows_where_each_cell_has_its_rule() -> None:
    page = drawn(570) + cells(HEAD, 558) + drawn(550)
    for number, name in enumerate(["甲乙丙", "丁戊己", "庚辛壬", "癸子丑"]):
        top = 550 - 96 * number
        page += b"".join(cells([sign, "", ""], top - 36 - 14 * n) for n, sign in enumerate(name))
        page += b"".join(cells(["", LONG[: 9 + n % 2], ""], top - 14 - 14 * n) for n in range(6))
        page += b"".join(cells(["", "", LONG[:6]], top - 29 - 14 * n) for n in range(4)) + drawn(top - 96)
    (table,) = tables([page])
    assert [row[0] for row in table] == ["地区", "甲乙丙", "丁戊己", "庚辛壬", "癸子丑"]


def test_a_text_over_rows_of_two_pages_may_stand_on_the_second() -> None:
    """It is set in the middle of all of them; no other cell of its column is empty."""
    first = drawn(200) + cells(HEAD, 184) + drawn(176) + rows_of_one_line("甲乙", 176) + cells(["", "丁", "8"], 112)
    second = cells(["", "戊", "9"], 560) + drawn(552, XS[1:]) + cells(["", "己", "7"], 536) + drawn(528, XS[1:])
    second += cells(["丙省", "庚", "6"], 512) + drawn(504) + rows_of_one_line("辛壬", 504) + text(400)
    (found,) = [passage.rows for passage in source([text(300) + first, second]).passages if passage.rows is not None]
    assert [(cell.text.plain, cell.rowspan) for row in found for cell in row if cell.rowspan > 1] == [("丙省", 4)]


def test_a_table_goes_on_from_column_to_column_of_pages_that_hold_nothing_else() -> None:
    """Rules close the rows that columns hold whole; one is cut, and its half in the left column stands there alone."""

    def part(x: int, words: list[list[str]], top: float, *, closed: bool = True) -> bytes:
        xs = (x, x + 40, x + 156)
        out = drawn(top, xs)
        for number, texts in enumerate(words):
            y = top - 40 * number
            out += line(texts[0], x + 4, y - 16, 10)
            out += b"".join(line(text, x + 44, y - 16 - 14 * n, 10) for n, text in enumerate(texts[1:]))
            out += drawn(y - 40, xs) if closed or number < len(words) - 1 else b""
        return out

    full = LONG[:10]
    prose = column(paragraphs(20), x=40) + column(paragraphs(20), x=210)
    named = [[f"{name}省", full, full[:6]] for name in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"]
    first = column(paragraphs(15), x=40) + part(40, [["地区", "做法"], ["", "", full + "。"]], 220)
    first += line("河", 44, 164, 10) + line("北", 44, 152, 10)
    first += line("河", 44, 124, 10) + line("南", 44, 110, 10) + line(full, 84, 124, 10)
    first += line(full[:6], 254, 544, 10) + part(210, named[:6], 530)
    second = part(40, named[6:12], 560) + part(210, named[12:], 570)
    (table,) = tables([prose, prose, first, second, prose])
    assert [row[0] for row in table] == ["地区", "河北", "河南", *(words[0] for words in named)]
    assert [row[1] for row in table[1:]] == [full + "。", *[full + full[:6]] * 21]
