"""The client: scripts and shapes that every theme's search page can include as they are."""

from __future__ import annotations

import re
from importlib.resources import files

SOURCES = {
    "search/client.js": (
        "fold.js",
        "store.js",
        "index.js",
        "query.js",
        "match.js",
        "engine.js",
        "snippet.js",
        "view.js",
    ),
    "search/hit.js": ("fold.js", "hit.js"),
    "search/client.css": ("search.css",),
}
"""What each file of the site is put together from, in this order."""

_COMMENT = re.compile(r"^\s*//.*\n", re.M)
_INDENT = re.compile(r"^\s+", re.M)


def client_files() -> dict[str, bytes]:
    """Return the client by site-relative path; the same bytes for every archive."""
    folder = files("generator.search") / "client"
    made = {}
    for path, names in SOURCES.items():
        text = "".join((folder / name).read_text(encoding="utf-8") for name in names)
        made[path] = (_script(text) if path.endswith(".js") else text).encode()
    return made


def _script(text: str) -> str:
    """Put the sources into one strict scope, without their comment lines and indents."""
    return "(()=>{'use strict';\n" + _INDENT.sub("", _COMMENT.sub("", text)) + "})();\n"
