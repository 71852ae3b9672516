"""Time and memory of a command with all its children."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PAUSE = 0.1
"""Seconds between two looks at the memory."""
UNUSUAL = "PYTHONDONTWRITEBYTECODE"
"""A setting under which Python compiles all modules of a checkout anew each time, as nobody's does."""
LAST_WORDS = 2000
"""Characters of a failed command's output that are told."""


@dataclass(frozen=True)
class Cost:
    """What a command took."""

    seconds: float
    """From start to end."""
    processor: float
    """Seconds of processor time, its own and its children's, user and system together."""
    peak: int
    """The most bytes that it and its children held at once (proportional set size); 0 where nobody looked."""
    largest: int
    """The most bytes that one process of them held (resident set size); 0 where nobody looked."""


class CommandError(Exception):
    """A command ended with another status than 0; the message holds the end of what it said."""


def measured(command: Sequence[str], folder: Path, *, memory: bool = True) -> Cost:
    """Run a command in a folder and return what it took; CommandError where it fails.

    A look at the memory costs a few milliseconds, so that short times are better taken without.
    """
    start = time.perf_counter()
    usual = {name: value for name, value in os.environ.items() if name != UNUSUAL}
    process = subprocess.Popen(command, cwd=folder, env=usual, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    watch = _Watch(process.pid)
    if memory:
        watch.start()
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    watch.end()
    if process.returncode:
        words = said.decode(errors="replace")[-LAST_WORDS:]
        raise CommandError(f"{' '.join(command)} ended with status {process.returncode}:\n{words}")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, watch.peak, watch.largest)


class _Watch(threading.Thread):
    """Looks at the memory of a process and its children until it is told to end."""

    def __init__(self, parent: int) -> None:
        super().__init__(daemon=True)
        self.parent = parent
        self.peak = 0
        self.largest = 0
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.is_set():
            family = _family(self.parent)
            self.peak = max(self.peak, sum(map(proportional_memory, family)))
            self.largest = max(self.largest, *map(highest_memory, family))
            self._over.wait(PAUSE)

    def end(self) -> None:
        """Stop looking."""
        self._over.set()
        if self.is_alive():
            self.join()


def _family(parent: int) -> list[int]:
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = int(fields[1])
    family = [parent]
    for member in family:
        family += [child for child, its_parent in parents.items() if its_parent == member]
    return family


def proportional_memory(process: int) -> int:
    """Return the proportional set size of a process: what it shares is counted in parts, so that sums are true."""
    return _kilobytes(f"/proc/{process}/smaps_rollup", "Pss:")


def highest_memory(process: int) -> int:
    """Return the largest resident set that a process has had."""
    return _kilobytes(f"/proc/{process}/status", "VmHWM:")


def _kilobytes(file: str, name: str) -> int:
    try:
        lines = Path(file).read_text().splitlines()
    except OSError:
        return 0  # the process has ended
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(name))
