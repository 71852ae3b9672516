"""Tables of a page: which runs stand in which cell, and the parts of one table over page ends."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from generator.importing.pdf.blocks import GridCell
from generator.importing.pdf.elements import Box, Page, Run
from generator.importing.pdf.grids import Grid, Place, find_grids
from generator.importing.pdf.lines import Line, build_lines
from generator.importing.pdf.wording import ends_sentence, first_unit

_SAME_EDGE = 4.0
"""Points by which the columns of a table's parts may differ."""
_SLACK = 0.5
"""Sizes that a cell's line may leave free beyond the next unit and still be full."""
_EDGE = 0.2
"""Share of the page's height at top and bottom within which a single cell may be part of a table on two pages."""
_CERTAINLY_TEXT = 6
"""Characters; a full line in a narrow cell may be a whole word."""
_LAST_LINE, _LAST_LINES, _MANY_LINES = 0.5, 3.0, 3
"""Sizes by which the last lines of cells may differ that a page end cut at one height: short ones, and those of so
many lines, of which a producer may move the last to the next page."""
_MOST_PADDING = 0.9
"""Sizes of padding in a cell at most; centred lines keep further from its walls."""
_FIGURES = re.compile(r"^[\d.,%+\-/]+$")
_FILLED = 0.25
"""Share of a grid's cells that hold text; with fewer it is a drawing."""


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


def take_tables(page: Page) -> list[TablePart]:
    """Take the ruled tables out of a page's runs and return them."""
    parts = []
    for grid in find_grids(page.rules):
        inner = grid.box.y0 > _EDGE * page.height and grid.box.y1 < (1 - _EDGE) * page.height
        if len(grid.places) == 1 and inner:
            continue
        inside = [run for run in page.runs if grid.box.holds((run.x0 + run.x1) / 2, run.y - 0.3 * run.size)]
        part = part_of(grid, inside, page.index)
        if part is not None:
            parts.append(part)
            gone = set(map(id, inside))
            page.runs = [run for run in page.runs if id(run) not in gone]
    return parts


def part_of(grid: Grid, runs: Sequence[Run], page: int) -> TablePart | None:
    """Return the table that a grid and the runs inside it make; None where the runs do not keep to its cells."""
    held: defaultdict[int, list[Run]] = defaultdict(list)
    for run in runs:
        for piece in _pieces_in(grid, run):
            home = _home(grid, (piece.x0 + piece.x1) / 2, piece)
            if home is not None:
                held[home].append(piece)
            elif piece.text.strip():
                return None
    filled = sum(1 for members in held.values() if any(run.text.strip() for run in members))
    if filled < max(1, _FILLED * len(grid.places)):
        return None
    cells = [
        CellAt(place, _paragraphs(build_lines(held.get(index, ()), page), place.box))
        for index, place in enumerate(grid.places)
    ]
    return TablePart(page, grid.box, grid.xs, len(grid.ys) - 1, cells, list(runs))


def _home(grid: Grid, x: float, run: Run) -> int | None:
    y = run.y - 0.3 * run.size
    return next((index for index, place in enumerate(grid.places) if place.box.holds(x, y)), None)


def _pieces_in(grid: Grid, run: Run) -> list[Run]:
    """Part a run that a producer drew over the wall of two cells."""
    ends = [*run.xs[1:], run.x1]
    middles = [(x0 + x1) / 2 for x0, x1 in zip(run.xs, ends, strict=True)]
    if _home(grid, middles[0], run) == _home(grid, middles[-1], run):
        return [run]
    pieces: list[Run] = []
    before: int | None = -1
    for index, middle in enumerate(middles):
        home = _home(grid, middle, run)
        if home != before or not pieces:
            pieces.append(replace(run, x0=run.xs[index], x1=ends[index], text="", xs=[]))
        piece = pieces[-1]
        piece.text += run.text[index]
        piece.xs.append(run.xs[index])
        piece.x1 = ends[index]
        before = home
    return pieces


def _paragraphs(lines: list[Line], box: Box) -> tuple[tuple[Line, ...], ...]:
    """Part a cell's lines where one ends although the next unit would have fitted."""
    if not lines:
        return ()
    width = _width(lines, box)
    found: list[list[Line]] = [[lines[0]]]
    for line in lines[1:]:
        last = found[-1][-1]
        if width - (last.x1 - last.x0) > first_unit(line) + _SLACK * line.size:
            found.append([line])
        else:
            found[-1].append(line)
    return tuple(map(tuple, found))


