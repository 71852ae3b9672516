"""The two hand-made truths, scored by the script that comes with them."""

from __future__ import annotations

import importlib.util
import json
import re
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from generator.exports import issue_json
from generator.importing import import_file

BARS = {
    "meta": 1.0,
    "articles": 1.0,
    "headings": 0.98,
    "levels": 0.97,
    "blocks": 0.99,
    "rejoined": 0.99,
    "cells": 0.99,
    "captions": 0.99,
    "pages": 0.98,
    "kept": 1.0,
}
"""What an import of a real issue reaches. What the script cannot measure (no table, pages not known) is a dash."""


@cache
def score_script(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "unknown"), [("2024-11", {"cells", "captions"}), ("2024-44", {"cells", "captions", "pages"})]
)
def test_a_real_issue_reaches_every_bar(
    name: str, unknown: set[str], shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    issue = import_file(shared / "issues" / f"{name}.txt").issue
    export = tmp_path / f"{name}.json"
    export.write_text(json.dumps(issue_json(issue), ensure_ascii=False), encoding="utf-8")
    score_script(shared / "tools" / "score.py").main(str(shared / "truth" / f"{name}.json"), str(export))
    printed = capsys.readouterr().out
    figures = dict(re.findall(r"^(\w+) ([\d.]+|-) ", printed, re.MULTILINE))
    assert set(figures) == set(BARS)
    assert {name for name, value in figures.items() if value == "-"} == unknown
    assert {k: v for k, v in figures.items() if v != "-" and round(float(v), 3) < BARS[k]} == {}, printed
