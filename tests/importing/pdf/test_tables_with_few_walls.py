"""Ruled tables of which some styles leave walls or rules out, where shade or the texts stand in for them."""

from __future__ import annotations

from .papers import line
from .rows import spans, tables

XS = (40, 110, 250, 380)
"""The columns' edges; their texts begin two points further right."""
NAMES = ["甲省", "乙省", "丙省", "丁省", "戊省"]
HEAD = ["地区", "做法", "数"]


def cells(words: list[str], y: float) -> bytes:
    return b"".join(line(word, x + 2, y, 10) for word, x in zip(words, XS, strict=False) if word)


def frame(top: float, bottom: float) -> bytes:
    return b"%d %d %d %d re S " % (XS[0], bottom, XS[-1] - XS[0], top - bottom)


def rule(y: float) -> bytes:
    return b"%d %d m %d %d l S " % (XS[0], y, XS[-1], y)


def walls(top: float, bottom: float) -> bytes:
    return b"".join(b"%d %d m %d %d l S " % (x, top, x, bottom) for x in XS[1:-1])


def shade(top: float, bottom: float) -> bytes:
    fills = b"".join(
        b"%d %d %d %d re f " % (x0, bottom, x1 - x0, top - bottom) for x0, x1 in zip(XS, XS[1:], strict=False)
    )
    return b"0.9 g " + fills + b"0 g "


def expected(rows: int) -> list[list[str]]:
    return [HEAD, *([name, f"{name}的药品先行", str(number)] for number, name in enumerate(NAMES[:rows]))]


def test_shaded_rows_in_a_frame_part_it_though_only_the_head_has_walls() -> None:
    """Every other row is shaded, cell by cell; the white between the texts parts the others."""
    page = shade(500, 480) + frame(500, 380) + rule(480) + walls(500, 480) + cells(HEAD, 486)
    for number, words in enumerate(expected(5)[1:]):
        top = 480 - 20 * number
        page += (shade(top, top - 20) if number % 2 else b"") + cells(words, top - 14)
    assert tables([page]) == [expected(5)]


def test_shaded_cells_between_walls_are_rows_without_rules() -> None:
    page = shade(500, 480) + rule(480) + walls(500, 380) + cells(HEAD, 486)
    page += b"40 500 m 40 380 l S 380 500 m 380 380 l S "
    for number, words in enumerate(expected(5)[1:]):
        page += shade(480 - 20 * number, 460 - 20 * number) + cells(words, 466 - 20 * number)
    assert tables([page]) == [expected(5)]


def test_rows_between_rules_have_the_walls_of_every_other_row() -> None:
    page = frame(500, 400) + cells(HEAD, 486)
    for number, words in enumerate(expected(4)[1:]):
        top = 480 - 20 * number
        page += rule(top) + cells(words, top - 14) + (walls(top, top - 20) if number % 2 == 0 else b"")
    assert tables([page]) == [expected(4)]


def test_titles_and_words_in_two_halves_stay_one_cell_over_columns() -> None:
    page = frame(500, 420) + rule(480) + rule(460) + rule(440) + walls(480, 460) + walls(440, 420)
    page += line("各省药品先行的情况一览表格", 130, 486, 10) + cells(HEAD, 466)
    page += line("项", 90, 446, 10) + line("目", 180, 446, 10) + cells(["甲省", "无", "1"], 426)
    assert [span for span in spans([page]) if span[0][0] == "各"] == [("各省药品先行的情况一览表格", 1, 3)]
    assert tables([page])[0][2] == ["项目"]


def test_a_bar_behind_a_word_is_no_cell() -> None:
    """It ends within the columns; the rules alone part the table."""
    page = frame(500, 400) + rule(480) + walls(500, 400) + cells(HEAD, 486)
    page += b"0.9 g 112 436 60 14 re f 0 g " + cells(["甲省", "药品先行", "1"], 462) + cells(["", "耗材再行", ""], 440)
    assert tables([page])[0][1:] == [["甲省", "药品先行耗材再行", "1"]]
