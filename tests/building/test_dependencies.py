"""A changed template, style or setting makes anew what uses it, and nothing else."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from generator.building.order import Built
from generator.commands.building import explained
from generator.config import Site
from generator.model import Issue
from generator.search.summary import PARTITIONS
from tests.building.conftest import Archive, tree
from tests.conftest import REPOSITORY

THEME = REPOSITORY / "themes" / "default"
TEMPLATES = sorted(path.relative_to(THEME).as_posix() for path in THEME.glob("templates/**/*") if path.is_file())
ASSETS = sorted(path.relative_to(THEME).as_posix() for path in THEME.glob("static/**/*") if path.is_file())
SETTINGS = {
    "title": '"另一个名字"',
    "description": '"另一句话"',
    "organiser": '"另一个编辑部"',
    "base_url": '"https://example.org/x/"',
    "language": '"zh-CN"',
    "contact": '"post@example.org"',
    "footer": '"另一行"',
    "links": '{ "药监局" = "https://www.nmpa.gov.cn/" }',
}
"""A value of each setting that is shown, other than that of the sample archive."""
BODY = re.compile(r"<(?:body|header|div|section|li|ol|p)\b")
"""A tag of a template that can take an attribute."""

PAGES = {"issue page", "article pages"}
LISTINGS = {
    "front page",
    "list of years",
    "pages of years",
    "list of sections",
    "pages of sections",
    "list of sources",
    "pages of sources",
}
ALONE = {"page of a wrong address", "page without network", "search page"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, make_issue: Callable[..., Issue]) -> Archive:
    """A small archive, with a theme of its own and an article that moved, and its site."""
    archive = Archive(tmp_path_factory.mktemp("built") / "archive", make_issue)
    for number in (1, 2):
        archive.write(2024, number, articles=1)
    (archive.content / "anchors").mkdir()
    (archive.content / "anchors" / "2024-01.txt").write_text("a01 示例文章之1\na09 示例文章之1\n", encoding="utf-8")
    shutil.copytree(THEME, archive.folder / "themes" / "default")
    archive.build()
    return archive


@pytest.fixture
def archive(built: Archive, tmp_path: Path) -> Archive:
    """A copy of it, to be changed."""
    return Archive(Path(shutil.copytree(built.folder, tmp_path / "archive")), built.make_issue)


def kinds(built: Built) -> set[str]:
    """Return the kinds of files that were rendered."""
    return {name.partition(" of 2024-")[0] for name, _ in built.reasons}


def rebuilt(archive: Archive, part: str) -> set[str]:
    """Build after a change of one part: return the kinds that were rendered; the site is as if built at once."""
    before = tree(archive.site)
    built = archive.build()
    after = tree(archive.site)
    assert after == archive.cold()
    assert after != before, "the change shows nowhere, so that this proves nothing"
    assert all(part in reason for _, reason in built.reasons), built.reasons
    return kinds(built)


def change_template(archive: Archive, template: str) -> None:
    path = archive.folder / "themes" / "default" / template
    text = path.read_text(encoding="utf-8")
    changed = f"{text}p {{ color: red; }}\n" if path.suffix == ".css" else BODY.sub(r'\g<0> data-changed=""', text, 1)
    assert changed != text
    path.write_text(changed, encoding="utf-8")


def change_setting(archive: Archive, setting: str) -> None:
    (archive.content / "site.toml").write_text(f"{setting} = {SETTINGS[setting]}\n", encoding="utf-8")


@pytest.mark.parametrize("template", TEMPLATES)
def test_after_a_changed_template_the_site_is_as_if_built_at_once(archive: Archive, template: str) -> None:
    change_template(archive, template)
    assert rebuilt(archive, template)


@pytest.mark.parametrize("asset", ASSETS)
def test_after_a_changed_static_file_the_site_is_as_if_built_at_once(archive: Archive, asset: str) -> None:
    path = archive.folder / "themes" / "default" / asset
    path.write_bytes(path.read_bytes() + (b"\n" if asset.endswith(".svg") else b"\nself.changed = 1\n"))
    name = re.sub(r"(\.(css|js)/.*|\.\w+$)", "", asset)
    assert "theme's files" in rebuilt(archive, name)


@pytest.mark.parametrize("setting", SETTINGS)
def test_after_a_changed_setting_the_site_is_as_if_built_at_once(archive: Archive, setting: str) -> None:
    change_setting(archive, setting)
    assert rebuilt(archive, f"setting {setting}")


def test_every_setting_is_tried() -> None:
    assert {*SETTINGS, "theme", "compress"} == {field.name for field in fields(Site)}


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("article.html", {"article pages"}),
        ("issue.html", {"issue page"}),
        ("contents.html", PAGES),
        ("year.html", {"pages of years"}),
        ("topics.html", {"list of sections", "list of sources"}),
        ("search.html", {"search page"}),
        ("404.html", {"page of a wrong address"}),
        ("epub/page.xhtml", {"e-book"}),
        ("base.html", PAGES | LISTINGS | ALONE),
        ("macros.html", {"front page", "list of years", "pages of years", "article pages"}),
    ],
)
def test_a_changed_template_makes_anew_what_uses_it(archive: Archive, template: str, expected: set[str]) -> None:
    change_template(archive, f"templates/{template}")
    assert kinds(archive.build()) == expected


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("footer", PAGES | LISTINGS | ALONE),
        ("links", PAGES | LISTINGS | ALONE),
        ("description", {"front page", "feed", "search description", "app manifest"}),
    ],
)
def test_a_changed_setting_makes_anew_what_shows_it(archive: Archive, setting: str, expected: set[str]) -> None:
    change_setting(archive, setting)
    assert kinds(archive.build()) == expected


def test_a_changed_style_makes_anew_the_pages_that_name_it(archive: Archive) -> None:
    with (archive.folder / "themes" / "default" / "static" / "style.css" / "2-page.css").open("a") as style:
        style.write("p { color: red; }\n")
    assert kinds(archive.build()) == PAGES | LISTINGS | ALONE | {"theme's files"}


def test_a_comment_in_a_style_changes_nothing(archive: Archive) -> None:
    before = tree(archive.site)
    with (archive.folder / "themes" / "default" / "static" / "style.css" / "2-page.css").open("a") as style:
        style.write("/* for those who change it */\n")
    assert archive.build().reasons == ()
    assert tree(archive.site) == before


def test_what_shows_no_change_stays_the_same_file(archive: Archive) -> None:
    inodes = {path: path.stat().st_ino for path in archive.site.rglob("*") if path.is_file()}
    change_template(archive, "templates/article.html")
    archive.build()
    written = {
        path.relative_to(archive.site).as_posix() for path, inode in inodes.items() if path.stat().st_ino != inode
    }
    assert written == {"issues/2024-01/a01.html", "issues/2024-02/a01.html", "publish-manifest.json"}


def test_an_edit_and_a_changed_template_at_once(archive: Archive) -> None:
    change_template(archive, "templates/article.html")
    archive.edit("2024-02", "跨过了一页", "跨过了两页")
    built = archive.build()
    assert ("pages of 2024-02", "content changed") in built.reasons
    assert ("article pages of 2024-01", "templates/article.html changed") in built.reasons
    assert tree(archive.site) == archive.cold()


def test_a_spoilt_site_and_a_changed_template_at_once(archive: Archive) -> None:
    change_template(archive, "templates/article.html")
    (archive.site / "issues" / "2024-01.html").write_text("spoilt")
    archive.build()
    assert tree(archive.site) == archive.cold()


def test_an_issue_more_makes_nothing_anew_that_tells_of_none(archive: Archive) -> None:
    archive.write(2024, 3, articles=1)
    alike = {"page of a wrong address", "page without network", "search description", "robots.txt", "app manifest"}
    assert not alike & kinds(archive.build())
    assert tree(archive.site) == archive.cold()


def test_what_is_made_in_parts_is_explained_in_a_line(archive: Archive) -> None:
    archive.write(2024, 4)
    told = [line for line in explained(archive.build().reasons) if line.startswith("search index")]
    assert told == [f"search index of 2024-01 to 2024-04 ({PARTITIONS} parts): content changed"]
