"""An import may be killed at any moment, and its disk may be full: the archive is as before or as after.

The long form: `QIKAN_KILLS=100 python3 build.py test tests/archive/test_killed.py`.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator import cli, importing
from generator.archive.journal import JOURNAL_PREFIX, finish
from generator.building import files
from generator.importing.passage import Picture
from generator.model import Issue, Paragraph, Text
from tests.archive.desk import Desk
from tests.support.rights import without_rights

KILLS = int(os.environ.get("QIKAN_KILLS", "10"))
"""Kills at random moments of an import; all that change files are gone through one by one besides."""
PATIENCE = 10.0
"""Seconds after which nobody writes any more."""
STEPS = ("replace", "rename", "fsync", "mkdir", "unlink", "rmdir")
"""What an import does to folders and files, as functions of `os`."""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kills by signal")


@pytest.fixture
def desk(tmp_path: Path, make_issue: Callable[..., Issue], monkeypatch: pytest.MonkeyPatch) -> Desk:
    """An issue that was imported and corrected, and of which the print has more now."""
    made = Desk(tmp_path, make_issue(2024, 11))
    monkeypatch.setattr(importing, "import_file", made.read)
    made.pictures = (Picture("p3-1.png", b"first"),)
    made.take()
    made.edit("第 2 篇的提要。", "第 2 篇的提要，编者改过。")
    article = made.issue.articles[0]
    more = replace(article, blocks=(*article.blocks, Paragraph(Text("这一段上次没有读到。"))))
    made.issue = replace(made.issue, articles=(more, *made.issue.articles[1:]))
    made.pictures = (Picture("p3-1.png", b"second"), Picture("p5-1.png", b"new"))
    return made


def tree(content: Path) -> dict[str, bytes]:
    """Return what an archive holds once whatever was committed is carried out."""
    finish(content)
    return {
        path.relative_to(content).as_posix(): path.read_bytes()
        for path in content.rglob("*")
        if path.is_file() and not path.relative_to(content).parts[0].startswith(".qikan-import-")
    }


def in_child(work: Callable[[], object], kill_after: float | None = None) -> bool:
    """Do something in a process of its own, killed after some seconds; return whether it came to its end."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return not os.WIFSIGNALED(status)


def both_ends(desk: Desk, folder: Path) -> tuple[dict[str, bytes], dict[str, bytes], float]:
    """Return the archive before and after an import, and the seconds that takes; the archive is as before then."""
    spare = folder / "spare"
    shutil.copytree(desk.content, spare)
    before = tree(desk.content)
    began = time.monotonic()
    assert desk.take().state == "merged"
    seconds = time.monotonic() - began
    after = tree(desk.content)
    assert before != after
    restore(desk, folder)
    return before, after, seconds


def restore(desk: Desk, folder: Path) -> None:
    """Make the archive as it was; the worker of a killed import may write into its own folder for a moment yet."""
    deadline = time.monotonic() + PATIENCE
    while desk.content.exists():
        shutil.rmtree(desk.content, ignore_errors=time.monotonic() < deadline)
    shutil.copytree(folder / "spare", desk.content, dirs_exist_ok=True)


def test_a_kill_at_a_random_moment_leaves_the_archive_as_before_or_after(desk: Desk, tmp_path: Path) -> None:
    before, after, seconds = both_ends(desk, tmp_path)
    chance = random.Random(8)
    for _ in range(KILLS):
        in_child(desk.take, kill_after=chance.uniform(0, 1.2) * seconds)
        assert tree(desk.content) in (before, after)
        desk.take()
        assert tree(desk.content) == after
        restore(desk, tmp_path)


@pytest.mark.parametrize("in_worker", [False, True], ids=["puts in place", "reads"])
def test_a_kill_before_every_single_step_leaves_the_archive_as_before_or_after(
    desk: Desk, tmp_path: Path, in_worker: bool
) -> None:
    before, after, _ = both_ends(desk, tmp_path)
    ends = []
    ended = False
    while not ended:
        ended = in_child(dying_at(len(ends) + 1, desk.take, in_worker))
        ends.append(tree(desk.content))
        assert ends[-1] in (before, after), f"killed before step {len(ends)}"
        desk.take()
        assert tree(desk.content) == after
        restore(desk, tmp_path)
    assert len(ends) > 15
    assert ends[0] == before
    assert ends[-1] == after


def dying_at(step: int, work: Callable[[], object], in_worker: bool = False) -> Callable[[], None]:
    """Return the work with the step of that number, of those that change files, answered by a kill of all of it."""

    def dying() -> None:
        importer, count = os.getpid(), 0

        def counted(function: Callable[..., Any]) -> Callable[..., Any]:
            def call(*arguments: Any, **options: Any) -> Any:
                nonlocal count
                count += in_worker == (os.getpid() != importer)
                if count == step:
                    os.kill(importer, signal.SIGKILL)
                    os.kill(os.getpid(), signal.SIGKILL)
                return function(*arguments, **options)

            return call

        for name in STEPS:
            setattr(os, name, counted(getattr(os, name)))
        work()

    return dying


