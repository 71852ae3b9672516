"""What hosts read: how long browsers may keep which file, and that files are to be served as they are."""

from __future__ import annotations

from collections.abc import Mapping

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


def hosting_files(moved: Mapping[str, str]) -> dict[str, bytes]:
    """Return files for hosts by path. `moved` has for the path of a page that is gone where its readers arrive."""
    files = {"_headers": HEADERS.encode(), NO_JEKYLL: b""}
    if moved:
        files["_redirects"] = "".join(f"/{old} /{new} {MOVED_FOR_EVER}\n" for old, new in moved.items()).encode()
    return files
