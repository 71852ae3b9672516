"""Tables of which every other row is shaded, and nothing is drawn besides."""

from __future__ import annotations

from .papers import line
from .rows import row, source, spans, tables, text

XS = (40, 110, 250, 380)
"""The columns' edges; their texts begin two points further right."""


def shade(top: int, height: int, *columns: int) -> bytes:
    """Shaded cells below a height, each a rectangle of its own."""
    cells = [(XS[column], XS[column + 1] - XS[column]) for column in columns]
    return b"0.9 g " + b"".join(b"%d %d %d %d re f " % (x, top - height, wide, height) for x, wide in cells) + b"0 g "


def words(values: list[str], y: float) -> bytes:
    return row(values, y, (42, 112, 252))


def test_rows_that_stand_as_close_as_lines_are_told_by_their_shade() -> None:
    """The last row has none, and text follows."""
    page = text(560, 542)
    for number, name in enumerate("甲乙丙丁戊己"):
        top = 500 - 36 * number
        page += shade(top, 36, 0, 1, 2) if number % 2 == 0 else b""
        page += words([f"{name}省", f"{name}省药品先行", "三月"], top - 14) + words(["", "再行耗材", "中旬"], top - 32)
    page += text(252, 234)
    assert tables([page]) == [[[f"{name}省", f"{name}省药品先行再行耗材", "三月中旬"] for name in "甲乙丙丁戊己"]]


def test_texts_beside_shaded_rows_begin_cells_over_several_rows() -> None:
    page = shade(500, 20, 0, 1, 2) + words(["大类", "品类", "数"], 486)
    for number, name in enumerate("甲乙丙丁戊己"):
        top = 480 - 20 * number
        page += shade(top, 20, 1, 2) if number % 2 else b""
        page += words(["", f"{name}类材料", str(number)], top - 14)
    page += line("一号", 42, 456) + line("二号", 42, 406)
    (table,) = tables([page])
    assert [table[0], table[1][0], table[3][0]] == [["大类", "品类", "数"], "一号", "二号"]
    assert spans([page]) == [("一号", 2, 1), ("二号", 4, 1)]


def test_a_shaded_cell_over_several_rows_is_a_cell_and_no_picture() -> None:
    page = shade(500, 20, 0, 1, 2) + words(["大类", "品类", "数"], 486) + shade(480, 60, 0) + line("一号", 42, 446)
    for number, name in enumerate("甲乙丙丁"):
        top = 480 - 20 * number
        page += shade(top, 20, 1, 2) if number % 2 == 0 else b""
        page += words(["二号" if number == 3 else "", f"{name}类材料", str(number)], top - 14)
    (table,) = tables([page])
    assert table[1:] == [["一号", "甲类材料", "0"], ["乙类材料", "1"], ["丙类材料", "2"], ["二号", "丁类材料", "3"]]
    assert all(passage.picture is None for passage in source([page]).passages)


def test_a_page_beside_a_cell_that_goes_through_it_shows_the_other_columns_alone() -> None:
    first = text(560) + shade(140, 20, 0, 1, 2) + words(["大类", "品类", "数"], 126)
    first += words(["一号", "甲类材料", "0"], 106) + shade(100, 20, 1, 2) + words(["", "乙类材料", "1"], 86)
    second = b""
    for number, name in enumerate("丙丁戊己"):
        second += shade(560 - 20 * number, 20, 1, 2) if number % 2 else b""
        second += words(["", f"{name}类材料", str(number + 2)], 546 - 20 * number)
    (table,) = tables([first, second])
    assert table[1:] == [
        ["一号", "甲类材料", "0"],
        *([f"{name}类材料", str(n)] for n, name in enumerate("乙丙丁戊己", 1)),
    ]
    assert spans([first, second]) == [("一号", 6, 1)]
