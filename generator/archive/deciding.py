"""What an import does to a content file that is there already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.archive.content_merge import merge_content, plain
from generator.archive.three_way import Conflict

State = Literal["new", "unchanged", "edited", "updated", "merged", "conflicts", "kept", "replaced"]
"""What became of a content file.

`new`: there was none. `unchanged`: it is what the import makes. `edited`: the import has nothing new, the editor's
changes stay. `updated`: nobody had changed it, and it is the new import now. `merged`: it has the editor's changes and
the import's. `conflicts`: so it has, but for places that both changed, where the editor's words stay and a comment
marks them. `kept`: it differs, and how it was imported is not known, so it stays as it is. `replaced`: it is the new
import, and the old one was kept beside it, as it was asked for."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the archive has of an issue before it is imported."""

    content: str | None
    """The content file; None where there is none."""
    base: str | None
    """The content file as the last import made it; None where that is not known."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be done."""

    state: State
    """The name of it."""
    content: str | None = None
    """The new content file; None where it stays."""
    base: str | None = None
    """What to remember as imported; None where that stays."""
    conflicts: tuple[Conflict, ...] = ()
    """The places that both sides changed."""
    taken: int = 0
    """How many blocks of the import were taken over."""
    kept: int = 0
    """How many blocks the editor had changed."""


def decide(standing: Standing, imported: str, *, replacing: bool, name: str, conflicts_file: str) -> Decision:
    """Return what becomes of a content file when an import makes `imported` of its issue.

    `name` is the content file's, `conflicts_file` the one that marks of conflicts name. Raises QikanError where the
    editor's changes and the import's make no issue together.
    """
    content, base = standing.content, standing.base
    new_base = None if base == imported else imported
    if content is None:
        return Decision("new", imported, new_base)
    if plain(content) == imported:
        return Decision("unchanged", base=new_base)
    if replacing:
        return Decision("replaced", imported, new_base)
    if base is None:
        return Decision("kept")
    if base == imported:
        return Decision("edited")
    if plain(content) == base:
        return Decision("updated", imported, new_base)
    merged = merge_content(base, content, imported, name, conflicts_file)
    state: State = "conflicts" if merged.conflicts else "merged"
    return Decision(state, merged.text, new_base, merged.conflicts, merged.taken, merged.kept)
