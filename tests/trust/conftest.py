"""A site of which every word is an attack, and one of the same form with harmless words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trust.hostile_archive import make_site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_site(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="session")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_site(tmp_path_factory.mktemp("harmless"), harmless=True)