def _width(lines: Sequence[Line], box: Box) -> float:
    """Return how long the lines of a cell can be: its width less the padding that they keep to."""
    padding = min(min(line.x0 - box.x0 for line in lines), min(box.x1 - line.x1 for line in lines))
    return box.width - 2 * min(max(padding, 0.0), _MOST_PADDING * lines[0].size)


def joins(first: TablePart, second: TablePart) -> bool:
    """Tell whether a table at a page's end goes on at the next page's start: it has the same edges, and the columns of
    one part are among those of the other (a part of merged cells shows fewer)."""
    few, many = sorted((_from_edge(first.xs), _from_edge(second.xs)), key=len)
    if abs(few[-1] - many[-1]) > _SAME_EDGE:
        return False
    return all(any(abs(x - other) <= _SAME_EDGE for other in many) for x in few)


def _from_edge(xs: tuple[float, ...]) -> tuple[float, ...]:
    """Columns' edges from the table's own left edge: its parts may stand in different columns of the page."""
    return tuple(x - xs[0] for x in xs)


def join_parts(first: TablePart, second: TablePart) -> tuple[TablePart, list[str]]:
    """Return the two parts as one, and the words of head rows that the second repeats."""
    xs = max(first.xs, second.xs, key=len)
    repeated = _repeated_rows(first, second)
    cells, above = _without_empty_row(_on_columns(first, xs), first.rows, first.rows - 1)
    others, below = _without_empty_row(_on_columns(second, xs), second.rows, repeated)
    asides = [cell.words for cell in others if cell.place.row < repeated and cell.words]
    rest = [cell for cell in others if cell.place.row >= repeated]
    shift = above - repeated
    if rest and _is_split_row(cells, rest, above, repeated):
        shift -= 1
        rest = _mend_row(cells, rest, above - 1, repeated)
    elif rest:
        rest = _mend_spans(cells, rest, above, repeated)
    for cell in rest:
        cells.append(replace(cell, place=replace(cell.place, row=cell.place.row + shift)))
    cells.sort(key=lambda cell: (cell.place.row, cell.place.column))
    return TablePart(first.page, first.box, xs, below + shift, cells), asides


def _on_columns(part: TablePart, xs: tuple[float, ...]) -> list[CellAt]:
    """Return a part's cells counted in the columns of the whole table."""
    if len(part.xs) == len(xs):
        return list(part.cells)
    edges = _from_edge(xs)
    column = [min(range(len(xs)), key=lambda index: abs(edges[index] - x)) for x in _from_edge(part.xs)]
    cells = []
    for cell in part.cells:
        start, end = column[cell.place.column], column[cell.place.column + cell.place.colspan]
        cells.append(replace(cell, place=replace(cell.place, column=start, colspan=end - start)))
    return cells


def _repeated_rows(first: TablePart, second: TablePart) -> int:
    """Count the rows that the second part repeats from the first one's head."""
    count = 0
    while count < min(first.rows, second.rows - 1, 4):
        mine = [cell.words for cell in first.cells if cell.place.row == count]
        other = [cell.words for cell in second.cells if cell.place.row == count]
        if mine != other or not any(mine):
            break
        count += 1
    return count


def _without_empty_row(cells: list[CellAt], rows: int, row: int) -> tuple[list[CellAt], int]:
    """Leave out an empty row right at a page end, and return the cells and how many rows are left: it is what a
    producer left of a row that stands on the other page (seen: ReportLab)."""
    if any(cell.words for cell in cells if cell.place.row == row) or rows < 2:
        return cells, rows
    left = []
    for cell in cells:
        place = cell.place
        if place.row > row:
            place = replace(place, row=place.row - 1)
        elif place.row + place.rowspan > row:
            place = replace(place, rowspan=place.rowspan - 1)
        if place.rowspan:
            left.append(replace(cell, place=place))
    return left, rows - 1


