"""Two pages of the print on each page of the file are read as two, the left one first."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.importing import import_file
from generator.importing.pdf import read_pdf
from generator.model import issue_pages, issue_texts
from generator.rendering.parts import originals_of

from .papers import column, line, paper

FULL = "药品说明书是用药的依据请先读完它再用药有疑问时问"
WIDTH = 840
"""Points: two pages of 420."""


def texts(*pages: bytes, **more: object) -> list[str]:
    source = read_pdf(paper(pages, width=WIDTH, **more), "issue.pdf")  # type: ignore[arg-type]
    return [passage.text.plain for passage in source.passages]


def half(name: str, *, right: bool, number: int | None = None, lines: int = 6) -> bytes:
    """One page of the print: a paragraph that goes on over its end, and its number."""
    x = 60 + WIDTH // 2 * right
    rows = [f"\u3000\u3000{name}{FULL[:21]}", *[FULL] * (lines - 1)]
    return column(rows, x=x) + (line(str(number), x + 150, 24, 9) if number else b"")


def words(*names: str) -> list[str]:
    return [f"{name}{FULL[:21]}{FULL * 5}" for name in names]


def sheet(left: str, right: str, number: int | None = None) -> bytes:
    return half(left, right=False, number=number) + half(right, right=True, number=number and number + 1)


def test_the_left_page_is_read_before_the_right_one() -> None:
    assert texts(sheet("甲", "乙", 2), sheet("丙", "丁", 4)) == words("甲", "乙", "丙", "丁")


def test_wide_margins_in_the_middle_tell_double_pages_without_numbers() -> None:
    assert texts(sheet("甲", "乙"), sheet("丙", "丁")) == words("甲", "乙", "丙", "丁")


def test_sheets_that_are_turned_are_read_as_they_are_seen() -> None:
    turned = [b"q 0 1 -1 0 595 0 cm " + content + b"Q\n" for content in (sheet("甲", "乙", 2), sheet("丙", "丁", 4))]
    boxes = dict.fromkeys(range(2), b"/MediaBox[0 0 595 840]/Rotate 90")
    assert texts(*turned, page_extra=boxes) == words("甲", "乙", "丙", "丁")


def test_columns_of_a_wide_page_with_one_number_are_columns() -> None:
    pages = [half(left, right=False) + half(right, right=True, number=7) for left, right in ("甲乙", "丙丁")]
    source = read_pdf(paper(pages, width=WIDTH), "issue.pdf")
    assert source.pages == 2
    assert not any(note.kind == "double pages" for note in source.notes)


def test_the_report_tells_of_double_pages() -> None:
    source = read_pdf(paper([sheet("甲", "乙", 2), sheet("丙", "丁", 4)], width=WIDTH), "issue.pdf")
    (note,) = [note for note in source.notes if note.kind == "double pages"]
    assert note.reason == "pages 1–2 of the file hold two pages each; the left one was read before the right one"


@pytest.mark.parametrize(("left", "page"), [(60, 4), (480, 5)])
def test_a_link_to_a_double_page_leads_to_the_page_in_which_its_place_lies(left: int, page: int) -> None:
    link = b"/Annots[<</Subtype/Link/Rect[60 530 200 560]/Dest[12 0 R/XYZ %d 550 0]>>]" % left
    pages = [sheet("甲", "乙", 2), sheet("丙", "丁", 4)]
    source = read_pdf(paper(pages, width=WIDTH, page_extra={0: link}), "issue.pdf")
    assert [found.page for passage in source.passages for found in passage.links] == [page]


@pytest.mark.parametrize("cover", ["beside the contents", "on the right", "alone"])
def test_a_pages_link_opens_the_sheet_that_it_stands_on(cover: str, tmp_path: Path) -> None:
    def at(x: int, lines: list[str], number: int | None = None) -> bytes:
        return column(lines, x=x) + (line(f"- {number} -", x + 135, 24, 9) if number else b"")

    front = ["医周药事", "2026年第05期", "(2026.01.26-2026.02.01)", "药学部编。"]
    entry = ["——本期视点——", "▶ 家庭药箱怎么整理（来源：样刊）——第 3 页", "【提要】每年两次，分内外，留说明书。"]
    body = [[f"\u3000\u3000{word}页{FULL[:20]}", FULL, f"{word}段到此为止。"] for word in "甲乙丙丁"]
    body[0][:0] = ["——本期内容——", "家庭药箱怎么整理", "来源：样刊"]
    body[-1].append("返回目录")
    halves = [(front, None), (entry, 2), *[(lines, number) for number, lines in enumerate(body, start=3)]]
    box, sheets = {}, []
    if cover == "alone":
        box = {0: b"/MediaBox[0 0 420 595]"}
    if cover != "beside the contents":
        sheets = [at(60 if cover == "alone" else 480, *halves.pop(0))]
    while halves:
        sheets.append(b"".join(at(x, *halves.pop(0)) for x in (60, 480) if halves))
    file = tmp_path / "issue.pdf"
    file.write_bytes(paper(sheets, width=WIDTH, page_extra=box))
    issue = import_file(file).issue
    links = originals_of(issue, issue_pages(issue))
    opened = {page: int(str(address).partition("#page=")[2]) for page, address in links.items()}
    assert [opened[page] for page in (3, 4, 5, 6)] == (
        [2, 2, 3, 3] if cover == "beside the contents" else [2, 3, 3, 4]
    )
    starts = {start.page: text.plain[start.offset :][:2] for text in issue_texts(issue) for start in text.pages}
    assert [starts[page] for page in (4, 5, 6)] == ["乙页", "丙页", "丁页"]
