"""Rules -> grids: where the cells of ruled tables lie.

Tables arrive as strokes (LibreOffice, Typst, ReportLab), as thin filled rectangles (Chromium) or as filled polygons;
the interpreter made rules of all of them. Rules that touch make a net; the places between neighbouring rules of one
that no rule parts are one cell.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from generator.importing.pdf.elements import Box
from generator.importing.pdf.tables.nets import TOUCH, Net, find_nets

_COVERS = 0.5
"""Share of a cell's side that a rule must cover to part it from its neighbour."""
_SMALLEST_CELL = 5.0
"""Points; a narrower place between two rules is a double rule."""
_MOST_LINES = 400
"""Rows or columns of one net; a page with more is a drawing."""


@dataclass(frozen=True, slots=True)
class Place:
    """A cell's place in a grid."""

    row: int
    """Its first row."""
    column: int
    """Its first column."""
    rowspan: int
    """Rows that it covers."""
    colspan: int
    """Columns that it covers."""
    box: Box
    """Where it stands on the page."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table's cells on one page."""

    box: Box
    """The whole table."""
    xs: tuple[float, ...]
    """Columns' edges."""
    ys: tuple[float, ...]
    """Rows' edges."""
    places: tuple[Place, ...]
    """Its cells, row by row."""
    open_above: tuple[bool, ...]
    """Whether no rule runs along a column's upper end: the cell there began on the page before."""
    open_below: tuple[bool, ...]
    """Whether no rule runs along a column's lower end: the cell there goes on on the next page."""
    unruled: tuple[int, ...]
    """Rows that no rule parts from the one above, but that inner walls begin or end there."""
    _homes: dict[tuple[int, int], int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        homes = {
            (row, column): index
            for index, place in enumerate(self.places)
            for row in range(place.row, place.row + place.rowspan)
            for column in range(place.column, place.column + place.colspan)
        }
        object.__setattr__(self, "_homes", homes)

    def home(self, x: float, y: float) -> int | None:
        """Return the index of the cell in which a point lies; None where it lies outside."""
        if not self.box.holds(x, y):
            return None
        row, column = max(bisect_left(self.ys, y) - 1, 0), max(bisect_left(self.xs, x) - 1, 0)
        return self._homes.get((row, column))

    def lengthened(self, bottom: float) -> Grid:
        """Return the grid with its last row reaching further down."""
        last = len(self.ys) - 1
        places = tuple(
            replace(place, box=replace(place.box, y1=bottom)) if place.row + place.rowspan == last else place
            for place in self.places
        )
        return replace(self, box=replace(self.box, y1=bottom), ys=(*self.ys[:-1], bottom), places=places)


def find_grids(rules: Sequence[Box], shapes: Sequence[Box] = ()) -> list[Grid]:
    """Return the grids that a page's rules make, from top to bottom. `shapes` are the filled rectangles: those that
    are cells of a table part it, too."""
    grids = []
    for across, down in find_nets(rules, 4 * _MOST_LINES):
        across, down = _with_shades(across, down, shapes)
        grid = grid_of(across, down)
        if grid is not None and _is_framed(grid, down):
            grids.append(grid)
    return sorted(grids, key=lambda grid: (grid.box.y0, grid.box.x0))


def _with_shades(across: list[Box], down: list[Box], shapes: Sequence[Box]) -> Net:
    """Return a table's rules with the edges of its shaded cells: rectangles that begin and end where its walls stand.
    Where the table begins and ends they draw none, for a page end may have cut the cell."""
    xs = [
        min(rule.x0 for rule in across),
        max(rule.x1 for rule in across),
        *((wall.x0 + wall.x1) / 2 for wall in down),
    ]
    top = min(rule.y0 for rule in (*across, *down)) - TOUCH
    bottom = max(rule.y1 for rule in (*across, *down)) + TOUCH
    cells = [
        shape
        for shape in shapes
        if top <= shape.y0
        and shape.y1 <= bottom
        and min(shape.width, shape.height) > _SMALLEST_CELL
        and all(any(abs(x - edge) <= TOUCH for edge in xs) for x in (shape.x0, shape.x1))
    ]
    edges = [Box(cell.x0, y, cell.x1, y) for cell in cells for y in (cell.y0, cell.y1)]
    sides = [Box(x, cell.y0, x, cell.y1) for cell in cells for x in (cell.x0, cell.x1)]
    inner = [edge for edge in edges if top + 2 * TOUCH < edge.y0 < bottom - 2 * TOUCH]
    return [*across, *inner], [*down, *sides]


def _edges(values: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SMALLEST_CELL:
            edges.append(value)
    return edges


def grid_of(across: list[Box], down: list[Box]) -> Grid | None:
    """Return the grid of rules that hang together; None where they make no cell.

    One cell alone is a frame around text, or a table's last row on another page.
    """
    left, right = min(rule.x0 for rule in across), max(rule.x1 for rule in across)
    top, bottom = min(rule.y0 for rule in down), max(rule.y1 for rule in down)
    top, bottom = min(top, min(rule.y0 for rule in across)), max(bottom, max(rule.y1 for rule in across))
    ends = _ends_of_walls(down, across, left, right)
    across = [*across, *(Box(left, y, right, y) for y in ends)]
    xs = _edges([(rule.x0 + rule.x1) / 2 for rule in down] + [left, right])
    ys = _edges([(rule.y0 + rule.y1) / 2 for rule in across] + [top, bottom])
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns > _MOST_LINES or rows > _MOST_LINES:
        return None
    places = _places(xs, ys, across, down)
    above, below = (
        tuple(not covered for covered in _covered(rules, xs)) for rules in _along(across, (ys[0], ys[-1]), level=True)
    )
    unruled = tuple(row for row, y in enumerate(ys) if any(abs(y - end) <= TOUCH for end in ends))
    return Grid(Box(xs[0], ys[0], xs[-1], ys[-1]), tuple(xs), tuple(ys), tuple(places), above, below, unruled)


def _ends_of_walls(down: list[Box], across: list[Box], left: float, right: float) -> list[float]:
    """Return the heights at which all inner walls between two level rules begin or end though no rule is drawn there:
    beyond them stands a row of one cell, a head that was repeated above a row cut by a page end (seen: ReportLab)."""
    inner = [wall for wall in down if left + _SMALLEST_CELL < wall.x0 < right - _SMALLEST_CELL]
    outer = [wall for wall in down if not left + _SMALLEST_CELL < wall.x0 < right - _SMALLEST_CELL]
    if not inner or not outer:
        return []
    drawn = [(rule.y0 + rule.y1) / 2 for rule in across]
    edges = _edges([*drawn, min(wall.y0 for wall in outer), max(wall.y1 for wall in outer)])
    found = []
    for top, bottom in pairwise(edges):
        beside = [wall for wall in inner if wall.y0 < bottom - _SMALLEST_CELL and wall.y1 > top + _SMALLEST_CELL]
        starts, ends = [wall.y0 for wall in beside], [wall.y1 for wall in beside]
        for heights in (starts, ends):
            if beside and top + _SMALLEST_CELL < min(heights) and max(heights) < bottom - _SMALLEST_CELL:
                found += _edges(heights) if max(heights) - min(heights) <= TOUCH else []
    return found


def _is_framed(grid: Grid, down: list[Box]) -> bool:
    """Tell whether rules run all along the table's top or bottom, or one of them is open, or walls run along both of
    its sides: the table goes on on another page. The boxes of a flow chart, joined by lines, leave gaps all round."""
    if any(len(set(ends)) == 1 for ends in (grid.open_above, grid.open_below)):
        return True
    gaps = [above and below for above, below in zip(grid.open_above, grid.open_below, strict=True)]
    if any(gaps[1:-1]):  # boxes on both sides of it
        return False
    sides = _along(down, (grid.xs[0], grid.xs[-1]), level=False)
    return all(all(_covered(rules, grid.ys)) for rules in sides)


def _places(xs: list[float], ys: list[float], across: list[Box], down: list[Box]) -> list[Place]:
    columns, rows = len(xs) - 1, len(ys) - 1
    taken: set[tuple[int, int]] = set()
    walls = [_covered(rules, ys) for rules in _along(down, xs[1:-1], level=False)]
    floors = [_covered(rules, xs) for rules in _along(across, ys[1:-1], level=True)]
    places = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            wide = 1
            while column + wide < columns and not walls[column + wide - 1][row] and (row, column + wide) not in taken:
                wide += 1
            high = 1
            while row + high < rows and not any(floors[row + high - 1][column : column + wide]):
                high += 1
            taken.update((row + r, column + c) for r in range(high) for c in range(wide))
            box = Box(xs[column], ys[row], xs[column + wide], ys[row + high])
            places.append(Place(row, column, high, wide, box))
    return places


def _along(rules: list[Box], edges: Sequence[float], *, level: bool) -> list[list[tuple[float, float]]]:
    """Return for each edge the stretches of it that rules draw."""
    drawn: list[list[tuple[float, float]]] = [[] for _ in edges]
    for rule in rules:
        middle = (rule.y0 + rule.y1) / 2 if level else (rule.x0 + rule.x1) / 2
        first, last = bisect_left(edges, middle - _SMALLEST_CELL), bisect_right(edges, middle + _SMALLEST_CELL)
        for index in range(first, last):
            drawn[index].append((rule.x0, rule.x1) if level else (rule.y0, rule.y1))
    return drawn


def _covered(rules: Sequence[tuple[float, float]], places: Sequence[float]) -> list[bool]:
    """Tell of each two neighbouring places whether rules cover the line between them."""
    lengths = [0.0] * (len(places) - 1)
    for first, last in rules:
        for index in range(max(bisect_right(places, first) - 1, 0), min(bisect_left(places, last), len(lengths))):
            lengths[index] += max(0.0, min(last, places[index + 1]) - max(first, places[index]))
    return [length >= _COVERS * (end - start) for length, (start, end) in zip(lengths, pairwise(places), strict=True)]
