"""Parts of tables: the cells that stand on one page, and what is in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.importing.pdf.elements import Box, Run
from generator.importing.pdf.layout.blocks import GridCell
from generator.importing.pdf.layout.lines import Line
from generator.importing.pdf.layout.wording import CLOSING, OPENING, fits
from generator.importing.pdf.tables.grids import Place
from generator.importing.pdf.tables.pieces import White

_SLACK = 0.5
"""Sizes that a cell's line may leave free beyond the next unit and still be full."""
_MOST_PADDING = 0.9
"""Sizes of padding in a cell at most; centred lines keep further from its walls."""

_HANGING_LEFT = OPENING + "\"'"
"""Marks whose empty half a producer may set left of a line's start."""


@dataclass(frozen=True, slots=True)
class CellAt:
    """A cell with its place and its text."""

    place: Place
    """Where it stands."""
    paragraphs: tuple[tuple[Line, ...], ...]
    """What stands in it."""

    @property
    def words(self) -> str:
        """Its characters without blanks."""
        return "".join("".join(line.text.split()) for paragraph in self.paragraphs for line in paragraph)

    @property
    def lowest(self) -> float:
        """Baseline of its last line; 0 where it is empty."""
        return self.paragraphs[-1][-1].y if self.paragraphs else 0.0


@dataclass(slots=True)
class TablePart:
    """A table, or the part of one that stands on one page."""

    page: int
    """Index of its page."""
    box: Box
    """Where it stands."""
    xs: tuple[float, ...]
    """Columns' edges."""
    rows: int
    """How many rows it has."""
    cells: list[CellAt]
    """Its cells, row by row."""
    runs: list[Run] = field(default_factory=list)
    """The runs that stand in it."""
    whites: list[White] = field(default_factory=list)
    """The white between its columns, where no rule says where one ends."""
    open_above: bool = False
    """Whether no rule closes its first row above."""
    open_below: bool = False
    """Whether no rule closes its last row below."""
    unruled: tuple[int, ...] = ()
    """Rows that no rule parts from the one above."""

    def edges(self) -> list[White]:
        """Return the stretches in which its columns' edges lie, from its own left edge: the parts of a table may stand
        in different columns of the page."""
        left = self.xs[0]
        inner = self.whites if len(self.whites) == len(self.xs) - 2 else [(x, x) for x in self.xs[1:-1]]
        return [(x0 - left, x1 - left) for x0, x1 in [(left, left), *inner, (self.xs[-1], self.xs[-1])]]


def rows_of(part: TablePart) -> tuple[tuple[GridCell, ...], ...]:
    """Return the cells row by row, as a table's block holds them."""
    rows: list[list[GridCell]] = [[] for _ in range(part.rows)]
    for cell in part.cells:
        rows[cell.place.row].append(GridCell(cell.paragraphs, cell.place.rowspan, cell.place.colspan))
    return tuple(map(tuple, rows))


def paragraphs_of(lines: Sequence[Line], box: Box) -> tuple[tuple[Line, ...], ...]:
    """Part a cell's lines where one ends although the next unit would have fitted."""
    found: list[list[Line]] = []
    for line in lines:
        if found and is_full(found[-1][-1], line, lines, box):
            found[-1].append(line)
        else:
            found.append([line])
    return tuple(map(tuple, found))


def is_full(last: Line, after: Line, lines: Sequence[Line], box: Box) -> bool:
    """Tell whether a line among a cell's lines has no room for the unit that opens the one after it."""
    return not fits(after, _width(lines, box) - (last.x1 - last.x0), _SLACK)


def _width(lines: Sequence[Line], box: Box) -> float:
    """Return how long the lines of a cell can be: its width less the padding that they keep to. Marks that hang out of
    a line keep to none."""
    left = min((line.x0 for line in lines if line.text[0] not in _HANGING_LEFT), default=lines[0].x0) - box.x0
    right = box.x1 - max((line.x1 for line in lines if line.text[-1] not in CLOSING), default=lines[0].x1)
    return box.width - 2 * min(max(min(left, right), 0.0), _MOST_PADDING * lines[0].size)
