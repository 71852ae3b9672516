"""What the report says of a PDF, as an editor reads it."""

from __future__ import annotations

from generator.archive.report_files import report_json, report_markdown
from generator.importing.report import Entry, Report

HEADS = tuple(Entry("aside", "running head", page=page, before=f"医周药事 第 {page} 页") for page in range(2, 9))
JOINED = Entry("repair", "joined paragraph", line=41, page=7, before="药\n箱", after="药箱")
REPORT = Report("2026-01", "2026-01.pdf", (*HEADS, JOINED))


def test_a_running_head_stands_in_the_report_once_with_its_pages() -> None:
    text = report_markdown(REPORT).decode()
    assert text.count("医周药事") == 1
    assert "On 7 pages, 2 to 8." in text


def test_each_of_its_lines_stands_in_the_record_for_programs() -> None:
    assert report_json(REPORT).decode().count("医周药事") == len(HEADS)


def test_places_in_a_pdf_are_pages() -> None:
    text = report_markdown(REPORT).decode()
    assert "(page 7)" in text
    assert "41" not in text
