"""A content file that was made to hurt ends in an issue or in a message, soon, and so does the build."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from generator.building.patience import patience
from generator.building.tasks import parse
from generator.errors import QikanError
from generator.importing.worker import run_limited
from generator.markdown import limits, read, write
from tests.markdown.test_by_hand import HEAD
from tests.trust.hostile_markdown import BUILT, REFUSED, REPEATED

CHARACTERS = 12_000
"""Length of the repetition: enough to tell what grows with its square, soon done by what does not."""
SECONDS = 10.0
MEGABYTES = 300
ALL = {name: (piece * (CHARACTERS // len(piece))) for name, piece in REPEATED.items()}
ALL |= {name: make(CHARACTERS) for name, make in BUILT.items()}


def ends(markdown: str) -> bool:
    """Read a content file; say whether it read, and came back the same from its own Markdown."""
    try:
        issue = read(markdown, "2024-11.md")
    except QikanError as error:
        assert error.place.startswith("2024-11.md:")  # noqa: PT017
        assert error.remedy  # noqa: PT017
        return False
    assert read(write(issue)) == issue
    return True


def all_end(files: dict[str, str]) -> list[str]:
    """Return the names of the files that were refused."""
    return [name for name, markdown in files.items() if not ends(markdown)]


@pytest.mark.parametrize("part", range(4))
def test_repetition_ends_within_the_limits(part: int) -> None:
    files = {name: HEAD + text for name, text in list(ALL.items())[part::4]}
    run_limited(all_end, files, seconds=SECONDS * len(files), megabytes=MEGABYTES)


def test_all_that_has_to_be_refused_is_refused() -> None:
    refused = run_limited(all_end, REFUSED, seconds=SECONDS * 3, megabytes=MEGABYTES)
    assert set(REFUSED) - set(refused) == set()


@pytest.mark.parametrize("characters", [10_000, 200_000])
def test_a_nested_front_matter_does_not_end_the_process(characters: int) -> None:
    markdown = HEAD.replace("title: 医周药事", "title: " + "[" * characters)
    with pytest.raises(QikanError, match="front matter"):
        run_limited(read, markdown, "2024-11.md", seconds=SECONDS, megabytes=MEGABYTES)


def test_a_file_of_too_many_lines_or_characters_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_LINES", 100)
    assert ends(HEAD + "\n" * 50)
    with pytest.raises(QikanError, match="too many for one issue"):
        read(HEAD + "\n" * 100)
    monkeypatch.setattr(limits, "MOST_CHARACTERS", 1000)
    assert ends(HEAD + "甲" * 500)
    with pytest.raises(QikanError, match="too many for one issue"):
        read(HEAD + "甲" * 1000)


def test_a_paragraph_of_many_lines_costs_no_more_than_its_length() -> None:
    def seconds(lines: int) -> float:
        begin = time.process_time()
        read(HEAD + "a\n" * lines)
        return time.process_time() - begin

    seconds(2_000)
    assert seconds(32_000) < 16 * 4 * max(seconds(2_000), 0.005)


def test_the_wait_for_one_file_has_an_end() -> None:
    begin = time.process_time()
    told = pytest.raises(QikanError, match=r"2024-11\.md: this file takes longer than 0\.2 seconds")
    with told, patience("2024-11.md", seconds=0.2):
        read(HEAD + "![[" * 20_000)
    assert time.process_time() - begin < 2


def test_a_file_that_hangs_ends_the_build_with_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.building import order, patience, reading, site
    from generator.config import Site, theme_folder

    folder = tmp_path / "content" / "issues"
    folder.mkdir(parents=True)
    (folder / "2024-11.md").write_text(HEAD + "![[" * 20_000, encoding="utf-8")
    monkeypatch.setattr(reading, "patience", lambda place: patience.patience(place, seconds=0.3))
    todo = order.Order(tmp_path / "content", tmp_path / "site", Site(), theme_folder("default", tmp_path))
    with pytest.raises(QikanError, match=r"2024-11\.md: this file takes longer"):
        site.build(todo)
    assert not (tmp_path / "site").exists()


def test_a_content_file_cannot_leave_its_folder() -> None:
    for name in ("../../evil", "/etc/passwd", "..", "a/b", "2024-11\\..", "CON"):
        text = HEAD.replace("number: 11", f"number: 11\nid: {name!r}").encode()
        with pytest.raises(QikanError, match="the file's name says"):
            parse(text, Path("content/issues/2024-11.md"))
