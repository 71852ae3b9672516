"""Whether two passages at a page's end are one paragraph: joined where it was cut, apart where a new one begins."""

from __future__ import annotations

import pytest

from tests.importing.digest import (
    MEASURE,
    PAGE,
    Piece,
    digest,
    imported,
    open_half,
    page_above,
    paragraph,
    running,
    short,
    told,
)

ABOVE = 3
"""Lines above the text on an article's first page: section, title, source."""


def lines_of(text: str) -> int:
    return max(1, round((len(text) + 2) / MEASURE))


def blocks_at_page_end(first: str, second: str, *, between: str = "\n\n") -> list[tuple[str, ...]]:
    """The blocks of an article whose first page ends between two passages."""
    above = page_above(PAGE - ABOVE - lines_of(first))
    below = page_above(PAGE - lines_of(second) - 2)
    body = "\n\n".join(above) + "\n\n" + first + between + second + "\n\n" + "\n\n".join(below)
    issue, _ = imported(digest(Piece("家庭药箱的整理", body, page=7), Piece("药师的一天", paragraph(9, 4), page=9)))
    blocks = short(issue.articles[0].blocks)
    assert [text for _, text in blocks[: len(above)]] == above
    return blocks[len(above) : len(blocks) - len(below)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(open_half(4, "，"), "再由药师统一登记。", id="after a comma"),
        pytest.param(open_half(4, "、"), "止咳药和外用药。", id="after an enumeration comma"),
        pytest.param(open_half(3, "药品"), "说明书应当一并保存，不要随手丢掉。", id="inside a word"),
        pytest.param(open_half(4, "截至2023"), "年底，已有六成家庭做到。", id="between number and unit"),
        pytest.param(open_half(4, "共收到"), "1280盒过期药品，装满三个回收箱。", id="before a number"),
        pytest.param(open_half(4, "请照《家庭药箱整"), "理手册》的办法去做。", id="inside a title in marks"),
        pytest.param(open_half(4, "药师说：“这药不"), "能再吃了。”老人点头。", id="inside a quotation"),
        pytest.param(open_half(4, "药师说“不要吃"), "”，老人点头。", id="before a closing mark"),
        pytest.param(open_half(4, "药师拦住了他"), "！", id="before a stop alone"),
        pytest.param(open_half(3), "药。", id="a tail of two characters"),
        pytest.param(open_half(1), "再交给社区的药师统一处理。", id="a first half of one line"),
        pytest.param(open_half(1, "，"), "再交给社区的药师统一处理。", id="a first half of one line with a comma"),
        pytest.param("#### " + open_half(1, "，"), "再交给社区的药师处理。", id="a first half marked as a heading"),
        pytest.param(open_half(4), paragraph(6, 2), id="a long second half"),
        pytest.param(open_half(5, "（含中成药"), "和外用药）都要登记。", id="inside brackets"),
        pytest.param(open_half(4, "先看批号。再看"), "效期，最后看外观。", id="with a stop inside the first half"),
        pytest.param(open_half(4, "服用OTC"), "药物之前也要看说明书。", id="after Latin letters"),
        pytest.param("1. " + open_half(3), "都要当面点清，并在登记本上签字。", id="inside a numbered paragraph"),
    ],
)
def test_a_cut_paragraph_is_joined(first: str, second: str) -> None:
    blocks = blocks_at_page_end(first, second)
    assert blocks == [("p", first.removeprefix("#### ") + second)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(paragraph(4), paragraph(3, 6), id="after a full stop"),
        pytest.param(open_half(4, "。"), paragraph(3, 6), id="after a full stop that fills the line"),
        pytest.param(open_half(4, "吗？"), paragraph(3, 6), id="after a question"),
        pytest.param(open_half(4, "！”"), paragraph(3, 6), id="after an exclamation in quotation marks"),
        pytest.param(open_half(2, "："), "药师提醒，药箱要放在孩子够不到的地方。", id="after a colon"),
        pytest.param(running(21), "（一）退烧药和它的说明书，两样都不能少。", id="after a line that is not full"),
    ],
)
def test_a_new_paragraph_at_a_page_end_stays_apart(first: str, second: str) -> None:
    texts = [text for _, text in blocks_at_page_end(first, second)]
    assert texts == [first, second]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("一、药箱里的药应当按照用途分开放置并且贴上醒目的标签纸", paragraph(4, 6)),
        ("（二）过期的药品应当送到社区的回收点去不能随手丢进垃圾桶", paragraph(4, 6)),
        ("## 药箱里的药应当按照用途分开放置并且都贴上醒目的标签", paragraph(4, 6)),
        ("二、怎样看效期", paragraph(4, 6)),
    ],
)
def test_a_heading_above_its_paragraph_stays_a_heading_though_it_fills_a_line(first: str, second: str) -> None:
    above = page_above(8)
    body = "\n\n".join([*above, first, second, *page_above(9)])
    issue, report = imported(digest(Piece("家庭药箱的整理", body)))
    blocks = short(issue.articles[0].blocks)
    assert blocks[2:4] == [("h1", first.removeprefix("## ")), ("p", second)]
    assert not told(report, "joined paragraph")


def test_two_halves_with_a_lost_figure_between_are_one_paragraph() -> None:
    first, second = open_half(4, "，"), "再由药师统一登记。"
    assert blocks_at_page_end(first, second, between="\n\n\n\n\n") == [("p", first + second)]


def test_a_paragraph_over_two_page_ends_is_one() -> None:
    first, middle, last = open_half(3), open_half(PAGE, seed=2)[:-2] + "药品", "都要登记。"
    body = "\n\n".join([*page_above(PAGE - ABOVE - 3), first, middle, last, *page_above(12)])
    issue, _ = imported(digest(Piece("家庭药箱的整理", body, page=7), Piece("药师的一天", paragraph(9), page=10)))
    assert ("p", first + middle + last) in short(issue.articles[0].blocks)


def test_a_joined_paragraph_is_told_with_its_line_and_both_sides() -> None:
    first, second = open_half(4, "，"), "再由药师统一登记。"
    text = digest(Piece("家庭药箱的整理", "\n\n".join([*page_above(13), first, second, paragraph(5)])))
    _, report = imported(text)
    (entry,) = told(report, "joined paragraph")
    assert entry.severity == "repair"
    assert entry.before == f"{first[-12:]}\n{second}"
    assert entry.after == first[-12:] + second
    assert text.split("\n")[(entry.line or 0) - 1] == second


def test_the_cut_keeps_its_page_at_the_very_character() -> None:
    first, second = open_half(4, "，"), "再由药师统一登记。"
    issue, _ = imported(digest(Piece("家庭药箱的整理", "\n\n".join([*page_above(13), first, second, paragraph(5)]))))
    text = next(b.text for b in issue.articles[0].blocks if b.text.plain.endswith(second))  # type: ignore[union-attr]
    assert [(start.offset, start.page) for start in text.pages] == [(len(first), 8)]
