"""How long it takes from saving a content file to the browser showing the correction, with `serve`."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.building.ours import content_files
from benchmarks.building.serving import serving
from benchmarks.building.timing import corrected
from generator.model import Issue
from tests.support.browser import chromium

LOOK = 20
"""Milliseconds between two looks at the page."""
PATIENCE = 120
"""Seconds after which nothing will come any more."""
BREAK = 1.0
"""Seconds between two edits: an editor reads what came of the first."""


def seconds_to_show(folder: Path, issues: Sequence[Issue]) -> list[float]:
    """Correct a typo in each of these issues in turn, a browser having it open; return how long each took to show."""
    found = []
    with serving(folder / "content", folder / "site") as (address, _), chromium() as browser:
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
