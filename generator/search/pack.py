"""Puts the client's sources together: `python -m generator.search.pack` after a change to one of them.

The result is kept beside the sources, so that building a site needs no minifier and gives the same bytes everywhere.
A test fails where the two differ. Needs the package `tdewolff-minify`.
"""

from __future__ import annotations

from pathlib import Path

CLIENT = Path(__file__).parent / "client"

SOURCES = {
    "client.js": (
        "fold.js",
        "store.js",
        "index.js",
        "query.js",
        "match.js",
        "engine.js",
        "snippet.js",
        "view.js",
    ),
    "hit.js": ("fold.js", "hit.js"),
    "aside.js": ("aside.js",),
    "inflate.js": ("inflate.js",),
    "client.css": ("shapes.css",),
}
"""What each file is put together from, in this order."""

HEADER = "/* Qikan, MIT */"


def packed() -> dict[str, str]:
    """Return the files by name."""
    return {name: HEADER + _packed(name, sources) + "\n" for name, sources in SOURCES.items()}


def _packed(name: str, sources: tuple[str, ...]) -> str:
    import minify

    text = "".join((CLIENT / source).read_text(encoding="utf-8") for source in sources)
    if name.endswith(".css"):
        return str(minify.string("text/css", text))
    return str(minify.string("application/javascript", f'(()=>{{"use strict";{text}}})()'))


if __name__ == "__main__":
    for name, text in packed().items():
        (CLIENT / "built" / name).write_text(text, encoding="utf-8", newline="\n")
