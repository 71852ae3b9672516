"""Where a link may lead: the one list of schemes, for all that reads or writes links."""

from __future__ import annotations

import re

SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""Schemes that a link may have. All others (`javascript:`, `data:`, `file:` …) run script or leave the web."""

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_IGNORED_BY_BROWSERS = re.compile(
    r"[\x00-\x20\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\ud800-\udfff\ufeff\ufffe\uffff]+"
)
"""Browsers skip some of these before and inside a scheme, so that `java\\tscript:` is one for them."""


def unsafe_scheme(target: str) -> str:
    """Return the scheme of a target that no link may have; empty where the target is safe.

    Characters that a browser skips are skipped here, and some more.
    """
    found = _SCHEME.match(_IGNORED_BY_BROWSERS.sub("", target))
    return found[1] if found and found[1].lower() not in SAFE_SCHEMES else ""
