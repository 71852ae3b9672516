"""Runs our `serve`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.building.ours import CHECKOUT
from benchmarks.processes import CommandError


@contextmanager
def serving(content: Path, output: Path) -> Iterator[tuple[str, int]]:
    """Run `serve` while the context lasts; yield its address and its process."""
    command = [sys.executable, str(CHECKOUT / "build.py"), "serve", "--port", "0"]
    command += ["--content", str(content), "--output", str(output)]
    environment = {**os.environ, "QIKAN_NO_BOOTSTRAP": "1", "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        for line in process.stdout:
            found = re.match(r"serving (\S+)", line)
            if found:
                break
        else:
            raise CommandError(f"serve ended with status {process.wait()}.")
        yield found[1], process.pid
    finally:
        process.terminate()  # not by Ctrl-C, which a command in the background does not hear
        process.communicate()
