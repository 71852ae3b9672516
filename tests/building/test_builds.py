"""What a build makes does not depend on what was built before, by how many, or where."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.building import fingerprints
from generator.building.manifest import MANIFEST
from generator.model import Issue
from tests.building.conftest import Archive, tree


def test_a_site_has_its_pages_exports_pictures_and_printed_files(archive: Archive) -> None:
    built = archive.build()
    site = tree(archive.site)
    expected = {
        "index.html",
        "404.html",
        "search.html",
        "feed.xml",
        "issues/2024-01.html",
        "issues/2024-01/a01.html",
        "issues/2024-01.json",
        "issues/2024-01/p5-1.gif",
        "originals/2024-02.pdf",
        MANIFEST,
    }
    assert expected <= site.keys()
    assert site["issues/2024-01.md"] == archive.path("2024-01").read_bytes()
    assert built.issues == 5
    assert built.totals.changed == built.totals.files == len(site)
    assert built.totals.size == sum(map(len, site.values()))


def test_an_empty_archive_builds(tmp_path: Path, make_issue: Callable[..., Issue]) -> None:
    archive = Archive(tmp_path, make_issue)
    (archive.content / "issues").mkdir(parents=True)
    archive.build()
    assert (archive.site / "index.html").is_file()


def test_two_builds_in_two_places_give_the_same_bytes(archive: Archive, tmp_path: Path) -> None:
    archive.build()
    moved = Archive(Path(shutil.copytree(archive.folder, tmp_path / "moved")), archive.make_issue)
    shutil.rmtree(moved.site)
    moved.build(jobs=2)
    assert tree(moved.site) == tree(archive.site)


def test_the_number_of_jobs_does_not_show(archive: Archive) -> None:
    assert archive.cold(jobs=1) == archive.cold(jobs=3)


def stamps(archive: Archive) -> dict[Path, fingerprints.FileStamp]:
    return {path: fingerprints.FileStamp.of(os.stat(path)) for path in archive.site.rglob("*")}


def test_a_build_with_nothing_to_do_leaves_every_file_alone(archive: Archive) -> None:
    archive.build()
    before = stamps(archive)
    built = archive.build()
    assert (built.totals.changed, built.totals.removed, built.reasons) == (0, 0, ())
    assert stamps(archive) == before


def test_an_edit_touches_only_what_shows_it(archive: Archive) -> None:
    archive.build()
    before = {path: os.stat(path).st_ino for path in archive.site.rglob("*.html")}
    archive.edit("2023-51", "跨过了一页", "跨过了两页")
    built = archive.build()
    rebuilt = {name for name, _ in built.reasons}
    assert "pages of 2023-51" in rebuilt
    assert not {"pages of 2024-01", "pages of 2024-02", "pages of 2024-03"} & rebuilt
    kept = {path for path, inode in before.items() if path.exists() and os.stat(path).st_ino == inode}
    assert archive.site / "issues" / "2024-02.html" in kept
    assert archive.site / "issues" / "2023-51.html" not in kept


def test_a_new_issue_leads_to_earlier_ones_and_changes_no_page_before_the_last(archive: Archive) -> None:
    archive.build()
    before = tree(archive.site)
    archive.write(2024, 4)
    archive.build()
    after = tree(archive.site)
    assert b"../../issues/2024-03/a01.html" in after["issues/2024-04/a01.html"].partition(b'class="kin"')[2]
    old = [path for path in before if path.startswith("issues/") and "2024-03" not in path]
    assert {path: after[path] for path in old} == {path: before[path] for path in old}


def test_a_new_title_shows_where_a_later_article_leads_to_it(archive: Archive) -> None:
    archive.build()
    archive.edit("2024-02", "示例文章之1", "改名的文章")
    archive.build()
    page = (archive.site / "issues" / "2024-03" / "a01.html").read_text(encoding="utf-8")
    assert "改名的文章" in page.partition('class="kin"')[2]


def test_a_touched_file_is_no_changed_file(archive: Archive) -> None:
    archive.build()
    os.utime(archive.path("2024-02"), (0, 0))
    assert archive.build().reasons == ()


def add(archive: Archive) -> None:
    archive.write(2024, 4)


def insert(archive: Archive) -> None:
    archive.write(2023, 30, articles=2)


def correct(archive: Archive) -> None:
    archive.edit("2024-02", "跨过了一页", "跨过了两页")


def retitle(archive: Archive) -> None:
    archive.edit("2024-01", "示例文章之1", "改名的文章")


def delete(archive: Archive) -> None:
    archive.path("2023-52").unlink(missing_ok=True)


def delete_newest(archive: Archive) -> None:
    archive.path("2024-03").unlink(missing_ok=True)


def name_the_site(archive: Archive) -> None:
    (archive.content / "site.toml").write_text('title = "另一个名字"\nbase_url = "https://example.org/x"\n')


def change_picture(archive: Archive) -> None:
    (archive.content / "issues" / "2024-01" / "p5-1.gif").write_bytes(b"GIF89a other")


def change_original(archive: Archive) -> None:
    (archive.content / "originals" / "2024-02.pdf").write_bytes(b"%PDF-1.4 other")


def change_theme(archive: Archive) -> None:
    own = archive.folder / "themes" / "default"
    if not own.exists():
        shutil.copytree(archive.order().theme, own)
    with (own / "templates" / "base.html").open("a") as template:
        template.write("<!-- changed -->\n")


def spoil_a_page(archive: Archive) -> None:
    (archive.site / "issues" / "2024-02.html").write_text("spoilt")


def lose_a_page(archive: Archive) -> None:
    (archive.site / "index.html").unlink(missing_ok=True)


def lose_the_ledger(archive: Archive) -> None:
    shutil.rmtree(archive.folder / ".qikan-site", ignore_errors=True)


def damage_the_ledger(archive: Archive) -> None:
    for path in (archive.folder / ".qikan-site").rglob("*"):
        if path.is_file() and path.name != "lock":
            path.write_bytes(path.read_bytes()[:-20] + b"x" * 20)


EVENTS = [
    add,
    insert,
    correct,
    retitle,
    delete,
    delete_newest,
    name_the_site,
    change_picture,
    change_original,
    change_theme,
    spoil_a_page,
    lose_a_page,
    lose_the_ledger,
    damage_the_ledger,
]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_after_any_event_the_site_is_as_if_built_at_once(archive: Archive, event: Callable[[Archive], None]) -> None:
    archive.build()
    event(archive)
    archive.build()
    assert tree(archive.site) == archive.cold()


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(weeks=st.lists(st.lists(st.sampled_from([add, insert, delete, delete_newest, name_the_site, spoil_a_page]))))
def test_any_weeks_of_work_end_in_the_same_site(
    make_issue: Callable[..., Issue],
    tmp_path_factory: pytest.TempPathFactory,
    weeks: list[list[Callable[[Archive], None]]],
) -> None:
    archive = Archive(tmp_path_factory.mktemp("weeks"), make_issue)
    for number in range(1, 5):
        archive.write(2024, number, articles=1)
    archive.build()
    for week in weeks:
        for event in week:
            event(archive)
        archive.build()
    assert tree(archive.site) == archive.cold()


def test_a_deleted_issue_leaves_nothing_behind(archive: Archive) -> None:
    archive.build()
    archive.path("2024-02").unlink()
    built = archive.build()
    assert built.totals.removed > 0
    assert not [path for path in tree(archive.site) if path.startswith("issues/2024-02")]
    assert b"2024-02" not in (archive.site / "index.html").read_bytes()


def test_another_qikan_starts_anew(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.build()
    before = tree(archive.site)
    monkeypatch.setattr(fingerprints, "__version__", "99.0")
    built = archive.build()
    assert ("front page", "not built before by this Qikan") in built.reasons
    assert tree(archive.site) == before


def test_the_manifest_lists_every_other_file(archive: Archive) -> None:
    import json
    from hashlib import sha256

    archive.build()
    site = tree(archive.site)
    listed = json.loads(site.pop(MANIFEST))["files"]
    assert [file["path"] for file in listed] == sorted(site)
    for file in listed:
        assert file["size"] == len(site[file["path"]])
        assert file["sha256"] == sha256(site[file["path"]]).hexdigest()
