"""Files of the site in XML: well-formed or not, and whether the sitemap leads to pages that are there."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote
from xml.parsers import expat

from generator.checking.message import Message, message

_LOCATION = re.compile(r"<loc>\s*([^<]*?)\s*</loc>")
_SUFFIXES = (".xml", ".svg", ".atom")


def check_xml(site: Path, files: Iterable[str]) -> Iterator[Message]:
    """Yield the XML files among `files` (paths from the site's root) that a strict reader would refuse."""
    for path in files:
        if path.endswith(_SUFFIXES):
            try:
                expat.ParserCreate().Parse((site / path).read_bytes(), True)
            except expat.ExpatError as error:
                problem = f"The file is not well-formed: {expat.ErrorString(error.code)}."
                yield message("H05", (site / path).as_posix(), error.lineno, problem, "Correct the template.")


def check_sitemaps(site: Path, files: Iterable[str], base_url: str) -> Iterator[Message]:
    """Yield the addresses of sitemaps that lead to no file. Without the site's address nothing can be said."""
    if not base_url:
        return
    root = base_url.rstrip("/") + "/"
    known = frozenset(files)
    for path in sorted(known):
        if path.startswith("sitemap") and path.endswith(".xml"):
            text = (site / path).read_text(encoding="utf-8", errors="replace")
            for match in _LOCATION.finditer(text):
                problem = _no_page(unescape(match[1]), root, known)
                if problem:
                    line = text.count("\n", 0, match.start()) + 1
                    yield message("L09", (site / path).as_posix(), line, problem, "Build the site anew.")


def _no_page(address: str, root: str, files: Container[str]) -> str:
    if not address.startswith(root):
        return f"{address[:80]} does not begin with the site's address {root}."
    path = unquote(address[len(root) :])
    if path in files or (not path or path.endswith("/")) and path + "index.html" in files:
        return ""
    return f"{address[:80]} leads to no file."
