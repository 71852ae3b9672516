"""Rows that a page end cut: told by their texts, and by the rules and empty cells beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.importing.pdf.layout.wording import FIGURES, ends_sentence, fits
from generator.importing.pdf.tables.parts import CellAt, is_full

_CERTAINLY_TEXT = 6
"""Characters; a full line in a narrow cell may be a whole word."""
_SLACK = 0.5
"""Sizes that a line may leave free beyond the next unit and still be full."""
_LAST_LINE, _LAST_LINES, _MANY_LINES = 0.5, 3.0, 3
"""Sizes by which the last lines of cells may differ that a page end cut at one height: short ones, and those of so
many lines, of which a producer may move the last to the next page."""
_MANY_EMPTY = 2
"""Empty cells below ended ones that tell of a cut row, where rules close both of its halves."""

_FEWEST_FILLED, _NO_CHANCE = 3, 24.0
"""Texts that fill their lines, and how many rows there are of which one does by chance, at least, to tell of a cut row
where rules close both of its halves."""
_FEW_ROWS = 3
"""Rows of a table of which none tells how its first column is filled."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A page end within a table."""

    cells: Sequence[CellAt]
    """The table's cells above it."""
    rest: Sequence[CellAt]
    """Those below it, without a repeated head."""
    rows: int
    """How many rows stand above it."""
    start: int
    """The first row below it."""
    walled: bool
    """Whether rules part the columns."""
    torn: bool
    """Whether no rule closes the row above the page end, nor that below it."""

    def goes_on(self) -> bool:
        """Tell whether the second part opens inside a row: each text of its first row goes on with one that was cut,
        or stands in a cell that had none yet. Where a text is cut for certain and the cell of another has ended, a
        third may end a sentence at the page's end. A line is full that is as long as others of its column: texts of
        one length are, too, and only one of several lines is cut for certain, or one beside cells that were empty
        yet, or that no rule closes. A text over several rows below goes on with a full line, too, but tells nothing.
        Where no rule closes the row, it goes on in any case, and texts may end at different heights, for those in the
        middle are cut there, too. If another text only begins below the page end, a line need not be full; and one is
        enough where that text's column has no empty cell else."""
        before = self._ending()
        lowest = self._lowest(before)
        opening = self._opening()
        longest = {} if self.walled else _longest([*self.cells, *self.rest])
        begins = self.torn and any(
            cell.words and (home := before.get(cell.place.column)) is not None and not home.words
            for cell in opening
            if cell.place.rowspan == 1
        )
        cut = []
        between = False
        for cell in (cell for cell in opening if cell.words):
            home = before.get(cell.place.column)
            if home is None or home.place.colspan != cell.place.colspan:
                return False
            if not home.words:
                cut.append((home, True))
            elif cell.place.rowspan > 1 and (_goes_on(home, cell) or (self.torn and not _has_ended(home))):
                continue
            elif cell.place.rowspan == 1 and (
                (begins and not _has_ended(home))
                or _goes_on(home, cell)
                or _goes_on(home, cell, longest.get(cell.place.column))
            ):
                cut.append((home, _reaches_down(home, lowest)))
            elif cell.place.rowspan == 1 and ends_sentence(home.paragraphs[-1][-1].text):
                between = True
            else:
                return False
        ended = self._ended(before)
        sure = self.torn or any(not home.words for home, _ in cut) or (self.walled and ended > 0)
        certain = any(
            (down or self.torn) and len(home.words) > _CERTAINLY_TEXT and (sure or sum(map(len, home.paragraphs)) > 1)
            for home, down in cut
        )
        told = ended > 0 or self._fills_gap(before)
        if between or not all(down for _, down in cut):
            return (told or self.torn) and certain
        return bool(cut) and (told or certain or begins or self._fill_their_lines([home for home, _ in cut]))

    def _fill_their_lines(self, homes: Sequence[CellAt]) -> bool:
        """Tell whether so many texts of columns that hold longer ones fill their lines that it is no chance: of lines
        that end anywhere, one in as many as they hold characters is full."""
        longest = _longest([*self.cells, *self.rest])
        chance, filled = 1.0, 0
        for home in homes:
            last = home.paragraphs[-1][-1] if home.paragraphs else None
            others = (cell for cell in (*self.cells, *self.rest) if cell.place.column == home.place.column)
            if last is None or not any(cell is not home and sum(map(len, cell.paragraphs)) > 1 for cell in others):
                continue
            if longest.get(home.place.column, 0.0) - (last.x1 - last.x0) >= last.size:
                return False
            chance *= max(1.0, (last.x1 - last.x0) / last.size)
            filled += 1
        return filled >= _FEWEST_FILLED and chance >= _NO_CHANCE

    def leaves_rest(self) -> bool:
        """Tell whether a row goes on although a sentence ends at the page end: the second part opens with texts below
        long ones, and empty cells below those of others. One empty cell tells it where no rule closes the row. A cell
        over several rows would leave empty ones, too; so this tells nothing where the table has any. Without walls,
        an empty first cell tells it where all others of its column hold text."""
        if any(cell.place.rowspan > 1 for cell in (*self.cells, *self.rest)):
            return False
        before = self._ending()
        lowest = self._lowest(before)
        homes = [before.get(cell.place.column) for cell in self._opening() if cell.words]
        long = [home for home in homes if home is not None and sum(map(len, home.paragraphs)) > 1]
        if not homes or len(long) < len(homes) or not all(_reaches_down(home, lowest) for home in long):
            return False
        if not self.walled:
            return self._opens_empty()
        return self._ended(before) >= (1 if self.torn else _MANY_EMPTY)

    def _opens_empty(self) -> bool:
        """Tell whether the first cell below the page end is the only empty one of its column."""
        firsts = [cell for cell in (*self.cells, *self.rest) if cell.place.column == 0]
        empty = [cell for cell in firsts if not cell.words]
        below = [cell for cell in self._opening() if cell.place.column == 0]
        return len(firsts) > _FEW_ROWS and len(empty) == 1 and any(cell is empty[0] for cell in below)

    def _ending(self) -> dict[int, CellAt]:
        """Return the cells above the page end by their column."""
        return {cell.place.column: cell for cell in self.cells if cell.place.row + cell.place.rowspan == self.rows}

    def _opening(self) -> list[CellAt]:
        """Return the cells below the page end."""
        return [cell for cell in self.rest if cell.place.row == self.start]

    def _fills_gap(self, before: dict[int, CellAt]) -> bool:
        """Tell whether a cell above the page end is empty in a column that has no other empty cell, and the one below
        it is not."""
        opening = [cell for cell in self._opening() if cell.paragraphs and cell.place.rowspan == 1]
        filled = [before.get(cell.place.column) for cell in opening]
        columns = {home.place.column for home in filled if home is not None and not home.paragraphs}
        if not columns:
            return False
        empty = Counter(cell.place.column for cell in (*self.cells, *self.rest) if not cell.paragraphs)
        return any(empty[column] == 1 for column in columns)

    def _lowest(self, before: dict[int, CellAt]) -> float:
        """Return the lowest baseline above the page end. In a row that no rule closes, texts that have ended may stand
        lower: in the middle of the row, or of what the page holds of it."""
        going = {cell.place.column for cell in self._opening() if cell.words} if self.torn else set(before)
        return max((cell.lowest for column, cell in before.items() if column in going), default=0.0)

    def _ended(self, before: dict[int, CellAt]) -> int:
        """Count the empty cells below texts that stand in this row alone: a cell over several rows goes on empty."""
        homes = [before.get(cell.place.column) for cell in self._opening() if not cell.words]
        return sum(home is not None and bool(home.words) and home.place.rowspan == 1 for home in homes)


