"""Workers pass each other issues as they are."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from generator.building.passing import packed, unpacked
from generator.model import Issue
from tests.markdown.strategies import issues


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(issues())
def test_an_issue_arrives_as_it_left(issue: Issue) -> None:
    assert unpacked(packed(issue)) == issue
