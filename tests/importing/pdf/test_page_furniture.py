"""Heads, feet and page numbers: told by where they recur, whatever the margins and numerals, and told from tables."""

from __future__ import annotations

import pytest

from generator.importing.passage import Source
from generator.importing.pdf import read_pdf
from generator.importing.pdf.layout.asides import Aside
from generator.importing.pdf.layout.folios import find_offset, is_folio, masked

from .papers import column, line, paper

FULL = "药品说明书是用药的依据请先读完它再用药有疑问时问"
"""Twenty-four characters: a full line of `column` at its usual size."""


def body(turn: int, *, top: float = 540) -> bytes:
    """Lines of running text, others on each page."""
    text = FULL[turn:] + FULL[:turn]
    return column([f"\u3000\u3000{text[:22]}", text, text, f"{text[:9]}。"], top=top)


def read(*pages: bytes) -> Source:
    return read_pdf(paper(pages), "issue.pdf")


def told(source: Source) -> list[tuple[str, str]]:
    return [(note.kind, note.before) for note in source.notes]


def test_a_number_below_the_text_is_the_page_s_however_wide_the_margin() -> None:
    source = read(*(body(turn, top=300) + line(f"{turn + 5}", 200, 190, 9) for turn in range(4)))
    assert told(source) == [("page number", f"{turn + 5}") for turn in range(4)]
    assert source.page_offset == -4


@pytest.mark.parametrize("heights", [(576, 563), (570, 557), (583, 570)], ids=["middle", "first", "last"])
def test_a_title_that_takes_two_lines_of_the_head_is_one_like_the_others(heights: tuple[int, int]) -> None:
    titles = ["怎样清理药箱"] * 4 + ["说明书怎样读"] * 4
    pages = [line(title, 60, 570, 9) + body(turn) for turn, title in enumerate(titles)]
    pages += [
        line("过期的药品交到哪里去才", 60, heights[0], 9) + line("放心？", 60, heights[1], 9) + body(turn, top=530)
        for turn in (8, 9, 10)
    ]
    heads = [(title,) for title in titles] + [("过期的药品交到哪里去才", "放心？")] * 3
    assert told(read(*pages)) == [("running head", words) for head in heads for words in head]


def test_a_head_whose_parts_have_other_sizes_and_baselines_is_one() -> None:
    pages = [
        line("药箱周刊", 60, 570, 15, font="B") + line(f"第 {turn + 2} 版", 310, 572.2, 10) + body(turn)
        for turn in range(4)
    ]
    assert [kind for kind, _ in told(read(*pages))] == ["running head"] * 4


def test_words_that_some_pages_begin_with_where_others_have_text_are_the_text_s() -> None:
    pages = [body(turn) for turn in range(8)]
    for turn in (1, 3, 6):
        pages[turn] = column(["• 政策快讯 •"]) + body(turn, top=510)
    assert told(read(*pages)) == []


@pytest.mark.parametrize("walls", [b"210 505 0.5 50 re f 60 505 0.5 50 re f 360 505 0.5 50 re f\n", b""])
def test_the_head_of_a_table_on_every_page_is_no_running_head(walls: bytes) -> None:
    pages = []
    for turn in range(4):
        rows = [("名称", "用途"), (f"{FULL[turn]}药", f"治{FULL[turn + 1]}"), (f"{FULL[turn + 2]}剂", "外用")]
        cells = b"".join(
            line(word, x, 540 - 20 * number)
            for number, row in enumerate(rows)
            for word, x in zip(row, (65, 215), strict=True)
        )
        pages.append(walls + cells + body(turn, top=440))
    assert ("running head", "名称 用途") not in told(read(*pages))


def test_a_head_at_both_ends_of_its_line_is_one_above_a_table_too() -> None:
    pages = [
        line("医周药事", 60, 570, 9) + line("2024年第3期", 300, 570, 9) + body(turn) + line(f"{turn}", 200, 24, 9)
        for turn in range(1, 5)
    ]
    assert [kind for kind, _ in told(read(*pages))] == ["running head", "page number"] * 4


def test_a_number_halfway_down_the_outer_margin_is_the_page_s() -> None:
    pages = [body(turn) + line(f"{turn + 1}", 30 if turn % 2 else 380, 500, 9) for turn in range(8)]
    source = read(*pages)
    assert told(source) == [("page number", f"{turn + 1}") for turn in range(8)]
    assert source.page_offset == 0


def test_names_of_sections_beside_the_text_are_heads() -> None:
    names = ["快讯", "快讯", "快讯", "政策", "政策", "政策"]
    pages = [body(turn) + line(name, 370, 480, 9) for turn, name in enumerate(names)]
    assert told(read(*pages)) == [("running head", name) for name in names]


def test_a_note_beside_the_text_of_one_page_is_kept() -> None:
    pages = [body(turn) + (line("旁注", 370, 480, 9) if turn == 2 else b"") for turn in range(6)]
    source = read(*pages)
    assert told(source) == []
    assert "旁注" in "".join(passage.text.plain for passage in source.passages)


CHINESE = ["第九十八页", "第九十九页", "第一百页", "第一百零一页"]


def test_pages_are_counted_in_chinese_numerals() -> None:
    source = read(*(body(turn) + line(number, 190, 24, 9) for turn, number in enumerate(CHINESE)))
    assert told(source) == [("page number", number) for number in CHINESE]
    assert [passage.page for passage in source.passages] == [98, 99, 100, 101]


@pytest.mark.parametrize(
    ("text", "key", "alone"),
    [
        ("- 12 -", "-#-", True),
        ("第 3 页 共 40 页", "第#页共#页", True),
        ("第三页 共四十页", "第#页共#页", True),
        ("— 二十三 —", "—#—", True),
        ("iv", "#", True),
        ("医周药事 第三期", "医周药事第三期", False),
        ("医周药事 · 第三页", "医周药事·第#页", False),
    ],
)
def test_numbers_of_pages_are_masked(text: str, key: str, alone: bool) -> None:
    assert (masked(text), is_folio(text)) == (key, alone)


@pytest.mark.parametrize(
    ("numerals", "offset"),
    [
        (["三", "四", "五"], -2),
        (["十", "十一", "十二"], -9),
        (["二〇", "二一", "二二"], -19),
        (["三", "九", "二"], None),
    ],
)
def test_chinese_numerals_tell_how_pages_are_numbered(numerals: list[str], offset: int | None) -> None:
    asides = [Aside(index, numeral, "page number") for index, numeral in enumerate(numerals)]
    assert find_offset(asides) == offset
