"""How long it takes from saving a content file to the browser showing the correction, with `serve`."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.building.ours import CHECKOUT, content_files
from benchmarks.building.timing import corrected
from benchmarks.processes import CommandError
from generator.model import Issue
from tests.support.browser import chromium

LOOK = 20
"""Milliseconds between two looks at the page."""
PATIENCE = 120
"""Seconds after which nothing will come any more."""
BREAK = 1.0
"""Seconds between two edits: an editor reads what came of the first."""


@contextmanager
def serving(content: Path, output: Path) -> Iterator[str]:
    """Run `serve` while the context lasts; yield its address."""
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
        yield found[1]
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate()


def seconds_to_show(folder: Path, issues: Sequence[Issue]) -> list[float]:
    """Correct a typo in each of these issues in turn, a browser having it open; return how long each took to show."""
    found = []
    with serving(folder / "content", folder / "site") as address, chromium() as browser:
        page = browser.new_page()
        for number, issue in enumerate(issues):
            page.goto(f"{address}issues/{issue.id}.html")
            page.wait_for_timeout(1000 * BREAK)
            mark = f"改正{number}次"
            began = time.perf_counter()
            for path, text in content_files(corrected(issue, mark)).items():
                (folder / path).write_text(text, encoding="utf-8")
            page.wait_for_function(
                "(mark) => document.body !== null && document.body.textContent.includes(mark)",
                arg=mark,
                polling=LOOK,
                timeout=1000 * PATIENCE,
            )
            found.append(time.perf_counter() - began)
    return found
