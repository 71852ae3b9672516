"""What `init` writes for hosts: the commands that they run, with a pip and a qikan that only take note."""

from __future__ import annotations

import os
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from generator.starter import start

ADDRESS = "https://example.org/digest"
Host = Callable[[Path], tuple[str, dict[str, str]]]
"""Returns shell commands and the variables for them, from the files of an archive."""
NOTE = '#!/bin/sh\necho "$(basename "$0")" "$@" >> "$NOTES"\n'


def github(archive: Path) -> tuple[str, dict[str, str]]:
    """Return the shell commands of the workflow and the variables that it sets."""
    workflow = yaml.safe_load((archive / ".github/workflows/publish.yml").read_text(encoding="utf-8"))
    runs = [step["run"] for step in workflow["jobs"]["publish"]["steps"] if "run" in step]
    return "\n".join(runs).replace("${{ steps.pages.outputs.base_url }}", ADDRESS), workflow["env"]


def netlify(archive: Path) -> tuple[str, dict[str, str]]:
    """Return the same of Netlify's file."""
    build = tomllib.loads((archive / "netlify.toml").read_text(encoding="utf-8"))["build"]
    return build["command"], {**build["environment"], "URL": ADDRESS}


@pytest.mark.skipif(os.name == "nt", reason="hosts run a POSIX shell")
@pytest.mark.parametrize("host", [github, netlify])
def test_hosts_install_what_the_editor_names_and_nothing_else(
    tmp_path: Path, host: Callable[[Path], tuple[str, dict[str, str]]]
) -> None:
    start(tmp_path / "archive")
    for program in ("pip", "qikan"):
        (tmp_path / program).write_text(NOTE)
        (tmp_path / program).chmod(0o755)
    notes = tmp_path / "notes"
    commands, variables = host(tmp_path / "archive")

    def run(**more: str) -> subprocess.CompletedProcess[str]:
        path = f"{tmp_path}{os.pathsep}{os.defpath}"
        environment = {"PATH": path, "NOTES": str(notes), **variables, **more}
        return subprocess.run(["bash", "-ec", commands], env=environment, capture_output=True, text=True, check=False)

    empty = run()
    assert empty.returncode != 0
    assert "QIKAN: is empty. Say in " in empty.stderr
    assert not notes.exists()

    assert run(QIKAN="./a wheel.whl").returncode == 0
    assert notes.read_text().splitlines() == [
        "pip install ./a wheel.whl",
        f"qikan build --base-url {ADDRESS}/",
        f"qikan check --base-url {ADDRESS}/",
    ]
