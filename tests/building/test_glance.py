"""A build with nothing to do sees that at a glance, and is never deceived by it."""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.building import glance
from generator.building.files import entries_below
from generator.building.fingerprints import AHEAD, UNSETTLED, FileStamp
from generator.building.order import Order
from generator.building.sources import UNSURE, find_sources
from generator.building.steps import Build
from tests.building.conftest import Archive, tree


@pytest.fixture
def settled(archive: Archive) -> Archive:
    """An archive of which a build has seen that nothing changed since the one before."""
    archive.build()
    for issue in ("2023-51", "2023-52", "2024-01", "2024-02", "2024-03"):
        record = archive.content / "anchors" / f"{issue}.txt"
        record.parent.mkdir(exist_ok=True)
        record.write_text(archive.build().records.get(issue, ""), encoding="utf-8")
    archive.build()
    return archive


def glanced(archive: Archive) -> glance.Glance:
    """Return how everything looks now."""
    return glance.glance(archive.order(), glance.look_at(archive.order()))


def same_as(seen: glance.Glance, archive: Archive) -> bool:
    """Tell whether everything looks as it did."""
    return glance.same_as(seen, archive.order(), glance.look_at(archive.order()))


def test_nothing_is_read_where_nothing_changed(settled: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = settled.build()
    monkeypatch.setattr(Build, "run", lambda build: pytest.fail("the steps of a build were taken"))
    assert settled.build() == expected


def same_size(archive: Archive) -> None:
    """Change a file so that size and time of change stay."""
    path = archive.path("2024-02")
    before = os.stat(path)
    data = path.read_bytes()
    path.write_bytes(data.replace("跨过了一页".encode(), "跨过了两页".encode()))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def gone(archive: Archive) -> None:
    archive.path("2023-52").unlink()


def added(archive: Archive) -> None:
    archive.write(2024, 4)


def picture(archive: Archive) -> None:
    (archive.content / "issues" / "2024-02").mkdir()
    (archive.content / "issues" / "2024-02" / "p5-1.gif").write_bytes(b"GIF89a")


def record(archive: Archive) -> None:
    with (archive.content / "anchors" / "2024-02.txt").open("a", encoding="utf-8") as file:
        file.write("p99\n")


def setting(archive: Archive) -> None:
    (archive.content / "site.toml").write_text('title = "另一个名字"\n', encoding="utf-8")


def page(archive: Archive) -> None:
    (archive.site / "index.html").write_text("spoilt")


@pytest.mark.parametrize("change", [same_size, gone, added, picture, record, setting, page])
def test_any_change_is_seen(settled: Archive, change: Callable[[Archive], None]) -> None:
    change(settled)
    built = settled.build()
    assert built.reasons
    assert tree(settled.site) == settled.cold()


def same_picture_size(picture: Path) -> None:
    """Write other bytes over a file, as many as it had."""
    picture.write_bytes(picture.read_bytes()[:-1] + b"\x00")


def test_a_picture_is_seen_to_change_in_a_folder_that_is_a_link(settled: Archive) -> None:
    pictures = settled.content / "issues" / "2024-01"
    pictures.rename(settled.folder / "pictures")
    pictures.symlink_to(settled.folder / "pictures", target_is_directory=True)
    settled.build()
    same_picture_size(settled.folder / "pictures" / "p5-1.gif")
    assert settled.build().reasons
    assert tree(settled.site) == settled.cold()


def test_a_style_is_seen_to_change_in_a_folder_that_is_a_link(settled: Archive) -> None:
    theme = settled.folder / "themes" / "default"
    shutil.copytree(settled.order().theme, theme)
    (theme / "static").rename(settled.folder / "static")
    (theme / "static").symlink_to(settled.folder / "static", target_is_directory=True)
    settled.build()
    with (settled.folder / "static" / "style.css" / "2-page.css").open("a") as style:
        style.write("p { color: red }\n")
    assert settled.build().reasons
    assert any(b"color: red" in data for path, data in tree(settled.site).items() if path.startswith("static/"))


def test_links_that_lead_round_end(tmp_path: Path) -> None:
    (tmp_path / "one" / "two").mkdir(parents=True)
    (tmp_path / "one" / "two" / "file").write_text("x")
    for link, to in (("one/here", "."), ("one/two/up", ".."), ("one/out", "..")):
        (tmp_path / link).symlink_to(to, target_is_directory=True)
    found = [entry.path for entry in entries_below(str(tmp_path / "one"))]
    assert str(tmp_path / "one" / "two" / "file") in found
    assert len(found) < 20


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The time in nanoseconds, which goes on only when a test says so."""
    now = [time.time_ns()]
    monkeypatch.setattr(time, "time_ns", lambda: now[0])
    return now


def test_what_changes_while_others_are_looked_at_is_young(
    archive: Archive, clock: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def files(order: Order) -> Iterator[tuple[str, FileStamp]]:
        yield "old", FileStamp(1, 1, 1, 1)
        yield "new", FileStamp(1, 1, clock[0], 2)
        clock[0] += 2 * UNSETTLED  # the rest takes long

    monkeypatch.setattr(glance, "_files", files)
    assert glanced(archive).young == ("new",)


def test_what_says_that_it_was_modified_in_the_future_is_young(clock: list[int]) -> None:
    assert FileStamp(1, clock[0] + 1, 1, 1).is_young(clock[0])
    assert not FileStamp(1, 1, 1, 1).is_young(clock[0])


def test_what_is_dated_far_ahead_by_hand_ages_like_all_else(clock: list[int]) -> None:
    far = clock[0] + 2 * AHEAD
    assert not FileStamp(1, far, 1, 1).is_young(clock[0])
    assert FileStamp(1, far, clock[0], 1).is_young(clock[0])


@pytest.mark.usefixtures("clock")
def test_of_what_is_young_the_looks_count_too(archive: Archive) -> None:
    seen = glanced(archive)
    path = archive.path("2024-02")
    assert str(path) in seen.young
    assert same_as(seen, archive)
    again = path.with_suffix(".again")
    shutil.copyfile(path, again)
    again.replace(path)
    assert not same_as(seen, archive)


def test_a_file_that_takes_long_to_read_is_hashed_again(archive: Archive, clock: list[int]) -> None:
    def known(target: str) -> None:
        clock[0] += 2 * UNSETTLED

    clock[0] = max(path.stat().st_ctime_ns for path in archive.content.rglob("*"))
    issue = find_sources(archive.content, known).issues[0]
    assert issue.file.stamp == UNSURE


def test_a_disk_may_be_full_once_the_site_stands(settled: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    settled.edit("2024-02", "跨过了一页", "跨过了两页")
    with monkeypatch.context() as patch:
        patch.setattr(glance, "write_whole", full)
        assert settled.build().reasons
    assert settled.build().reasons == ()


def test_what_is_kept_may_be_damaged_or_gone(settled: Archive) -> None:
    own = settled.folder / ".qikan-site"
    for damaged in (b"", b"\xff\xfe", (own / glance.KEPT).read_bytes()[:-3], b"0\n[]"):
        (own / glance.KEPT).write_bytes(damaged)
        assert settled.build().reasons == ()
    (own / glance.KEPT).unlink()
    assert settled.build().reasons == ()
