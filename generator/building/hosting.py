"""What hosts read: how long browsers may keep which file, and that files are to be served as they are."""

from __future__ import annotations

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

NO_JEKYLL = ".nojekyll"
"""An empty file that keeps GitHub Pages, where it serves a branch, from taking exported `.md` files for pages of its
own."""


def hosting_files() -> dict[str, bytes]:
    """Return files for hosts by path."""
    return {"_headers": HEADERS.encode(), NO_JEKYLL: b""}
