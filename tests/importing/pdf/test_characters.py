"""Characters of a page: those that people type, their weight, none of them lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdfminer.high_level import extract_text

from generator.importing.characters import clean
from generator.importing.pdf import read_pdf
from generator.importing.pdf.drawing.striking import strike_once
from generator.importing.pdf.elements import Page, Run, Style

from .papers import line, paper
from .sources import FULL, only, read, texts

PDFS = Path(__file__).parents[2] / "pdfs"


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("⻚⻔⻓⺠⻅⻛", "页门长民见风"),
        ("⼾⼈⽇", "户人日"),
        ("豈\uf900", "豈豈"),
        ("ﬁne ﬂow", "fine flow"),
        ("――", "——"),
        ("〜", "～"),
        ("a\u200bb\ufeff", "ab"),
        ("\u00a0", " "),
        ("\uf0b7", "•"),
        ("㎡①Ⅱ", "㎡①Ⅱ"),
    ],
)
def test_characters_are_those_that_people_type(printed: str, meant: str) -> None:
    assert clean(printed) == meant


def test_signs_without_a_glyph_of_their_own_are_kept() -> None:
    assert texts(read(paper([line("▶ 医保 • 医药", 60, 400)]))) == ["▶ 医保 • 医药"]


def test_what_marked_content_stands_for_is_what_it_says() -> None:
    page = b"/Span <</ActualText <FEFF9875>>> BDC " + line("⻚", 60, 400) + b"EMC " + line("码", 72, 400)
    assert texts(read(paper([page]))) == ["页码"]


def test_raised_and_lowered_figures_keep_their_place() -> None:
    page = line("面积15m", 60, 400) + line("2", 120, 405, 7) + line("，CO", 127, 400) + line("2", 163, 397, 7)
    assert texts(read(paper([page]))) == ["面积15m²，CO₂"]


def test_a_small_line_beside_and_below_a_title_is_not_lowered_into_it() -> None:
    page = line("药箱清理", 40, 500, 27) + line("来源：健报", 170, 485, 15)
    assert texts(read(paper([page]))) == ["药箱清理", "来源：健报"]


def test_a_soft_hyphen_at_a_line_end_goes_and_a_written_one_stays() -> None:
    page = line(FULL[:17] + "pharma\u00ad", 60, 400) + line("cology", 60, 380) + line(FULL, 60, 360)
    assert "pharmacology" in "".join(texts(read(paper([page]))))


def test_bold_faces_and_outlined_characters_are_strong() -> None:
    page = line("首句。", 60, 400, font="B") + line("其余的话", 96, 400)
    assert [(mark.start, mark.end, mark.kind) for mark in only(read(paper([page]))).text.marks] == [(0, 3, "strong")]
    assert only(read(paper([line("标题", 60, 400, font="B")]))).strong is True
    assert only(read(paper([b"2 Tr .4 w " + line("标题", 60, 400)]))).strong is True
    assert only(read(paper([line("标题", 60, 400)]))).strong is False


def test_text_that_is_struck_twice_is_bold_and_stands_once() -> None:
    source = read(paper([line("标题", 60, 500) + line("标题", 60.3, 500) + line("正文", 60, 400)]))
    assert [(passage.text.plain, passage.strong) for passage in source.passages] == [("标题", True), ("正文", False)]


def test_one_glyph_that_stands_for_two_characters_is_not_struck_twice() -> None:
    page = Page(0, 300, 400)
    plain = Style(bold=False, colour=(0.0, 0.0, 0.0))
    page.runs = [
        Run(50, 70, 100, 10, "——", [50, 50], plain),
        Run(60, 80, 100, 10, "药品", [60, 70], plain),
    ]
    strike_once(page)
    assert [run.text for run in page.runs] == ["——", "药品"]


@pytest.mark.parametrize(
    "name", ["chromium-tagged", "weasyprint-columns", "weasyprint-few-rules", "weasyprint-spaced"]
)
def test_the_characters_are_those_that_pdfminer_finds(name: str) -> None:
    file = PDFS / f"{name}.pdf"
    source = read_pdf(file, file.name)
    ours = [passage.text.plain for passage in source.passages]
    ours += [cell.text.plain for passage in source.passages for row in passage.rows or () for cell in row]
    ours += [passage.item for passage in source.passages if passage.item and passage.item != "•"]
    ours += [note.before for note in source.notes if note.severity == "aside"]
    theirs = "".join(clean(char) for char in extract_text(str(file)))
    assert sorted("".join("".join(ours).split())) == sorted("".join(theirs.split()))
