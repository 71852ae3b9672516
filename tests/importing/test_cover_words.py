"""Covers that do not say number and days in one piece: other words of theirs do, or the rest of a PDF does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.errors import QikanError
from generator.importing.passage import Passage, Picture, Source
from generator.importing.report import Entry
from generator.importing.structure import parse
from generator.model import Figure, Text

from .digest import Piece, digest, imported, paragraph, told

BODY = (
    "本期视点", "▶ 药箱半年清一次（来源：样刊日报）——第 3 页", "本期内容",
    "药箱半年清一次", "来源：样刊日报", "药箱先看批号。", "返回目录",
)  # fmt: skip
COVER = Passage(Text(), 1, page=1, picture=Picture("p1-1.png", b"png"))


def source(*heads: str, name: str = "issue.pdf", kind: str = "pdf") -> Source:
    lines = [Passage(Text(words), line, page=2) for line, words in enumerate(BODY, start=2)]
    notes = tuple(Entry("aside", "running head", page=2, before=head) for head in heads)
    return Source(name, kind, (COVER, *lines), pages=3, notes=notes)


def test_a_running_head_says_title_and_number_and_the_week_the_days() -> None:
    issue, report = parse(source("药周样刊 2024年第11期"))
    assert (issue.id, issue.title) == ("2024-11", "药周样刊")
    assert (issue.start, issue.end) == (date(2024, 3, 11), date(2024, 3, 17))
    assert [type(block) for block in issue.cover] == [Figure]
    assert [entry.severity for kind in ("title", "issue number", "days") for entry in told(report, kind)] == [
        "look"
    ] * 3


def test_days_of_a_running_head_are_taken() -> None:
    issue, _ = parse(source("药周样刊 2024年第11期（2024.03.12-2024.03.18）"))
    assert (issue.start, issue.end) == (date(2024, 3, 12), date(2024, 3, 18))


@pytest.mark.parametrize("name", ["2024-11.pdf", "药周样刊2024年第11期.pdf", "2024_11 终稿.pdf"])
def test_the_files_name_says_the_number_where_nothing_else_does(name: str) -> None:
    issue, _ = parse(source(name=name))
    assert (issue.id, issue.start) == ("2024-11", date(2024, 3, 11))


@pytest.mark.parametrize("name", ["issue.pdf", "2024-73.pdf", "20240311.pdf"])
def test_a_file_that_nothing_tells_the_number_of_is_refused(name: str) -> None:
    with pytest.raises(QikanError, match="no issue of a digest"):
        parse(source(name=name))


def test_a_transcripts_name_says_nothing_for_its_cover_can_be_written() -> None:
    with pytest.raises(QikanError, match="no issue of a digest"):
        parse(replace(source(name="2024-11.txt"), kind="transcript"))


DAYS = "(2024.03.11-2024.03.17)"


@pytest.mark.parametrize(
    "lines",
    [
        ("2024年", "第 11 期", DAYS),
        ("第11期", "2024年", "3月11日-3月17日"),
        ("2024年第11期", "3月11日—17日"),
        ("2024年 总第268期 第11期", DAYS),
        ("No.11 2024", DAYS),
        ("二〇二四年第十一期", DAYS),
        ("二〇二四年第十一期", "3月11日至17日"),
    ],
)
def test_a_cover_that_says_it_in_other_words(lines: tuple[str, ...]) -> None:
    issue, report = imported(digest(Piece("药箱半年清一次", paragraph(6)), cover="\n\n".join(("# 药周样刊", *lines))))
    assert (issue.id, issue.title) == ("2024-11", "药周样刊")
    assert (issue.start, issue.end) == (date(2024, 3, 11), date(2024, 3, 17))
    assert {entry.severity for kind in ("issue number", "days") for entry in told(report, kind)} == {"repair"}


def test_a_pdf_that_says_no_days_has_those_of_its_week() -> None:
    one = source()
    number = Passage(Text("2024年第11期"), 1, page=1)
    issue, report = parse(replace(one, passages=(number, *one.passages)))
    assert (issue.start, issue.end) == (date(2024, 3, 11), date(2024, 3, 17))
    assert [entry.severity for entry in told(report, "days")] == ["look"]
