"""The command line as a person meets it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator import cli


def run(folder: Path, repository: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(repository / "build.py"), *arguments],
        cwd=folder,
        env={**os.environ, "QIKAN_NO_BOOTSTRAP": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_every_command_explains_itself_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run([command, "--help"]) == 0
    said = capsys.readouterr().out
    assert "Example" in said or command == "serve"
    assert command in said


def test_the_help_shows_all_commands_and_the_first_steps(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--help"]) == 0
    said = capsys.readouterr().out
    assert all(f"  {command} " in said for command in cli.COMMANDS)
    assert "init my-archive" in said


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("qikan, version ")


def test_the_package_runs_without_the_command_on_the_path(tmp_path: Path, repository: Path) -> None:
    program = [sys.executable, "-m", "generator"]
    environment = {**os.environ, "PYTHONPATH": str(repository)}
    made = subprocess.run(
        [*program, "init", "."], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert "`python3 -m generator import FILE`" in made.stdout
    wrong = subprocess.run([*program, "bild"], cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert wrong.returncode == 2


def test_build_is_what_happens_without_a_command(tmp_path: Path, repository: Path) -> None:
    (tmp_path / "content" / "issues").mkdir(parents=True)
    done = run(tmp_path, repository)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "index.html").is_file()
    assert done.stderr == ""  # no progress bar in a log
    again = run(tmp_path, repository, "--base-url", "https://example.org/x")
    assert again.returncode == 0, again.stderr
    assert b"https://example.org/x/" in (tmp_path / "site" / "sitemap.xml").read_bytes()
    assert run(tmp_path, repository, "--quiet").stdout == ""


def test_a_build_says_as_much_as_it_is_asked_for(tmp_path: Path, repository: Path) -> None:
    (tmp_path / "content" / "issues").mkdir(parents=True)
    for steps in (range(2, 50), (1,)):  # something to do, nothing to do
        told = run(tmp_path, repository, "--profile", "--verbose", "--jobs", "2").stdout.splitlines()
        assert len([line for line in told if re.fullmatch(r" +\d+\.\d\d s  .+", line)]) in steps
        assert told[-2].startswith(f"content {tmp_path / 'content'}, theme ")
        assert told[-2].endswith(", 2 issues at a time")
        assert told[-1].startswith("open file:///")
    assert run(tmp_path, repository, "--quiet").stdout == ""


def test_what_is_wrong_ends_in_a_line_and_a_status(tmp_path: Path, repository: Path) -> None:
    for arguments, status, words in (
        (["--content", "none"], 1, "none: there is no such folder"),
        (["bild"], 2, "no command 'bild'. Did you mean 'build'?"),
        (["--jobs", "0"], 2, "--jobs"),
        (["import"], 2, "FILE"),
        (["import", "none.txt"], 1, "none.txt: there is no such file"),
        (["--base-url", "nonsense"], 1, "'nonsense'"),
    ):
        done = run(tmp_path, repository, *arguments)
        assert done.returncode == status, arguments
        assert words in done.stderr
        assert "Traceback" not in done.stderr


HEAVY = {"PIL", "asyncio", "distributed", "jinja2", "lunr", "markdown_it", "multiprocessing", "nh3", "pdfminer"}
HEAVY |= {"pypdfium2", "pypinyin", "watchfiles", "yaml"}
"""What takes longer to import than help may take: 0.2 s over the bare interpreter."""


@pytest.mark.parametrize("arguments", [["--help"], *([name, "--help"] for name in cli.COMMANDS)], ids=" ".join)
def test_help_starts_at_once(repository: Path, arguments: list[str]) -> None:
    """It imports the command line's library and little else; time itself is the machine's affair."""
    program = f"import sys; from generator import cli; cli.run({arguments!r}); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], cwd=repository, capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "click" in loaded
    assert not loaded & HEAVY


def test_init_says_what_can_be_typed_where_one_is(tmp_path: Path, repository: Path) -> None:
    said = run(tmp_path, repository, "init", "my archive").stdout
    assert "`cd 'my archive'`" in said
    assert f"{repository / 'build.py'} import FILE" in said
    assert "cd " not in run(tmp_path, repository, "init", ".").stdout


def test_check_tells_of_the_content_even_if_there_is_no_site_yet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "content" / "issues").mkdir(parents=True)
    (tmp_path / "content" / "issues" / "2024-11.md").write_text("# 周刊\n", encoding="utf-8")
    assert cli.run(["check", "--content", str(tmp_path / "content"), "--output", str(tmp_path / "site")]) == 1
    said = capsys.readouterr()
    assert "2024-11.md:1: error C01" in said.out
    assert "There is no site to check. Build it first." in said.err


def test_check_follows_the_address_of_the_settings_or_of_its_option(tmp_path: Path, repository: Path) -> None:
    (tmp_path / "content" / "issues").mkdir(parents=True)
    (tmp_path / "content" / "site.toml").write_text('base_url = "https://example.org/digest/"\n', encoding="utf-8")
    run(tmp_path, repository)
    assert run(tmp_path, repository, "check").returncode == 0
    run(tmp_path, repository, "--base-url", "https://example.org/other/")
    assert run(tmp_path, repository, "check", "--base-url", "https://example.org/other/").returncode == 0
    wrong = run(tmp_path, repository, "check")
    assert wrong.returncode == 1
    assert "404.html" in wrong.stdout


def test_diff_without_the_old_manifest_says_what_to_do(tmp_path: Path, repository: Path) -> None:
    done = run(tmp_path, repository, "diff", "published.json")
    assert done.returncode == 1
    assert "published.json: there is no such file." in done.stderr
    assert "never published, upload all of it" in done.stderr


def test_serve_without_an_archive_ends_at_once(tmp_path: Path, repository: Path) -> None:
    done = run(tmp_path, repository, "serve", "--port", "0")
    assert done.returncode == 1
    assert "content: there is no such folder." in done.stderr
