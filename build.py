#!/usr/bin/env python3
"""Qikan's entry point: `python3 build.py [COMMAND]`.

On a fresh machine it makes a virtual environment beside itself (`.venv`), installs the project into it and runs itself
again there; later runs see in a moment that all is in place. It needs Python with its `venv` module and nothing
else, so this file imports the standard library only until the project is installed.

QIKAN_NO_BOOTSTRAP=1 uses the running interpreter as it is.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # typing itself would cost every start a moment
if TYPE_CHECKING:
    from typing import IO

OLDEST_PYTHON = (3, 11)
ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
STAMP = os.path.join(VENV, "qikan-stamp.txt")
LOG = os.path.join(VENV, "qikan-install.log")
LOCK = os.path.join(ROOT, ".venv.lock")
PROJECT = os.path.join(ROOT, "pyproject.toml")
PYTHON = os.path.join(VENV, "Scripts", "python.exe") if os.name == "nt" else os.path.join(VENV, "bin", "python")
NO_SET_UP = "QIKAN_NO_BOOTSTRAP"
SET_UP_DONE = "QIKAN_SET_UP_DONE"
PIP_RETRIES = "2"  # pip's five make a machine without a network wait for half a minute


class SetUpError(Exception):
    """The set-up cannot go on; the message says why and what to do."""


def main() -> None:
    """Run the command line, in `.venv` unless told otherwise."""
    if sys.version_info < OLDEST_PYTHON:
        found, needed = (".".join(str(part) for part in version[:2]) for version in (sys.version_info, OLDEST_PYTHON))
        stop(f"Python {found} is too old: Qikan needs Python {needed} or newer. Install it and run it on build.py.")
    # Taken out of the environment, so that a build.py started by this one looks after itself.
    set_up_by = os.environ.pop(SET_UP_DONE, "")
    if os.environ.get(NO_SET_UP, "") not in {"", "0"}:
        run_here(f"{NO_SET_UP} is set, and this Python lacks a package: unset it, or run `pip install .` first.")
    elif set_up_by == ROOT:
        run_here(f"The set-up is damaged: remove {VENV} and run build.py again.")
    else:
        try:
            tests = sys.argv[1:2] == ["test"] and sys.argv[2:3] not in (["--help"], ["-h"])
            set_up(extra="test" if tests else "")
        except SetUpError as error:
            stop(str(error))
        except OSError as error:
            stop(
                f"cannot set up in {ROOT}: {error.strerror or error}. Qikan needs to write there once:"
                " copy the project into a folder of yours, or free some space."
            )
        run_in_venv()


def run_here(remedy: str) -> None:
    """Call the project with the running interpreter; `remedy` is for a package that is missing."""
    if ROOT not in sys.path:
        sys.path.insert(0, ROOT)
    try:
        from generator.cli import main as run
    except ModuleNotFoundError as error:
        stop(f"the package {error.name} is not installed. {remedy}")
    run()


def run_in_venv() -> None:
    """Run this file again with the interpreter of `.venv`, and end with its exit status."""
    command = [PYTHON, os.path.abspath(__file__), *sys.argv[1:]]
    environment = {**os.environ, SET_UP_DONE: ROOT}
    if os.name != "nt":
        os.execve(PYTHON, command, environment)
    # Windows has no exec that keeps the console's process: wait for the child instead.
    import subprocess

    with subprocess.Popen(command, env=environment) as child:
        while True:
            try:
                sys.exit(child.wait())
            except KeyboardInterrupt:
                continue  # the child got it too and decides


def set_up(extra: str) -> None:
    """Make sure that `.venv` holds what pyproject.toml asks for, with the dependencies of `extra`.

    Raises SetUpError where that cannot be, and OSError where the folder cannot be written.
    """
    if is_ready(extra):
        return
    with open(LOCK, "a", encoding="utf-8") as lock:
        hold(lock)
        if is_ready(extra):
            return  # another set-up was faster
        # An installation that was cut off may leave a package half there, and pip would take it for whole: only a
        # stamp that says "ready" is trusted, and an environment without any stamp, which is its owner's.
        stamp = read_stamp()
        if stamp is None and not is_owners():
            make_venv()
        installed = stamp[0] if stamp else ()
        install(sorted({*installed, *([extra] if extra else [])}), was=read(STAMP) if stamp else "")


def is_ready(extra: str) -> bool:
    """Tell whether `.venv` was made here from the pyproject.toml of now, with `extra` if that is not empty."""
    stamp = read_stamp()
    if stamp is None:
        return False
    extras, project = stamp
    return project == read(PROJECT) and (not extra or extra in extras)


def read_stamp() -> tuple[tuple[str, ...], str] | None:
    """Return the extras and the pyproject.toml that were installed last; None where no whole set-up stands here."""
    first, _, project = read(STAMP).partition("\n")
    state, _, extras = first.partition(" ")
    home, _, project = project.partition("\n")
    if state != "ready" or home != base() or not os.path.exists(PYTHON):
        return None
    return tuple(extras.split()), project


def write_stamp(state: str, extras: list[str]) -> None:
    """Note the state of `.venv`: `begun`, or `ready` with what was installed."""
    write(STAMP, f"{state} {' '.join(extras)}\n{base()}\n{read(PROJECT)}")


def base() -> str:
    """Name where `.venv` stands and what it stands on: one that was moved, or whose Python went, is void."""
    python = os.path.realpath(PYTHON) if os.name != "nt" else ""
    return f"{VENV} {python}"


def is_owners() -> bool:
    """Tell whether `.venv` is a working environment that its owner made and no set-up of ours has begun to change."""
    if os.path.exists(STAMP) or not os.path.exists(PYTHON):
        return False
    import subprocess

    return subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


def make_venv() -> None:
    """Make a new, empty `.venv` in the place of whatever stands there."""
    from importlib.util import find_spec

    if find_spec("venv") is None or find_spec("ensurepip") is None:
        raise SetUpError(
            f"this Python ({sys.executable}) lacks its venv module. On Debian and Ubuntu `apt install python3-venv`"
            " brings it; elsewhere install Python from python.org."
        )
    import shutil
    import subprocess

    tell("making .venv (once)")
    if os.path.islink(VENV) or os.path.isfile(VENV):
        os.unlink(VENV)
    elif os.path.exists(VENV):
        shutil.rmtree(VENV)
    os.mkdir(VENV)
    write_stamp("begun", [])
    # The interpreter below a virtual environment, so that one may run build.py from within another, or from this one.
    python = getattr(sys, "_base_executable", None) or sys.executable
    made = subprocess.run([python, "-m", "venv", VENV], capture_output=True, text=True, errors="replace", check=False)
    if made.returncode != 0:
        raise SetUpError(f"python -m venv failed: {last_line(made.stdout + made.stderr)}")


def install(extras: list[str], was: str) -> None:
    """Install the project into `.venv`, editable, with its dependencies and those of `extras`.

    `was` is the stamp to go back to where pip gives up in good order, which it does before it changes anything.
    """
    import subprocess

    tell("installing Qikan and its libraries" + (f" ({', '.join(extras)})" if extras else ""))
    write_stamp("begun", extras)
    what = ROOT + (f"[{','.join(extras)}]" if extras else "")
    options = ["--disable-pip-version-check", "--no-input", "--retries", PIP_RETRIES]
    command = [PYTHON, "-m", "pip", "install", *options, "--editable", what]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    output = done.stdout + done.stderr
    if done.returncode != 0:
        write(LOG, output)
        if was:
            write(STAMP, was)
        else:
            os.unlink(STAMP)
        raise SetUpError(
            f"the libraries could not be installed: {last_line(output)} Qikan needs the network (PyPI) for its first"
            f" run and when pyproject.toml changed; pip's own words are in {LOG}."
        )
    write_stamp("ready", extras)


def last_line(output: str) -> str:
    """Return the line of a tool's output that most likely says what went wrong."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith(("ERROR:", "error:", "Error:"))]
    line = (errors or lines or ["no reason given"])[-1]
    return line if line.endswith((".", "!", "?")) else line + "."


def hold(lock: IO[str]) -> None:
    """Wait until no other set-up runs here; the lock goes with the process, however that ends."""
    try:
        import fcntl
    except ImportError:
        hold_on_windows(lock)
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        tell("waiting for another set-up in this folder")
        fcntl.flock(lock, fcntl.LOCK_EX)


def hold_on_windows(lock: IO[str]) -> None:
    """Do as `hold` does, by Windows' byte-range lock (which gives up after ten seconds a try)."""
    import msvcrt

    while True:
        try:
            msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
        except OSError:
            continue
        return


def read(path: str) -> str:
    """Return a text file's content; nothing where there is none or it cannot be read."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except (OSError, UnicodeDecodeError):
        return ""


def write(path: str, text: str) -> None:
    """Write a text file, whole or not at all."""
    with open(path + ".new", "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(path + ".new", path)


def tell(what: str) -> None:
    """Say one step on stderr."""
    print(f"qikan: {what} …", file=sys.stderr, flush=True)


def stop(problem: str) -> None:
    """Say what is wrong on stderr and end with status 1."""
    print(f"qikan: {problem}", file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__":
    main()
