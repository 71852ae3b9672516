"""The client: scripts and shapes that every theme's search page can include as they are."""

from __future__ import annotations

from importlib.resources import files

from generator.search.envelope import FOLDER

NAMES = ("client.js", "engine.js", "exact.js", "inflate.js", "aside.js", "hit.js", "client.css")
"""The search page's script, the script for pages that a hit leads to, the ones that the first loads after its results
and where the browser cannot inflate, and the shapes."""


def client_files() -> dict[str, bytes]:
    """Return the client by site-relative path; the same bytes for every archive."""
    folder = files("generator.search") / "client" / "built"
    return {FOLDER + name: (folder / name).read_bytes() for name in NAMES}


def page_parts() -> tuple[str, str]:
    """Return the script and the shapes that a search page may hold itself, rather than link."""
    files = client_files()
    return files[f"{FOLDER}client.js"].decode(), files[f"{FOLDER}client.css"].decode()
