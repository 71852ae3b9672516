"""One heading on several lines, or several headings: where place does not tell, words and full lines do."""

from __future__ import annotations

import pytest

from generator.importing.pdf import read_pdf

from .papers import FONT, column, line, paper

FULL = "药品说明书是用药的依据请先读完它再用药有疑问时问"
"""Twenty-four characters: a full line of `column` at its usual size."""
OTHER_FACE = FONT.replace(b"STSong-Light", b"STKaiti-Regular")
HEAD = "先看清日期再看清批号最后整理出药箱的“春天的样子”"
"""As wide as a line."""


def texts(*parts: bytes) -> list[str]:
    source = read_pdf(paper([b"".join(parts)], height=842, more={4: OTHER_FACE}), "issue.pdf")
    return [passage.text.plain for passage in source.passages]


def text(top: float) -> bytes:
    return column([f"\u3000\u3000{FULL[:22]}", FULL, FULL, f"{FULL[:9]}。"], top=top)


def bold(words: str, y: float, x: float = 60) -> bytes:
    return line(words, x, y, font="B")


def test_a_full_line_that_ends_as_another_heading_does_is_a_heading_of_its_own() -> None:
    found = texts(bold(HEAD, 740), bold("看外包装", 720), text(700), bold("再说药箱的“秋天的样子”", 620), text(600))
    assert HEAD in found
    assert "看外包装" in found


def test_a_full_line_goes_on_where_no_other_heading_ends_so() -> None:
    found = texts(bold(HEAD, 740), bold("看外包装", 720), text(700), bold("再说药箱", 620), text(600))
    assert f"{HEAD}看外包装" in found


def test_a_line_with_a_number_begins_a_heading() -> None:
    found = texts(bold(FULL, 740), bold("一、看外包装", 720), text(700))
    assert FULL in found
    assert "一、看外包装" in found


def test_the_lines_of_a_centred_heading_are_one_where_the_first_is_full() -> None:
    second = f"{FULL[2:23]}？"
    found = texts(text(740), bold(FULL[:23], 660, x=62), bold(second, 640, x=71), text(620))
    assert FULL[:23] + second in found


@pytest.mark.parametrize(("words", "x"), [("药箱整理", 60), (FULL[:18], 96)])
def test_the_lines_of_two_headings_are_two_where_the_first_is_not_full(words: str, x: float) -> None:
    found = texts(text(740), bold(words, 660, x=x), bold("先看日期", 640, x=180), text(620))
    assert words in found
    assert "先看日期" in found


def test_a_name_that_stands_alone_elsewhere_is_no_second_line() -> None:
    """Two lines with a first line's indent look like a narrow column of two lines."""
    first = "误区二：在药箱里放得太多太多太多太多了吧"
    found = texts(
        text(740), bold("误区一：放", 660, x=84), bold("原因", 640, x=84), text(620),
        bold(first, 540, x=84), bold("原因", 520, x=84), text(500),
    )  # fmt: skip
    assert first in found
    assert found.count("原因") == 2


def test_lines_nearer_to_each_other_than_to_the_text_are_one_heading() -> None:
    first, second = FULL[:15], FULL[:12]
    assert f"{first}{second}" in texts(text(760), bold(first, 660), bold(second, 640), text(600))
    assert first in texts(text(740), bold(first, 660), bold(second, 640), text(620))
    assert first in texts(text(760), bold(first, 660), bold(FULL[:6], 640), text(600))


def test_a_full_line_is_parted_from_a_name_that_stands_alone_elsewhere() -> None:
    found = texts(
        bold(FULL, 740), bold("原因", 720), text(700), bold("误区", 620), text(600), bold("原因", 520), text(500)
    )
    assert FULL in found
    assert found.count("原因") == 2


def test_a_centred_line_goes_on_with_the_full_line_above_it_that_an_indent_moved_off_the_middle() -> None:
    """A word processor adds a paragraph's indent to its centring: the first line is off the middle, and full."""
    first, second = FULL[:22], "整理药箱的办法"
    found = texts(text(740), line(first, 83, 660), line(second, 162, 640), text(620), text(520))
    assert f"{first}{second}" in found


def test_a_centred_line_below_a_line_with_room_is_a_heading_of_its_own() -> None:
    found = texts(text(740), line(FULL[:14], 84, 660), line("整理药箱的办法", 162, 640), text(620), text(520))
    assert FULL[:14] in found
    assert "整理药箱的办法" in found


PLAIN = ("看清外包装的日期", "分开放置外用药", "留住每一张说明书")
"""Headings that are set like the text."""


def below_full_line(*lines: str) -> list[str]:
    """What is read where lines at the edge stand below a paragraph whose last line is full and ends a sentence, in a
    print that indents all paragraphs and sets its headings like the text."""
    pages = [
        b"".join(column([words], top=top) + text(top - 20) for top, words in zip((760, 640, 520), PLAIN, strict=True))
        for _ in range(6)
    ]
    full = column([f"\u3000\u3000{FULL[:22]}", FULL, f"{FULL[:23]}。", *lines], top=760)
    source = read_pdf(paper([*pages, full + text(600) + text(500)], height=842), "issue.pdf")
    return [passage.text.plain for passage in source.passages]


def test_a_heading_like_the_text_below_a_full_line_is_parted_from_its_paragraph() -> None:
    first, second = f"整理药箱要先{FULL[6:24]}", "也看批号和“样子”"
    assert first + second in below_full_line(first, second)
    assert "整理药箱的三个办法" in below_full_line("整理药箱的三个办法")


@pytest.mark.parametrize("second", ["也看批号和样子。", "也看批号和样子，"])
def test_the_rest_of_a_paragraph_stays_in_it(second: str) -> None:
    first = f"整理药箱要先{FULL[6:24]}"
    assert first + second not in below_full_line(first, second)


def test_a_line_at_the_right_edge_does_not_go_on_in_the_middle_below() -> None:
    found = texts(text(740), line("返回目录", 300, 660), line("用药管理", 180, 640), text(620), text(520))
    assert {"返回目录", "用药管理"} <= set(found)
