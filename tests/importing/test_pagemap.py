"""The page map: every block gets its page, with the help of the hints and in spite of one that is wrong."""

from __future__ import annotations

import pytest

from generator.importing.report import Report
from generator.model import Issue, issue_pages
from tests.importing.digest import PAGE, Piece, digest, imported, open_half, page_above, pages_by_text, paragraph, told

ABOVE = 3
"""Lines above the text on an article's first page."""


def article(n: int, pages: int, page: int | None) -> Piece:
    """An article of full pages, each of which ends inside a paragraph."""
    body = page_above(PAGE - ABOVE - 4)
    for place in range(1, pages):
        body += [open_half(4, "，", seed=n * 9 + place), f"第{place}次清点由药师登记。", *page_above(PAGE - 5)]
    name = "甲乙丙丁戊己庚辛"[n]
    return Piece(f"药箱札记{name}：{paragraph(1, n)[:6]}", "\n\n".join(body), section=f"栏目{name}", page=page)


def issue_of(*lengths: int, hints: dict[int, int | None] | None = None) -> tuple[Issue, Report, list[int]]:
    """An issue whose articles fill so many pages; `hints` are those that are printed otherwise than they should."""
    pages = [7]
    for length in lengths:
        pages.append(pages[-1] + length)
    wrong = hints or {}
    pieces = [article(n, length, wrong.get(n, pages[n])) for n, length in enumerate(lengths)]
    return *imported(digest(*pieces)), pages


def title_pages(issue: Issue) -> list[int | None]:
    return [a.title.pages[-1].page if a.title.pages else None for a in issue.articles]


def test_every_article_begins_on_the_page_of_its_hint() -> None:
    issue, report, pages = issue_of(3, 2, 4, 3)
    assert title_pages(issue) == pages[:-1]
    assert not told(report, "page hint")


def test_every_page_begins_once_and_in_order() -> None:
    issue, _, pages = issue_of(3, 2, 4, 3)
    assert list(issue_pages(issue)) == list(range(1, pages[-1]))


def test_a_page_begins_at_the_very_character_where_a_paragraph_was_cut() -> None:
    issue, _, pages = issue_of(3, 2, 4)
    for n, a in enumerate(issue.articles):
        cut = [b.text for b in a.blocks if "次清点由药师登记" in b.text.plain]  # type: ignore[union-attr]
        assert [(t.plain[t.pages[0].offset :][:4], t.pages[0].page) for t in cut] == [
            (f"第{k}次清", pages[n] + k) for k in range(1, len(cut) + 1)
        ]


@pytest.mark.parametrize(("which", "hint"), [(1, 12), (2, 9), (2, 15)])
def test_one_hint_that_is_wrong_moves_nothing_and_is_told(which: int, hint: int) -> None:
    issue, report, pages = issue_of(3, 2, 4, 3, 2, hints={which: hint})
    assert title_pages(issue) == pages[:-1]
    assert issue.articles[which].page == hint
    (entry,) = told(report, "page hint")
    assert (entry.severity, entry.before, entry.after) == ("look", f"第 {hint} 页", f"第 {pages[which]} 页")


def test_an_article_without_a_hint_gets_its_page_from_the_lines() -> None:
    issue, _, pages = issue_of(3, 2, 4, 3, hints={2: None})
    assert title_pages(issue) == pages[:-1]
    assert issue.articles[2].page is None


def test_hints_tell_where_pages_end_that_are_not_full() -> None:
    pieces = [article(0, 6, 7)]
    for name, lines, page in (("乙", 24, 13), ("丙", 9, 15), ("丁", 28, 16), ("戊", 11, 18)):
        body = "\n\n".join(page_above(lines))
        pieces.append(Piece(f"药箱札记{name}", body, section=f"栏目{name}", page=page))
    issue, report = imported(digest(*pieces))
    assert title_pages(issue) == [7, 13, 15, 16, 18]
    assert not told(report, "page hint")


def test_no_hints_at_all() -> None:
    issue, _, _ = issue_of(3, 2, hints={0: None, 1: None})
    starts = list(issue_pages(issue))
    assert starts == sorted(starts)
    assert len(starts) == len(set(starts)) >= 5
    assert (starts[:3], title_pages(issue)[0]) == ([1, 2, 3], 3)


def test_hints_that_count_from_the_body_make_no_second_page_one() -> None:
    issue, _ = imported(digest(article(0, 3, 1), article(1, 2, 4)))
    starts = list(issue_pages(issue))
    assert title_pages(issue) == [1, 4]
    assert len(starts) == len(set(starts))


TABLE = "品名\t数量\t去向\n" + "\n".join(f"第{n}种药\t{n * 3}盒\t送回收点" for n in range(1, 9))


def test_a_table_takes_room_on_its_page() -> None:
    table = Piece("药箱清点表", "\n\n".join([*page_above(7), TABLE, *page_above(15)]), section="栏目甲", page=7)
    issue, _ = imported(digest(table, article(1, 3, 9), article(2, 2, 12)))
    assert title_pages(issue) == [7, 9, 12]


def test_a_lost_figure_leaves_a_page_short() -> None:
    above, below = page_above(8), [paragraph(5, seed) for seed in (5, 6, 7)]
    body = "\n\n".join(above) + "\n\n\n\n\n图1：药箱的三层\n\n\n\n" + "\n\n".join(below)
    issue, _ = imported(digest(Piece("药箱图解", body, section="栏目甲", page=7), article(1, 3, 9), article(2, 2, 12)))
    assert title_pages(issue) == [7, 9, 12]
    pages = pages_by_text(issue)
    assert pages[above[0][:24]] == 7
    assert pages[below[1][:24]] == 8


def test_contents_end_where_the_body_begins() -> None:
    issue, _, _ = issue_of(2, 2, 2)
    assert issue_pages(issue)[:7] == (1, 2, 3, 4, 5, 6, 7)
    assert issue.articles[0].title.pages[-1].page == 7
