"""The cover: title, year, number, days and organiser, however they are printed."""

from __future__ import annotations

from datetime import date

import pytest

from generator.errors import QikanError
from generator.importing.report import Report
from generator.model import Issue, Paragraph
from tests.importing.digest import BACK, Piece, digest, imported, paragraph, told

PIECE = Piece("家庭药箱的整理", paragraph(3))


def covered(*lines: str) -> tuple[Issue, Report]:
    return imported(digest(PIECE, cover="\n\n".join(lines)))


DAYS = "(2024.03.11-2024.03.17)"


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("2024年第11期", 11),
        ("2024 年 第 11 期", 11),
        ("2024年第 II 期", 11),
        ("2024年第Ⅱ期", 11),
        ("2024年第ⅠⅠ期", 11),
        ("2024年第ll期", 11),
        ("2024年第1l期", 11),
        ("2024年第|1期", 11),
        ("2024年第XI期", 11),
        ("2024年第十一期", 11),
        ("2024年第一一期", 11),
        ("2024年第１１期", 11),
        ("2024，第11期", 11),
    ],
)
def test_the_number_is_the_week_however_it_is_printed(printed: str, number: int) -> None:
    issue, report = covered("# 药周样刊", printed, DAYS)
    assert (issue.id, issue.year, issue.number) == ("2024-11", 2024, number)
    assert not [entry for entry in told(report, "issue number") if entry.severity == "look"]


@pytest.mark.parametrize("printed", ["II", "Ⅱ", "1l", "O", "0", "00"])
def test_a_number_read_as_letters_is_told_as_a_repair(printed: str) -> None:
    _, report = covered("# 药周样刊", f"2024年第{printed}期", DAYS)
    (entry,) = told(report, "issue number")
    assert (entry.severity, entry.after, entry.line) == ("repair", "11", 3)
    assert "week 11" in entry.reason


def test_letters_mean_what_the_week_says() -> None:
    issue, _ = covered("# 药周样刊", "2024年第II期", "(2024.01.08-2024.01.14)")
    assert issue.id == "2024-02"


@pytest.mark.parametrize("printed", ["11", "十一"])
def test_a_plain_number_that_fits_the_week_is_not_told(printed: str) -> None:
    _, report = covered("# 药周样刊", f"2024年第{printed}期", DAYS)
    assert not told(report, "issue number")


def test_a_number_against_the_week_stands_and_asks_for_a_look() -> None:
    issue, report = covered("# 药周样刊", "2024年第12期", DAYS)
    assert issue.id == "2024-12"
    (entry,) = told(report, "issue number")
    assert (entry.severity, entry.before, entry.after) == ("look", "12", "12")
    assert "11" in entry.reason


@pytest.mark.parametrize(
    ("number", "days", "start", "end"),
    [
        (11, "(2024.03.11-2024.03.17)", date(2024, 3, 11), date(2024, 3, 17)),
        (11, "（2024.3.11—2024.3.17）", date(2024, 3, 11), date(2024, 3, 17)),
        (11, "2024年3月11日至2024年3月17日", date(2024, 3, 11), date(2024, 3, 17)),
        (11, "2024年3月11日—3月17日", date(2024, 3, 11), date(2024, 3, 17)),
        (11, "2024-03-11 ~ 2024-03-17", date(2024, 3, 11), date(2024, 3, 17)),
        (11, "2024/03/11–03/17", date(2024, 3, 11), date(2024, 3, 17)),
        (1, "(2024.12.30-2025.01.05)", date(2024, 12, 30), date(2025, 1, 5)),
        (1, "2024年12月30日至1月5日", date(2024, 12, 30), date(2025, 1, 5)),
    ],
)
def test_days_in_every_form_and_over_a_years_end(number: int, days: str, start: date, end: date) -> None:
    issue, report = covered("# 药周样刊", f"{2025 if number == 1 else 2024}年第{number}期", days)
    assert (issue.start, issue.end, issue.number) == (start, end, number)
    assert not told(report, "issue number")


def test_number_and_days_on_one_line() -> None:
    issue, _ = covered("# 药周样刊", "2024年第11期（2024.03.11-2024.03.17）")
    assert (issue.id, issue.start) == ("2024-11", date(2024, 3, 11))
    assert issue.cover == ()


@pytest.mark.parametrize(
    "lines",
    [
        ("医药样刊系列之", "# 药周样刊", "*Sample weekly*"),
        ("医药样刊系列之", "药周样刊", "Sample weekly"),
        ("# 药周样刊", "医药样刊系列之"),
        ("Sample weekly", "药周样刊"),
    ],
)
def test_the_title_with_marks_and_without(lines: tuple[str, ...]) -> None:
    issue, _ = covered(*lines, "2024年第11期", DAYS)
    assert issue.title == "药周样刊"


def test_what_else_is_on_the_cover_stays_on_it_in_its_order() -> None:
    issue, _ = covered("医药样刊系列之", "# 药周样刊", "Sample weekly", "2024年第11期", DAYS, "药品", "器械")
    words = [block.text.plain for block in issue.cover if isinstance(block, Paragraph)]
    assert words == ["医药样刊系列之", "Sample weekly", "药品", "器械"]


@pytest.mark.parametrize("line", ["主办：样刊编辑部", "主办单位: 样刊编辑部", "样刊编辑部 主办"])
def test_the_organiser_is_named_on_the_cover(line: str) -> None:
    issue, _ = covered("# 药周样刊", "2024年第11期", DAYS, line)
    assert issue.organiser == "样刊编辑部"


def test_the_organiser_is_named_in_the_colophon() -> None:
    text = digest(PIECE, colophon="扫一扫\n关注样刊\n\n样城健康管理有限责任公司\n\n电 话：000-1234567")
    issue, _ = imported(text)
    assert issue.organiser == "样城健康管理有限责任公司"
    assert "电 话：000-1234567" in [b.text.plain for b in issue.colophon if isinstance(b, Paragraph)]


@pytest.mark.parametrize(
    ("lines", "place", "says"),
    [
        (("# 药周样刊", "2024年第11期"), "2024-11.txt:1", "2024.03.11-2024.03.17"),
        (("# 药周样刊", DAYS), "2024-11.txt:1", "2024年第11期"),
        (("# 药周样刊", "2024年第11期", "(2024.13.01-2024.13.07)"), "2024-11.txt:5", "2024.13.01"),
        (("# 药周样刊", "2024年第8期", "(2024.02.30-2024.03.05)"), "2024-11.txt:5", "2024.02.30"),
        (("# 药周样刊", "2024年第11期", "(2024.03.17-2024.03.11)"), "2024-11.txt:5", "ends before it starts"),
    ],
)
def test_a_cover_that_cannot_be_is_refused_with_its_line(lines: tuple[str, ...], place: str, says: str) -> None:
    with pytest.raises(QikanError) as caught:
        covered(*lines)
    assert caught.value.place == place
    assert says in caught.value.problem
    assert caught.value.remedy


def test_a_file_without_a_cover_is_refused() -> None:
    text = digest(PIECE, cover="")
    with pytest.raises(QikanError, match="no issue of a digest"):
        imported(text)
    assert BACK in text
