"""Puts the client's sources together: `python -m generator.search.pack` after a change to one of them.

The result is kept beside the sources, so that building a site needs no minifier and gives the same bytes everywhere.
A test fails where the two differ. Needs the package `tdewolff-minify`.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

CLIENT = Path(__file__).parent / "client"

ENGINE = {
    "engine.js": (
        "talk.js",
        "store.js",
        "fold.js",
        "index.js",
        "match.js",
        "finding.js",
        "snippet.js",
        "desk.js",
    ),
    "exact.js": ("kit.js", "query.js", "exact.js"),
    "inflate.js": ("inflate.js",),
    "aside.js": ("aside.js",),
}
"""What the search page's script asks for, each put together from these files in this order."""

PAGE = {"client.js": ("talk.js", "asking.js", "view.js")}
"""The search page's script."""

OTHERS = {"hit.js": ("fold.js", "hit.js"), "client.css": ("shapes.css",)}
"""A script of other pages, and the search page's shapes."""

HEADER = "/* Qikan, MIT */"
EDITION_BYTES = 4


def packed() -> dict[str, str]:
    """Return the files by name. `client.js` knows the edition of those that it asks for, which changes with them, so
    that a browser never puts together those of two versions."""
    asked = {name: _packed(name, sources) for name, sources in ENGINE.items()}
    edition = blake2b("".join(asked.values()).encode(), digest_size=EDITION_BYTES).hexdigest()
    page = {name: _packed(name, sources, f'const EDITION="{edition}";') for name, sources in PAGE.items()}
    return asked | page | {name: _packed(name, sources) for name, sources in OTHERS.items()}


def _packed(name: str, sources: tuple[str, ...], before: str = "") -> str:
    import minify

    text = "".join((CLIENT / source).read_text(encoding="utf-8") for source in sources)
    if name.endswith(".css"):
        return f"{HEADER}{minify.string('text/css', text)}\n"
    return f'{HEADER}{minify.string("application/javascript", f"""(()=>{{"use strict";{before}{text}}})()""")}\n'


if __name__ == "__main__":
    for name, text in packed().items():
        (CLIENT / "built" / name).write_text(text, encoding="utf-8", newline="\n")
