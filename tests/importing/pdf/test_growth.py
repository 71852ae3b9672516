"""Twice as much on a page takes twice the steps to read, not four times. Steps are lines of our code that run."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import count
from types import FrameType
from typing import Any

import pytest

from generator.importing.pdf import read_pdf

from .papers import line, paper

_OWN = "generator"
_GROWTH = 3.0
"""How many times as many steps twice as much may take: a little of it grows faster, four times where all does."""
_TALL = 14_000
"""Points that a page is high which takes them all below each other."""


def steps(data: bytes) -> int:
    """Count the lines of our code that run while a file is read; one that runs again counts again."""
    run = count()

    def within(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            next(run)
        return within

    def entered(frame: FrameType, event: str, argument: Any) -> Any:
        return within if _OWN in frame.f_code.co_filename else None

    sys.settrace(entered)
    try:
        read_pdf(data, "issue.pdf")
    finally:
        sys.settrace(None)
    return next(run)


def word(number: int) -> str:
    """A word of three characters, unlike its neighbours."""
    return "".join("药师每天清点货柜先看批号再看效期最后贮藏条件"[number * step % 22] for step in (1, 3, 7))


def tall(content: bytes) -> bytes:
    return paper([content], height=_TALL + 200)


def struck_twice(size: int) -> bytes:
    every = [line(word(n), 60, _TALL - 0.4 * n, 5) + line(word(n), 60.1, _TALL - 0.4 * n, 5) for n in range(size)]
    return tall(b"".join(every))


def strokes_over_a_line(size: int) -> bytes:
    places = [10 + 400 * n / size for n in range(size)]
    drawn = b"".join(line(word(n)[0], x, 300, 10) + b"%f 300 m %f 306 l S " % (x, x) for n, x in enumerate(places))
    return paper([drawn])


def words_on_grounds(size: int) -> bytes:
    cells = ((60 + 100 * (n % 3), _TALL - 20 * (n // 3), word(n)) for n in range(size))
    return tall(b"".join(b".9 g %d %d 98 18 re f 0 g " % (x, y) + line(text, x + 2, y + 4, 9) for x, y, text in cells))


def rows(first: int, last: int, top: float, *, ruled: bool = False) -> bytes:
    """Rows of three texts, with level rules between."""
    out = []
    for number in range(first, last):
        y = top - 14 * (number - first)
        out += [line(word(number + 5 * column), 62 + 100 * column, y, 9) for column in range(3)]
        out += [b".5 w 60 %f m 360 %f l S " % (y + 11, y + 11)] if ruled else []
    return b"".join(out)


def ruled_table(size: int) -> bytes:
    return tall(rows(0, size, _TALL, ruled=True))


def plain_table(size: int) -> bytes:
    return tall(rows(0, size, _TALL))


def table_over_pages(size: int) -> bytes:
    return paper([rows(first, first + 5, 500, ruled=True) for first in range(0, size, 5)])


@pytest.mark.parametrize(
    ("made", "size"),
    [
        (struck_twice, 400),
        (strokes_over_a_line, 150),
        (words_on_grounds, 150),
        (ruled_table, 100),
        (plain_table, 100),
        (table_over_pages, 100),
    ],
    ids=lambda value: value.__name__ if callable(value) else str(value),
)
def test_twice_as_much_takes_twice_the_steps(made: Callable[[int], bytes], size: int) -> None:
    read_pdf(made(5), "issue.pdf")  # what is loaded once does not count
    assert steps(made(2 * size)) <= _GROWTH * steps(made(size))
