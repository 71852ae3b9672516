"""A desk whose server runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.model import Issue
from tests.serving.desk import Desk


@pytest.fixture
def desk(tmp_path: Path, make_issue: Callable[..., Issue]) -> Iterator[Desk]:
    made = Desk(tmp_path, make_issue())
    yield made
    made.close()
