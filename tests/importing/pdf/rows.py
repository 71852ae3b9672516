"""Pages with tables that are set without walls, and what tests ask of them."""

from __future__ import annotations

from generator.importing.passage import Source
from generator.importing.pdf import read_pdf

from .papers import line, paper

TEXT = "这一段文字说明下面的表格怎么读以及数字从哪里来请先看表头"
"""Twenty-eight characters: a full line of the measure."""


def source(pages: list[bytes]) -> Source:
    return read_pdf(paper(pages), "issue.pdf")


def tables(pages: list[bytes]) -> list[list[list[str]]]:
    """The words of each table, a row a list."""
    return [
        [["".join(cell.text.plain.split()) for cell in row] for row in passage.rows]
        for passage in source(pages).passages
        if passage.rows is not None
    ]


def spans(pages: list[bytes]) -> list[tuple[str, int, int]]:
    """The words of the cells of all tables that cover several rows or columns, with how many."""
    return [
        (cell.text.plain, cell.rowspan, cell.colspan)
        for passage in source(pages).passages
        for row in passage.rows or ()
        for cell in row
        if cell.rowspan * cell.colspan > 1
    ]


def row(words: list[str], y: float, xs: tuple[float, ...] = (42, 120, 260)) -> bytes:
    return b"".join(line(word, x, y) for word, x in zip(words, xs, strict=True) if word)


def text(*ys: float) -> bytes:
    return b"".join(line(TEXT, 42, y) for y in ys)


def level(*ys: float) -> bytes:
    return b"".join(b"42 %.1f m 378 %.1f l S " % (y, y) for y in ys)
