"""Links between the pages of a built site: files, anchors, and that all of them are relative."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.checking.markup import line_of
from generator.checking.message import Message, message
from generator.checking.pages import Page, Reference

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_NOT_FOUND_PAGE = "404.html"
"""Hosts serve it at any path, so it alone may have links from the root."""
_ELSEWHERE = "*"
"""Stands for the path of a link that leads to another host, to mail, to a telephone."""
_FROM_ROOT = "/"
"""Stands for the path of a link that begins at the root of host or disk."""
_OUTSIDE = ".."
"""Begins the path of a link that leads out of the site."""


def check_links(
    site: Path, pages: Mapping[str, Page], files: Container[str], base_url: str, told: Container[str] = ()
) -> Iterator[Message]:
    """Yield what is wrong with the links of `pages`; `files` are the paths of all files of the site.

    `base_url` is the site's address; it tells where links from the root lead. Of files in `told` it is known that
    they are missing.
    """
    root = urlsplit(base_url).path.rstrip("/") + "/"
    resolved: dict[tuple[str, str], str] = {}
    for page in pages.values():
        folder = posixpath.dirname(page.path)
        for reference in page.references.values():
            where, _, fragment = reference.target.partition("#")
            path = resolved.get((folder, where))
            if path is None:
                path = resolved[folder, where] = _resolve(folder, where)
            if not where:
                path = page.path
            elif path == _FROM_ROOT and page.path == _NOT_FOUND_PAGE:
                path = _below(root, where)
            if path in files:
                if fragment and not _has_anchor(pages, path, fragment):
                    yield _dead_anchor(site, page, reference, path, fragment)
            elif path not in told and (path != _ELSEWHERE or reference.loaded):
                found = _problem(reference, path)
                if found:
                    yield _say(site, page, reference, *found)


def _resolve(folder: str, where: str) -> str:
    """Return the path from the site's root that a link's target (without fragment) leads to."""
    where = where.strip().partition("?")[0]
    if scheme := _SCHEME.match(where):
        return _FROM_ROOT if scheme.group(1).lower() == "file" else _ELSEWHERE
    if where.startswith(("//", "\\\\")):
        return _ELSEWHERE
    if where.startswith(("/", "\\")):
        return _FROM_ROOT
    path = posixpath.normpath(posixpath.join(folder, unquote(where)))
    return path + "/" if where.endswith("/") or path == "." else path


def _below(root: str, where: str) -> str:
    """Return the path from the site's root that a link from the host's root leads to."""
    path = unquote(where.partition("?")[0])
    if not (path + "/").startswith(root):
        return _OUTSIDE
    inside = path[len(root) :]
    return inside + "index.html" if inside.endswith("/") or not inside else inside


def _has_anchor(pages: Mapping[str, Page], path: str, fragment: str) -> bool:
    """Whether a page has the anchor. `#q=…` is a script's, `#top` the browser's, `#:~:text=` a quotation."""
    page = pages.get(path)
    if page is None or "=" in fragment or fragment == "top":
        return True
    return fragment in page.ids or unquote(fragment) in page.ids


def _problem(reference: Reference, path: str) -> tuple[str, str, str] | None:
    """Return code, problem and remedy of a link that leads to no file of the site, None if that is all right."""
    target = reference.target[:80]
    if path == _ELSEWHERE:
        if target.strip().lower().startswith("data:"):
            return None
        return (
            "L07",
            f"{target!r} is loaded from another host.",
            "Put a copy into the archive; nothing may come from elsewhere.",
        )
    if path == _FROM_ROOT:
        return (
            "L05",
            f"{target!r} is not relative.",
            "Begin it with ../ so that it works under any path and from a disk.",
        )
    if path.startswith(_OUTSIDE):
        return "L06", f"{target!r} leads out of the site.", "Remove a ../ from it."
    if path.endswith("/"):
        return "L01", f"{target!r} leads to a folder.", "Name the file in it: a disk shows no index.html by itself."
    if reference.loaded:
        return "L04", f"{target!r} is not there.", f"Put {path} into the site, or correct the path."
    return "L01", f"{target!r} leads to {path}, which is not there.", "Correct the link, or build the site anew."


def _dead_anchor(site: Path, page: Page, reference: Reference, path: str, fragment: str) -> Message:
    place = "this page" if path == page.path else path
    problem = f"{reference.target[:80]!r} leads to #{unquote(fragment)[:40]}, and {place} has no such anchor."
    return _say(site, page, reference, "L02", problem, "Correct the link, or put the anchor into the content file.")


def _say(site: Path, page: Page, reference: Reference, code: str, problem: str, remedy: str) -> Message:
    file = site / page.path
    return message(code, file.as_posix(), line_of(file.read_bytes(), reference.offset), problem, remedy)
