"""Tables in a grid of rules, and what looks like one."""

from __future__ import annotations

from generator.importing.passage import Source

from .papers import column, line, paper
from .sources import FULL, paragraph, read


def ruled(xs: list[int], ys: list[int], missing: frozenset[tuple[int, int, int, int]] = frozenset()) -> bytes:
    """Rules of a grid; `missing` are those between two places that are merged."""
    out = b".5 w "
    for y in ys:
        for x0, x1 in zip(xs, xs[1:], strict=False):
            if (x0, y, x1, y) not in missing:
                out += b"%d %d m %d %d l S " % (x0, y, x1, y)
    for x in xs:
        for y0, y1 in zip(ys, ys[1:], strict=False):
            if (x, y0, x, y1) not in missing:
                out += b"%d %d m %d %d l S " % (x, y0, x, y1)
    return out


def cells(source: Source) -> list[list[list[tuple[str, int, int]]]]:
    return [
        [[(cell.text.plain, cell.rowspan, cell.colspan) for cell in row] for row in passage.rows]
        for passage in source.passages
        if passage.rows is not None
    ]


def test_merged_cells_are_one() -> None:
    rules = ruled([60, 160, 260, 360], [500, 470, 440], frozenset({(60, 470, 160, 470), (260, 500, 260, 470)}))
    words = line("地区", 65, 480) + line("药品", 165, 480) + line("数量", 165, 450) + line("降幅", 265, 450)
    assert cells(read(paper([rules + words]))) == [
        [[("地区", 2, 1), ("药品", 1, 2)], [("数量", 1, 1), ("降幅", 1, 1)]]
    ]


def test_a_table_goes_on_over_a_page_end_without_its_repeated_head() -> None:
    def part(top: int, rows: list[tuple[str, str]]) -> bytes:
        ys = [top - 30 * number for number in range(len(rows) + 1)]
        words = b"".join(
            line(word, x, top - 20 - 30 * number)
            for number, row in enumerate(rows)
            for word, x in zip(row, (65, 215), strict=True)
        )
        return ruled([60, 210, 360], ys) + words

    head = ("名称", "用途")
    first = column(paragraph("看下表。")) + part(200, [head, ("甲药", "退热")])
    second = part(540, [head, ("乙药", "止咳")]) + column(paragraph("表完。"), top=300)
    source = read(paper([first, second]))
    assert [[cell[0] for cell in row] for row in cells(source)[0]] == [
        ["名称", "用途"],
        ["甲药", "退热"],
        ["乙药", "止咳"],
    ]
    assert [note.before for note in source.notes if note.kind == "repeated table head"] == ["名称", "用途"]
    pages = [start.page for row in source.passages[1].rows or () for cell in row for start in cell.text.pages]
    assert pages == [2]


def test_columns_without_rules_are_a_table() -> None:
    rows = [("名称", "规格", "价格"), ("甲药", "10mg", "1.00"), ("乙药", "20mg", "1.70"), ("丙药", "5mg", "0.59")]
    words = b"".join(
        line(word, x, 480 - 24 * number)
        for number, row in enumerate(rows)
        for word, x in zip(row, (60, 160, 260), strict=True)
    )
    page = column(paragraph(FULL[:22], "见下表。")) + words + column(paragraph("表完。"), top=340)
    assert [[cell[0] for cell in row] for row in cells(read(paper([page])))[0]] == [list(row) for row in rows]


def test_the_boxes_of_a_flow_chart_are_no_table() -> None:
    boxes = ruled([60, 140], [500, 470]) + ruled([200, 280], [500, 470]) + b"140 485 m 200 485 l S "
    source = read(paper([boxes + line("甲", 90, 480) + line("乙", 230, 480)]))
    assert cells(source) == []