def _longest(cells: Sequence[CellAt]) -> dict[int, float]:
    """Return the width of the longest line in each column."""
    longest: dict[int, float] = {}
    for cell in cells:
        if cell.place.colspan == 1:
            lines = [line.x1 - line.x0 for paragraph in cell.paragraphs for line in paragraph]
            longest[cell.place.column] = max(longest.get(cell.place.column, 0.0), *lines, 0.0)
    return longest


def _goes_on(home: CellAt, cell: CellAt, longest: float | None = None) -> bool:
    """Tell whether the text of a cell may go on in another: with a full line, and without a sentence's end. `longest`
    is how long lines of the column are, where no walls tell."""
    last = home.paragraphs[-1][-1]
    if _has_ended(home):
        return False
    if longest is not None:
        after = cell.paragraphs[0][0]
        return not fits(after, longest - (last.x1 - last.x0), _SLACK)
    lines = [own for paragraph in home.paragraphs for own in paragraph]
    return is_full(last, cell.paragraphs[0][0], lines, home.place.box)


def _has_ended(home: CellAt) -> bool:
    """Tell whether nothing can follow a cell's text in it: a sentence ends, or it is a figure."""
    return ends_sentence(home.paragraphs[-1][-1].text) or FIGURES.match(home.words) is not None


def _reaches_down(home: CellAt, lowest: float) -> bool:
    """Tell whether the text of a cell reaches down to the end of its row."""
    lines = sum(map(len, home.paragraphs))
    last = home.paragraphs[-1][-1]
    return lowest - last.y <= (_LAST_LINE if lines < _MANY_LINES else _LAST_LINES) * last.size
