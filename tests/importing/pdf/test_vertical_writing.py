"""Vertical writing: whole pages, titles beside level text, heads in the margin; none of it lost, all of it told."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from generator.importing.passage import Source
from generator.importing.pdf import read_pdf

from .papers import FONT, column, hexed, line, paper, stream

FULL = "药品说明书是用药的依据请先读完它再用药有疑问时问"
"""Twenty-four characters: a full line of `column` at its usual size."""
DOWN = FONT.replace(b"UniGB-UCS2-H", b"UniGB-UCS2-V")
IDENTITY = FONT.replace(b"UniGB-UCS2-H", b"Identity-V/ToUnicode 6 0 R")
"""A font whose codes are the characters, in vertical writing mode, and that says so in a map."""
MAP = stream(b"1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <ffff> <0000> endbfrange")


def column_down(text: str, x: float, top: float, size: float = 12, font: str = "V") -> bytes:
    """A column in a font of vertical writing mode; `x` is its middle."""
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {top} Tm ".encode() + hexed(text) + b" Tj ET\n"


def glyphs_down(text: str, x: float, top: float, size: float = 12) -> bytes:
    """A column of glyphs in a level font, each placed by itself."""
    return b"".join(line(char, x - size / 2, top - size * (0.88 + place), size) for place, char in enumerate(text))


def read(*pages: bytes, font: bytes = DOWN) -> Source:
    more = {5: font, 6: MAP}
    return read_pdf(paper(pages, resources=b"/Font<</F 3 0 R/B 4 0 R/V 5 0 R>>", more=more), "issue.pdf")


def texts(source: Source) -> list[str]:
    return [passage.text.plain for passage in source.passages]


def told(source: Source) -> list[tuple[str, int | None, str]]:
    return [(note.kind, note.page, note.before) for note in source.notes]


COLUMNS = [f"\u3000\u3000甲{FULL[:21]}", FULL, f"{FULL[:9]}。", f"\u3000\u3000乙{FULL[:21]}", FULL, f"{FULL[:5]}。"]
PARAGRAPHS = [f"{name}{FULL[:21]}{FULL}{FULL[:length]}。" for name, length in (("甲", 9), ("乙", 5))]


def columns(lines: Sequence[str], *, fonts: bool) -> bytes:
    """Lines as columns from right to left."""
    set_down = column_down if fonts else glyphs_down
    out = b""
    for number, text in enumerate(lines):
        indent = 24 if text.startswith("\u3000") else 0
        out += set_down(text.lstrip("\u3000"), 350 - 20 * number, 540 - indent)
    return out


@pytest.mark.parametrize("font", [DOWN, IDENTITY, None])
def test_a_vertical_page_is_read_column_by_column(font: bytes | None) -> None:
    source = read(columns(COLUMNS, fonts=font is not None), font=font or DOWN)
    assert texts(source) == PARAGRAPHS
    assert told(source) == [("vertical text", 1, "")]


def test_letters_on_their_side_stand_where_they_are_read() -> None:
    page = columns(COLUMNS[:3], fonts=True)
    page += column_down("用药前读第", 290, 540) + column_down("版说明书。", 290, 450)
    page += b"BT /F 12 Tf 0 -1 1 0 286 478 Tm " + hexed("2024") + b" Tj ET\n"
    assert "".join(texts(read(page))) == PARAGRAPHS[0] + "用药前读第2024版说明书。"


def test_the_number_of_a_vertical_page_is_a_page_number() -> None:
    source = read(*(columns(COLUMNS, fonts=True) + line(f"{number}", 205, 24, 9) for number in (4, 5, 6)))
    assert source.page_offset == -3
    assert texts(source) == PARAGRAPHS * 3


LEVEL = column([f"\u3000\u3000甲{FULL[:17]}", FULL[:20], FULL[:20], f"{FULL[:9]}。"], x=60)


@pytest.mark.parametrize("fonts", [True, False])
def test_a_title_at_the_side_is_a_line_above_the_text(fonts: bool) -> None:
    set_down = column_down if fonts else glyphs_down
    source = read(set_down("用药须知", 350, 552, 18) + LEVEL)
    assert texts(source) == ["用药须知", f"甲{FULL[:17]}{FULL[:20] * 2}{FULL[:9]}。"]
    assert told(source) == [("vertical text", 1, "用药须知")]


def test_a_title_of_two_columns_is_read_from_the_right() -> None:
    source = read(glyphs_down("用药须知", 360, 552, 18) + glyphs_down("从右读起", 335, 552, 18) + LEVEL)
    assert texts(source)[0] == "用药须知从右读起"


def level(turn: int, *, x: float = 60) -> bytes:
    """Lines of running text, others on each page."""
    return column([f"\u3000\u3000{FULL[turn:22]}", FULL, f"{FULL[: 9 + turn]}。"], x=x)


def test_a_head_in_the_margin_recurs() -> None:
    pages = [level(turn, x=72 if turn % 2 else 60) + glyphs_down("医周药事", 396, 500, 9) for turn in range(4)]
    assert told(read(*pages)) == [("running head", number, "医周药事") for number in (1, 2, 3, 4)]


def test_names_of_sections_in_the_margin_are_heads() -> None:
    names = ["医保快讯", "医保快讯", "政策速递", "政策速递"]
    pages = [level(turn) + glyphs_down(name, 396, 500 - 60 * turn, 9) for turn, name in enumerate(names)]
    assert told(read(*pages)) == [("running head", turn + 1, name) for turn, name in enumerate(names)]


def test_lines_of_a_character_in_a_narrow_cell_are_no_vertical_writing() -> None:
    rows = [("违规一", "分解住院"), ("违规二", "挂床住院")]
    page = column([f"\u3000\u3000甲{FULL[:21]}", FULL, f"{FULL[:9]}。"])
    for number, (name, words) in enumerate(rows):
        page += glyphs_down(name, 66, 440 - 60 * number) + line(words, 100, 430 - 60 * number)
    page += b"".join(b"60 %d 200 0.5 re f\n" % y for y in (450, 390, 330))
    assert "vertical text" not in [kind for kind, _, _ in told(read(page))]
