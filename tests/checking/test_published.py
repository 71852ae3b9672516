"""What was published: ids stay, and issues too."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checking import as_text, check
from tests.checking.sound import archive

RECORD = "a01 甲文\na02 乙文\na03 丙文\np1\np2\np3\n"


def published(folder: Path, text: str = RECORD) -> Path:
    """Write a sound archive whose issue was published."""
    archive(folder)
    (folder / "anchors").mkdir()
    (folder / "anchors" / "2024-11.txt").write_text(text, encoding="utf-8")
    return folder


def test_a_published_issue_that_is_as_it_was_has_no_messages(tmp_path: Path) -> None:
    assert [as_text(message) for message in check(published(tmp_path), None)] == []


@pytest.mark.parametrize(
    ("code", "record", "words"),
    [
        ("I01", "a01 乙文\na02 甲文\n", "Give '乙文', which is a02 now, its id a01 back"),
        ("I01", "a01 完全不同的题目\n", "anchors/2024-11.txt."),
        ("I02", RECORD + "a04 丁文\n", "a04 ('丁文') was published and is gone; links to it lead to toc now"),
        ("I02", RECORD + "a04 乙文\n", "links to it lead to a02 now"),
        ("I02", RECORD + "p4\np5\n", "Published and gone: p4, p5; links to what is gone lead to p3 now"),
        ("I03", RECORD + "======\n", "anchors/2024-11.txt:7: error I03: '======' is no published anchor"),
    ],
)
def test_an_id_that_does_not_stay_is_told(tmp_path: Path, code: str, record: str, words: str) -> None:
    found = [message for message in check(published(tmp_path, record), None) if message.code.startswith("I")]
    assert {message.code for message in found} == {code}
    assert words in as_text(found[0])


def test_a_published_issue_that_is_gone_is_told(tmp_path: Path) -> None:
    published(tmp_path)
    (tmp_path / "anchors" / "2024-12.txt").write_text(RECORD, encoding="utf-8")
    (found,) = check(tmp_path, None)
    assert (found.code, Path(found.file).name) == ("I04", "2024-12.txt")
