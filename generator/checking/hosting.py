"""The archive's nginx.conf against the pages of its site: a header that allows less takes something from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.building.hosting import policy_of
from generator.checking.message import Message, message

NGINX = "nginx.conf"
"""The file, beside the content folder."""
_FOR_PAGES = re.compile(r"location / \{[^}]*?add_header Content-Security-Policy \"([^\"]*)\"")
"""The policy that it sends with pages."""
_PAGES = ("index.html", "404.html")
"""Pages that stand for all: what the first may load most of them may, the second belongs to no folder. The search
page may run a script of its own, too, and finds another way where that is forbidden."""
_DEFAULT = "default-src"
_NO_FALLBACK = frozenset({"base-uri", "form-action", "frame-ancestors", "sandbox"})
"""Directives for which `default-src` does not stand in (CSP 3, 6.3 and 6.4)."""
_BROAD = frozenset({"*", "https:", "http:", "'unsafe-inline'", "'strict-dynamic'"})
"""Sources that allow more than the one place or script that other words name."""


def check_hosting(archive: Path, site: Path) -> Iterator[Message]:
    """Yield where the nginx.conf in an archive's folder forbids pages of the site what their own policy allows."""
    file = archive / NGINX
    if not file.is_file():
        return
    text = file.read_text(encoding="utf-8", errors="replace")
    found = _FOR_PAGES.search(text)
    if found is None:
        return
    sent = _directives(found[1])
    for page in _PAGES:
        policy = policy_of((site / page).read_bytes()) if (site / page).is_file() else ""
        if lacking := sorted(_lacking(sent, _directives(policy))):
            problem = f"It forbids {page} what that needs: {', '.join(lacking)}."
            remedy = (
                f"Take the Content-Security-Policy of `/` from {(site / '_headers').as_posix()}, here and at the host."
            )
            yield message("H06", file.as_posix(), text.count("\n", 0, found.start(1)) + 1, problem, remedy)
            return


def _directives(policy: str) -> dict[str, list[str]]:
    """Return the sources of each directive of a policy."""
    parts = (part.split() for part in policy.split(";") if part.strip())
    return {words[0].lower(): words[1:] for words in parts}


def _lacking(sent: dict[str, list[str]], wanted: dict[str, list[str]]) -> Iterator[str]:
    """Yield what is wanted and not sent, as `directive source`."""
    for name, sources in wanted.items():
        allowed = sent.get(name) if name in _NO_FALLBACK else sent.get(name, sent.get(_DEFAULT))
        if allowed is not None and _BROAD.isdisjoint(allowed):
            yield from (f"{name} {source}" for source in sources if source != "'none'" and source not in allowed)
