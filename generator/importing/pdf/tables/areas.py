"""The tables in an area of a page, between the text that is in none."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.importing.pdf.elements import Box
from generator.importing.pdf.layout.ordering import Area
from generator.importing.pdf.tables.parts import TablePart


@dataclass(slots=True)
class AreaTables:
    """An area of a page and the tables in it."""

    page: int
    """Index of the page."""
    area: Area
    """Its text that is in no table."""
    tables: list[TablePart]
    """Its tables."""
    others: list[Box] = field(default_factory=list)
    """What else stands there (pictures)."""
    rules: list[Box] = field(default_factory=list)
    """The rules of its page."""

    def last(self) -> TablePart | None:
        """Return the table below which nothing else stands but text."""
        table = max(self.tables, key=lambda table: table.box.y1, default=None)
        return None if table is None or any(box.y0 > table.box.y1 for box in self.others) else table

    def first(self) -> TablePart | None:
        """Return the table above which nothing else stands but text."""
        table = min(self.tables, key=lambda table: table.box.y0, default=None)
        return None if table is None or any(box.y1 < table.box.y0 for box in self.others) else table

    def replace(self, old: TablePart | None, new: TablePart) -> None:
        """Put a table in the place of another that is a part of it, or of text alone."""
        self.tables = [table for table in self.tables if table is not old] + [new]
        gone = set(map(id, new.runs))
        self.area.runs = [run for run in self.area.runs if id(run) not in gone]
