"""A page-by-page transcript -> its passages.

A transcript has one text line for each paragraph (or for the part of one that stands on a page), blank lines between,
tab-separated lines for tables, and marks (`#`, `**`, `[…](#)`) that were guessed page by page. Five real issues show
two that have no marks at all; so a mark is evidence for the structure parser and never the truth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from generator.importing.characters import LOWERED, RAISED
from generator.importing.passage import Link, Passage, Source
from generator.importing.report import Entry
from generator.importing.texts import cut, strip
from generator.importing.vocabulary import GLYPHS
from generator.model import Cell, Mark, MarkKind, Text

_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_BULLET = re.compile(r"[-*+][ \t]+(?=[^\s*+-])")
_INLINE = re.compile(
    r"\\(?P<escaped>[\\`_{}\[\]()#+.!|<>~-])"
    r"|\[(?P<label>[^\[\]]+)\]\((?P<target>[^()\s]*)\)"
    r"|<(?P<url>(?:https?|mailto):[^<>\s]+)>"
    r"|(?P<tag></?(?:b|strong|i|em|sup|sub|u|br)\s*/?>)"
    r"|(?P<stars>\*{1,3})",
    re.IGNORECASE,
)
_UNEVEN = re.compile(r"[^\S\n]{2,}|[^\S\n ]")
"""White space that is not one plain space."""
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What a content file cannot hold (see `generator.markdown.limits`) and is not white space, which is folded anyway."""
_STRONG_TAGS = ("b", "strong")
_SLANTED_TAGS = ("i", "em")


def read_transcript(text: str, name: str) -> Source:
    """Return the passages of a transcript: a passage for each text line, one for each run of tab-separated lines.

    Spaces are folded to one, marks become marks of the text, a heading's `#` become its rank, `<sup>2</sup>` becomes
    ². A tag that is none of the few that transcripts hold (`<宁夏…>`) is text. Characters that no issue can hold are
    left out and told.
    """
    text, notes = _without_controls(text)
    passages: list[Passage] = []
    rows: list[tuple[Cell, ...]] = []
    first_row = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if "\t" in line.strip("\n") and line.strip():
            if not rows:
                first_row = number
            rows.append(tuple(Cell(_inline(cell)[0]) for cell in line.split("\t")))
            continue
        if rows:
            passages.append(Passage(Text(), first_row, rows=tuple(rows)))
            rows = []
        if line.strip():
            passages.append(_passage(line.strip(), number))
    if rows:
        passages.append(Passage(Text(), first_row, rows=tuple(rows)))
    return Source(name, "transcript", tuple(_with_space(passages)), notes=notes)


def _without_controls(text: str) -> tuple[str, tuple[Entry, ...]]:
    """Return a transcript without control characters and other codes that stand for none, and what that left out."""
    if not _CONTROLS.search(text):
        return text, ()
    kept: list[str] = []
    notes: list[Entry] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _CONTROLS.findall(line):
            codes = ", ".join(f"U+{ord(character):04X}" for character in sorted(set(found)))
            reason = f"{len(found)} codes that stand for no character: {codes}"
            notes.append(Entry("aside", "control character", number, before="".join(found), reason=reason))
            line = _CONTROLS.sub("", line)
        kept.append(line)
    return "\n".join(kept), tuple(notes)


