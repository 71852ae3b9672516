"""Lighthouse's verdict on a page, as its mobile preset gives it. Lighthouse comes from npm."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from generator.selftest import browser_program
from tests.support.browser import options

VERSION = "12"
RUNS = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


@dataclass(frozen=True)
class Verdict:
    """The medians of some runs on one page."""

    scores: tuple[int, ...]
    """The score in each of CATEGORIES, of 100."""
    largest_paint: float
    """Largest contentful paint in milliseconds, simulated."""
    blocking: float
    """Total blocking time in milliseconds."""
    shift: float
    """Cumulative layout shift."""


def install(folder: Path) -> Path:
    """Install Lighthouse into a folder and return the program."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder)]
    subprocess.run([*command, f"lighthouse@{VERSION}"], check=True)
    return folder / "node_modules" / ".bin" / "lighthouse"


def judge(program: Path, address: str) -> Verdict:
    """Return Lighthouse's verdict on a page."""
    reports = [_report(program, address) for _ in range(RUNS)]

    def of(audit: str) -> float:
        return median(float(report["audits"][audit]["numericValue"]) for report in reports)

    scores = tuple(
        round(median(100 * float(report["categories"][name]["score"] or 0) for report in reports))
        for name in CATEGORIES
    )
    return Verdict(scores, of("largest-contentful-paint"), of("total-blocking-time"), of("cumulative-layout-shift"))


def _report(program: Path, address: str) -> dict[str, dict[str, dict[str, str]]]:
    flags = " ".join(["--headless", *options()])
    command = [str(program), address, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    environment = {**os.environ, "CHROME_PATH": browser_program() or ""}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    report: dict[str, dict[str, dict[str, str]]] = json.loads(done.stdout)
    return report
