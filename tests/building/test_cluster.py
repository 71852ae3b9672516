"""A cluster builds what one machine builds, even when a worker dies."""

from __future__ import annotations

import os
import signal
import threading
import time
from dataclasses import replace

import pytest

from generator import cli
from generator.building.site import build
from generator.building.workers import Workers
from tests.building.conftest import Archive, tree


def test_a_cluster_of_which_a_worker_is_killed_builds_the_same(archive: Archive) -> None:
    from distributed import LocalCluster

    for number in range(10, 40):
        archive.write(2024, number, articles=6)
    whole = archive.cold()
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster:
        address = cluster.scheduler_address.removeprefix("tcp://")
        victim = cluster.workers[0].pid
        under_way = archive.folder / ".qikan-site"
        seen = threading.Event()

        def kill_half_way() -> None:
            deadline = time.monotonic() + 60
            while not list(under_way.glob("new-*/site/issues/*.html")) and time.monotonic() < deadline:
                time.sleep(0.005)
            os.kill(victim, signal.SIGKILL)
            seen.set()

        killer = threading.Thread(target=kill_half_way)
        killer.start()
        build(replace(archive.order(), workers=Workers(cluster=address)))
        killer.join()
        assert seen.is_set()
    assert tree(archive.site) == whole


def test_an_executor_that_is_none_is_told(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--content", str(archive.content), "--output", str(archive.site)]
    assert cli.run(["build", *arguments, "--executor", "ssh://x"]) == 2
    assert "dask://HOST:PORT" in capsys.readouterr().err
    assert not archive.site.exists()


def test_a_cluster_that_is_not_there_is_told(
    archive: Archive, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.building.workers.CONNECTING", 0.5)
    arguments = ["--content", str(archive.content), "--output", str(archive.site)]
    assert cli.run(["build", *arguments, "--executor", "dask://127.0.0.1:9"]) == 1
    assert "no Dask scheduler at 127.0.0.1:9" in capsys.readouterr().err
    assert not archive.site.exists()
