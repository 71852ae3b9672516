"""A build may be killed at any moment, and may meet another one."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import cli
from tests.building.conftest import Archive, tree
from tests.support.rights import without_rights

KILLS = 20
"""Kills at random moments of a build."""


def start(archive: Archive, repository: Path, prepare: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    """Start a build as a user would, in a process group of its own."""
    command = [sys.executable, str(repository / "build.py"), "build", "--jobs", "2"]
    return subprocess.Popen(
        command,
        cwd=archive.folder,
        env={**os.environ, "QIKAN_NO_BOOTSTRAP": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=prepare,
    )


@pytest.mark.skipif(os.name == "nt", reason="kills by signal")
def test_a_killed_build_leaves_one_whole_site_or_the_other(archive: Archive, repository: Path) -> None:
    archive.build()
    old = tree(archive.site)
    assert start(archive, repository).wait() == 0
    archive.edit("2024-02", "示例文章之1", "改名的文章")
    for number in range(10, 22):
        archive.write(2024, number)
    new = archive.cold()
    began = time.monotonic()
    process = start(archive, repository)
    process.communicate()
    whole = time.monotonic() - began
    assert tree(archive.site) == new

    archive.path("2024-15").unlink()
    fewer = archive.cold()
    chance = random.Random(7)
    for kill in range(KILLS):
        # By turns an issue goes and comes back, so that every build has something to do.
        if kill % 2:
            archive.write(2024, 15)
        process = start(archive, repository)
        time.sleep(chance.uniform(0.2, 1.0) * whole)
        # The builder alone: its workers have to notice by themselves.
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        assert tree(archive.site) in (fewer, new)
        assert start(archive, repository).wait() == 0
        assert tree(archive.site) == (new if kill % 2 else fewer)
        assert not list((archive.folder / ".qikan-site").glob("new-*"))
        archive.path("2024-15").unlink(missing_ok=True)
    assert len({len(old), len(fewer), len(new)}) == 3


def test_two_builds_at_once_both_end_well(archive: Archive, repository: Path) -> None:
    both = [start(archive, repository) for _ in range(2)]
    said = [process.communicate(timeout=60) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert tree(archive.site) == archive.cold()


@pytest.mark.skipif(os.name == "nt", reason="interrupts by signal")
def test_ctrl_c_ends_a_build_in_good_order(archive: Archive, repository: Path) -> None:
    archive.build()
    before = tree(archive.site)
    for number in range(10, 50):
        archive.write(2024, number, articles=10)
    process = start(archive, repository)
    under_way = archive.folder / ".qikan-site"
    deadline = time.monotonic() + 30
    while not list(under_way.glob("new-*/site/search/*")) and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said.strip()) == (130, "qikan: interrupted"), said
    assert tree(archive.site) == before
    assert not list(under_way.glob("new-*"))


@pytest.mark.skipif(os.name == "nt", reason="needs a limit on the size of files")
def test_a_full_disk_leaves_the_last_site(archive: Archive, repository: Path) -> None:
    import resource

    def fill_the_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8000, 8000))

    archive.build()
    before = tree(archive.site)
    archive.write(2024, 30, articles=20)
    process = start(archive, repository, fill_the_disk)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said.startswith(f"qikan: {archive.folder}")
    assert said.endswith(" The file system takes no file of this size; use another one.\n")
    assert tree(archive.site) == before
    assert start(archive, repository).wait() == 0
    assert tree(archive.site) == archive.cold()


@pytest.mark.parametrize(
    ("place", "mode", "told"),
    [
        ("", 0o555, "{archive}/site: the site cannot be written here: Permission denied"),
        (".qikan-site", 0o555, "{archive}/.qikan-site/new-"),
        ("content/issues/2024-02.md", 0, "{archive}/content/issues/2024-02.md: Permission denied"),
        ("content/issues", 0, "{archive}/content/issues: Permission denied"),
        ("content/issues/2024-01", 0, "{archive}/content/issues/2024-01: Permission denied"),
        ("content/originals", 0, "{archive}/content/originals: Permission denied"),
        ("content/anchors", 0, "{archive}/content/anchors: Permission denied"),
        ("content/site.toml", 0, "{archive}/content/site.toml: Permission denied"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="sets rights")
def test_without_rights_the_last_site_stays_and_the_place_is_named(
    archive: Archive, capsys: pytest.CaptureFixture[str], place: str, mode: int, told: str
) -> None:
    (archive.content / "site.toml").write_text("", encoding="utf-8")
    build = ["build", "--content", str(archive.content), "--output", str(archive.site), "--quiet"]
    assert cli.run(build) == 0
    before = tree(archive.site)
    archive.edit("2024-02", "跨过了一页", "跨过了两页")
    if not place:
        shutil.rmtree(archive.folder / ".qikan-site")
    with without_rights(archive.folder / place, mode):
        assert cli.run(build) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"qikan: {told.format(archive=archive.folder)}")
    assert tree(archive.site) == before
