"""`build.py` sets itself up: once, again when pyproject.toml changed, and after any accident.

A small project with a build backend of its own stands for Qikan, so that no network is needed; environment, pip and
re-running are real.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "qikan"
version = "1"
"""
BACKEND = """
import zipfile, pathlib
def build_editable(folder, settings=None, metadata=None):
    name = "qikan-1-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(folder, name), "w") as wheel:
        wheel.writestr("qikan-1.dist-info/METADATA", "Metadata-Version: 2.1\\nName: qikan\\nVersion: 1\\n"
                       "Provides-Extra: test\\n")
        wheel.writestr("qikan-1.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("qikan-1.dist-info/RECORD", "")
        wheel.writestr("qikan_here.py", "")
    return name
"""
CLI = """
import sys
def main():
    import qikan_here
    print(sys.prefix, *sys.argv[1:])
    sys.exit(7 if "fail" in sys.argv else 0)
"""
NO_NETWORK = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "", "PIP_CONFIG_FILE": os.devnull}


@pytest.fixture
def checkout(tmp_path: Path, repository: Path) -> Path:
    """A project that is as new as a fresh clone."""
    folder = tmp_path / "a checkout"
    (folder / "generator").mkdir(parents=True)
    shutil.copy(repository / "build.py", folder)
    (folder / "pyproject.toml").write_text(PYPROJECT)
    (folder / "backend.py").write_text(BACKEND)
    (folder / "generator" / "__init__.py").write_text("")
    (folder / "generator" / "cli.py").write_text(CLI)
    return folder


def environment(folder: Path, **more: str) -> dict[str, str]:
    """An empty home, no network, and nothing of the tests' own environment."""
    home = folder.parent / "home"
    home.mkdir(exist_ok=True)
    return {"HOME": str(home), "PATH": os.defpath, **NO_NETWORK, **more}


def run(folder: Path, *arguments: str, python: str = sys.executable, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [python, str(folder / "build.py"), *arguments],
        cwd=folder.parent,
        env=environment(folder, **more),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_a_fresh_checkout_sets_itself_up_once(checkout: Path) -> None:
    first = run(checkout, "one", "two words")
    assert first.returncode == 0, first.stderr
    assert first.stdout.split(" ", 2)[-1].endswith("one two words\n")
    assert str(checkout / ".venv") in first.stdout
    assert first.stderr.count("\n") == 2  # a line a step

    again = run(checkout, "fail")
    assert again.returncode == 7
    assert again.stderr == ""

    (checkout / "pyproject.toml").write_text(PYPROJECT + 'description = "changed"\n')
    changed = run(checkout)
    assert changed.returncode == 0
    assert changed.stderr.count("\n") == 1
    assert "installing" in changed.stderr
    assert run(checkout).stderr == ""

    assert run(checkout, "test", "--help").stderr == ""
    tests = run(checkout, "test")
    assert "(test)" in tests.stderr
    assert run(checkout, "test").stderr == ""
    assert run(checkout).stderr == ""

    # The folder moves: the environment knows its old place only, and is made anew.
    moved = checkout.rename(checkout.with_name("moved"))
    there = run(moved)
    assert there.returncode == 0, there.stderr
    assert str(moved / ".venv") in there.stdout


def test_what_a_killed_set_up_left_is_repaired(checkout: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, str(checkout / "build.py")],
        env=environment(checkout),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while not (checkout / ".venv" / "lib").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert (checkout / ".venv").exists()
    repaired = run(checkout)
    assert repaired.returncode == 0, repaired.stderr
    assert run(checkout).stderr == ""


def test_two_set_ups_at_once_both_end_well(checkout: Path) -> None:
    both = [
        subprocess.Popen(
            [sys.executable, str(checkout / "build.py")],
            env=environment(checkout),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=300) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sum("installing" in errors for _, errors in said) == 1


def test_without_network_and_with_nothing_installed_a_line_says_so(checkout: Path) -> None:
    (checkout / "pyproject.toml").write_text(PYPROJECT.replace("requires = []", 'requires = ["no-such-backend"]'))
    failed = run(checkout)
    assert failed.returncode == 1
    assert "Traceback" not in failed.stderr
    assert "could not be installed" in failed.stderr
    assert "network" in failed.stderr

    (checkout / "pyproject.toml").write_text(PYPROJECT)
    assert run(checkout).returncode == 0


def test_a_folder_that_cannot_be_written_is_named(checkout: Path) -> None:
    (checkout / ".venv.lock").mkdir()  # not even root can write into this
    failed = run(checkout)
    assert failed.returncode == 1
    assert "Traceback" not in failed.stderr
    assert str(checkout) in failed.stderr


def test_a_python_without_venv_is_told_what_to_install(checkout: Path, tmp_path: Path) -> None:
    lacking = tmp_path / "lacking"
    lacking.mkdir()
    (lacking / "sitecustomize.py").write_text("import sys; sys.modules['ensurepip'] = None\n")
    failed = run(checkout, PYTHONPATH=str(lacking))
    assert failed.returncode == 1
    assert "Traceback" not in failed.stderr
    assert "python3-venv" in failed.stderr


def test_an_old_python_is_told_so(checkout: Path, tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.mkdir()
    (old / "sitecustomize.py").write_text("import sys; sys.version_info = (3, 9, 2, 'final', 0)\n")
    failed = run(checkout, PYTHONPATH=str(old))
    assert failed.returncode == 1
    assert failed.stderr == (
        "qikan: Python 3.9 is too old: Qikan needs Python 3.11 or newer. Install it and run it on build.py.\n"
    )


def test_no_bootstrap_uses_the_running_interpreter(checkout: Path) -> None:
    lacking = run(checkout, QIKAN_NO_BOOTSTRAP="1")
    assert lacking.returncode == 1
    assert not (checkout / ".venv").exists()

    (checkout / "qikan_here.py").write_text("")
    done = run(checkout, "x", QIKAN_NO_BOOTSTRAP="1")
    assert done.returncode == 0, done.stderr
    assert not (checkout / ".venv").exists()
    assert done.stderr == ""
