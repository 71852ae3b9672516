"""What is written reads back as it was, whatever it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.markdown import read, write
from generator.model import Article, Issue, Paragraph, Text
from tests.markdown.strategies import Pages, issues, texts

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
EMPTY = Issue("2024-11", "医周药事", 2024, 11, date(2024, 3, 11), date(2024, 3, 17))


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(issues())
def test_any_issue_reads_back(issue: Issue) -> None:
    text = write(issue)
    again = read(text)
    assert again == issue
    assert write(again) == text


@settings(max_examples=1500, deadline=None, suppress_health_check=SLOW)
@given(st.builds(Pages).flatmap(texts))
def test_any_paragraph_reads_back(text: Text) -> None:
    issue = replace(EMPTY, articles=(Article("a01", "", Text(), blocks=(Paragraph(text),)),))
    assert read(write(issue)) == issue
