"""A desk whose source is made up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator import importing
from generator.model import Issue
from tests.archive.desk import Desk


@pytest.fixture
def desk(tmp_path: Path, make_issue: Callable[..., Issue], monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = Desk(tmp_path, make_issue(2024, 11))
    monkeypatch.setattr(importing, "import_file", made.read)
    return made
