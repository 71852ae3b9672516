"""A page that begins with a line which does not stay in its place begins with what follows."""

from __future__ import annotations

from dataclasses import replace

from generator.importing.passage import Passage, Source
from generator.importing.structure import parse
from generator.importing.structure.blocks.units import Unit
from generator.importing.structure.pages.starts import handed_on, opened
from generator.importing.structure.residue import set_aside
from generator.model import Cell, PageStart, Paragraph, Text

ROWS = ((Cell(Text("名称")), Cell(Text("用途"))),)


def passage(words: str, line: int, *pages: int) -> Passage:
    return Passage(Text(words, (), tuple(PageStart(0, page) for page in pages)), line)


def unit(of: Passage) -> Unit:
    return Unit(of.text, of, rows=of.rows)


def pages(text: Text) -> list[tuple[int, int]]:
    return [(start.offset, start.page) for start in text.pages]


def test_pages_open_a_passage_in_their_order() -> None:
    assert pages(opened(passage("药箱", 1, 9), (7, 8)).text) == [(0, 7), (0, 8), (0, 9)]


def test_a_page_opens_a_tables_first_cell() -> None:
    rows = opened(Passage(Text(), 1, rows=ROWS), (7,)).rows
    assert rows is not None
    assert pages(rows[0][0].text) == [(0, 7)]


def test_the_page_of_residue_begins_with_what_follows() -> None:
    kept, _ = set_aside([passage("字号：大 中 小 分享：", 1, 7), passage("药箱每年清点两次。", 2)])
    assert [pages(one.text) for one in kept] == [[(0, 7)]]


def test_an_arrow_is_taken_off_and_the_page_stays() -> None:
    kept, _ = set_aside([passage("↑ 返回目录", 1, 7)])
    assert [(one.text.plain, pages(one.text)) for one in kept] == [("返回目录", [(0, 7)])]


def test_the_page_of_a_caption_below_its_table_begins_with_what_follows() -> None:
    units = [unit(Passage(Text(), 1, rows=ROWS)), unit(passage("表 1", 2, 7)), unit(passage("药箱。", 3))]
    found = handed_on(units, {1: 0})
    assert [pages(one.text) for one in found[1:]] == [[], [(0, 7)]]


def test_the_page_of_a_caption_above_its_table_stays_there() -> None:
    units = [unit(passage("表 1", 1, 7)), unit(Passage(Text(), 2, rows=ROWS)), unit(passage("药箱。", 3))]
    assert [pages(one.text) for one in handed_on(units, {0: 1})] == [[(0, 7)], [], []]


def test_pages_stay_in_order_where_a_stray_line_stands_below_a_link_back() -> None:
    lines: list[tuple[str, tuple[int, ...]]] = [
        ("药周样刊", (1,)), ("2024年第11期", ()), ("(2024.03.11-2024.03.17)", ()), ("本期视点", (2,)),
        ("▶ 药箱半年清一次（来源：样刊日报）——第 3 页", ()), ("▶ 回收点的一天（来源：样刊晚报）——第 5 页", ()),
        ("本期内容", (3,)), ("药箱半年清一次", ()), ("来源：样刊日报", ()), ("药箱先看批号。", ()), ("返回目录", (4,)),
        ("启事一则。", (5,)), ("回收点的一天", ()), ("来源：样刊晚报", ()), ("居民把药带来。", ()), ("返回目录", ()),
    ]  # fmt: skip
    passages = tuple(replace(passage(words, line, *new), page=1) for line, (words, new) in enumerate(lines, start=1))
    issue, _ = parse(Source("issue.pdf", "pdf", passages, pages=5))
    (notice,) = [block for block in issue.articles[0].blocks if "启事" in str(block)]
    assert isinstance(notice, Paragraph)
    assert pages(notice.text) == [(0, 4), (0, 5)]
    assert not issue.articles[1].title.pages
