"""An issue that was imported, then corrected by hand, then imported again: both sides' work in one content file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator import markdown
from generator.archive.conflicts import key, mark, marks_in
from generator.archive.three_way import Conflict, Piece, merge
from generator.errors import QikanError
from generator.markdown.conventions import SOURCE_BEGINNINGS

SHORT = 40
"""Shorter blocks may stand in many articles: 返回目录, a source, 一、背景."""
_BYTE_ORDER_MARK = "\ufeff"
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ANCHOR = re.compile(r'<a id="(p[0-9]+)"></a>')
_ARTICLE = re.compile(r'<a id="(a[0-9]+)"></a>')
_ITEM = re.compile(r"( *)([-*+]|\d{1,9}[.)]) ")
_BOUND = (*SOURCE_BEGINNINGS, "|", "<table")
"""How blocks begin that need what stands above them: a source its title, a table its caption."""


@dataclass(frozen=True, slots=True)
class ContentMerge:
    """A merged content file."""

    text: str
    """The file, conflicts marked."""
    conflicts: tuple[Conflict, ...]
    """What the sides do not agree on: the file has the editor's words."""
    taken: int
    """How many blocks the import changed, put in or removed."""
    kept: int
    """How many blocks the editor changed, put in or removed."""


def plain(text: str) -> str:
    """Return a file's text without what editors put in by themselves: a byte order mark, other line ends."""
    return text.removeprefix(_BYTE_ORDER_MARK).replace("\r\n", "\n").replace("\r", "\n")


def merge_content(base: str, ours: str, theirs: str, name: str, conflicts_file: str) -> ContentMerge:
    """Merge what the editor (`ours`) and a new import (`theirs`) made of an earlier import (`base`).

    `name` is the content file's name, for errors; `conflicts_file` the file that marks are to name. A file that only
    one side changed is that side's, to the byte.

    Raises QikanError where the merge cannot be read as an issue: both sides rebuilt the same part of it.
    """
    pieces = merge(blocks_of(base), blocks_of(ours), blocks_of(theirs), "\n", by_article)
    taken = sum(piece.origin == "theirs" for piece in pieces)
    kept = sum(piece.origin == "ours" for piece in pieces)
    conflicts = tuple(conflict for piece in pieces for conflict in piece.conflicts)
    if plain(base) == plain(theirs) or plain(ours) == plain(theirs):
        return ContentMerge(ours, (), 0, kept)
    if plain(base) == plain(ours):
        return ContentMerge(theirs, (), taken, 0)
    units = _one_anchor_each([piece.units for piece in pieces], frozenset(plain(ours).split("\n")))
    unmarked = _joined([unit for piece in units for unit in piece])
    issue = _read(unmarked, name)
    known = frozenset(found for found, _ in marks_in(ours))
    marks = [_marks(piece, conflicts_file, known) for piece in pieces]
    marked = _joined(_with_marks(units, marks))
    if not _reads_as(marked, issue, name):
        head, *rest = [unit for piece in units for unit in piece]
        marked = _joined([head, *(line for lines in marks for line in lines), *rest])
    return ContentMerge(marked, conflicts, taken, kept)


def blocks_of(text: str) -> list[str]:
    """Return the blocks of a Markdown file: what stands between blank lines; a fenced code block is one."""
    blocks: list[list[str]] = [[]]
    fence = ""
    for line in plain(text).split("\n"):
        if not line.strip() and not fence:
            blocks.append([])
            continue
        blocks[-1].append(line)
        found = _FENCE.match(line)
        if found and not fence:
            fence = found[1]
        elif fence and line.strip() and not line.strip().strip(fence[0]) and len(line.strip()) >= len(fence):
            fence = ""
    return ["\n".join(lines) for lines in blocks if lines]


def by_article(blocks: Sequence[str]) -> list[str]:
    """Return what each block is recognised by: a short one, such as 返回目录, by its article too."""
    article = ""
    names = []
    for block in blocks:
        found = _ARTICLE.search(block)
        article = found[1] if found else article
        names.append(f"{article} {block}" if len(block) < SHORT else block)
    return names


def _joined(blocks: Iterable[str]) -> str:
    return "\n\n".join(block for block in blocks if block.strip()) + "\n"


def _read(text: str, name: str) -> object:
    try:
        return markdown.read(text, name)
    except QikanError as error:
        raise QikanError(
            f"your changes and those of the import make no issue together ({error.problem})",
            place=name,
            remedy="Your file stays as it is. Import into an empty folder (--content), and take over what you want.",
        ) from error


def _reads_as(text: str, issue: object, name: str) -> bool:
    try:
        return bool(markdown.read(text, name) == issue)
    except QikanError:
        return False


def _one_anchor_each(pieces: Sequence[tuple[str, ...]], ours: frozenset[str]) -> list[list[str]]:
    """Return the blocks with each page anchor once: where the editor has it, if both sides have it somewhere."""
    counts = Counter(name for units in pieces for unit in units for name in _ANCHOR.findall(unit))

    def kept(line: str) -> str:
        if line in ours:
            return line
        for name in _ANCHOR.findall(line):
            if counts[name] > 1:
                counts[name] -= 1
                line = line.replace(f'<a id="{name}"></a>', "", 1)
        return line

    if all(count == 1 for count in counts.values()):
        return [list(units) for units in pieces]
    return [["\n".join(map(kept, unit.split("\n"))) for unit in units] for units in pieces]


def _marks(piece: Piece, file: str, known: frozenset[str]) -> list[str]:
    return [mark(conflict, file) for conflict in piece.conflicts if key(conflict) not in known]


def _with_marks(pieces: Sequence[Sequence[str]], marks: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield all blocks, the marks of a piece before its first one, or behind it if it is bound to the block above."""
    waiting: list[str] = []
    before = ""
    for units, lines in zip(pieces, marks, strict=True):
        waiting += lines
        for unit in units:
            bound = not before or unit.startswith(_BOUND)
            if waiting and not bound:
                yield _indented(waiting, before, unit)
                waiting = []
            yield unit
            before = unit
            if waiting:
                yield "\n".join(waiting)
                waiting = []
    if waiting:
        yield "\n".join(waiting)


def _indented(lines: Sequence[str], before: str, unit: str) -> str:
    """Return marks so that a list goes on behind them: as part of the item before."""
    item = _ITEM.match(before)
    goes_on = _ITEM.match(unit) or unit.startswith("  ")
    indent = " " * item.end() if item and goes_on else "  " if before.startswith("  ") and goes_on else ""
    return "\n".join(indent + line for line in lines)
