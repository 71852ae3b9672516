"""Links that are out there go on working: anchors that an issue has no more, and pages of articles that moved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from markupsafe import escape

from generator.published import Kept
from generator.rendering import addresses
from generator.rendering.cards import IssueCard
from generator.rendering.frame import absolute, issue_name
from generator.rendering.kinds import Kind

if TYPE_CHECKING:
    from generator.config import Site

REDIRECTS = Kind("redirects", settings=("base_url", "language"))
PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={href}">
<link rel="canonical" href="{canonical}">
<title>{title}</title>
</head>
<body>
<p>这篇文章的地址变了，请看<a href="{href}">{title}</a>。</p>
</body>
</html>
"""
"""The page at the address that an article had. It needs no theme, so it looks the same for ever."""


def with_kept_anchors(page: bytes, kept: Sequence[Kept]) -> bytes:
    """Return a page with anchors that were published once, each right before the element that stands for it now."""
    if not kept:
        return page
    text = page.decode()
    for each in kept:
        found = re.search(rf'<[a-z0-9]+\b[^<>]*\bid="{re.escape(each.at)}"', text)
        if found:
            text = f'{text[: found.start()]}<span id="{each.anchor}"></span>{text[found.start() :]}'
    return text.encode()


def kept_on(path: str, issue: str, kept: Iterable[Kept]) -> tuple[Kept, ...]:
    """Return what is to be kept on one page: all on the issue's own, printed pages only on those of its articles."""
    return tuple(each for each in kept if path == addresses.issue_page(issue) or each.anchor.startswith("p"))


def destination(issue: str, kept: Kept) -> str:
    """Return the path where the readers of an article arrive that has its old address no more."""
    return addresses.article_page(issue, kept.at) if kept.at.startswith("a") else addresses.issue_page(issue)


def redirects(issue: str, kept: Iterable[Kept]) -> dict[str, str]:
    """Return the paths of articles that are gone, and for each the path where its readers arrive."""
    return {
        addresses.article_page(issue, each.anchor): destination(issue, each)
        for each in kept
        if each.anchor.startswith("a")
    }


def redirect_pages(this: IssueCard, kept: Iterable[Kept], site: Site) -> dict[str, bytes]:
    """Return the pages at the addresses of articles that are gone, by path."""
    titles = {addresses.article_page(this.id, article.id): article.title for article in this.articles}
    files = {}
    for path, target in redirects(this.id, kept).items():
        href = addresses.href(addresses.root_from(path) + target)
        page = PAGE.format(
            language=escape(site.language),
            href=escape(href),
            canonical=escape(absolute(site, target) or href),
            title=escape(titles.get(target, issue_name(this))),
        )
        files[path] = page.encode()
    return files
