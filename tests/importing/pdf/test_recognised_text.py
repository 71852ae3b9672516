"""Scans with a layer of recognised text: OCR measures ink, and what it measures is read as the print that it was."""

from __future__ import annotations

from collections.abc import Sequence

from generator.importing.pdf import read_pdf
from generator.importing.pdf.elements import Page, Run, Style
from generator.importing.pdf.pictures.recognised import straighten

from .papers import line, paper, stream

FULL = "药品说明书是用药的依据请先读完它再用药有疑问时问"
"""Twenty-four characters."""
IMAGE = stream(bytes(1200), b"/Type/XObject/Subtype/Image/Width 40/Height 30/BitsPerComponent 8/ColorSpace/DeviceGray")
PLAIN = Style(bold=False, colour=(0.0,))


def run(text: str, x0: float, y: float, size: float = 12.0, *, x1: float | None = None) -> Run:
    end = x1 if x1 is not None else x0 + len(text) * size
    step = (end - x0) / len(text)
    return Run(x0, end, y, size, text, [x0 + step * place for place in range(len(text))], PLAIN)


def straight(*runs: Run) -> list[tuple[str, float, float]]:
    page = Page(0, 420, 595, list(runs))
    straighten([page])
    return [(run.text, run.size, run.y) for run in page.runs]


def test_lines_that_are_set_alike_have_one_size() -> None:
    found = straight(*(run(FULL, 60, 100 + 20 * number, 12 + 0.2 * (number % 3)) for number in range(6)))
    assert len({size for _, size, _ in found}) == 1


def test_a_heading_keeps_a_size_of_its_own() -> None:
    found = straight(run("标题", 60, 80, 14), *(run(FULL, 60, 100 + 20 * number) for number in range(6)))
    assert [size for _, size, _ in found] == [14] + [12] * 6


def test_marks_that_stand_high_belong_to_their_line() -> None:
    found = straight(run("请先", 60, 100), run("“", 90, 92, 4), run("读完", 96, 100.5), run("”。", 121, 93, 4))
    assert {(size, y) for _, size, y in found} == {(12, 100.25)}


def test_figures_alone_are_as_large_as_the_text_around_them() -> None:
    found = straight(*(run(FULL, 60, 100 + 20 * number) for number in range(6)), run("58%。", 60, 220, 9))
    assert found[-1][1] == 12


def recognised(lines: Sequence[str], top: float) -> bytes:
    """Lines as OCR sees them: each of another size, nowhere quite at the edge, closing signs narrow."""
    out = b""
    for number, text in enumerate(lines):
        indent = 24 if text.startswith("\u3000") else 0
        words = text.lstrip("\u3000")
        out += line(words, 60 + indent + (0, 0.9, 0.4)[number % 3], top - 20 * number, (12, 11.8, 12.2)[number % 3])
    return out


def test_recognised_paragraphs_are_whole() -> None:
    lines = [f"\u3000\u3000{FULL[:22]}", FULL, f"{FULL[:9]}。"]
    pages = [b"q 420 0 0 595 0 0 cm /I Do Q 3 Tr " + recognised(lines * 5, 540) for _ in range(3)]
    source = read_pdf(paper(pages, resources=b"/XObject<</I 5 0 R>>", more={5: IMAGE}), "issue.pdf")
    assert [passage.text.plain for passage in source.passages] == [f"{FULL[:22]}{FULL}{FULL[:9]}。"] * 15
    assert "scanned page" in [note.kind for note in source.notes]
