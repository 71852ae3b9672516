"""Lines below words are no walls; walls below words stay."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from generator.importing.pdf.elements import Box, Page, Run, Style
from generator.importing.pdf.layout.underlines import take_out_underlines

SIZE = 12.0
WORDS = "怎样清理家里的药箱"
END = 40 + SIZE * len(WORDS)


def left_of(*stretches: tuple[float, float], y: float) -> Sequence[Box]:
    """Return what is left of level rules below words that begin at 40, on a baseline at 100."""
    xs = [40 + SIZE * place for place in range(len(WORDS))]
    run = Run(40, END, 100, SIZE, WORDS, xs, Style(bold=False, colour=(0.0,)))
    page = Page(0, 400, 600, [run], rules=[Box(x0, y, x1, y) for x0, x1 in stretches])
    take_out_underlines([page])
    return page.rules


@pytest.mark.parametrize(
    "stretches",
    [[(40, END)], [(40, 64), (64, 88), (88, END)], [(40, 64), (67, END)], [(64, 112)]],
    ids=["whole", "in pieces", "not below a blank", "below some words"],
)
def test_underlines_go(stretches: Sequence[tuple[float, float]]) -> None:
    assert left_of(*stretches, y=101.5) == []


@pytest.mark.parametrize(
    ("stretches", "y"),
    [([(40, END)], 106.0), ([(20, END + 20)], 101.5), ([(40, END), (END + 2, END + 90)], 101.5), ([(40, END)], 98.0)],
    ids=["below the descenders", "wider than the words", "goes on beside them", "through them"],
)
def test_walls_stay(stretches: Sequence[tuple[float, float]], y: float) -> None:
    assert len(left_of(*stretches, y=y)) == len(stretches)
