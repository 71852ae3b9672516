"""Tables whose columns stand close to each other, and those that two rules hold on a page with which they go on."""

from __future__ import annotations

from itertools import pairwise

from .papers import line
from .test_tables_without_walls import level, tables, text

WIDE = "医保基金与企业直接结算已在全市推行企业直接受益医用耗材货款"
"""Twenty-eight characters: a full line of the wide column."""


def by_cells(y: float, *xs: int) -> bytes:
    """A rule over the table, drawn cell by cell."""
    return b"".join(b"%d %.1f m %d %.1f l S " % (x0, y, x1, y) for x0, x1 in pairwise(xs))


def test_columns_closer_than_white_shows_are_told_by_rules_of_cells() -> None:
    """Each line between two rules looks like one of running text: half a character parts its cells."""
    xs = (42, 69, 378)
    page = b"".join(by_cells(y, *xs) for y in (560, 536, 488, 440, 392))
    page += line("地区", 46, 544, 10) + line("做法", 76, 544, 10)
    for number, name in enumerate(("甲市", "乙市", "丙市")):
        y = 520 - 48 * number
        page += line(name, 46, y, 10) + line("城区", 46, y - 16, 10)
        page += line(WIDE, 71, y, 10) + line(WIDE, 71, y - 16, 10)
    rows = [["地区", "做法"], *([name + "城区", WIDE * 2] for name in ("甲市", "乙市", "丙市"))]
    assert tables([page]) == [rows]


def test_a_cut_row_goes_on_above_a_rule_beside_a_cell_over_the_last_rows() -> None:
    """The last rule of the next page is not as wide as the table: beside it stands a cell over several rows."""
    xs = (42, 80, 250, 378)

    def told(words: list[str], y: float) -> bytes:
        return b"".join(line(word, x + 4, y, 10) for word, x in zip(words, xs, strict=False) if word)

    first = text(300, 282) + b"".join(by_cells(y, *xs) for y in (250, 226, 202)) + by_cells(178, *xs[1:])
    first += (
        told(["类", "展会", "时间"], 234)
        + told(["创新", "第一届大会", "三月"], 210)
        + told(["", "第二届", "四月"], 186)
    )
    first += told(["", "第三届大会", ""], 160)
    second = told(["", "", "五月"], 560) + by_cells(548, *xs[1:]) + told(["", "第四届大会", "六月"], 532)
    second += by_cells(524, *xs) + told(["综合", "第五届大会", "七月"], 508) + by_cells(500, *xs[1:])
    second += told(["", "第六届大会", "八月"], 484) + by_cells(476, *xs[1:])
    (table,) = tables([first, second])
    assert [[*cells[-2:]] for cells in table[-4:]] == [
        ["第三届大会", "五月"],
        ["第四届大会", "六月"],
        ["第五届大会", "七月"],
        ["第六届大会", "八月"],
    ]


def centred(words: str, left: float, right: float, y: float) -> bytes:
    return line(words, (left + right) / 2 - 5 * len(words), y, 10)


def test_a_full_line_with_a_mark_at_its_end_still_ends_before_the_next_column() -> None:
    """The mark's own white reaches over the edge of its column."""
    page = text(560, 542)
    names = ("甲省", "乙省", "丙省")
    for number, name in enumerate(names):
        y = 500 - 70 * number
        page += line(name, 42, y, 10)
        page += b"".join(line(WIDE[:14], 90, y - 15 * n, 10) for n in (0, 1)) + line(WIDE[:14] + "。", 90, y - 30, 10)
        page += b"".join(line(WIDE[:13], 242, y - 15 * n, 10) for n in range(3)) + line("用药。", 242, y - 45, 10)
    (table,) = tables([page + text(200, 182)])
    assert table == [[name, WIDE[:14] * 3 + "。", WIDE[:13] * 3 + "用药。"] for name in names]


def test_two_rules_hold_a_table_of_close_columns() -> None:
    """A table of three lines has no more where it goes on; its columns stand half a character apart."""
    page = level(560, 300)
    for number, name in enumerate(("甲省", "乙省")):
        y = 540 - 120 * number
        page += line(name, 46, y, 10)
        page += b"".join(line(WIDE[:14], 90, y - 18 * n, 10) for n in range(4))
        page += b"".join(line(WIDE[:14], 235, y - 18 * n, 10) for n in range(5)) + line("用药。", 235, y - 90, 10)
    (table,) = tables([text(560, 542), page])
    assert table == [[name, WIDE[:14] * 4, WIDE[:14] * 5 + "用药。"] for name in ("甲省", "乙省")]


def test_two_columns_of_text_between_two_rules_are_no_table() -> None:
    page = level(570, 40)
    page += b"".join(line(WIDE[:14], x, 550 - 18 * n, 11) for n in range(28) for x in (42, 215))
    assert tables([page]) == []


def test_a_title_between_rules_before_a_page_end_opens_the_table_of_the_next_page() -> None:
    """It has two lines, and the page ends with the rule below it."""
    first = text(560, 542, 524) + level(500, 460)
    first += centred("各省系统上线情况与医保基金直接结算情况一览表", 42, 378, 486) + centred("续", 42, 378, 470)
    second = level(570, 440)
    rows = [
        ["地区", "做法", "数量"],
        ["甲省", "直接结算药款", "8"],
        ["乙省", "定期结算", "15"],
        ["丙省", "预付货款", "7"],
    ]
    for number, words in enumerate(rows):
        for word, x in zip(words, (46, 130, 300), strict=True):
            second += line(word, x, 550 - 28 * number, 10)
    (table,) = tables([first, second + text(400, 382)])
    assert table[0] == ["各省系统上线情况与医保基金直接结算情况一览表续"]
    assert table[1:] == rows
