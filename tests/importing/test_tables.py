"""Tables: whole over page ends, with the cells that the print merged, without stray columns."""

from __future__ import annotations

from typing import Any

import pytest

from generator.importing.report import Report
from generator.model import Mark, Table
from tests.importing.digest import PAGE, Piece, article_of, digest, imported, page_above, paragraph, told

P = [paragraph(3, n) for n in range(4)]


def tables(*parts: str) -> tuple[list[Any], Report]:
    """The tables of an article in which these lines stand between whole paragraphs."""
    blocks, report = article_of("\n\n".join((P[0], *parts, P[1])))
    assert (blocks[0], blocks[-1]) == (("p", P[0]), ("p", P[1]))
    return [block[2:] for block in blocks if block[0] == "table"], report


def rows(*lines: str) -> str:
    return "\n".join(line.replace("|", "\t") for line in lines)


HEAD = ("品名", "数量", "去向")


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("品名|数量", "退烧药|3", "外用药|5"), (("品名", "数量"), ("退烧药", "3"), ("外用药", "5"))),
        (("品名|数量|", "退烧药|3|", "外用药|5|"), (("品名", "数量"), ("退烧药", "3"), ("外用药", "5"))),
        (("|品名|数量", "|退烧药|3"), (("品名", "数量"), ("退烧药", "3"))),
        (("品名|数量", "退烧药|3|", "外用药|5"), (("品名", "数量"), ("退烧药", "3"), ("外用药", "5"))),
        (
            ("类别|品名|数量", "内服|退烧药|3", "|止咳药|5", "外用|药膏|2"),
            (("类别", "品名", "数量"), (("内服", 2, 1), "退烧药", "3"), ("止咳药", "5"), ("外用", "药膏", "2")),
        ),
        (
            ("类别|品名|数量", "内服|退烧药|3", "|止咳药|5", "|胃药|1"),
            (("类别", "品名", "数量"), (("内服", 3, 1), "退烧药", "3"), ("止咳药", "5"), ("胃药", "1")),
        ),
        (
            ("各站回收清单||", "品名|数量|去向", "退烧药|3|回收点", "外用药|5|药店"),
            ((("各站回收清单", 1, 3),), HEAD, ("退烧药", "3", "回收点"), ("外用药", "5", "药店")),
        ),
        (
            ("品名|数量|去向", "退烧药||回收点", "外用药|5|"),
            (HEAD, ("退烧药", "", "回收点"), ("外用药", "5", "")),
        ),
    ],
)  # fmt: skip
def test_the_cells_of_a_table(lines: tuple[str, ...], found: tuple[Any, ...]) -> None:
    assert tables(rows(*lines))[0] == [found]


def test_parts_with_blank_lines_between_are_one_table_and_told() -> None:
    found, report = tables(rows("品名|数量", "退烧药|3"), rows("外用药|5", "胃药|1"))
    assert found == [(("品名", "数量"), ("退烧药", "3"), ("外用药", "5"), ("胃药", "1"))]
    (entry,) = told(report, "joined table")
    assert entry.severity == "repair"


def test_a_head_that_the_next_page_repeats_is_there_once_and_told() -> None:
    found, report = tables(rows("品名|数量", "退烧药|3"), rows("品名|数量", "外用药|5", "胃药|1"))
    assert found == [(("品名", "数量"), ("退烧药", "3"), ("外用药", "5"), ("胃药", "1"))]
    (entry,) = told(report, "repeated table head")
    assert (entry.severity, entry.before) == ("aside", "品名\t数量")


def test_a_stray_column_on_one_page_only() -> None:
    found, _ = tables(rows("品名|数量", "退烧药|3"), rows("|外用药|5", "|胃药|1"), rows("眼药水|2|", "纱布|4|"))
    assert found == [
        (("品名", "数量"), ("退烧药", "3"), ("外用药", "5"), ("胃药", "1"), ("眼药水", "2"), ("纱布", "4"))
    ]


def test_a_merged_cell_goes_on_over_a_page_end() -> None:
    found, _ = tables(rows("类别|品名|数量", "内服|退烧药|3"), rows("|止咳药|5", "外用|药膏|2"))
    assert found == [
        (("类别", "品名", "数量"), (("内服", 2, 1), "退烧药", "3"), ("止咳药", "5"), ("外用", "药膏", "2"))
    ]


def test_a_page_begins_with_its_row() -> None:
    upper = rows("品名|数量", *(f"第{n}种药|{n}" for n in range(1, 7)))
    lower = rows(*(f"第{n}种药|{n}" for n in range(7, 12)))
    body = "\n\n".join([*page_above(PAGE - 3 - 7), upper, lower, *page_above(PAGE - 6)])
    issue, _ = imported(digest(Piece("药箱清点", body, page=7), Piece("药师的一天", paragraph(9), page=9)))
    (table,) = [block for block in issue.articles[0].blocks if isinstance(block, Table)]
    starts = [(row[0].text.plain, start.page) for row in table.rows for start in row[0].text.pages]
    assert starts == [("第7种药", 8)]


def test_two_tables_with_words_between_are_two() -> None:
    found, _ = tables(rows("品名|数量", "退烧药|3"), P[2], rows("品名|数量", "外用药|5"))
    assert found == [(("品名", "数量"), ("退烧药", "3")), (("品名", "数量"), ("外用药", "5"))]


@pytest.mark.parametrize(
    ("cell", "plain", "marks"),
    [
        ("<b>退烧药</b>", "退烧药", (Mark(0, 3, "strong"),)),
        ("**退烧药**两盒", "退烧药两盒", (Mark(0, 3, "strong"),)),
        ("5 m<sup>2</sup>", "5 m²", ()),
        ("<宁夏样刊编>", "<宁夏样刊编>", ()),
    ],
)
def test_emphasis_and_raised_digits_in_cells(cell: str, plain: str, marks: tuple[Mark, ...]) -> None:
    body = "\n\n".join((P[0], f"品名\t数量\n{cell}\t3", P[1]))
    issue, _ = imported(digest(Piece("药箱清点", body)))
    (table,) = [block for block in issue.articles[0].blocks if isinstance(block, Table)]
    assert (table.rows[1][0].text.plain, table.rows[1][0].text.marks) == (plain, marks)


def test_the_first_row_is_the_head_unless_it_is_all() -> None:
    for lines, header_rows in ((("品名|数量", "退烧药|3"), 1), (("退烧药|3",), 0)):
        issue, _ = imported(digest(Piece("药箱清点", "\n\n".join((P[0], rows(*lines), P[1])))))
        (table,) = [block for block in issue.articles[0].blocks if isinstance(block, Table)]
        assert table.header_rows == header_rows


def test_a_row_that_a_page_end_cut_is_one_row() -> None:
    found, _ = tables(
        rows(
            "品名|保存的办法|数量", "退烧药|放在阴凉处|3", "外用药|拧紧瓶盖，放在孩子够不到", "胃药|照说明书放|1"
        ).replace("\n胃药", "\n\n|的地方|\n胃药".replace("|", "\t"))
    )
    assert found[0][2][:2] == ("外用药", "拧紧瓶盖，放在孩子够不到的地方")
