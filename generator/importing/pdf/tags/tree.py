"""The structure tree of a tagged PDF (ISO 32000-1, 14.7 and 14.8): which marked content makes one paragraph, heading,
list item or table cell, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFObjRef, resolve1

from generator.importing.pdf.file.opening import Leaf

_HEADINGS_OF_LAYOUT = 3
"""Headings in one cell of a table that is only there for the layout of pages."""
_DEPTH = 60
_MOST_ELEMENTS = 300_000
_BLOCKS = frozenset((
    "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Title", "Lbl", "LBody", "Caption", "Note", "TOCI", "Formula",
    "BibEntry", "Index", "FENote", "Aside",
))  # fmt: skip
LOOSE = "loose"
"""Kind of a block that the tree does not name: text that stands right inside a container."""
_CONTAINERS = frozenset((
    "Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "BlockQuote", "TOC", "L", "LI", "Table", "TR", "TD",
    "TH", "THead", "TBody", "TFoot", "Figure",
))  # fmt: skip


@dataclass(slots=True)
class TagBlock:
    """A block-level element."""

    kind: str
    """Its standard structure type, or `LOOSE`."""
    level: int | None = None
    """Rank of a heading, 1 for the top."""
    cell: TagCell | None = None
    """The table cell that it stands in."""
    label: TagBlock | None = None
    """The block that holds the marker of the list item that it opens."""
    listed: bool = False
    """Whether it opens a list item."""


@dataclass(slots=True)
class TagCell:
    """A cell of a table."""

    table: TagTable
    """Its table."""
    rowspan: int = 1
    """Rows that it covers."""
    colspan: int = 1
    """Columns that it covers."""
    head: bool = False
    """Whether it is a head cell (TH)."""
    blocks: list[TagBlock] = field(default_factory=list)
    """What stands in it."""


@dataclass(slots=True)
class TagTable:
    """A table."""

    rows: list[list[TagCell]] = field(default_factory=list)
    """Its rows and their cells."""
    heads: int = 0
    """Rows from the top that stand in THead."""

    @property
    def head_cells(self) -> list[TagCell]:
        """The cells of its head: of the rows that stand in THead, or else of the first ones that hold head cells
        alone."""
        rows = self.rows[: self.heads] or takewhile(lambda row: all(cell.head for cell in row), self.rows)
        return [cell for row in rows for cell in row]


@dataclass(slots=True)
class Tags:
    """The structure tree, read."""

    blocks: list[TagBlock] = field(default_factory=list)
    """In reading order."""
    content: dict[tuple[int, int], int] = field(default_factory=dict)
    """Page index and marked-content id -> index of the block."""

    @property
    def has_tables(self) -> bool:
        """Whether the tree knows any table."""
        return any(block.cell is not None for block in self.blocks)


def read_tags(pdf: PDFDocument, leaves: tuple[Leaf, ...]) -> Tags | None:
    """Return the structure tree; None where the file has none or it cannot be read."""
    try:
        root = resolve1(pdf.catalog.get("StructTreeRoot"))
        if not isinstance(root, dict):
            return None
        walker = _Walker(resolve1(root.get("RoleMap")), {leaf.number: leaf.index for leaf in leaves if leaf.number})
        walker.walk(root.get("K"), None, _Place(), 0)
    except (RecursionError, TypeError, ValueError, KeyError, AttributeError):
        return None
    _leave_layouts(walker.tags)
    return walker.tags if walker.tags.blocks else None


def _leave_layouts(tags: Tags) -> None:
    """Take blocks out of tables that are none: a page's author may put all of it into one table, for the head that
    each printed page repeats. No cell of data holds several headings."""
    cells = {id(block.cell): block.cell for block in tags.blocks if block.cell is not None}.values()
    layouts = {
        id(cell.table)
        for cell in cells
        if sum(block.level is not None for block in cell.blocks) >= _HEADINGS_OF_LAYOUT
    }
    for block in tags.blocks:
        if block.cell is not None and id(block.cell.table) in layouts:
            block.cell = None


@dataclass(slots=True)
class _Place:
    """Where in the tree the walk is."""

    block: int | None = None
    cell: TagCell | None = None
    table: TagTable | None = None
    loose: list[int] = field(default_factory=list)
    """The unnamed paragraph that direct content of a container makes, as a list of at most one block."""
    item: list[TagBlock] = field(default_factory=list)
    """The label of the list item that is open."""
    fresh: list[bool] = field(default_factory=list)
    """Whether the list item that is open has no block yet."""
    in_head: bool = False


class _Walker:
    def __init__(self, roles: Any, pages: dict[int | None, int]) -> None:
        self.tags = Tags()
        self._roles = roles if isinstance(roles, dict) else {}
        self._pages = pages
        self._seen: set[int] = set()
        self._count = 0

    def walk(self, kids: Any, page: int | None, place: _Place, depth: int) -> None:
        if depth > _DEPTH:
            return
        for kid in _each(kids):
            self._count += 1
            if self._count > _MOST_ELEMENTS:
                return
            if isinstance(kid, PDFObjRef):
                if kid.objid in self._seen:
                    continue
                self._seen.add(kid.objid)
                kid = resolve1(kid)
            if isinstance(kid, int):
                self._content(page, kid, place)
            elif isinstance(kid, dict):
                self._element(kid, page, place, depth)

    def _element(self, element: dict[str, Any], page: int | None, place: _Place, depth: int) -> None:
        own = element.get("Pg")
        if isinstance(own, PDFObjRef):
            page = self._pages.get(own.objid, page)
        if "S" not in element:
            mcid = resolve1(element.get("MCID"))
            if isinstance(mcid, int):
                self._content(page, mcid, place)
            return
        role = self._role(element["S"])
        inner = self._enter(role, element, place)
        self.walk(element.get("K"), page, inner, depth + 1)
        if role in _BLOCKS or role in _CONTAINERS:
            place.loose.clear()

    def _role(self, value: Any) -> str:
        name = getattr(resolve1(value), "name", "")
        name = name.decode("utf-8", "replace") if isinstance(name, bytes) else str(name)
        for _ in range(8):
            if name in _BLOCKS or name in _CONTAINERS or name not in self._roles:
                return name
            name = str(getattr(resolve1(self._roles[name]), "name", ""))
        return name

    def _enter(self, role: str, element: dict[str, Any], place: _Place) -> _Place:
        if role == "Table":
            return _Place(table=TagTable(), cell=place.cell)
        if role in ("THead", "TBody", "TFoot"):
            return _Place(table=place.table, cell=place.cell, in_head=role == "THead")
        if role == "TR" and place.table is not None:
            place.table.rows.append([])
            if place.in_head:
                place.table.heads += 1
            return _Place(table=place.table, cell=place.cell)
        if role in ("TD", "TH") and place.table is not None and place.table.rows:
            return _Place(cell=self._cell(role, element, place.table))
        if role == "LI":
            return _Place(cell=place.cell, item=[], fresh=[True])
        if role in _CONTAINERS:
            return _Place(cell=place.cell, item=place.item, fresh=place.fresh)
        if role in _BLOCKS and not (role == "LBody" and self._has_blocks(element)):
            return _Place(block=self._open(role, place), cell=place.cell, item=place.item, fresh=place.fresh)
        if role == "LBody":
            return _Place(cell=place.cell, item=place.item, fresh=place.fresh)
        return place

    def _has_blocks(self, element: dict[str, Any]) -> bool:
        for kid in _each(element.get("K")):
            kid = resolve1(kid)
            if isinstance(kid, dict) and "S" in kid and self._role(kid["S"]) in _BLOCKS | _CONTAINERS:
                return True
        return False

    def _cell(self, role: str, element: dict[str, Any], table: TagTable) -> TagCell:
        spans = {"RowSpan": 1, "ColSpan": 1}
        for attributes in _each(element.get("A")):
            attributes = resolve1(attributes)
            for key in spans:
                value = resolve1(attributes.get(key)) if isinstance(attributes, dict) else None
                if isinstance(value, int) and 1 <= value <= 1000:
                    spans[key] = value
        cell = TagCell(table, spans["RowSpan"], spans["ColSpan"], role == "TH")
        table.rows[-1].append(cell)
        return cell

    def _open(self, role: str, place: _Place) -> int:
        level = int(role[1]) if len(role) == 2 and role[0] == "H" and role[1].isdigit() else 1 if role == "H" else None
        block = TagBlock(role, level, place.cell)
        self.tags.blocks.append(block)
        if place.cell is not None:
            place.cell.blocks.append(block)
        if role == "Lbl":
            place.item[:] = [block]
        elif place.fresh and place.fresh[0]:
            place.fresh[0] = False
            block.listed = True
            block.label = place.item[0] if place.item else None
        return len(self.tags.blocks) - 1

    def _content(self, page: int | None, mcid: int, place: _Place) -> None:
        if page is None:
            return
        block = place.block
        if block is None:
            if not place.loose:
                place.loose.append(self._open(LOOSE, place))
            block = place.loose[0]
        self.tags.content.setdefault((page, mcid), block)


def _each(value: Any) -> Iterator[Any]:
    if isinstance(value, PDFObjRef):
        found = resolve1(value)
        if isinstance(found, list):
            yield from found
        else:
            yield value
    elif isinstance(value, list):
        yield from value
    elif value is not None:
        yield value
