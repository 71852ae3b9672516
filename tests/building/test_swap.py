"""Two folders change places on any file system."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from generator.building import swap as swapping
from generator.building.output import OLD, Output
from generator.building.site import build
from generator.building.swap import swap
from generator.errors import QikanError
from tests.building.conftest import PICTURE, Archive, tree


@pytest.fixture(params=["one step", "two steps"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A system that exchanges folders at once, as far as this one does, and one that cannot."""
    if request.param == "two steps":
        monkeypatch.setattr(swapping, "FUNCTION", {})
    return str(request.param)


def test_folders_change_places(system: str, tmp_path: Path) -> None:
    for name in ("new", "current"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    last = swap(tmp_path / "new", tmp_path / "current", tmp_path / "aside")
    assert (tmp_path / "current" / "file").read_text() == "new", system
    assert (last / "file").read_text() == "current"


def test_a_swap_that_cannot_be_leaves_the_current_folder(system: str, tmp_path: Path) -> None:
    (tmp_path / "current").mkdir()
    with pytest.raises(OSError, match="No such file"):
        swap(tmp_path / "new", tmp_path / "current", tmp_path / "aside")
    assert (tmp_path / "current").is_dir(), system


def test_builds_follow_each_other(system: str, archive: Archive) -> None:
    for number in range(4):
        archive.write(2024, 10 + number, articles=1 + number)
        if number == 2:
            archive.path("2024-10").unlink()
        archive.build()
        assert tree(archive.site) == archive.cold(), system


def test_a_site_that_was_set_aside_by_a_killed_build_comes_back(archive: Archive) -> None:
    archive.build()
    before = tree(archive.site)
    output = Output(archive.site)
    archive.site.rename(output.own / OLD)
    archive.build()
    assert tree(archive.site) == before
    assert not (output.own / OLD).exists()


def test_a_changed_file_is_a_new_file(archive: Archive) -> None:
    """A reader, or a copy by hard links, that holds the last site's file keeps its content."""
    for word in ("两", "三", "四"):
        archive.build()
        page = archive.site / "issues" / "2024-02.html"
        held = archive.folder / f"held-{word}"
        held.hardlink_to(page)
        content = held.read_bytes()
        text = archive.path("2024-02").read_text(encoding="utf-8")
        archive.path("2024-02").write_text(text.replace("示例文章", f"示例文章{word}"), encoding="utf-8")
        archive.build()
        assert held.read_bytes() == content
        assert page.read_bytes() != content


@pytest.mark.parametrize("names", [("box.gif", "box.gif/in.gif"), ("box.gif/in.gif", "box.gif")])
def test_a_folder_may_take_the_name_of_a_file_and_a_file_that_of_a_folder(
    archive: Archive, names: tuple[str, str]
) -> None:
    pictures = archive.content / "issues" / "2024-01"
    before, after = (pictures / name for name in names)
    before.parent.mkdir(exist_ok=True)
    before.write_bytes(PICTURE)
    for number in (4, 5):  # the site before the last one has it, too
        archive.write(2024, number)
        archive.build()
    before.unlink()
    if before.parent != pictures:
        before.parent.rmdir()
    after.parent.mkdir(exist_ok=True)
    after.write_bytes(PICTURE)
    archive.build()
    assert tree(archive.site) == archive.cold()


def test_a_file_and_a_folder_of_one_name_are_refused(archive: Archive) -> None:
    theme = archive.folder / "themes" / "mine"
    shutil.copytree(archive.order().theme, theme)
    (theme / "root" / "issues").write_text("a file")
    with pytest.raises(QikanError, match=r"site/issues\b.*a file and a folder of this name"):
        build(replace(archive.order(), theme=theme))
    assert not archive.site.exists()
