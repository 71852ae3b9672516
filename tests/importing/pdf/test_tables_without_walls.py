"""Tables with few rules or none: cells over several rows, rows beyond a page end, titles, shades and frames."""

from __future__ import annotations

from generator.importing.passage import Source
from generator.importing.pdf import read_pdf

from .papers import line, paper

TEXT = "这一段文字说明下面的表格怎么读以及数字从哪里来请先看表头"
"""Twenty-eight characters: a full line of the measure."""


def source(pages: list[bytes]) -> Source:
    return read_pdf(paper(pages), "issue.pdf")


def tables(pages: list[bytes]) -> list[list[list[str]]]:
    """The words of each table, a row a list."""
    return [
        [["".join(cell.text.plain.split()) for cell in row] for row in passage.rows]
        for passage in source(pages).passages
        if passage.rows is not None
    ]


def spans(pages: list[bytes]) -> list[tuple[str, int, int]]:
    """The words of the cells of all tables that cover several rows or columns, with how many."""
    return [
        (cell.text.plain, cell.rowspan, cell.colspan)
        for passage in source(pages).passages
        for row in passage.rows or ()
        for cell in row
        if cell.rowspan * cell.colspan > 1
    ]


def row(words: list[str], y: float, xs: tuple[float, ...] = (42, 120, 260)) -> bytes:
    return b"".join(line(word, x, y) for word, x in zip(words, xs, strict=True) if word)


def text(*ys: float) -> bytes:
    return b"".join(line(TEXT, 42, y) for y in ys)


def level(*ys: float) -> bytes:
    return b"".join(b"42 %.1f m 378 %.1f l S " % (y, y) for y in ys)


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