def _with_space(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield the passages with how the blank lines above each differ from what is usual in this transcript."""
    ends = [passage.line + max(len(passage.rows or ()), 1) for passage in passages]
    blanks = [passage.line - end for passage, end in zip(passages[1:], ends, strict=False)]
    usual = sorted(blanks)[len(blanks) // 2] if blanks else 0
    for passage, blank in zip(passages, [usual, *blanks], strict=False):
        yield replace(passage, space=blank - usual)


def _passage(line: str, number: int) -> Passage:
    mark = None
    item = None
    if found := _HEADING.match(line):
        mark = len(found[1])
        line = line[found.end() :]
    elif found := _BULLET.match(line):
        # `- ▶ 临床服务能力提高`: the print's own sign stands behind the transcriber's.
        item = None if line[found.end()] in GLYPHS else found[0].strip()
        line = line[found.end() :]
    text, links = _inline(line)
    whole = (Mark(0, len(text.plain), "strong"),)
    strong = text.marks == whole
    return Passage(Text(text.plain) if strong else text, number, mark=mark, strong=strong, item=item, links=links)


def _inline(source: str) -> tuple[Text, tuple[Link, ...]]:
    """Return a line's text and links; stars and tags that do not come in pairs stay text."""
    reader = _Inline()
    position = 0
    for found in _INLINE.finditer(source):
        reader.add(source[position : found.start()])
        position = found.end()
        if found["escaped"]:
            reader.add(found["escaped"])
        elif found["label"]:
            reader.link(found["label"], found["target"])
        elif found["url"]:
            reader.address(found["url"])
        elif found["tag"]:
            reader.tag(found["tag"])
        else:
            reader.stars(found["stars"])
    reader.add(source[position:])
    return reader.finish()


class _Opening(NamedTuple):
    """A star or tag that has opened a mark."""

    start: int
    """The offset of what follows it."""
    piece: int
    """Its place among the pieces."""
    marks: int
    """How many marks came before it."""
    links: int
    """How many links came before it."""
    characters: str
    """What it looks like."""


class _Inline:
    """Collects a line's characters, marks and links."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.marks: list[Mark] = []
        self.links: list[Link] = []
        self.open: dict[str, _Opening] = {}

    def add(self, characters: str) -> None:
        """Append characters as they are."""
        if characters:
            self.pieces.append(characters)
            self.length += len(characters)

    def link(self, label: str, target: str) -> None:
        """Append a link's words; an inner address (`#`) leads somewhere that the transcript does not know."""
        start = self.length
        inner, _ = _inline(label)
        self.add(inner.plain)
        if not target or target.startswith("#"):
            self.links.append(Link(start, self.length))
        else:
            self.links.append(Link(start, self.length, url=target))
            self.marks.append(Mark(start, self.length, "link", target))

    def address(self, url: str) -> None:
        """Append a bare address, which is its own link."""
        start = self.length
        self.add(url)
        self.marks.append(Mark(start, self.length, "link", url))

    def tag(self, tag: str) -> None:
        """Take one of the few tags that transcripts hold."""
        name = tag.strip("</> ").lower()
        if name == "br":
            self.add("\n")
        elif tag.startswith("</"):
            self._close(name, tag)
        else:
            self._open(name, tag)

    def stars(self, stars: str) -> None:
        """Open or close emphasis."""
        if stars in self.open:
            self._close(stars, stars)
        else:
            self._open(stars, stars)

    def finish(self) -> tuple[Text, tuple[Link, ...]]:
        """Return what was collected, folded to one space where white space stood."""
        self._put_back_from(0)
        raw = "".join(self.pieces)
        text, links = _folded(Text(raw, tuple(sorted(self.marks, key=lambda m: (m.start, -m.end)))), self.links)
        return text, links

    def _open(self, name: str, characters: str) -> None:
        if name in self.open:
            self.add(characters)
            return
        self.open[name] = _Opening(self.length, len(self.pieces), len(self.marks), len(self.links), characters)
        self.pieces.append("")

    def _close(self, name: str, characters: str) -> None:
        if name not in self.open:
            self.add(characters)
            return
        start, piece, *_ = self.open.pop(name)
        self._put_back_from(piece)
        if name in ("sup", "sub"):
            raised = "".join(self.pieces[piece:]).translate(RAISED if name == "sup" else LOWERED)
            del self.pieces[piece:]
            self.pieces.append(raised)
        elif start < self.length and (kind := _kind(name)):
            self.marks.append(Mark(start, self.length, kind))

    def _put_back_from(self, first: int) -> None:
        """Turn the marks that opened from this piece on and have no end into the text that they were."""
        unpaired = [name for name, opening in self.open.items() if opening.piece >= first]
        for opening in sorted((self.open.pop(name) for name in unpaired), reverse=True):
            self._put_back(opening)

    def _put_back(self, opening: _Opening) -> None:
        """Only marks and links that came later can stand behind it; so a line costs no more than its length."""
        start, piece, marks, links, characters = opening
        self.pieces[piece] = characters
        self.length += len(characters)
        more = len(characters)
        self.marks[marks:] = [_shifted(mark, start, more) for mark in self.marks[marks:]]
        self.links[links:] = [
            Link(k.start + (k.start >= start) * more, k.end + (k.end > start) * more, url=k.url)
            for k in self.links[links:]
        ]


def _shifted(mark: Mark, place: int, more: int) -> Mark:
    return Mark(
        mark.start + (mark.start >= place) * more, mark.end + (mark.end > place) * more, mark.kind, mark.target
    )


def _kind(name: str) -> MarkKind | None:
    if name in (*_STRONG_TAGS, "**", "***"):
        return "strong"
    return "emphasis" if name in (*_SLANTED_TAGS, "*") else None


def _folded(text: Text, links: list[Link]) -> tuple[Text, tuple[Link, ...]]:
    """Fold white space and drop it at the ends."""
    if not _UNEVEN.search(text.plain) and text.plain == text.plain.strip():
        return text, tuple(links)
    places = [0] * (len(text.plain) + 1)
    kept: list[str] = []
    space = True
    for offset, character in enumerate(text.plain):
        places[offset] = len(kept)
        blank = character.isspace() and character != "\n"
        if not (blank and space):
            kept.append(" " if blank else character)
        space = blank
    places[-1] = len(kept)
    moved = Text(
        "".join(kept),
        tuple(
            Mark(places[m.start], places[m.end], m.kind, m.target)
            for m in text.marks
            if places[m.start] < places[m.end]
        ),
    )
    stripped = strip(moved)
    lead = len(moved.plain) - len(moved.plain.lstrip())
    marks = cut(moved, lead, lead + len(stripped.plain)).marks
    limit = len(stripped.plain)
    return Text(stripped.plain, marks), tuple(
        Link(max(places[k.start] - lead, 0), min(places[k.end] - lead, limit), url=k.url) for k in links
    )
