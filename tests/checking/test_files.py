"""Files of the archive: names, pictures, originals, links, what belongs to no issue."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from generator.checking import as_text, check
from tests.checking.sound import SOUND, archive


def test_names_of_files(tmp_path: Path) -> None:
    (archive(tmp_path) / "issues" / "2024-12.md").write_text(SOUND, encoding="utf-8")
    assert [(message.code, Path(message.file).name) for message in check(tmp_path, None)] == [
        ("M01", "2024-12.md"),
        ("M03", "2024-12.md"),
    ]


def test_a_missing_picture_is_told_once(tmp_path: Path) -> None:
    """Its page in the site lacks it too, which says nothing new."""
    content = archive(tmp_path / "content")
    (content / "issues" / "2024-11" / "p2-1.png").unlink()
    page = '<!doctype html><html lang=zh><title>题</title><img src="2024-11/p2-{}.png" alt="">'
    site = tmp_path / "site" / "issues"
    site.mkdir(parents=True)
    (site / "2024-11.html").write_text(page.format(1), encoding="utf-8")
    assert [message.code for message in check(content, site.parent)] == ["F01"]
    (site / "2024-12.html").write_text(page.format(2), encoding="utf-8")
    assert [message.code for message in check(content, site.parent)] == ["F01", "L04"]


def test_what_belongs_to_no_issue(tmp_path: Path) -> None:
    archive(tmp_path)
    for name in (
        "issues/2024-12/p1.png",
        "originals/2024-12.pdf",
        "originals/.DS_Store",
        "reports/2024-12.json",
        "reports/2024-12.md",
        "reports/2024-11.md",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    found = list(check(tmp_path, None))
    assert {message.code for message in found} == {"M05"}
    assert [Path(message.file).relative_to(tmp_path).as_posix() for message in found] == [
        "issues/2024-12",
        "originals/2024-12.pdf",
        "reports/2024-12.json",
    ]


def test_an_original_may_have_any_name_that_its_issue_says(tmp_path: Path) -> None:
    archive(tmp_path)
    (tmp_path / "originals" / "2024-11.pdf").rename(tmp_path / "originals" / "第11期.pdf")
    text = SOUND.replace("originals/2024-11.pdf", "originals/第11期.pdf")
    (tmp_path / "issues" / "2024-11.md").write_text(text, encoding="utf-8")
    assert list(check(tmp_path, None)) == []


@pytest.mark.parametrize(
    "other", ["P2-1.png", "p2-1.PNG", unicodedata.normalize("NFD", "é.png"), "ß.png"], ids=["case", "suffix", "é", "ß"]
)
def test_names_that_clash_elsewhere_are_told(tmp_path: Path, other: str) -> None:
    archive(tmp_path)
    pictures = tmp_path / "issues" / "2024-11"
    for name in ("p2-1.png", unicodedata.normalize("NFC", "é.png"), "ss.png", other):
        (pictures / name).write_bytes(b"")
    (found,) = check(tmp_path, None)
    assert (found.code, found.severity) == ("M06", "error")


def test_a_picture_under_almost_its_name_is_told_so(tmp_path: Path) -> None:
    archive(tmp_path)
    (tmp_path / "issues/2024-11/p2-1.png").rename(tmp_path / "issues/2024-11/P2-1.PNG")
    (found,) = check(tmp_path, None)
    assert (found.code, found.line) == ("F01", 42)
    assert "'P2-1.PNG', which differs in case or Unicode form alone" in found.remedy


def test_a_content_file_under_almost_its_name_is_told(tmp_path: Path) -> None:
    archive(tmp_path)
    (tmp_path / "issues/2024-12.MD").write_text("x", encoding="utf-8")
    (found,) = check(tmp_path, None)
    assert (found.code, found.remedy) == ("M07", "Rename it to 2024-12.md, or move it away.")


@pytest.mark.parametrize("place", ["2024-12.md", "issues/2024/2024-12.md"])
def test_a_content_file_in_another_folder_is_told(tmp_path: Path, place: str) -> None:
    archive(tmp_path)
    (tmp_path / place).parent.mkdir(exist_ok=True)
    (tmp_path / place).write_text("x", encoding="utf-8")
    found = [message for message in check(tmp_path, None) if message.code == "M07"]
    assert [(one.file, one.remedy) for one in found] == [
        ((tmp_path / place).as_posix(), f"Move it to {(tmp_path / 'issues').as_posix()}/.")
    ]


def test_links_in_a_circle_are_told_and_hold_nothing_up(tmp_path: Path) -> None:
    archive(tmp_path)
    for folder in ("issues/2024-11", "originals"):
        (tmp_path / folder / "round.png").symlink_to("round.png")
        (tmp_path / folder / "up").symlink_to("..", target_is_directory=True)
    file = tmp_path / "issues" / "2024-11.md"
    file.write_text(SOUND.replace("2024-11/p2-1.png", "2024-11/round.png", 1), encoding="utf-8")
    assert sorted(found.code for found in check(tmp_path, None)) == ["F01", "M08", "M08"]


def test_any_name_makes_one_line(tmp_path: Path) -> None:
    archive(tmp_path)
    name = "空 格'\"\n😀.png"
    (tmp_path / "issues/2024-11" / name).write_bytes(b"")
    (tmp_path / "issues/2024-11" / name.upper()).write_bytes(b"")
    (found,) = check(tmp_path, None)
    assert len(as_text(found).splitlines()) == 1
    assert "😀" in as_text(found)
