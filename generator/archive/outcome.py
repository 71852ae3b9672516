"""What became of one source file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.archive.deciding import State
from generator.errors import QikanError


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source file."""

    source: Path
    """The file."""
    issue: str = ""
    """The issue's id; empty where the file could not be read."""
    summary: str = ""
    """The report in one line."""
    needs_look: bool = False
    """Whether the import was not sure of something that it did."""
    state: State = "new"
    """What became of the content file."""
    taken: int = 0
    """How many blocks of the import came into a file that the editor had changed."""
    kept: int = 0
    """How many blocks the editor had changed."""
    conflicts: tuple[tuple[int, str], ...] = ()
    """Line and key of each conflict that this import marked in the content file."""
    staying: tuple[str, ...] = ()
    """Pictures and printed files that both the editor and the import changed: the editor's stay."""
    staged: tuple[str, ...] = ()
    """The files below the staging folder, relative to the content folder."""
    backed_up: tuple[str, ...] = ()
    """Those of them whose predecessors are to be kept beside them."""
    against: str = ""
    """The SHA-256 of the content file that all this is about; empty where there was none."""
    error: QikanError | None = None
    """Why nothing came of it; None where something did."""
