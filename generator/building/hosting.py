"""What hosts read: how long browsers may keep which file, and that files are to be served as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

_POLICY = re.compile(r"""<meta http-equiv="Content-Security-Policy" content="([^"\n]+)">""")
_WITH_POLICY = {
    "/": "index.html",
    "/index.html": "index.html",
    "/issues/*": "index.html",
    "/years/*": "years/index.html",
    "/sections/*": "sections/index.html",
    "/sources/*": "sources/index.html",
    "/search.html": "search.html",
    "/404.html": "404.html",
    "/offline.html": "offline.html",
}
"""Paths that are served with a content security policy as a header, and the page whose own policy that is. Below
`issues/` it also binds pictures that a browser opens by their own address. Printed issues have none: it would stop
some browsers' own viewers of PDFs."""
WITH_POLICY = frozenset(_WITH_POLICY.values())
"""The paths of these pages."""

HEADERS = """\
# Read by Netlify and Cloudflare Pages.
/*
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  Cache-Control: no-cache
/static/*
  ! Cache-Control
  Cache-Control: public, max-age=31536000, immutable
"""
"""Files below `static/` have a hash of their content in their names; everything else is asked for anew, which costs a
short answer while it has not changed."""

MOVED_FOR_EVER = 301
"""The status with which Netlify and Cloudflare Pages lead on, by `_redirects`; elsewhere the page at the old address
does."""

NO_JEKYLL = ".nojekyll"
"""An empty file that keeps GitHub Pages, where it serves a branch, from taking exported `.md` files for pages of its
own."""


def hosting_files(pages: Mapping[str, bytes], moved: Mapping[str, str]) -> dict[str, bytes]:
    """Return files for hosts by path.

    `pages` are the archive's own pages, by whose policies the headers go: a header that is stricter than a page would
    take its script and style away. `moved` has for the path of a page that is gone where its readers arrive.
    """
    policies = {path: policy_of(pages[page]) for path, page in _WITH_POLICY.items() if page in pages}
    headers = [f"{path}\n  Content-Security-Policy: {policy}\n" for path, policy in policies.items() if policy]
    files = {"_headers": "".join([HEADERS, *headers]).encode(), NO_JEKYLL: b""}
    if moved:
        files["_redirects"] = "".join(f"/{old} /{new} {MOVED_FOR_EVER}\n" for old, new in moved.items()).encode()
    return files


def policy_of(page: bytes) -> str:
    """Return the content security policy that a page carries; empty where a theme's page has none."""
    found = _POLICY.search(page.decode())
    return unescape(found[1]) if found else ""
