"""Tables that a structure tree holds as one block of text."""

from __future__ import annotations

from itertools import pairwise

from generator.importing.pdf.drawing.pages import draw
from generator.importing.pdf.elements import Page
from generator.importing.pdf.file.opening import layers_off, open_document
from generator.importing.pdf.fonts.faces import Faces
from generator.importing.pdf.tags.tables import find_untold_table

from .papers import line, paper

TEXT = "各地医保部门陆续开展药款直接结算"
"""Sixteen characters: a full line of the wide column."""


def drawn(pages: list[bytes]) -> list[Page]:
    document = open_document(paper(pages), "issue.pdf", "")
    return [draw(leaf, Faces(), layers_off(document.pdf))[1] for leaf in document.leaves]


def level(*ys: float) -> bytes:
    return b"".join(b"%d %.1f m %d %.1f l S " % (x0, y, x1, y) for y in ys for x0, x1 in pairwise((56, 100, 300)))


def centred(name: str, lines: int, y: float) -> bytes:
    """A row of two cells set in its middle, and its text of many lines."""
    text = b"".join(line(TEXT, 104, y - 18 * number) for number in range(lines))
    return text + line(name, 60, y - 9 * (lines - 1))


def test_a_table_may_begin_with_one_row_below_another_table_on_its_page() -> None:
    """Rows of several lines, set in the middle, rarely have two texts at one height."""
    other = line("上一张表", 60, 550) + level(530)
    first = other + level(480, 456) + line("地区", 60, 464) + line("做法", 104, 464) + centred("甲省", 4, 440)
    second = centred("乙省", 3, 540) + centred("丙省", 5, 480) + centred("丁省", 3, 384) + level(340)
    pages = drawn([first, second])
    own = [run for run in pages[0].runs if run.y > 100]
    block = find_untold_table({0: own, 1: pages[1].runs}, pages)
    assert block is not None
    assert block.rows is not None
    words = [["".join(line.text for part in cell.paragraphs for line in part) for cell in row] for row in block.rows]
    assert words == [["地区", "做法"], ["甲省", TEXT * 4], ["乙省", TEXT * 3], ["丙省", TEXT * 5], ["丁省", TEXT * 3]]


def test_lines_of_a_paragraph_are_no_table() -> None:
    pages = drawn([b"".join(line(TEXT, 60, 540 - 18 * number) for number in range(8))])
    assert find_untold_table({0: pages[0].runs}, pages) is None
