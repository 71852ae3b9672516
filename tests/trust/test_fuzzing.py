"""Fuzzing in its short form, and again all that its long form has ever found (`python -m tests.trust.fuzz`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.importing.passage import Passage, Source
from generator.model import Text
from tests.trust.fuzz import FINDINGS
from tests.trust.guided import Target, failure, fuzz, smaller
from tests.trust.targets import TARGETS

EXECUTIONS = {"transcript": 40, "markdown": 400, "contents": 400, "pdf-page": 60, "pdf-file": 60, "pdf-objects": 30}
"""So many that each target takes about two seconds."""
FOUND = sorted(FINDINGS.glob("*/*.txt"))


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_makes_a_reader_fail(name: str) -> None:
    run = fuzz(TARGETS[name], executions=EXECUTIONS[name])
    assert run.executions >= EXECUTIONS[name]
    assert run.findings == {}


@pytest.mark.parametrize("file", FOUND, ids=[f"{file.parent.name}-{file.stem}" for file in FOUND])
def test_what_was_found_once_stays_mended(file: Path) -> None:
    text = file.read_bytes().decode("utf-8", "surrogatepass")
    assert failure(TARGETS[file.parent.name], text) == ""


def _breaks_on_a_certain_word(text: str) -> None:
    source = Source("a", "transcript", (Passage(Text(text), 1),))
    if "甲" in source.passages[0].text.plain:
        raise ZeroDivisionError


def test_the_machine_finds_what_is_there_and_makes_it_small() -> None:
    target = Target("made up", _breaks_on_a_certain_word, ("乙丙",), ("甲", "丁"))
    run = fuzz(target, executions=100)
    assert len(run.findings) == 1
    ((kind, text),) = run.findings.items()
    assert kind == "ZeroDivisionError test_fuzzing.py:_breaks_on_a_certain_word"
    assert smaller(target, text, kind) == "甲"


def test_the_same_seed_tries_the_same_inputs() -> None:
    first, second = (fuzz(TARGETS["contents"], executions=50, seed=3) for _ in range(2))
    assert first.kept == second.kept
