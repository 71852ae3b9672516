"""What a change of Qikan has to pass: lint, format, types, tests; and the browser that the tests drive."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from generator.errors import QikanError

CHECKOUT = Path(__file__).resolve().parent.parent
WORKERS = "2"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""Programs that are a Chromium, the first of them before the others."""
DEBIAN_PACKAGES = ("chromium", "fonts-noto-cjk", "default-jre-headless")
"""The browser, a Chinese font, and what the validators of pages and e-books run on."""
TOOLS = ("ruff", "mypy", "pytest", "xdist", "hypothesis", "playwright")
REMEDY = "Install Chromium or Google Chrome and a Chinese font (on Debian: apt install chromium fonts-noto-cjk)."


def check_all(arguments: Sequence[str]) -> int:
    """Run every check in the checkout, pytest with `arguments`, and return 1 if any failed, else 0.

    Raises QikanError outside a checkout, or where the tools or a browser cannot be had.
    """
    if not (CHECKOUT / "tests" / "conftest.py").is_file():
        raise QikanError(
            "Qikan's tests are not here.", remedy="They are part of its checkout: run `python3 build.py test` there."
        )
    require_tools()
    provide_programs()
    failed = [name for name, check in checks(arguments) if not passes(name, check)]
    if failed:
        click.echo(f"FAILED: {', '.join(failed)}")
    return 1 if failed else 0


def checks(arguments: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return the checks' names and command lines; pytest comes last, so that its closing line ends the output."""
    return [
        ("ruff check", ["ruff", "check", "."]),
        ("ruff format", ["ruff", "format", "--check", "."]),
        ("mypy", ["mypy", "--strict", "generator"]),
        ("pytest", ["pytest", "-n", WORKERS, *arguments]),
    ]


def passes(name: str, check: list[str]) -> bool:
    """Run one check, its output going where ours goes, and tell whether it passed."""
    click.echo(f"== {name}")
    return subprocess.run([sys.executable, "-m", *check], cwd=CHECKOUT, check=False).returncode == 0


def require_tools() -> None:
    """Raise QikanError if a package that the checks need is not installed."""
    missing = [name for name in TOOLS if importlib.util.find_spec(name) is None]
    if missing:
        raise QikanError(
            f"the tests need packages that are not installed: {', '.join(missing)}.",
            remedy="`python3 build.py test` installs them by itself unless QIKAN_NO_BOOTSTRAP is set; or run"
            " `pip install '.[test]'`.",
        )


def provide_programs() -> None:
    """Make sure that the tests find a Chromium, and as root on Debian a Chinese font and a Java too.

    Raises QikanError, which says what to install, where that fails.
    """
    if os.environ.get("QIKAN_NO_BOOTSTRAP", "") not in {"", "0"}:
        return  # nothing is installed then; a test that lacks the browser says so itself
    if may_install_debian_packages():
        missing = [name for name in DEBIAN_PACKAGES if not is_installed(name)]
        if missing:
            install_debian_packages(missing)
    elif browser_program() is None and not playwright_has_browser():
        click.echo("qikan: installing a browser for the tests …", err=True)
        run_installer([sys.executable, "-m", "playwright", "install", "chromium"])


def browser_program() -> str | None:
    """Return the path of the system's Chromium or Chrome; None where there is none but perhaps Playwright's own."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def may_install_debian_packages() -> bool:
    """Tell whether this is Debian, or one of its kin, and we are root there."""
    return Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None and os.geteuid() == 0


def is_installed(package: str) -> bool:
    """Tell whether a Debian package is installed; Chromium and Java may also have come by another way."""
    if package == "chromium" and browser_program() is not None:
        return True
    if package == "default-jre-headless" and shutil.which("java") is not None:
        return True
    query = ["dpkg-query", "--show", "--showformat=${db:Status-Status}", package]
    return subprocess.run(query, capture_output=True, text=True, check=False).stdout == "installed"


def install_debian_packages(packages: list[str]) -> None:
    """Install packages by apt-get; QikanError if that fails."""
    click.echo(f"qikan: installing {', '.join(packages)} for the tests …", err=True)
    run_installer(["apt-get", "-qq", "update"])
    run_installer(["apt-get", "-qq", "install", "--yes", "--no-install-recommends", *packages])


def run_installer(command: list[str]) -> None:
    """Run an installer; QikanError with the last line of its output if it fails."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        errors="replace",
        env=environment,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode != 0:
        said = (done.stdout + done.stderr).strip().splitlines() or ["no reason given"]
        raise QikanError(f"no browser for the tests: {' '.join(command[:2])} failed ({said[-1]}).", remedy=REMEDY)


def playwright_has_browser() -> bool:
    """Tell whether Playwright installed a Chromium of its own before."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()
