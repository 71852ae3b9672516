"""The site: does every link lead somewhere, is every page sound."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from generator.building.workers import Progress, in_silence, map_in_order
from generator.checking.findings import Finding
from generator.checking.page import Link, Page, read_page
from generator.errors import QikanError

LARGEST_PAGE = 1_000_000
"""Bytes; a page of this size takes about ten seconds on a slow phone network even when compressed."""
SITEMAP_ADDRESS = re.compile(r"<loc>([^<]+)</loc>")
SAME_PAGE = ""


@dataclass(frozen=True, slots=True)
class _Known:
    """The site as links see it."""

    files: frozenset[str]
    """Paths of all files."""
    ids: Mapping[str, frozenset[str]]
    """Anchors by page."""
    base: str
    """The path of the site's address, ending in `/`: what links of 404.html begin with."""


def check_site(
    folder: Path, *, base_url: str = "", jobs: int = 1, progress: Progress = in_silence
) -> tuple[Finding, ...]:
    """Return what is wrong in a built site: links, anchors, ids, order of tags, sizes, resources from elsewhere.

    Raises QikanError where there is no site.
    """
    if not (folder / "index.html").is_file():
        raise QikanError("there is no site.", place=str(folder), remedy="Build it first, or name it with --output.")
    files = frozenset(_files(folder))
    paths = sorted(path for path in files if path.endswith(".html"))
    read = progress(map_in_order(partial(_read, folder), paths, jobs), len(paths), "checking")
    pages = dict(zip(paths, read, strict=True))
    base = urlsplit(base_url).path or "/"
    known = _Known(files, {path: page.ids for path, page in pages.items()}, base)
    found = [finding for path, page in pages.items() for finding in _page_findings(folder, path, page, known)]
    return (*found, *_sitemap_findings(folder, base_url, files))


def _files(folder: Path) -> Iterator[str]:
    """Yield the paths of all files, relative to the site's root."""
    for place, _, names in os.walk(folder):
        prefix = Path(place).relative_to(folder).as_posix()
        yield from (name if prefix == "." else f"{prefix}/{name}" for name in names)


def _read(folder: Path, path: str) -> Page:
    return read_page((folder / path).read_text(encoding="utf-8", errors="replace"))


def _page_findings(folder: Path, path: str, page: Page, known: _Known) -> Iterator[Finding]:
    file = str(folder / path)
    for anchor, line in page.doubles:
        yield Finding("duplicate-id", file, line, f"the anchor {anchor!r} is there twice.")
    if page.unclosed is not None:
        problem, line = page.unclosed
        yield Finding("ill-formed", file, line, f"{problem}.")
    size = (folder / path).stat().st_size
    if size > LARGEST_PAGE:
        yield Finding("large-page", file, None, f"the page has {size // 1000} kB.")
    for link in page.links:
        yield from _link_findings(file, path, link, known)


def _link_findings(file: str, path: str, link: Link, known: _Known) -> Iterator[Finding]:
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", link.address):
        if link.loads and not link.address.startswith("data:"):
            yield Finding("foreign-resource", file, link.line, f"the page loads {link.address}.")
        return
    parts = urlsplit(link.address)
    target = _target(path, unquote(parts.path), known)
    if target not in known.files:
        yield Finding("broken-link", file, link.line, f"{link.address} leads to no file.")
    elif parts.fragment and target in known.ids and unquote(parts.fragment) not in known.ids[target]:
        yield Finding("broken-anchor", file, link.line, f"{link.address}: {target} has no such anchor.")


def _target(page: str, path: str, known: _Known) -> str:
    """Return the file that a link of a page leads to, relative to the site's root."""
    if not path:
        return page
    if path.startswith("/"):
        path, page = path.removeprefix(known.base).lstrip("/"), SAME_PAGE
    target = normpath(join(dirname(page), path)) if path else "."
    if path.endswith("/") or target == ".":
        return normpath(join(target, "index.html"))
    return target


def _sitemap_findings(folder: Path, base_url: str, files: frozenset[str]) -> Iterator[Finding]:
    """Yield the addresses of the sitemap that lead to no file; only where the site's address is known."""
    sitemap = folder / "sitemap.xml"
    if not base_url or not sitemap.is_file():
        return
    text = sitemap.read_text(encoding="utf-8")
    for found in SITEMAP_ADDRESS.finditer(text):
        path = unquote(found[1].removeprefix(base_url))
        if (path or "index.html") not in files and f"{path}index.html" not in files:
            line = text.count("\n", 0, found.start()) + 1
            yield Finding("broken-link", str(sitemap), line, f"{found[1]} leads to no file.")
