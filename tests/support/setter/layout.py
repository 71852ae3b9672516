"""Laying strips on pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.model import Cell
from tests.support.setter.lines import break_lines
from tests.support.setter.strips import Strip
from tests.support.setter.style import Style

INDENT = 2
"""First-line indent of a paragraph, in characters."""
TITLE_SCALE = 4 / 3
"""Size of a large title against the body's type."""
MIN_COLUMN = 3
"""No column of a table is narrower than this, in characters."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a strip that stands on one page."""

    page: int
    """The page's number."""
    lines: tuple[str, ...] = ()
    """The printed lines; empty for figures and rows."""
    cells: tuple[str | None, ...] = ()
    """A row's places: what stands in them on this page, None where another cell covers the place."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A strip with its place."""

    strip: Strip
    """What was set."""
    pieces: tuple[Piece, ...]
    """Where it stands: one piece a page."""


@dataclass(slots=True)
class _Page:
    """The page that is being filled."""

    number: int
    height: float
    used: float = 0.0

    def fits(self, lines: float) -> bool:
        return self.used + lines <= self.height

    def turn(self) -> None:
        self.number += 1
        self.used = 0.0


@dataclass(slots=True)
class _Compositor:
    """Fills pages from top to bottom."""

    style: Style
    page: _Page
    placed: list[Placed] = field(default_factory=list)

    def place(self, strip: Strip, follows: float) -> None:
        """Set a strip; `follows` is the height of what has to stay on the page below it."""
        if strip.kind == "figure":
            self._whole(strip, (), self.style.figure_lines, follows)
        elif strip.kind == "row":
            self._row(strip)
        elif strip.kind in ("title", "heading", "section", "caption", "back", "entry"):
            lines = text_lines(strip, self.style)
            space = self.style.heading_space if strip.kind == "heading" and self.page.used else 0.0
            self._whole(strip, lines, len(lines) * line_height(strip, self.style), follows, space)
        else:
            self._running(strip, text_lines(strip, self.style))

    def _whole(self, strip: Strip, lines: tuple[str, ...], height: float, follows: float, space: float = 0.0) -> None:
        if self.page.used and not self.page.fits(space + height + follows):
            self.page.turn()
            space = 0.0
        self.page.used += space + height
        self.placed.append(Placed(strip, (Piece(self.page.number, lines),)))

    def _running(self, strip: Strip, lines: tuple[str, ...]) -> None:
        pieces: list[Piece] = []
        rest = lines
        while rest:
            if not self.page.fits(1):
                self.page.turn()
            count = min(len(rest), int(self.page.height - self.page.used))
            pieces.append(Piece(self.page.number, rest[:count]))
            self.page.used += count
            rest = rest[count:]
        self.placed.append(Placed(strip, tuple(pieces)))

    def _row(self, strip: Strip) -> None:
        cells = _cell_lines(strip, self.style)
        height = _row_height(strip.cells, cells)
        if not self.page.fits(height) and (not self.style.break_rows or not self.page.fits(1)) and self.page.used:
            self.page.turn()
        pieces: list[Piece] = []
        done = 0
        while done < height:
            if not self.page.fits(1):
                self.page.turn()
            count = min(height - done, int(self.page.height - self.page.used))
            last = done + count >= height
            shown = tuple(
                None if lines is None else "".join(lines[done:] if last else lines[done : done + count]).strip()
                for lines in cells
            )
            pieces.append(Piece(self.page.number, cells=shown))
            self.page.used += count
            done += count
        self.placed.append(Placed(strip, tuple(pieces)))


def line_height(strip: Strip, style: Style) -> int:
    """Return how many lines of the page one line of a strip takes."""
    return 2 if strip.kind == "title" and style.large_titles else 1


def text_lines(strip: Strip, style: Style) -> tuple[str, ...]:
    """Return the printed lines of a strip of text."""
    measure = style.measure / TITLE_SCALE if strip.kind == "title" and style.large_titles else style.measure
    indent = INDENT if strip.kind in ("paragraph", "item") else 0
    return break_lines(strip.marker + strip.text, measure, indent, style.punctuation, style.autospace)


def _cell_lines(strip: Strip, style: Style) -> list[tuple[str, ...] | None]:
    """Break the text of every cell of a row; all columns are equally wide."""
    column = max(MIN_COLUMN, style.measure / max(1, len(strip.cells)))
    return [
        None
        if cell is None
        else break_lines(cell.text.plain, column * cell.colspan, 0, style.punctuation, style.autospace)
        for cell in strip.cells
    ]


def _row_height(cells: Sequence[Cell | None], lines: Sequence[tuple[str, ...] | None]) -> int:
    """Return a row's height in lines; a cell over several rows takes its share of each."""
    shares = [
        -(-len(text) // cell.rowspan) for cell, text in zip(cells, lines, strict=True) if cell is not None and text
    ]
    return max([1, *shares])


def lay_out(groups: Sequence[Sequence[Strip]], style: Style, first_page: int) -> tuple[Placed, ...]:
    """Lay groups of strips (articles, or the contents as one) on pages from `first_page` on.

    Every group starts on a new page unless the style lets articles run on.
    """
    compositor = _Compositor(style, _Page(first_page, style.lines))
    for n, group in enumerate(groups):
        if n and compositor.page.used and not style.run_on:
            compositor.page.turn()
        for k, strip in enumerate(group):
            compositor.place(strip, _follows(strip, group[k + 1 :], style))
    return tuple(compositor.placed)


def _follows(strip: Strip, after: Sequence[Strip], style: Style) -> float:
    """Return the height of what must stand on the same page below a strip."""
    if not after or not (strip.keep or (strip.kind == "heading" and style.keep_headings)):
        return 0.0
    then = after[0]
    if then.kind in ("title", "heading", "caption"):
        height = len(text_lines(then, style)) * line_height(then, style)
        return height + _follows(then, after[1:], style)
    return 1.0
