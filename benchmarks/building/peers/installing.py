"""Installs peers from PyPI and npm, each kind into one place below a folder, once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.processes import CommandError

DEFAULT = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "qikan-benchmarks"
"""Where the peers are installed unless told otherwise."""


def from_pypi(cache: Path, program: str, *packages: str) -> Path:
    """Install packages (`name==version`) into a virtual environment of their own; return a program of theirs."""
    folder = cache / "-".join(packages).replace("==", "-")
    done = folder / "done"
    if not done.exists():
        _run([sys.executable, "-m", "venv", str(folder)], cache)
        _run([str(folder / "bin" / "pip"), "install", "--quiet", *packages], cache)
        done.touch()
    return folder / "bin" / program


def from_npm(cache: Path, program: str, *packages: str) -> Path:
    """Install packages (`name@version`) into a folder of their own; return a program of theirs."""
    folder = cache / "-".join(packages).replace("/", "-").replace("@", "-").lstrip("-")
    done = folder / "done"
    if not done.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _run(["npm", "install", "--silent", "--no-fund", "--no-audit", *packages], folder)
        done.touch()
    return folder / "node_modules" / ".bin" / program


def _run(command: list[str], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise CommandError(f"{command[0]} is not installed.") from None
    if done.returncode:
        raise CommandError(f"{' '.join(command)} failed:\n{done.stdout + done.stderr}")
