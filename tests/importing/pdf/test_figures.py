"""Which pictures of a page are figures, and which are decoration."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from generator.importing.pdf.elements import Box, Image, Page
from generator.importing.pdf.pictures.figures import find_decoration


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
