"""Files whose structure tree knows the paragraphs: nothing of the text is left out for what is drawn around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.importing.pdf import read_pdf

from .papers import column, paper

FULL = "药品说明书是用药的依据请先读完它再用药有疑问时问"
"""Twenty-four characters: a full line of `column` at its usual size."""

Part = tuple[int, list[str], float]
"""A stretch of a paragraph: index of its page, its lines, the height of the first."""


def tagged(paragraphs: Sequence[Sequence[Part]], drawn: Sequence[bytes]) -> bytes:
    """A file of tagged paragraphs, each in one or more stretches; `drawn` is what each page shows besides."""
    contents = list(drawn)
    elements = {
        52 + number: b"<</Type/StructElem/S/P/P 51 0 R/K[" + show(parts, contents, number) + b"]>>"
        for number, parts in enumerate(paragraphs)
    }
    return with_tree(contents, elements)


def show(parts: Sequence[Part], contents: list[bytes], number: int, *, x: float = 60) -> bytes:
    """Draw the stretches of element `number` on their pages; the tree's references to them."""
    kids = b""
    for count, (page, lines, top) in enumerate(parts, start=10 * number):
        contents[page] += b"/P <</MCID %d>> BDC " % count + column(lines, x=x, top=top) + b"EMC\n"
        kids += b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (10 + 2 * page, count)
    return kids


def with_tree(contents: Sequence[bytes], elements: Mapping[int, bytes]) -> bytes:
    """A file with a structure tree of these elements."""
    roots = b" ".join(b"%d 0 R" % number for number in elements)
    more = {
        50: b"<</Type/StructTreeRoot/K 51 0 R>>",
        51: b"<</Type/StructElem/S/Document/P 50 0 R/K[" + roots + b"]>>",
        **elements,
    }
    return paper(contents, catalogue=b"/StructTreeRoot 50 0 R", more=more)


def frame(top: float, bottom: float) -> bytes:
    """The sides of a box around the text."""
    level = b"".join(b"50 %d 308 0.5 re f\n" % y for y in (top, bottom))
    return level + b"".join(b"%d %d 0.5 %d re f\n" % (x, bottom, top - bottom) for x in (50, 358))


def test_a_paragraph_in_a_box_that_runs_over_a_page_end_is_kept() -> None:
    first = [(0, [f"\u3000\u3000{FULL[:22]}", FULL, f"{FULL[:9]}。"], 540.0)]
    boxed = [(0, [f"\u3000\u3000{FULL[:22]}", FULL], 90.0), (1, [FULL, f"{FULL[:5]}。"], 540.0)]
    last = [(1, [f"\u3000\u3000{FULL[:22]}", f"{FULL[:7]}。"], 480.0)]
    source = read_pdf(tagged([first, boxed, last], [frame(110, 60), frame(560, 510)]), "issue.pdf")
    assert [passage.text.plain for passage in source.passages] == [
        f"{FULL[:22]}{FULL}{FULL[:9]}。",
        f"{FULL[:22]}{FULL}{FULL}{FULL[:5]}。",
        f"{FULL[:22]}{FULL[:7]}。",
    ]


def test_a_table_head_that_later_pages_repeat_is_said_once_and_told() -> None:
    contents = [b"", b""]
    rows = [("TH", "药名", [(0, 120.0), (1, 540.0)]), ("TD", "白开水", [(0, 90.0)]), ("TD", "药名", [(1, 510.0)])]
    prose = show([(0, [f"\u3000\u3000{FULL[:22]}", f"{FULL[:7]}。"], 540.0)], contents, 1)
    drawn = b""
    for number, (role, words, places) in enumerate(rows, start=1):
        parts: list[Part] = [(page, [words], top) for page, top in places]
        beside: list[Part] = [(page, ["口服"], top) for page, top in places]
        cells = (show(parts, contents, 2 * number), show(beside, contents, 2 * number + 1, x=200))
        drawn += b"<</S/TR/K[" + b"".join(b"<</S/%s/K[%s]>>" % (role.encode(), kids) for kids in cells) + b"]>>"
    elements = {52: b"<</S/P/P 51 0 R/K[" + prose + b"]>>", 53: b"<</S/Table/P 51 0 R/K[" + drawn + b"]>>"}
    source = read_pdf(with_tree(contents, elements), "issue.pdf")
    _, table = source.passages
    assert table.rows is not None
    assert [row[0].text.plain for row in table.rows] == ["药名", "白开水", "药名"]
    assert [note.before for note in source.notes if note.kind == "repeated table head"] == ["药名", "口服"]


def test_a_table_round_a_whole_document_is_gone_through() -> None:
    contents = [b""]
    kids = b""
    for number in range(3):
        top = 540.0 - 120 * number
        heading = show([(0, [f"药箱第{number + 1}层"], top)], contents, 2 * number)
        text = show([(0, [f"\u3000\u3000{FULL[:22]}", f"{FULL[:7]}。"], top - 30)], contents, 2 * number + 1)
        kids += b"<</S/H2/K[%s]>><</S/P/K[%s]>>" % (heading, text)
    table = b"<</S/Table/P 51 0 R/K[<</S/TR/K[<</S/TD/K[" + kids + b"]>>]>>]>>"
    source = read_pdf(with_tree(contents, {52: table}), "issue.pdf")
    assert [passage.mark for passage in source.passages] == [2, None] * 3
    assert not any(passage.rows for passage in source.passages)