def test_every_command_carries_out_what_was_committed(desk: Desk, tmp_path: Path) -> None:
    _, after, _ = both_ends(desk, tmp_path)
    for command in ("check", "build", "import"):
        step = 1
        while not list(desk.content.glob(f"{JOURNAL_PREFIX}*")):
            assert not in_child(dying_at(step, desk.take))
            step += 1
        options = [str(desk.source)] if command == "import" else ["--output", str(tmp_path / "site")]
        cli.run([command, "--content", str(desk.content), "--quiet", *options])
        shutil.rmtree(desk.content / "anchors", ignore_errors=True)
        assert not list(desk.content.glob(f"{JOURNAL_PREFIX}*"))
        assert tree(desk.content) == after
        restore(desk, tmp_path)


@pytest.mark.parametrize(
    ("code", "remedy"), [(errno.ENOSPC, "Free some space"), (errno.EROFS, "another folder"), (errno.EIO, "try again")]
)
def test_a_disk_that_refuses_to_be_written_leaves_the_archive_as_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], code: int, remedy: str
) -> None:
    before = tree(desk.content)
    written = files.os.fsync
    for allowed in range(4):
        count = 0

        def refuse(descriptor: int, allowed: int = allowed) -> None:
            nonlocal count
            count += 1
            if count > allowed:
                raise OSError(code, os.strerror(code))
            written(descriptor)

        monkeypatch.setattr(files.os, "fsync", refuse)
        assert cli.run(["import", str(desk.source), "--content", str(desk.content), "--quiet"]) == 1
        monkeypatch.setattr(files.os, "fsync", written)
        said = capsys.readouterr().err
        assert os.strerror(code) in said
        assert remedy in said
        assert str(desk.content) in said
        assert ".qikan-" not in said
        assert tree(desk.content) == before
        assert not list(desk.content.glob(".qikan-*"))


@pytest.mark.parametrize("place", ["", "issues", "imports"])
def test_a_folder_without_rights_is_named_and_nothing_changes(
    desk: Desk, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(desk.content)
    with without_rights(desk.content / place, 0o555):
        assert cli.run(["import", str(desk.source), "--content", str(desk.content), "--quiet"]) == 1
    said = capsys.readouterr().err
    assert str(desk.content / place) in said
    assert "Make the folder writable" in said
    assert tree(desk.content) == before


@pytest.mark.parametrize("name", ["content/issues/2024-11.md", "content/imports/2024-11.md"])
def test_a_file_that_cannot_be_read_is_named_and_nothing_changes(
    desk: Desk, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(desk.content)
    file = desk.content.parent / name
    with without_rights(file, 0):
        assert cli.run(["import", str(desk.source), "--content", str(desk.content), "--quiet"]) == 1
    said = capsys.readouterr().err
    assert str(file) in said
    assert "Permission denied" in said
    assert tree(desk.content) == before


def test_what_was_committed_and_stopped_half_way_is_told_so_and_made_up(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rights that the system tells wrongly, or that go at the worst moment."""
    monkeypatch.setattr(os, "access", lambda *asked, **how: True)
    with without_rights(desk.content / "issues", 0o555):
        assert cli.run(["import", str(desk.source), "--content", str(desk.content), "--quiet"]) == 1
    said = capsys.readouterr().err
    assert f"{desk.content / 'issues'}" in said
    assert "an import ended before all its files were in place" in said
    assert "as it was" not in said
    finish(desk.content)
    assert "这一段上次没有读到。" in desk.text
    assert "编者改过" in desk.text
    assert not list(desk.content.glob(".qikan-*"))


def test_a_disk_that_can_only_be_read_is_named_itself(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(folder: str, mode: int = 0o777) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), folder)

    monkeypatch.setattr(os, "mkdir", refuse)
    assert cli.run(["import", str(desk.source), "--content", str(desk.content), "--quiet"]) == 1
    assert f"qikan: {desk.content}: cannot be written (Read-only file system)" in capsys.readouterr().err


def test_a_folder_where_a_file_belongs_is_named(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(desk.content)
    desk.file("issues/2024-11/p5-1.png").mkdir()
    assert cli.run(["import", str(desk.source), "--content", str(desk.content), "--quiet"]) == 1
    assert "p5-1.png: cannot be written" in capsys.readouterr().err
    assert tree(desk.content) == before


@pytest.mark.parametrize(
    "name", ["空 格.txt", "a'b\"c.txt", "😀.txt", "一\n二.txt", "e\u0301.txt", "-x.txt", "#?&%20.txt"]
)
def test_any_name_of_a_source_is_fine(desk: Desk, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    desk.source = desk.source.rename(desk.source.with_name(name + ".txt"))
    assert cli.run(["import", str(desk.source), "--content", str(desk.content)]) == 0
    assert "merged" in capsys.readouterr().out
    desk.entries = ()
    assert desk.take().state == "edited"


def test_two_imports_at_once_both_end_well(desk: Desk, tmp_path: Path) -> None:
    _, after, _ = both_ends(desk, tmp_path)
    child = os.fork()
    if child == 0:
        try:
            desk.take()
        finally:
            os._exit(0)
    desk.take()
    os.waitpid(child, 0)
    assert tree(desk.content) == after
