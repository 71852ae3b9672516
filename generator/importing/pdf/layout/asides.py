"""What is taken out of a page, and told."""

from __future__ import annotations

from dataclasses import dataclass

EDGE = 0.14
"""Share of the page's height at top and bottom in which heads and feet stand."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A line that was taken out."""

    page: int
    """Index of its page."""
    text: str
    """Its characters."""
    kind: str
    """What it is: a running head, a page number, a watermark."""
