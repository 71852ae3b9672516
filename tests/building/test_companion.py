"""What is done in a process beside a build's comes out as if the build had done it."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.building.companion import Companion
from generator.building.workers import begin_worker
from generator.errors import QikanError
from tests.building.conftest import Archive, tree

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a fork")


def double(number: int) -> int:
    return 2 * number


def refuse(number: int) -> int:
    raise QikanError(f"{number} is wrong.", place="here", remedy="Mend it.")


def own_number(_: int) -> int:
    return os.getpid()


def die(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def companion() -> Iterator[Companion]:
    made = Companion(begin_worker)
    yield made
    made.leave()


def test_it_does_one_thing_after_the_other(companion: Companion) -> None:
    assert list(companion.begin(double, [1, 2, 3])) == [2, 4, 6]
    first, second = (list(companion.begin(own_number, [0])) for _ in range(2))
    assert first == second != [os.getpid()]


def test_an_error_comes_out_where_the_results_are_asked_for(companion: Companion) -> None:
    results = companion.begin(refuse, [7])
    assert companion.busy
    with pytest.raises(QikanError, match="7 is wrong") as error:
        list(results)
    assert (error.value.place, error.value.remedy) == ("here", "Mend it.")
    assert list(companion.begin(double, [4])) == [8]


def test_one_that_is_killed_is_told(companion: Companion) -> None:
    with pytest.raises(QikanError, match="was killed"):
        list(companion.begin(die, [0]))


def test_one_that_is_killed_while_it_answers_is_told(companion: Companion) -> None:
    number = next(companion.begin(own_number, [0]))
    results = companion.begin(bytes, [1_000_000])  # more than a pipe takes before it is read
    assert select.select([companion._answers], [], [], 30)[0]
    os.kill(number, signal.SIGKILL)
    with pytest.raises(QikanError, match="was killed"):
        list(results)


def test_one_that_is_busy_is_ended() -> None:
    companion = Companion(begin_worker)
    number = next(companion.begin(own_number, [0]))
    companion.begin(time.sleep, [60])
    began = time.monotonic()
    companion.leave()
    assert time.monotonic() - began < 30
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def build(archive: Archive, output: Path, repository: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Build in a process of its own, for this one may have threads, and then nothing is forked."""
    command = [sys.executable, "-m", "generator", "build", "--content", str(archive.content), "--output", str(output)]
    return subprocess.run([*command, *options], cwd=repository, capture_output=True, text=True, check=False)


def test_with_and_without_it_a_site_is_the_same(archive: Archive, repository: Path) -> None:
    for output, jobs in ((archive.site, "2"), (archive.folder / "alone", "1")):
        assert build(archive, output, repository, "--jobs", jobs).returncode == 0
    archive.edit("2024-02", "跨过了一页", "跨过了两页")
    archive.write(2024, 4)
    for output, jobs in ((archive.site, "2"), (archive.folder / "alone", "1")):
        done = build(archive, output, repository, "--jobs", jobs)
        assert done.returncode == 0, done.stderr
    assert tree(archive.site) == tree(archive.folder / "alone") == archive.cold()


def test_bad_content_is_told_and_the_last_site_stays(archive: Archive, repository: Path) -> None:
    build(archive, archive.site, repository)
    before = tree(archive.site)
    archive.path("2024-02").write_text("# no issue\n", encoding="utf-8")
    done = build(archive, archive.site, repository, "--jobs", "2")
    assert done.returncode == 1
    assert "2024-02.md:1" in done.stderr
    assert tree(archive.site) == before
    assert not list((archive.folder / ".qikan-site").glob("new-*"))
