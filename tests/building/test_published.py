"""What was published once is found for ever, whatever is done to the content file and the build's own folder."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from generator import cli
from tests.building.conftest import Archive, tree


def publish(archive: Archive, *options: str) -> dict[str, bytes]:
    """Build as the editor does, and return the site."""
    command = ["build", "--content", str(archive.content), "--output", str(archive.site), "--jobs", "1", "--quiet"]
    assert cli.run([*command, *options]) == 0
    return tree(archive.site)


def record(archive: Archive, issue: str) -> str:
    return (archive.content / "anchors" / f"{issue}.txt").read_text(encoding="utf-8")


def test_a_build_records_every_anchor(archive: Archive) -> None:
    publish(archive)
    titles = [f"a0{number} 示例文章之{number}" for number in (1, 2, 3)]
    assert record(archive, "2024-02").splitlines() == [*titles, *(f"p{page}" for page in range(3, 9))]


def test_a_preview_records_nothing_and_a_build_after_it_does(archive: Archive) -> None:
    archive.build()
    assert not (archive.content / "anchors").exists()
    publish(archive)
    assert record(archive, "2024-02")


def test_recording_makes_no_work_for_the_next_build(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    publish(archive, "--profile")
    assert "rendering" in capsys.readouterr().out
    publish(archive, "--profile")
    assert "rendering" not in capsys.readouterr().out


def test_an_article_and_a_page_that_are_gone_are_still_found(archive: Archive) -> None:
    publish(archive)
    archive.edit("2024-02", '<a id="a02"></a>', '<a id="a09"></a>')
    archive.edit("2024-02", "(#a02)", "(#a09)")
    archive.edit("2024-02", '<a id="p4"></a>', "")
    site = publish(archive)
    assert b"url=../../issues/2024-02/a09.html" in site["issues/2024-02/a02.html"]
    assert b'<span id="a02"></span><article id="a09"' in site["issues/2024-02.html"]
    assert b'<span id="p4"></span><span id="p3"' in site["issues/2024-02.html"]
    assert site["_redirects"] == b"/issues/2024-02/a02.html /issues/2024-02/a09.html 301\n"
    assert "a09 示例文章之2" in record(archive, "2024-02")


def test_a_cold_build_keeps_the_same(archive: Archive) -> None:
    publish(archive)
    archive.edit("2024-02", '<a id="p4"></a>', "")
    after = publish(archive)
    shutil.rmtree(archive.folder / ".qikan-site")
    shutil.rmtree(archive.site)
    assert publish(archive) == after == archive.cold()


def test_records_only_grow(archive: Archive) -> None:
    publish(archive)
    before = record(archive, "2024-02")
    archive.write(2024, 2, articles=1)
    publish(archive)
    assert record(archive, "2024-02") == before
    archive.write(2024, 2, articles=4)
    publish(archive)
    assert record(archive, "2024-02").startswith(before)
    assert "a04 示例文章之4" in record(archive, "2024-02")


def test_a_number_that_changed_hands_is_not_recorded_as_right(archive: Archive) -> None:
    publish(archive)
    before = record(archive, "2024-02")
    for old, new in (("示例文章之1", "甲"), ("示例文章之2", "示例文章之1"), ("甲", "示例文章之2")):
        archive.edit("2024-02", old, new)
    publish(archive)
    assert record(archive, "2024-02") == before


@pytest.mark.parametrize("form", ["\ufeff{}\n", "{}", "{}\r\n", "\n{}\n\n"])
def test_a_record_that_an_editor_has_saved_in_another_form_is_the_same(archive: Archive, form: str) -> None:
    publish(archive)
    lines = record(archive, "2024-02").splitlines()
    file = archive.content / "anchors" / "2024-02.txt"
    file.write_bytes(form.format(("\r\n" if "\r" in form else "\n").join(lines)).encode())
    archive.write(2024, 2, articles=4)
    publish(archive)
    assert [line for line in record(archive, "2024-02").lstrip("\ufeff").splitlines() if line][: len(lines)] == lines
    assert "\na04 示例文章之4\n" in record(archive, "2024-02")


def test_a_title_that_is_quite_another_is_not_recorded_as_right(archive: Archive) -> None:
    publish(archive)
    before = record(archive, "2024-02")
    archive.edit("2024-02", "示例文章之2", "药价为何下降")
    publish(archive)
    assert record(archive, "2024-02") == before
    archive.edit("2024-02", "药价为何下降", "新编示例文章之2")
    publish(archive)
    assert record(archive, "2024-02") == before + "a02 新编示例文章之2\n"


def test_a_damaged_record_is_told_with_its_line(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    publish(archive)
    (archive.content / "anchors" / "2024-02.txt").write_text("a01 甲\n<<<<<<< HEAD\n", encoding="utf-8")
    assert cli.run(["build", "--content", str(archive.content), "--output", str(archive.site)]) == 1
    assert "2024-02.txt:2: '<<<<<<< HEAD' is no published anchor" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="sets rights")
def test_an_archive_that_can_only_be_read_is_built_with_a_warning(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(path: Path, data: bytes) -> None:
        raise OSError(30, "Read-only file system", str(path))

    monkeypatch.setattr("generator.archive.publishing.write", refused)
    site = publish(archive)
    assert "index.html" in site
    assert "2023-51.txt: cannot be written (Read-only file system)" in capsys.readouterr().err
    monkeypatch.undo()
    publish(archive)
    assert "a01 示例文章之1" in record(archive, "2023-51")


def test_a_record_that_changed_by_itself_changes_the_site(archive: Archive) -> None:
    publish(archive)
    with (archive.content / "anchors" / "2024-02.txt").open("a", encoding="utf-8") as file:
        file.write("a09 示例文章之2\n")
    site = publish(archive)
    assert b"url=../../issues/2024-02/a02.html" in site["issues/2024-02/a09.html"]
    assert "_redirects" in site
    shutil.rmtree(archive.folder / ".qikan-site")
    assert publish(archive) == site
