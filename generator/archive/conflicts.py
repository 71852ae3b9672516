"""Conflicts of a re-import: a comment in the content file, and a file that holds both versions.

The comment shows nothing, on the site or in any viewer, and none of the import's words stand in it: what is published
is the editor's text. Whoever has decided a conflict deletes its comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256

from generator.archive.three_way import Conflict

KEY_DIGITS = 8
"""Hexadecimal digits that tell the conflicts of one issue apart."""
MARK = re.compile(r"<!-- conflict ([0-9a-f]{8}):[^>]*-->")
_SECTION = re.compile(r"^## ([0-9a-f]{8})$", re.MULTILINE)

_HEAD = """\
# Conflicts: {issue}

You and a later import changed the same places in different ways. The content file has your words. Take over from here
what is right, then delete the comment `<!-- conflict … -->` in the content file. The next import removes what is
decided.
"""


def key(conflict: Conflict) -> str:
    """Return the name of a conflict: the same for the same words, however often they are imported."""
    words = "\0".join((*conflict.base, "", *conflict.theirs))
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:KEY_DIGITS]


def mark(conflict: Conflict, file: str) -> str:
    """Return the comment that marks a conflict; `file` is where both versions stand."""
    return f"<!-- conflict {key(conflict)}: the import has other words here, see {file} -->"


def marks_in(text: str) -> Iterator[tuple[str, int]]:
    """Yield key and line of the conflicts that are marked in a content file."""
    for found in MARK.finditer(text):
        yield found[1], text.count("\n", 0, found.start()) + 1


def conflicts_file(issue: str, before: str, content: str, conflicts: Iterable[Conflict]) -> str:
    """Return the file of an issue's open conflicts; empty where there is none.

    `before` is the file as it was, empty where there was none: of it stays what `content`, the content file, still
    marks.
    """
    parts = _SECTION.split(before)
    sections = dict(zip(parts[1::2], (part.strip("\n") for part in parts[2::2]), strict=True))
    sections |= {key(conflict): _section(conflict) for conflict in conflicts}
    open_keys = dict.fromkeys(found for found, _ in marks_in(content))
    told = [f"## {name}\n\n{sections[name]}\n" for name in open_keys if name in sections]
    return "\n".join([_HEAD.format(issue=issue), *told]) if told else ""


def _section(conflict: Conflict) -> str:
    versions = {"Before": conflict.base, "Yours": conflict.ours, "The import": conflict.theirs}
    return "\n\n".join(f"{name}:\n\n{_quoted(units)}" for name, units in versions.items())


def _quoted(units: tuple[str, ...]) -> str:
    """Return units as a fenced code block (CommonMark 4.5), the fence longer than any in them."""
    if not units:
        return "(removed, or put together with another block)"
    words = "\n\n".join(units)
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{words}\n{fence}"
