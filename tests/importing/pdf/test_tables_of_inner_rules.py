"""Tables that have rules between their rows alone: none above the head, none below the last row (seen: fpdf2)."""

from __future__ import annotations

from itertools import pairwise

from .papers import line
from .rows import spans, tables, text

LONG = "探索由医保基金与企业直接结算药款"
XS = (42, 110, 290, 378)
TITLE = "各省结算情况的一览表"


def drawn(y: float) -> bytes:
    return b"".join(b"%d %.1f m %d %.1f l S " % (x0, y, x1, y) for x0, x1 in pairwise(XS))


def cells(words: list[str], y: float) -> bytes:
    return b"".join(line(word, x, y, 10) for word, x in zip(words, (46, 120, 300), strict=True) if word)


def head(y: float) -> bytes:
    """A head of which one cell has two lines, and the others stand in their middle; a rule below it."""
    out = cells(["地区", "做法", ""], y) + line("共有多少", 300, y + 7, 10) + line("家", 320, y - 7, 10)
    return out + drawn(y - 14)


HEAD = ["地区", "做法", "共有多少家"]


def rows_of_one_line(names: str, top: float) -> bytes:
    """Rows below a rule; none below the last."""
    out = b""
    for number, name in enumerate(names):
        out += cells([f"{name}省", LONG[:9], str(number)], top - 16 - 24 * number)
        out += drawn(top - 24 * (number + 1)) if number < len(names) - 1 else b""
    return out


def expected(names: str) -> list[list[str]]:
    return [[f"{name}省", LONG[:9], str(number)] for number, name in enumerate(names)]


def test_a_head_above_the_first_rule_keeps_the_line_that_stands_higher() -> None:
    page = text(300) + head(250) + rows_of_one_line("甲乙丙丁", 236) + text(100)
    assert tables([page]) == [[HEAD, *expected("甲乙丙丁")]]


def test_a_title_above_the_first_rule_is_known_by_the_next_page() -> None:
    first = text(300) + line(TITLE, 160, 260, 10) + drawn(254) + head(236) + rows_of_one_line("甲乙丙丁", 222)
    first += drawn(126)
    second = line(TITLE, 160, 560, 10) + drawn(554) + head(536) + rows_of_one_line("戊己庚辛", 522) + text(380, 362)
    assert tables([first, second]) == [[[TITLE], HEAD, *expected("甲乙丙丁"), *expected("戊己庚辛")]]
    assert spans([first, second]) == [(TITLE, 1, 3)]


def test_text_between_a_last_row_and_the_next_head_parts_two_tables() -> None:
    """No rule stands between them either."""
    page = (
        head(560) + rows_of_one_line("甲乙丙丁", 546) + text(412, 394) + head(360) + rows_of_one_line("戊己庚辛", 346)
    )
    assert tables([page + text(200)]) == [[HEAD, *expected("甲乙丙丁")], [HEAD, *expected("戊己庚辛")]]


def test_white_within_a_column_is_no_edge_where_rules_of_cells_meet_elsewhere() -> None:
    """All texts of a column are short but the head, which stands in its middle."""

    def page(names: str) -> bytes:
        out = cells(["地区", "做法", ""], 550) + line("说明", 345, 550, 10) + drawn(536)
        for number, name in enumerate(names):
            y = 520 - 24 * number
            out += cells([f"{name}省", LONG[:9], "暂无"], y) + drawn(y - 8)
        return out

    (table,) = tables([text(570) + page("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"), page("戌亥东南西北"), text(570)])
    assert {len(row) for row in table} == {3}
