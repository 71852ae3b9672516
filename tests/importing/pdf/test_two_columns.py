"""Pages of two columns: which lines belong to one of them, and in what order they are read."""

from __future__ import annotations

import pytest

from generator.importing.pdf import read_pdf

from .papers import column, line, paper

FULL = "药品说明书是用药的依据请先"
"""Thirteen characters: a full line of a column that is 156 points wide."""
LEFT, RIGHT = 40, 210
TOP, LEADING = 540, 20
ROWS = 20


def texts(*pages: bytes) -> list[str]:
    return [passage.text.plain for passage in read_pdf(paper(pages), "issue.pdf").passages]


def paragraphs(rows: int) -> list[str]:
    """So many lines: paragraphs of five, the last one's last line short."""
    starts = [f"\u3000\u3000{FULL[:11]}", FULL, FULL, FULL, f"{FULL[:8]}。"]
    return [starts[row % 5] for row in range(rows)]


WORDS = FULL[:11] + FULL * 3 + FULL[:8] + "。"
"""A paragraph of five lines."""


def test_an_opening_mark_that_hangs_into_the_gutter_joins_no_columns() -> None:
    lines = paragraphs(ROWS)
    right = [text for row, text in enumerate(lines) if row != 7]
    hanging = column(lines, x=LEFT) + column(lines[:7], x=RIGHT)
    hanging += line(f"“{FULL[:12]}", RIGHT - 6, TOP - 7 * LEADING) + column(right[7:], x=RIGHT, top=TOP - 8 * LEADING)
    expected = [WORDS] * 5 + [FULL[:11] + FULL + f"“{FULL[:12]}" + FULL + FULL[:8] + "。"] + [WORDS] * 2
    assert texts(hanging, hanging) == expected * 2


def test_a_title_of_the_left_column_that_ends_in_a_mark_joins_no_line_of_the_right_one() -> None:
    title = "怎样清理家里的药箱，"
    page = column(paragraphs(5), x=LEFT) + line(title, LEFT, TOP - 6 * LEADING + 1, 16, font="B")
    page += column(paragraphs(10), x=LEFT, top=TOP - 8 * LEADING) + column(paragraphs(ROWS), x=RIGHT)
    other = column(paragraphs(ROWS), x=LEFT) + column(paragraphs(ROWS), x=RIGHT)
    assert texts(page, other)[:3] == [WORDS, title, WORDS]


INNER = [f"\u3000\u3000{FULL[:11]}", FULL, f"{FULL[:9]}。"]
"""A paragraph of three lines."""


def above_each_other(below_the_link: bytes) -> bytes:
    """Two articles: the first one's columns, the right one of which ends in the link, above those of the second."""
    page = column([f"\u3000\u3000{FULL[:11]}", FULL, FULL, FULL], x=LEFT)
    page += column([FULL, FULL, f"{FULL[:12]}。"], x=RIGHT) + line("【返回目录】", RIGHT + 84, TOP - 60)
    page += line("怎样清理药箱", LEFT + 30, TOP - 90, 16, font="B") + column(INNER * 2, x=LEFT, top=TOP - 120)
    return page + below_the_link + column(INNER * 2, x=RIGHT, top=TOP - 130)


def test_an_article_in_columns_of_its_own_is_read_before_the_one_below_it() -> None:
    page = above_each_other(column([FULL, f"{FULL[:9]}。"], x=RIGHT, top=TOP - 90))
    first = FULL[:11] + FULL * 5 + FULL[:12] + "。"
    assert texts(page, page)[:3] == [first, "【返回目录】", "怎样清理药箱"]


def test_a_large_title_beside_the_first_line_of_its_text_stands_lower_than_that() -> None:
    page = column([f"\u3000\u3000{FULL[:11]}", FULL, FULL, FULL], x=LEFT)
    page += column([FULL, FULL, f"{FULL[:12]}。"], x=RIGHT) + line("【返回目录】", RIGHT + 84, TOP - 60)
    page += line("清理药箱", LEFT + 20, TOP - 98, 28, font="B") + column(INNER * 2, x=LEFT, top=TOP - 130)
    page += column([FULL, f"{FULL[:9]}。", *INNER * 2], x=RIGHT, top=TOP - 76)
    assert texts(page, page)[:3] == [FULL[:11] + FULL * 5 + FULL[:12] + "。", "【返回目录】", "清理药箱"]


def test_a_link_above_the_next_sections_name_ends_nothing_in_the_other_column() -> None:
    page = above_each_other(line("◆药箱◆", RIGHT + 54, TOP - 95))
    assert texts(page, page)[1] == "怎样清理药箱"


def over_both(*across: bytes, below: bytes = b"") -> bytes:
    """Text in two columns, lines over both of them, and `below` them more."""
    page = column([f"\u3000\u3000{FULL[:11]}", FULL, FULL, FULL], x=LEFT)
    page += column([FULL, FULL, FULL, f"{FULL[:12]}。"], x=RIGHT)
    return page + b"".join(across) + below


SECTION, TITLE = "【药箱】", "怎样清理药箱"
ABOVE = FULL[:11] + FULL * 6 + FULL[:12] + "。"
COLUMNS = column(INNER * 2, x=LEFT, top=TOP - 170) + column(INNER * 3, x=RIGHT, top=TOP - 170)


def heads(title: str) -> list[bytes]:
    """A section's name and a title that begin where the left column does, with space round them."""
    return [line(SECTION, LEFT, TOP - 105, font="B"), line(title, LEFT, TOP - 130, 16, font="B")]


def full_pages(*pages: bytes) -> list[str]:
    """The texts of pages, the first one of which shows its columns clearly."""
    other = column(paragraphs(ROWS), x=LEFT) + column(paragraphs(ROWS), x=RIGHT)
    return texts(other, *pages)[8:]


@pytest.mark.parametrize("title", [TITLE, TITLE * 3], ids=["short", "long"])
def test_a_section_and_a_title_over_both_columns_end_those_above_them(title: str) -> None:
    assert full_pages(over_both(*heads(title), below=COLUMNS))[:3] == [ABOVE, SECTION, title]


def test_a_section_at_the_foot_of_a_page_stands_below_the_articles_end() -> None:
    end = line("【返回目录】", RIGHT + 84, TOP - 80)
    page = over_both(end, line(SECTION, LEFT, TOP - 140, 16, font="B"))
    assert full_pages(page) == [ABOVE, "【返回目录】", SECTION]


def test_a_heading_in_the_left_column_ends_nothing_beside_text() -> None:
    page = column(paragraphs(5), x=LEFT) + line("看批号", LEFT, TOP - 115, 16, font="B")
    page += column(paragraphs(10), x=LEFT, top=TOP - 150) + column(paragraphs(17), x=RIGHT)
    assert full_pages(page)[:3] == [WORDS, "看批号", WORDS]
