"""The settings of an archive: what they may be, and what is said of what they may not."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from generator.config import Site, load_site, theme_folder
from generator.errors import QikanError
from generator.starter import STARTER, start


def settings(folder: Path, text: str) -> Path:
    (folder / "site.toml").write_text(text, encoding="utf-8")
    return folder


def test_an_archive_without_settings_has_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "issues").mkdir()
    assert load_site(tmp_path) == Site()
    assert load_site(settings(tmp_path, "")) == Site()


def test_a_folder_that_is_no_archive_makes_no_empty_site(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    start(archive)
    with pytest.raises(QikanError, match=r"neither site\.toml nor issues\. Did you mean .*archive/content\?"):
        load_site(archive)
    with pytest.raises(QikanError, match=r"neither site\.toml nor issues\. Name the archive's content folder"):
        load_site(tmp_path)


def test_the_starter_explains_every_setting_and_is_the_defaults() -> None:
    source = (STARTER / "content" / "site.toml").read_text(encoding="utf-8")
    assert set(tomllib.loads(source)) == {field.name for field in fields(Site)}
    assert load_site(STARTER / "content") == Site()


def test_every_setting_is_read(tmp_path: Path) -> None:
    text = (
        'title = "周刊"\nbase_url = "https://example.org/x"\nlanguage = "zh-Hant"\n[links]\n"甲" = "https://a.cn/"\n'
    )
    site = load_site(settings(tmp_path, text))
    assert (site.title, site.base_url, site.language) == ("周刊", "https://example.org/x/", "zh-Hant")
    assert site.links == (("甲", "https://a.cn/"),)


def test_a_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_bytes("\ufefftitle = '周刊'\n".encode())
    assert load_site(tmp_path).title == "周刊"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('\ntitel = "x"\n', 2, ["'titel'", "Did you mean 'title'?"]),
        ('colour = "x"\n', 1, ["'colour'", "These exist: title"]),
        ('title = "x"\nlanguage = 3\n', 2, ["language has to be a text"]),
        ("title = x\n", 1, ["no TOML", "quotation marks"]),
        ('title = "x\n', 1, ["no TOML"]),
        ('title = ""\n', 1, ["title is empty"]),
        ('base_url = "example.org"\n', 1, ["'example.org'", "https://example.org/archive/"]),
        ('compress = "yes"\n', 1, ["true or false", "without quotation marks"]),
        ('language = "中文"\n', 1, ["'中文'", "zh-Hans"]),
        ('[links]\n"a" = 3\n', 1, ["words and addresses"]),
        ('title = "x"\n[links]\n"a" = "javascript:alert(1)"\n', 3, ["'a'", "https://"]),
    ],
)
def test_an_error_names_line_and_remedy(tmp_path: Path, text: str, line: int, words: list[str]) -> None:
    with pytest.raises(QikanError) as caught:
        load_site(settings(tmp_path, text))
    said = str(caught.value).replace("this is not TOML", "this is no TOML")
    assert said.startswith(f"{tmp_path / 'site.toml'}:{line}: ")
    assert all(word in said for word in words), said


def test_settings_in_another_encoding_are_told(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_bytes('title = "周刊"'.encode("gb18030"))
    with pytest.raises(QikanError, match="UTF-8"):
        load_site(tmp_path)


def test_themes_are_found_by_path_in_the_archive_and_among_qikans_own(tmp_path: Path) -> None:
    assert theme_folder("default", tmp_path).name == "default"
    own = tmp_path / "themes" / "default"
    own.mkdir(parents=True)
    assert theme_folder("default", tmp_path) == own.resolve()
    assert theme_folder("themes/default", tmp_path) == own.resolve()
    with pytest.raises(QikanError, match=r"'nowhere'.*default"):
        theme_folder("nowhere", tmp_path)


def test_a_new_archive_builds_and_a_second_start_changes_nothing(tmp_path: Path) -> None:
    from generator import cli

    archive = tmp_path / "new"
    assert {path.name for path in start(archive)} >= {"site.toml", "issues"}
    arguments = ["--content", str(archive / "content"), "--output", str(archive / "site")]
    assert cli.run(["build", "--quiet", *arguments]) == 0
    assert (archive / "site" / "index.html").is_file()
    (archive / "content" / "site.toml").write_text("# mine\n")
    assert start(archive) == ()
    assert (archive / "content" / "site.toml").read_text() == "# mine\n"
    with pytest.raises(QikanError, match="this is a file"):
        start(archive / "content" / "site.toml")
