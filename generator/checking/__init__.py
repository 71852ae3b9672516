"""Look through an archive and its built site for what readers would stumble over.

A family of rules a module: `issues` (C contents, F pictures, M names, P pages), `names` and `leftovers` (M),
`ids` (I), `suggestions` and `merges` (S), `pages`, `feeds` and `hosting` (H well-formedness, what a page says by
itself and a host of it), `links` (L), `sizes` (B), and on demand `external` (X).
`message.CODES` lists every code.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Set
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from generator.building.files import files_in
from generator.checking.external import check_external
from generator.checking.feeds import check_sitemaps, check_xml
from generator.checking.hosting import check_hosting
from generator.checking.ids import check_lost_issues
from generator.checking.issues import CheckedIssue, check_issue, check_twice
from generator.checking.leftovers import check_leftovers
from generator.checking.links import check_links
from generator.checking.message import CODES, Message, as_json, as_text, summary
from generator.checking.names import check_names
from generator.checking.pages import Page, read_page
from generator.checking.sizes import check_sizes
from generator.config import check_archive
from generator.errors import QikanError

__all__ = [
    "CODES",
    "Message",
    "as_json",
    "as_text",
    "check",
    "check_content",
    "check_external",
    "check_site",
    "no_site",
    "summary",
]

_ISSUES = "issues"
_CHUNK = 16
"""Files that a worker gets at a time: enough to make the sending cheap."""


def check(
    content: Path, site: Path | None, executor: Executor | None = None, *, base_url: str = ""
) -> Iterator[Message]:
    """Yield what is wrong with a content folder and, where `site` is given, with the site built from it.

    Files are looked at in the order of their names, so that the same archive gives the same messages. With an
    executor, files are read by its workers.
    """
    issues = _issues(content, executor)
    yield from _content_messages(content, issues)
    if site is not None:
        told = frozenset[str]().union(*(issue.missing for issue in issues))
        yield from check_site(site, executor, base_url=base_url, told=told)
        yield from check_hosting(content.absolute().parent, site)


def check_content(content: Path, executor: Executor | None = None) -> Iterator[Message]:
    """Yield what is wrong with the content files. Raises QikanError where there is no archive."""
    yield from _content_messages(content, _issues(content, executor))


def _issues(content: Path, executor: Executor | None) -> list[CheckedIssue]:
    """Return what came of every content file, in the order of their names."""
    check_archive(content)
    files = files_in(content / _ISSUES, ".md")
    work = partial(check_issue, content)
    return list(executor.map(work, files, chunksize=_CHUNK) if executor else map(work, files))


def _content_messages(content: Path, issues: list[CheckedIssue]) -> Iterator[Message]:
    for issue in issues:
        yield from issue.messages
    yield from check_twice(issues)
    if all(issue.id for issue in issues):  # one that cannot be read may name them
        names = {name for issue in issues for name in (issue.id, Path(issue.file).stem)}
        yield from check_leftovers(content, names, {issue.original for issue in issues})
        yield from check_lost_issues(content, names)
    yield from check_names(content)


def check_site(
    site: Path, executor: Executor | None = None, *, base_url: str = "", told: Set[str] = frozenset()
) -> Iterator[Message]:
    """Yield what is wrong with a built site. Raises QikanError where there is none.

    `base_url` is the address that it was built for: the sitemap and links from the root are followed by it.
    `told` are paths that are known to be missing; links to them are not told again.
    """
    if not site.is_dir():
        raise no_site(site)
    sizes = _files(site)
    pages: dict[str, Page] = {}
    work = partial(read_page, site)
    names = [path for path in sizes if path.endswith(".html")]
    for page in executor.map(work, names, chunksize=_CHUNK) if executor else map(work, names):
        yield from page.messages
        page.messages.clear()
        pages[page.path] = page
    yield from check_links(site, pages, sizes, base_url, told)
    yield from check_xml(site, sizes)
    yield from check_sitemaps(site, sizes, base_url)
    yield from check_sizes(site, sizes)


def no_site(site: Path) -> QikanError:
    """Return the error that says that a site is not there."""
    return QikanError("There is no site to check.", place=site.as_posix(), remedy="Build it first.")


def _files(site: Path) -> dict[str, int]:
    """Return the size of every file below a folder by its path from there, in the order of the paths."""
    found: dict[str, int] = {}
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        with os.scandir(site / folder) as entries:
            for entry in entries:
                path = folder + entry.name
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(path + "/")
                else:
                    found[path] = entry.stat().st_size
    return dict(sorted(found.items()))
