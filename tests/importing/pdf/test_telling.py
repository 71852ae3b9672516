"""What the report says of a PDF, as an editor reads it."""

from __future__ import annotations

import json
from dataclasses import replace

from generator.archive.report_files import report_json, report_markdown
from generator.importing.report import Entry, Report

HEADS = tuple(Entry("aside", "running head", page=page, before=f"医周药事 第 {page} 页") for page in range(2, 9))
JOINED = Entry("repair", "joined paragraph", line=41, page=7, before="药\n箱", after="药箱")
REPORT = Report("2026-01", "2026-01.pdf", (*HEADS, JOINED))


def test_a_running_head_stands_in_the_report_once_with_its_pages() -> None:
    text = report_markdown(REPORT).decode()
    assert text.count("医周药事") == 1
    assert "On 7 pages, 2 to 8." in text


def test_the_record_for_programs_has_it_once_with_its_pages_and_its_words_on_each() -> None:
    head, joined = json.loads(report_json(REPORT))["entries"]
    assert (head["kind"], head["page"], head["pages"]) == ("running head", None, list(range(2, 9)))
    assert head["each"] == [entry.before for entry in HEADS]
    assert (joined["kind"], joined["page"]) == ("joined paragraph", 7)
    assert "pages" not in joined


def test_words_that_stay_the_same_stand_in_the_record_once() -> None:
    heads = tuple(replace(entry, before="医周药事") for entry in HEADS)
    (head,) = json.loads(report_json(Report("2026-01", "2026-01.pdf", heads)))["entries"]
    assert (head["before"], head["pages"]) == ("医周药事", list(range(2, 9)))
    assert "each" not in head


def test_places_in_a_pdf_are_pages() -> None:
    text = report_markdown(REPORT).decode()
    assert "(page 7)" in text
    assert "41" not in text
