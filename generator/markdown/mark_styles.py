"""How each mark of a text is best written: laid out in the order of the output, then chosen mark by mark."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from generator.model import Mark, MarkKind, PageStart, Text

DELIMITERS: dict[MarkKind, str] = {"strong": "**", "emphasis": "*"}
"""The marks that CommonMark's flanking rules (6.2) hold for."""

_OPENS_THE_WAY = frozenset({"Zs", "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps"})
"""Categories of characters beside which a delimiter is seen whatever stands on its other side. Symbols (S) count too
since CommonMark 0.31, but older viewers do not know it."""


class Piece(NamedTuple):
    """A stretch of the output: characters, one end of a mark, or a page start."""

    kind: str
    """`text`, `open`, `close` or `page`."""
    first: int
    """Offset of the first character; index of the mark; number of the page."""
    last: int = 0
    """Offset after the last character; only in `text`."""


def lay_out(text: Text) -> list[Piece]:
    """Lay a text out in the order of the output. Of what meets at one offset, ends come first, then pages."""
    pieces: list[Piece] = []
    here = 0
    open_marks: list[int] = []
    starts = list(enumerate(text.marks))
    pages: list[PageStart] = list(text.pages)

    def go_on(to: int) -> None:
        nonlocal here
        if to > here:
            pieces.append(Piece("text", here, to))
            here = to

    def close_until(offset: int) -> None:
        while open_marks and text.marks[open_marks[-1]].end <= offset:
            number = open_marks.pop()
            put_pages(text.marks[number].end - 1)
            go_on(text.marks[number].end)
            pieces.append(Piece("close", number))

    def put_pages(offset: int) -> None:
        while pages and pages[0].offset <= offset:
            go_on(pages[0].offset)
            pieces.append(Piece("page", pages.pop(0).page))

    for number, mark in starts:
        close_until(mark.start)
        put_pages(mark.start)
        go_on(mark.start)
        pieces.append(Piece("open", number))
        open_marks.append(number)
    close_until(len(text.plain))
    put_pages(len(text.plain))
    go_on(len(text.plain))
    return pieces


class MarkStyles:
    """Chooses for each mark of a text what it is written with: `*` or `**`, a backtick, `[`, or "" for an HTML tag."""

    def __init__(
        self,
        text: Text,
        pieces: list[Piece],
        frame: MarkKind | None,
        barred: tuple[int, int] | None,
    ) -> None:
        self.barred = barred
        self.plain = text.plain
        self.marks = text.marks
        self.pieces = pieces
        self.spacers: set[int] = set()
        """Numbers of the pieces before which an empty comment has to stand."""
        self.styles = [""] * len(text.marks)
        self.frame: frozenset[MarkKind] = frozenset({frame}) if frame else frozenset()
        self.taken = {0, len(text.plain)} if frame else set()
        """Offsets at which a delimiter made of `*` stands: a second one there would run into it."""
        self.code_ends: set[int] = set()
        self.closings = {piece.first: number for number, piece in enumerate(pieces) if piece.kind == "close"}

    def choose(self) -> list[str]:
        """Return the style of each mark, and note in `spacers` where the delimiters need help."""
        around: list[int] = []
        for number, piece in enumerate(self.pieces):
            if piece.kind == "open":
                outer = self.frame | {self.marks[index].kind for index in around}
                self.styles[piece.first] = self._style(number, self.marks[piece.first], outer)
                around.append(piece.first)
            elif piece.kind == "close":
                around.remove(piece.first)
        return self.styles

    def _style(self, number: int, mark: Mark, outer: frozenset[MarkKind]) -> str:
        if mark.kind == "link":
            return "" if "link" in outer else "["
        if mark.kind == "code":
            return "`" if self._fits_code_span(number, mark) else ""
        if mark.kind in outer or {mark.start, mark.end} & self.taken or (mark.start, mark.end) == self.barred:
            return ""
        if self.plain[mark.start].isspace() or self.plain[mark.end - 1].isspace():
            return ""
        before, after = number, self.closings[self.pieces[number].first]
        self._clear_the_way(before, before - 1, before + 1)
        self._clear_the_way(after, after + 1, after - 1)
        self.taken |= {mark.start, mark.end}
        return DELIMITERS[mark.kind]

    def _clear_the_way(self, number: int, outside: int, inside: int) -> None:
        """Note an empty comment where a delimiter for piece `number` would not be seen without one."""
        inner = self.pieces[inside]
        if inner.kind == "text":
            edge = self.plain[inner.first if inside > number else inner.last - 1]
            if unicodedata.category(edge)[0] not in "PS":
                return
        if not 0 <= outside < len(self.pieces):
            return
        outer = self.pieces[outside]
        if outer.kind != "text":
            return
        offset = outer.first if outside > number else outer.last - 1
        if self.plain[offset] == "\n" or unicodedata.category(self.plain[offset]) in _OPENS_THE_WAY:
            return
        self.spacers.add(max(number, outside))

    def _fits_code_span(self, number: int, mark: Mark) -> bool:
        run = self.plain[mark.start : mark.end]
        between = self.closings[self.pieces[number].first] - number - 1
        touching = {mark.start, mark.end} & self.code_ends or self.plain[mark.start - 1 : mark.start] == "`"
        if between != 1 or "\n" in run or touching:
            return False
        self.code_ends |= {mark.start, mark.end}
        return True
