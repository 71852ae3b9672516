"""Runs wrk, the load generator, and reads what it says."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass

UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}
"""Milliseconds in wrk's units."""


@dataclass(frozen=True)
class Load:
    """What a server held."""

    requests: float
    """Requests a second."""
    median: float
    """Milliseconds until half of the answers were there."""
    slowest: float
    """Milliseconds until 99 % of them were."""
    errors: int
    """Connections that failed or timed out, and answers that were no success."""


def wrk(url: str, *, connections: int, seconds: int) -> Load:
    """Ask for one address over so many connections and return what came of it."""
    command = ["wrk", "--threads", "2", "--connections", str(connections), "--duration", f"{seconds}s", "--latency"]
    command += ["--header", "Accept-Encoding: gzip", url]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    broken = re.search(r"Socket errors: (.*)", said)
    numbers = re.findall(r"\d+", broken[1]) if broken else []
    return Load(
        requests=float(_after(r"Requests/sec:", said)),
        median=_milliseconds(_after(r"\s50%", said)),
        slowest=_milliseconds(_after(r"\s99%", said)),
        errors=sum(map(int, numbers)) + (int(refused[1]) if refused else 0),
    )


def _after(name: str, said: str) -> str:
    found = re.search(rf"{name}\s+(\S+)", said)
    assert found is not None, said
    return found[1]


def _milliseconds(text: str) -> float:
    found = re.fullmatch(r"([\d.]+)([a-z]+)", text)
    assert found is not None, text
    return float(found[1]) * UNITS[found[2]]
