"""Runs nginx on the loopback with the configuration that `init` writes."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.processes import CommandError
from generator.starter import STARTER

PATIENCE = 10
"""Seconds to wait for it to listen."""
AROUND = """\
daemon off;
worker_processes auto;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{server}
}}
"""
"""What Debian's main configuration gives, with all files in a folder of ours."""


def program() -> str | None:
    """Return nginx, which Debian keeps off an ordinary user's path; None where there is none."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


@contextmanager
def nginx(site: Path, folder: Path) -> Iterator[str]:
    """Serve a site while the context lasts, with files of its own in a folder; yield the address."""
    found = program()
    assert found is not None
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = (STARTER / "nginx.conf").read_text(encoding="utf-8")
    server = re.sub(r"listen 80;", f"listen 127.0.0.1:{port};", server)
    server = re.sub(r"root [^;]+;", f"root {site};", server)
    config = folder / "nginx.conf"
    config.write_text(AROUND.format(folder=folder, server=server), encoding="utf-8")
    process = subprocess.Popen([found, "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(config)])
    try:
        _wait_for(port, process)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise CommandError("nginx did not start.")
