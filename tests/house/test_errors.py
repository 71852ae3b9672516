"""An error is a sentence on what is wrong, with its place, and one on what to do."""

from __future__ import annotations

import pytest

from generator.errors import QikanError


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (QikanError("this is no PDF", place="a.pdf", remedy="Export it."), "a.pdf: this is no PDF. Export it."),
        (QikanError("Page 2 begins late.", remedy="Mend it."), "Page 2 begins late. Mend it."),
        (QikanError("it cannot be read (EOF)", place="a.md:7"), "a.md:7: it cannot be read (EOF)."),
    ],
)
def test_problem_and_remedy_are_two_sentences(error: QikanError, words: str) -> None:
    assert str(error) == words


def test_nothing_in_a_name_reaches_the_terminal_as_a_command() -> None:
    error = QikanError("it cannot be read", place="a\x1b[2J\u202etxt\n.md:7", remedy="Rename\rit.")
    assert str(error) == "a\\u001b[2J\\u202etxt\\u000a.md:7: it cannot be read. Rename\\u000dit."
