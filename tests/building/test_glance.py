"""A build with nothing to do sees that at a glance, and is never deceived by it."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from generator.building import glance
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


def test_what_is_kept_may_be_damaged_or_gone(settled: Archive) -> None:
    own = settled.folder / ".qikan-site"
    for damaged in (b"", b"\xff\xfe", (own / glance.KEPT).read_bytes()[:-3], b"0\n[]"):
        (own / glance.KEPT).write_bytes(damaged)
        assert settled.build().reasons == ()
    (own / glance.KEPT).unlink()
    assert settled.build().reasons == ()
