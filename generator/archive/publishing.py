"""The records of published anchors, put into the archive when a build is done."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.archive.writing import write
from generator.building.files import below
from generator.published import ANCHORS


def remember(content: Path, records: Mapping[str, str]) -> None:
    """Write the records of some issues. Raises OSError, which names the file."""
    for issue, text in records.items():
        write(below(content, f"{ANCHORS}/{issue}.txt"), text.encode())