def _is_split_row(cells: list[CellAt], rest: list[CellAt], rows: int, start: int) -> bool:
    """Tell whether the second part opens inside a row: each text of its first row goes on with one that was cut, or
    stands in a cell that had none yet."""
    before = {cell.place.column: cell for cell in cells if cell.place.row + cell.place.rowspan == rows}
    lowest = max((cell.lowest for cell in before.values()), default=0.0)
    opening = [cell for cell in rest if cell.place.row == start]
    filled = [cell for cell in opening if cell.words]
    if not filled:
        return False
    certain = False
    for cell in filled:
        home = before.get(cell.place.column)
        if home is None or home.place.colspan != cell.place.colspan:
            return False
        if home.words and (cell.place.rowspan > 1 or not _was_cut(home, cell, lowest)):
            return False
        certain = certain or len(home.words) > _CERTAINLY_TEXT
    ended = any(not cell.words and _has_ended(before.get(cell.place.column)) for cell in opening)
    return ended or certain


def _has_ended(home: CellAt | None) -> bool:
    """Tell whether a cell above holds text and stands in this row alone: a cell over several rows goes on empty."""
    return home is not None and bool(home.words) and home.place.rowspan == 1


def _was_cut(home: CellAt, cell: CellAt, lowest: float) -> bool:
    """Tell whether a page end cut the text of a cell: it reaches down to the row's end, to a full line without a
    sentence's end."""
    last, line = home.paragraphs[-1][-1], cell.paragraphs[0][0]
    lines = [own for paragraph in home.paragraphs for own in paragraph]
    reach = _LAST_LINE if len(lines) < _MANY_LINES else _LAST_LINES
    if ends_sentence(last.text) or _FIGURES.match(home.words) or lowest - last.y > reach * last.size:
        return False
    room = _width(lines, home.place.box) - (last.x1 - last.x0)
    return room < first_unit(line) + _SLACK * last.size


def _mend_row(cells: list[CellAt], rest: list[CellAt], row: int, start: int) -> list[CellAt]:
    """Put the second half of a row's texts behind the first; a cell that goes on below covers those rows, too."""
    homes = {
        cell.place.column: index for index, cell in enumerate(cells) if cell.place.row + cell.place.rowspan == row + 1
    }
    for cell in rest:
        index = homes.get(cell.place.column)
        if cell.place.row != start or index is None:
            continue
        home = cells[index]
        place = replace(home.place, rowspan=home.place.rowspan + cell.place.rowspan - 1)
        paragraphs = home.paragraphs
        if cell.words:
            paragraphs = cell.paragraphs
            if home.words:
                paragraphs = (*home.paragraphs[:-1], home.paragraphs[-1] + cell.paragraphs[0], *cell.paragraphs[1:])
        cells[index] = CellAt(place, paragraphs)
    return [cell for cell in rest if cell.place.row > start]


def _mend_spans(cells: list[CellAt], rest: list[CellAt], rows: int, start: int) -> list[CellAt]:
    """Lengthen cells that cover rows on both pages: the second part shows them empty."""
    last = {
        cell.place.column: index for index, cell in enumerate(cells) if cell.place.row + cell.place.rowspan == rows
    }
    opening = [cell for cell in rest if cell.place.row == start]
    parted = any(
        cell.words and cell.place.column in last and cells[last[cell.place.column]].place.colspan > cell.place.colspan
        for cell in opening
    )
    kept = []
    for cell in rest:
        index = last.get(cell.place.column)
        home = cells[index].place if index is not None else None
        if (
            index is not None
            and home is not None
            and cell.place.row == start
            and not cell.words
            and home.colspan == cell.place.colspan
            and (
                home.rowspan > 1
                or cell.place.rowspan > 1
                or (cells[index].words and (parted or cell.place.column == 0))
            )
        ):
            cells[index] = replace(cells[index], place=replace(home, rowspan=home.rowspan + cell.place.rowspan))
        else:
            kept.append(cell)
    return kept


def rows_of(part: TablePart) -> tuple[tuple[GridCell, ...], ...]:
    """Return the cells row by row, as a table's block holds them."""
    rows: list[list[GridCell]] = [[] for _ in range(part.rows)]
    for cell in part.cells:
        rows[cell.place.row].append(GridCell(cell.paragraphs, cell.place.rowspan, cell.place.colspan))
    return tuple(map(tuple, rows))
