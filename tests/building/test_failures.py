"""What goes wrong is told, and leaves the last site as it was."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from generator import cli
from generator.building import fingerprints
from generator.building.ledger import HASH_LENGTH, HEAD, ROWS
from generator.building.staging import Staging
from generator.errors import QikanError
from generator.search import grams
from tests.building.conftest import Archive, tree


def run(archive: Archive, *arguments: str) -> int:
    options = ["--content", str(archive.content), "--output", str(archive.site), "--jobs", "1"]
    return cli.run(["build", *options, *arguments])


def own_theme(archive: Archive) -> Path:
    theme = archive.folder / "themes" / "mine"
    shutil.copytree(archive.order().theme, theme)
    return theme


def no_utf8(archive: Archive) -> list[str]:
    archive.path("2024-02").write_bytes("标题".encode("gb18030"))
    return ["2024-02.md:1", "UTF-8"]


def no_front_matter(archive: Archive) -> list[str]:
    archive.path("2024-02").write_text("# 标题\n", encoding="utf-8")
    return ["2024-02.md"]


def name_and_content_differ(archive: Archive) -> list[str]:
    archive.path("2024-02").rename(archive.path("2024-20"))
    return ["2024-20.md", "issue 2024-02"]


def no_issue_name(archive: Archive) -> list[str]:
    (archive.content / "issues" / "draft.md").write_text("x", encoding="utf-8")
    return ["draft.md"]


def unknown_setting(archive: Archive) -> list[str]:
    (archive.content / "site.toml").write_text('title = "x"\ntitel = "y"\n', encoding="utf-8")
    return ["site.toml:2", "'titel'", "'title'"]


def two_files_for_one_path(archive: Archive) -> list[str]:
    (archive.content / "issues" / "2024-01" / "a01.html").write_text("x")
    return ["issues/2024-01/a01.html"]


CASES = [no_utf8, no_front_matter, name_and_content_differ, no_issue_name, unknown_setting, two_files_for_one_path]


@pytest.mark.parametrize("spoil", CASES, ids=lambda spoil: spoil.__name__)
def test_bad_content_is_named_and_the_last_site_stays(
    archive: Archive, spoil: Callable[[Archive], list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    archive.build()
    before = tree(archive.site)
    words = spoil(archive)
    assert run(archive) == 1
    said = capsys.readouterr().err
    assert said.startswith("qikan: ")
    assert all(word in said for word in words), said
    assert tree(archive.site) == before
    assert not list((archive.folder / ".qikan-site").glob("new-*"))


def test_bad_content_of_a_first_build_leaves_no_site(archive: Archive) -> None:
    no_utf8(archive)
    assert run(archive) == 1
    assert not archive.site.exists()


def test_a_forged_ledger_deletes_nothing_outside_the_site(archive: Archive) -> None:
    archive.build()
    own = archive.folder / ".qikan-site"
    outside = {archive.folder / "victim.txt", own / "victim.txt"}
    for victim in outside:
        victim.write_text("precious")
    file = next(own.glob("ledger-*.db"))
    with closing(sqlite3.connect(file)) as rows, rows:
        for path in ("../../victim.txt", "../../../victim.txt", str(archive.folder / "victim.txt")):
            rows.execute("INSERT INTO made VALUES (?, '', 0, 0, 'of nothing')", (path,))
    digest = sha256(file.read_bytes()).hexdigest()
    file.rename(own / ROWS.format(digest[:HASH_LENGTH]))
    head = own / HEAD
    head.write_text(f"{head.read_text().rpartition(' ')[0]} {digest}")
    archive.edit("2024-02", "跨过了一页", "跨过了两页")
    archive.build()
    assert all(victim.exists() for victim in outside)


@pytest.mark.parametrize("name", [b"\xb1\xb8\xb7\xdd.txt", b"\xb1\xb8/note.txt"])
def test_a_file_whose_name_is_not_utf_8_is_not_deleted(archive: Archive, name: bytes) -> None:
    archive.build()
    stray = os.path.join(os.fsencode(archive.site), name)
    os.makedirs(os.path.dirname(stray), exist_ok=True)
    with open(stray, "wb") as file:
        file.write(b"precious")
    with pytest.raises(QikanError, match=r"it holds \\udcb1.*, which Qikan did not make"):
        archive.build()
    assert os.path.exists(stray)


def test_a_template_error_names_template_and_line(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    archive.build()
    before = tree(archive.site)
    theme = own_theme(archive)
    template = theme / "templates" / "base.html"
    template.write_text(template.read_text().replace("</body>", "{{ nobody.knows }}\n</body>"))
    assert run(archive, "--theme", "mine") == 1
    assert re.search(r"base\.html:\d+: .*nobody", capsys.readouterr().err)
    assert tree(archive.site) == before


def test_the_page_of_a_year_knows_no_issues_of_another(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    theme = own_theme(archive)
    template = theme / "templates" / "year.html"
    page = template.read_text(encoding="utf-8")
    template.write_text(page.replace("{{ older.year }}年", "{{ older.issues|length }}"), encoding="utf-8")
    assert run(archive, "--theme", "mine") == 1
    said = capsys.readouterr().err
    assert "year.html:" in said
    assert "'issues'" in said


def test_a_template_that_is_not_in_utf_8_is_named(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    archive.build()
    before = tree(archive.site)
    template = own_theme(archive) / "templates" / "year.html"
    template.write_bytes(template.read_text(encoding="utf-8").encode("gb18030"))
    assert run(archive, "--theme", "mine") == 1
    assert "templates/year.html" in capsys.readouterr().err
    assert tree(archive.site) == before


def test_a_missing_theme_is_told_with_those_that_there_are(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(archive, "--theme", "nowhere") == 1
    said = capsys.readouterr().err
    assert "'nowhere'" in said
    assert "default" in said
    assert not archive.site.exists()


def test_a_missing_theme_of_the_settings_is_told_with_their_line(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = archive.content / "site.toml"
    settings.write_text('title = "刊"\ntheme = "nowhere"\n', encoding="utf-8")
    assert run(archive) == 1
    assert capsys.readouterr().err.startswith(f"qikan: {settings}:2: there is no theme 'nowhere'. ")


def test_a_folder_of_somebody_else_is_never_touched(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    archive.site.mkdir()
    (archive.site / "thesis.txt").write_text("years of work")
    assert run(archive) == 1
    assert "no site that Qikan made" in capsys.readouterr().err
    assert tree(archive.site) == {"thesis.txt": b"years of work"}


def test_a_strange_file_in_the_site_is_not_deleted(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    archive.build()
    (archive.site / "CNAME").write_text("example.org")
    archive.edit("2024-02", "跨过了一页", "跨过了两页")
    assert run(archive) == 1
    assert "CNAME" in capsys.readouterr().err
    assert (archive.site / "CNAME").read_text() == "example.org"


def test_an_output_that_is_a_file_is_told(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    archive.site.write_text("a file")
    assert run(archive) == 1
    assert "not a folder" in capsys.readouterr().err
    assert archive.site.read_text() == "a file"


def test_an_output_that_cannot_be_written_is_told(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    (archive.folder / "file").write_text("")
    arguments = ["build", "--content", str(archive.content), "--output", str(archive.folder / "file" / "site")]
    assert cli.run(arguments) == 1
    said = capsys.readouterr().err
    assert f"{archive.folder / 'file' / 'site'}: the site cannot be written here" in said
    assert "--output" in said
    assert "Traceback" not in said


def test_an_output_around_the_content_is_refused(archive: Archive) -> None:
    with pytest.raises(QikanError, match="which the build reads"):
        archive.build(archive.folder)
    with pytest.raises(QikanError, match="which the build reads"):
        archive.build(archive.content)
    assert len(list((archive.content / "issues").glob("*.md"))) == 5
    assert [path.name for path in archive.folder.parent.iterdir()] == [archive.folder.name]


def test_a_missing_content_folder_is_told(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["build", "--content", str(archive.folder / "none"), "--output", str(archive.site)]) == 1
    assert "none: there is no such folder" in capsys.readouterr().err
    assert [path.name for path in archive.folder.iterdir()] == ["content"]


def broken_off(_: Staging) -> None:
    raise QikanError("it is broken off.")


def test_grams_of_a_build_of_another_qikan_that_failed_are_not_believed(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.build()
    with monkeypatch.context() as other:
        other.setattr(fingerprints, "of_code", lambda: "another")
        other.setattr(grams, "fold", lambda text: text.replace("医", "药"))
        other.setattr(Staging, "finish", broken_off)
        with pytest.raises(QikanError, match="broken off"):
            archive.build()
    archive.write(2024, 4)
    archive.build()
    assert tree(archive.site) == archive.cold()
