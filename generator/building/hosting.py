"""What hosts read: how long browsers may keep which file, and that files are to be served as they are."""

from __future__ import annotations

from collections.abc import Mapping

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'"
)
"""The content security policy, the same that each page carries; a theme's own pages may carry a wider one."""

_WITH_POLICY = ("/", "/index.html", "/search.html", "/404.html", "/offline.html")
_FOLDERS_WITH_POLICY = ("/issues/*", "/sections/*", "/sources/*", "/years/*")
"""Pages and pictures. Not the printed issues: the policy would stop some browsers' own viewers of PDFs."""

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
    policies = [f"{path}\n  Content-Security-Policy: {POLICY}\n" for path in (*_WITH_POLICY, *_FOLDERS_WITH_POLICY)]
    files = {"_headers": "".join([HEADERS, *policies]).encode(), NO_JEKYLL: b""}
    if moved:
        files["_redirects"] = "".join(f"/{old} /{new} {MOVED_FOR_EVER}\n" for old, new in moved.items()).encode()
    return files
