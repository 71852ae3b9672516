"""A leaf of the file, drawn: content streams -> `Page`."""

from __future__ import annotations

from dataclasses import replace

from generator.importing.pdf.drawing.interpreting import Interpreter, resources_of
from generator.importing.pdf.drawing.pillars import find_pillars, is_vertical, lay_down, take_pillars
from generator.importing.pdf.drawing.states import Matrix
from generator.importing.pdf.drawing.striking import strike_once
from generator.importing.pdf.elements import Page
from generator.importing.pdf.file.opening import Leaf, content_of
from generator.importing.pdf.fonts.faces import Faces

_MOSTLY = 4
"""Characters on their side for each upright one that make a page one that is to be turned."""


def draw(leaf: Leaf, faces: Faces, off: frozenset[int]) -> tuple[Leaf, Page]:
    """Interpret one page, turned so that its text can be read in lines, and return the leaf that is so turned. What
    cannot be read is told in the page's troubles."""
    page = _drawn(leaf, faces, off)
    turn, count = max(page.turns.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    if turn and count > _MOSTLY * sum(len(run.text) for run in page.runs):
        leaf = replace(leaf, turn=(leaf.turn - turn) % 360)
        page = _drawn(leaf, faces, off)
    pillars = find_pillars(page)
    if pillars and is_vertical(page, pillars):
        leaf = replace(leaf, turn=(leaf.turn + 270) % 360)
        upright, page = page, _drawn(leaf, faces, off)
        lay_down(upright, page)
    elif pillars:
        take_pillars(page, pillars)
    return leaf, page


def _drawn(leaf: Leaf, faces: Faces, off: frozenset[int]) -> Page:
    x0, y0, x1, y1 = leaf.box
    width, height = x1 - x0, y1 - y0
    if leaf.turn in (90, 270):
        width, height = height, width
    page = Page(leaf.index, width, height)
    content = content_of(leaf, page.troubles)
    Interpreter(page, to_page(leaf), faces, off).run(content, resources_of(leaf.resources))
    strike_once(page)
    return page


def to_page(leaf: Leaf) -> Matrix:
    """Return the matrix from the file's units to points from the top left corner of the page as it is seen."""
    x0, y0, x1, y1 = leaf.box
    match leaf.turn:
        case 90:
            return (0.0, 1.0, 1.0, 0.0, -y0, -x0)
        case 180:
            return (-1.0, 0.0, 0.0, 1.0, x1, -y0)
        case 270:
            return (0.0, -1.0, -1.0, 0.0, y1, x1)
        case _:
            return (1.0, 0.0, 0.0, -1.0, -x0, y1)
