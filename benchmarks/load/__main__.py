"""Puts load on a built site: `python -m benchmarks.load`.

Builds an archive out of the real issues in ../shared with --compress, serves it by nginx with the configuration that
`init` writes and by our own `serve`, and has wrk ask each for an issue page and for the largest shard of the search;
`serve` once more while hundreds of slow clients hold connections. Prints a Markdown table. nginx and wrk are Debian
packages (`apt install nginx-light wrk`); without them there is nothing to measure, and the command says so.
"""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import click

from benchmarks.building.ours import OURS
from benchmarks.building.serving import serving
from benchmarks.corpus import TRANSCRIPTS, archive
from benchmarks.load.nginx import nginx, program
from benchmarks.load.wrk import Load, wrk
from benchmarks.processes import highest_memory, measured

MEGABYTE = 1e6
SLOW_CLIENTS = 300
SLOWLY = b"GET / HTTP/1.1\r\nHost: loc"
"""What a slow client has sent of its request."""


@click.command(help=__doc__)
@click.option("--issues", default=50, show_default=True, metavar="N", help="How many issues the archive has.")
@click.option("--connections", default=32, show_default=True, metavar="N", help="Connections at a time.")
@click.option("--seconds", default=10, show_default=True, metavar="N", help="How long each server is asked.")
def main(issues: int, connections: int, seconds: int) -> None:
    """Measure and print the table."""
    missing = [name for name, found in (("nginx", program()), ("wrk", shutil.which("wrk"))) if found is None]
    if missing:
        sys.exit(f"Not installed: {', '.join(missing)}. On Debian: apt install nginx-light wrk.")
    if not any(TRANSCRIPTS.glob("*.txt")):
        sys.exit(f"The archive is made of the transcripts in {TRANSCRIPTS}, and there are none.")
    with tempfile.TemporaryDirectory(prefix="qikan-load-") as temporary:
        folder = Path(temporary)
        folder.chmod(0o755)  # nginx's workers are another user
        site = built(folder, issues)
        pages = {"issue page": an_issue(site), "search shard": largest_shard(site)}
        print(f"{issues} issues, {connections} connections, {seconds} s each\n")
        print("| server | asked for | KB, as sent by nginx | requests/s | p50, ms | p99, ms | errors |")
        print("|---|---|---|---|---|---|---|")

        def ask(server: str, address: str) -> None:
            for name, path in pages.items():
                load = wrk(address + path, connections=connections, seconds=seconds)
                print(row(server, name, sent(site / path), load))

        with nginx(site, folder) as address:
            ask("nginx", address)
        with serving(folder / "content", site) as (address, process):
            ask("`serve`", address)
            with slow_clients(address):
                ask(f"`serve`, {SLOW_CLIENTS} slow clients", address)
            peak = highest_memory(process) / MEGABYTE
        print(f"\nPeak memory of `serve`, with the build it began with: {peak:.0f} MB")


def built(folder: Path, issues: int) -> Path:
    """Build an archive with compressed files beside the texts, and return the site's folder."""
    OURS.frame(folder)
    OURS.write(folder, archive(issues))
    measured([*OURS.command(Path(sys.executable)), "--compress"], folder, memory=False)
    return folder / OURS.made[0]


def an_issue(site: Path) -> str:
    """Return the path of the newest issue's page."""
    return max(path.relative_to(site).as_posix() for path in site.glob("issues/*.html"))


def largest_shard(site: Path) -> str:
    """Return the path of the largest file of the search index, which is what a reader's query may wait for."""
    shards = (path for path in (site / "search").rglob("*.js") if "text" not in path.parts)
    return max(shards, key=lambda path: (path.stat().st_size, path)).relative_to(site).as_posix()


def sent(file: Path) -> float:
    """Return the kilobytes of a file as nginx sends it."""
    compressed = file.with_name(f"{file.name}.gz")
    return (compressed if compressed.exists() else file).stat().st_size / 1000


@contextmanager
def slow_clients(address: str) -> Iterator[None]:
    """Hold connections on which a request never comes to its end."""
    place = urlsplit(address)
    with ExitStack() as stack:
        for _ in range(SLOW_CLIENTS):
            connection = stack.enter_context(socket.create_connection((place.hostname or "", place.port or 80)))
            connection.sendall(SLOWLY)
        yield


def row(server: str, name: str, size: float, load: Load) -> str:
    """Return a line of the table."""
    times = f"{load.median:.2f} | {load.slowest:.2f}"
    return f"| {server} | {name} | {size:.0f} | {load.requests:.0f} | {times} | {load.errors} |"


if __name__ == "__main__":
    main()
