"""Files whose structure tree knows the paragraphs: nothing of the text is left out for what is drawn around it."""

from __future__ import annotations

from collections.abc import Sequence

from generator.importing.pdf import read_pdf

from .papers import column, paper

FULL = "药品说明书是用药的依据请先读完它再用药有疑问时问"
"""Twenty-four characters: a full line of `column` at its usual size."""

Part = tuple[int, list[str], float]
"""A stretch of a paragraph: index of its page, its lines, the height of the first."""


def tagged(paragraphs: Sequence[Sequence[Part]], drawn: Sequence[bytes]) -> bytes:
    """A file of tagged paragraphs, each in one or more stretches; `drawn` is what each page shows besides."""
    contents = list(drawn)
    elements: dict[int, bytes] = {}
    count = 0
    for number, parts in enumerate(paragraphs):
        kids = b""
        for page, lines, top in parts:
            contents[page] += b"/P <</MCID %d>> BDC " % count + column(lines, top=top) + b"EMC\n"
            kids += b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (10 + 2 * page, count)
            count += 1
        elements[52 + number] = b"<</Type/StructElem/S/P/P 51 0 R/K[" + kids + b"]>>"
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
