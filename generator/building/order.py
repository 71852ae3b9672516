"""What a build is asked for, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.building.records import Totals
from generator.building.workers import ALONE, Workers

if TYPE_CHECKING:
    from generator.config import Site


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built."""

    content: Path
    """The content folder."""
    output: Path
    """Where the site is to stand."""
    site: Site
    """The settings."""
    theme: Path
    """The theme's folder."""
    workers: Workers = ALONE
    """Who works on the issues."""
    compress: bool = False
    """Whether to put compressed files beside the others."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    totals: Totals
    """Files, pages and bytes of the site, and what is other than before."""
    issues: int
    """How many issues the archive has."""
    reasons: tuple[tuple[str, str], ...]
    """What was made anew (`pages of 2024-11`, `listings`), and why."""
    steps: tuple[tuple[str, float], ...]
    """The steps of the build, and the seconds that each took; none where nothing was to be done."""
    records: Mapping[str, str]
    """The records of published anchors that are to be written, by issue, once the site is published."""
