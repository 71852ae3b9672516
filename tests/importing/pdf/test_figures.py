"""Which pictures of a page are figures, and which are decoration."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from generator.importing.pdf import read_pdf
from generator.importing.pdf.elements import Box, Image, Page
from generator.importing.pdf.layout.ornaments import take_out_ornaments
from generator.importing.pdf.pictures.figures import find_decoration

from .papers import column, line, paper

FULL = "药品说明书是用药的依据请先读完它再用药有疑问时问"
"""Twenty-four characters."""


class Drawn(NamedTuple):
    page: int
    y: float


def decoration(*places: Drawn) -> set[tuple[int, int, int]]:
    pages = [Page(index, 420, 595) for index in range(12)]
    for page, y in places:
        pages[page].images.append(Image(Box(300, y, 360, y + 60), None, 7))
    return set(find_decoration(pages))


def test_a_picture_in_the_head_of_all_pages_is_decoration() -> None:
    assert decoration(*(Drawn(page, 20) for page in range(12))) == {(7, 300, 20)}


def test_a_picture_in_the_head_of_left_and_right_pages_is_decoration() -> None:
    assert decoration(*(Drawn(page, 20 + page % 2 * 9) for page in range(12))) == {(7, 300, 20), (7, 300, 29)}


@pytest.mark.parametrize("same", [3, 5])
def test_a_code_that_ends_each_article_is_none_where_some_articles_end_alike(same: int) -> None:
    assert decoration(*(Drawn(page, 200 if page < same else 100 + 31 * page) for page in range(12))) == set()


def logo(x: int, y: int) -> bytes:
    """A drawing of four shapes."""
    return b"".join(b"0.%d 0.2 0.8 rg %d %d 20 %d re f " % (n, x + 24 * n, y, 30 + 6 * n) for n in range(1, 5))


def body(turn: int) -> bytes:
    text = FULL[turn:] + FULL[:turn]
    return column([f"\u3000\u3000{text[:22]}", text, f"{text[:9]}。"], top=480)


def pictures(*pages: bytes) -> list[int | None]:
    return [passage.page for passage in read_pdf(paper(pages), "issue.pdf").passages if passage.picture]


def test_a_drawn_logo_on_every_page_is_no_figure() -> None:
    assert pictures(*(logo(250, 530) + body(turn) for turn in range(5))) == []


def test_a_watermark_of_curves_is_no_figure() -> None:
    source = read_pdf(paper([logo(56, 380) + body(turn) for turn in range(5)]), "issue.pdf")
    assert not any(passage.picture for passage in source.passages)
    assert len("".join(passage.text.plain for passage in source.passages)) == 5 * (22 + 24 + 10)


def test_a_drawing_of_one_page_is_a_figure() -> None:
    assert pictures(*((logo(150, 300) if turn == 2 else b"") + body(turn) for turn in range(5))) == [3]


def test_a_shaded_heading_next_to_a_drawing_stays_text() -> None:
    bar = b"0.9 g 58 388 292 24 re f 0 g " + line("药箱", 190, 395, font="B")
    source = read_pdf(paper([logo(150, 330) + bar + body(0)]), "issue.pdf")
    assert [passage.text.plain for passage in source.passages if not passage.picture][-1] == "药箱"
    assert len([passage for passage in source.passages if passage.picture]) == 1


def test_a_page_with_a_ground_and_a_drawing_keeps_its_text() -> None:
    ground = b"0.1 g 40 40 340 500 re f 0 g "
    source = read_pdf(paper([ground + logo(150, 330) + body(0)]), "issue.pdf")
    assert len([passage for passage in source.passages if passage.picture]) == 1
    assert len("".join(passage.text.plain for passage in source.passages)) == 22 + 24 + 10


@pytest.mark.parametrize(("height", "left"), [(56, 0), (500, 1)], ids=["below the running head", "above notes"])
def test_a_thin_bar_on_every_page_is_an_ornament_in_its_head(height: int, left: int) -> None:
    pages = [Page(index, 420, 595, drawings=[Box(200, height, 300, height + 0.5)]) for index in range(5)]
    take_out_ornaments(pages)
    assert [len(page.drawings) for page in pages] == [left] * 5
