"""In a PDF the look of a line tells a caption from a heading."""

from __future__ import annotations

from generator.importing.passage import Passage, Picture
from generator.importing.structure.blocks.captions import caption_looks
from generator.importing.structure.blocks.making import Parts, find_parts
from generator.importing.structure.blocks.units import Unit
from generator.model import Text

PICTURE = Unit(Text(), Passage(Text(), 1, picture=Picture("p7-1.png", b"")))


def text(words: str = "药品说明书是用药的依据，请先读完它再用药，有疑问时问药师。") -> Unit:
    return Unit(Text(words), Passage(Text(words), 1, size=12.0, strong=False, look="text", apart=False))


def line(words: str, look: str, size: float = 12.0) -> Unit:
    """A line that looks otherwise than the text; its look is `bold`, or a colour."""
    apart = size >= 12
    return Unit(Text(words), Passage(Text(words), 1, size=size, strong=look == "bold", look=look, apart=apart))


def found(*units: Unit) -> Parts:
    return find_parts(units, 30.0, caption_looks([units]))


def test_a_line_below_a_picture_in_the_look_of_captions_is_one() -> None:
    parts = found(line("整理药箱", "bold"), text(), PICTURE, line("药箱里的标签", "grey"), text())
    assert parts.captions == {3: 2}
    assert list(parts.groups) == [0]


def test_a_line_below_a_picture_in_the_look_of_headings_is_one_of_them() -> None:
    parts = found(line("整理药箱", "red"), text(), PICTURE, line("看批号", "red"), text(), line("称重", "red"), text())
    assert parts.captions == {}
    assert list(parts.groups) == [0, 3, 5]


def test_a_pictures_title_above_it_is_no_heading_where_its_caption_stands_below() -> None:
    parts = found(text(), line("药箱", "grey"), PICTURE, line("药箱里的标签", "grey"), text())
    assert parts.captions == {3: 2}
    assert parts.groups == {}


def test_a_line_smaller_than_the_text_is_a_heading_only_if_it_is_bold() -> None:
    parts = found(text(), line("药箱里的标签", "text", 10.0), text(), line("看批号", "bold", 10.0), text())
    assert list(parts.groups) == [3]
