"""Pages of three columns: each is read from top to bottom, below what stands over all of them."""

from __future__ import annotations

import pytest

from generator.importing.pdf import read_pdf

from .papers import column, line, paper

FULL = "药品说明书是用药的依据请先"
"""Thirteen characters: a full line of a column that is 156 points wide."""
STARTS = (40, 216, 392)
WIDTH, TOP, LEADING = 588, 540, 20
LINES = [f"\u3000\u3000{FULL[:11]}", FULL, FULL, FULL, f"{FULL[:8]}。"]
WORDS = FULL[:11] + FULL * 3 + FULL[:8] + "。"
"""A paragraph of five lines."""


def texts(*pages: bytes) -> list[str]:
    source = read_pdf(paper(pages, width=WIDTH), "issue.pdf")
    return [passage.text.plain for passage in source.passages if passage.rows is None]


def columns(rows: int, top: int = TOP) -> bytes:
    """Three columns of so many lines: paragraphs that go on from one to the next."""
    lines = (LINES * rows)[: 3 * rows]
    parts = (lines[rows * number : rows * (number + 1)] for number in range(3))
    return b"".join(column(part, x=x, top=top) for part, x in zip(parts, STARTS, strict=True))


@pytest.mark.parametrize("rows", [10, 14])
def test_paragraphs_go_on_from_column_to_column(rows: int) -> None:
    whole = texts(columns(rows), columns(rows))
    assert whole[: 3 * rows // 5] == [WORDS] * (3 * rows // 5)


def test_rules_between_the_columns_are_no_frame() -> None:
    rules = b"".join(b"%d 260 0.5 300 re f " % x for x in (206, 382))
    assert texts(columns(14) + rules, columns(14) + rules)[:8] == [WORDS] * 8


def test_a_title_and_its_source_over_all_columns_part_those_above_and_below() -> None:
    title = line("怎样清理家里的药箱和抽屉里的旧药", 164, 300, 16, font="B") + line("来源：药箱小组", 252, 275, 12)
    page = columns(10) + title + columns(10, top=240)
    found = texts(page, page)
    assert found[:6] == [WORDS] * 6
    assert found[6:8] == ["怎样清理家里的药箱和抽屉里的旧药", "来源：药箱小组"]
    assert found[8:14] == [WORDS] * 6


def test_a_table_of_three_columns_has_none() -> None:
    cells = [("药名", "批号", "效期"), *((f"药{row}", f"2024{row:02d}", f"{row}月") for row in range(10, 28))]
    rows = b"".join(
        line(cell, x, TOP - LEADING * number)
        for number, row in enumerate(cells)
        for cell, x in zip(row, STARTS, strict=True)
    )
    source = read_pdf(paper([rows, rows], width=WIDTH), "issue.pdf")
    assert any(passage.rows for passage in source.passages)
