"""What text looks like tells headings and captions; where lines stand tells what belongs together."""

from __future__ import annotations

import pytest

from generator.importing.passage import Passage, Source
from generator.importing.pdf import read_pdf

from .papers import FONT, column, line, paper

FULL = "药品说明书是用药的依据请先读完它再用药有疑问时问"
"""Twenty-four characters: a full line of `column` at its usual size."""
BODY = column([f"\u3000\u3000{FULL[:22]}", FULL, FULL, f"{FULL[:9]}。"], top=500)
HEAD = "先看日期"
OTHER_FACE = FONT.replace(b"STSong-Light", b"STKaiti-Regular")


def passage(page: bytes, words: str) -> Passage:
    source = read_pdf(paper([page], resources=b"", more={4: OTHER_FACE}), "issue.pdf")
    return next(passage for passage in source.passages if passage.text.plain == words)


def texts(source: Source) -> list[str]:
    return [passage.text.plain for passage in source.passages]


@pytest.mark.parametrize(
    "heading",
    [
        pytest.param(line(HEAD, 84, 540, 15), id="larger"),
        pytest.param(b"0.7 0 0 rg " + line(HEAD, 84, 540) + b"0 g ", id="in another colour"),
        pytest.param(line(HEAD, 84, 540, font="B"), id="in another typeface"),
    ],
)
def test_a_line_that_looks_otherwise_than_the_text_is_apart(heading: bytes) -> None:
    assert passage(heading + BODY, HEAD).apart


@pytest.mark.parametrize(
    "plain",
    [
        pytest.param(line(HEAD, 84, 540), id="like the text"),
        pytest.param(line(HEAD, 84, 540, 10), id="smaller"),
    ],
)
def test_a_line_like_the_text_or_smaller_is_not(plain: bytes) -> None:
    assert not passage(plain + BODY, HEAD).apart


def test_a_short_line_at_the_edge_above_indented_text_is_known() -> None:
    assert passage(line(HEAD, 60, 540) + BODY, HEAD).set_off
    assert not passage(line(HEAD, 84, 540) + BODY, HEAD).set_off


def test_a_line_in_the_middle_is_set_off() -> None:
    assert passage(line(HEAD, 180, 540) + BODY, HEAD).set_off


def test_a_line_with_more_space_above_it_than_paragraphs_have_is_set_off() -> None:
    blocks = [column([FULL, FULL, f"{FULL[:9]}。"], top=560 - 70 * row) for row in range(4)]
    assert passage(b"".join(blocks) + line(HEAD, 60, 268) + column([FULL, "完。"], top=238), HEAD).set_off
    assert not passage(b"".join(blocks) + line(HEAD, 60, 280) + column([FULL, "完。"], top=250), HEAD).set_off


def test_a_heading_at_the_edge_below_a_full_last_line_stands_alone() -> None:
    lines = [f"\u3000\u3000{FULL[:22]}", FULL[:23] + "。", HEAD, f"\u3000\u3000{FULL[:22]}", FULL[:9] + "。"]
    assert HEAD in texts(read_pdf(paper([column(lines)]), "issue.pdf"))


def test_a_summary_is_no_part_of_the_entry_above_it() -> None:
    lines = ["怎样看懂一盒药的说明书（来源：样刊）——第 7 页", "【提要】先看名称，再看用法。"]
    assert texts(read_pdf(paper([column([*lines, *lines])]), "issue.pdf")) == [*lines, *lines]


def test_a_page_number_behind_leaders_on_an_entrys_first_line_does_not_end_it() -> None:
    lines = ["怎样看懂家里每一盒药的说明书（来源：…………7页", "样刊）"]
    source = read_pdf(paper([column([*lines, f"【提要】{FULL[:20]}", FULL, f"{FULL[:9]}。"])]), "issue.pdf")
    assert texts(source)[0] == "".join(lines)


def test_a_head_at_both_ends_of_its_line_is_taken_out() -> None:
    pages = [
        line("医周药事 样刊", 60, 570) + line(str(number), 342, 570) + column([FULL] * 5 + [f"{FULL[:number]}。"])
        for number in range(3, 9)
    ]
    source = read_pdf(paper(pages), "issue.pdf")
    assert not any("样刊" in text for text in texts(source))
    assert sum("样刊" in note.before for note in source.notes) == len(pages)
