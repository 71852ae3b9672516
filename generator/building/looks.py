"""What of theme and settings goes into each kind of file, and what of it is other than in the last site.

A change of the theme or the settings makes anew only what uses it. Whatever goes into a file besides stands among its
ingredients (`records.Ingredients`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.rendering import Kind

Look = Mapping[str, str]
"""A hash of everything that goes into a kind of files, by its name."""


class Looks:
    """How each kind of file looks, and how it looked in the last site."""

    def __init__(self, of: str, last: str, read: Callable[[], Mapping[str, Look]]) -> None:
        """`of` is the fingerprint of theme and settings, `last` what the last build kept in mind (empty if nothing);
        `read` returns the look of each kind and is asked only where the fingerprint is another."""
        self._of = of
        self._last: Mapping[str, Look] = {}
        of_last = ""
        if last:
            of_last, self._last = json.loads(last)
        self._now = self._last if of_last == of else read()

    def changed(self, kind: Kind) -> str:
        """Return what changed in the look of a kind, as a reason to make it anew; empty where nothing did."""
        now, last = self._now.get(kind.name, {}), self._last.get(kind.name, {})
        if now is last or now == last:
            return ""
        other = sorted(part for part in now.keys() | last.keys() if now.get(part) != last.get(part))
        return f"{', '.join(other)} changed"

    def stale(self, kinds: Iterable[Kind]) -> dict[Kind, str]:
        """Return those of some kinds whose look changed, each with what changed."""
        return {kind: changed for kind in kinds if (changed := self.changed(kind))}

    def kept(self) -> str:
        """Return what to keep in mind for the next build."""
        return json.dumps([self._of, self._now], ensure_ascii=False, separators=(",", ":"))
