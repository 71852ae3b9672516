"""What the transcriber makes of a page: marks guessed from its look, half-width punctuation, stray spaces."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass

from tests.support.setter.style import Style

TO_HALF = str.maketrans("，；：？！（）", ",;:?!()")
"""The punctuation that a page may print in its half-width form; 。 and 、 never are."""

_BORDER = re.compile(r"(?<=[\u3400-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[\u3400-\u9fff])")
_SQUARED = str.maketrans({"²": "<sup>2</sup>", "³": "<sup>3</sup>"})

UNIFORM_MARKS = {0: "##", 1: "###", 2: "####", 3: "#####", 4: "######"}
"""Ranks: 0 a section's line, 1 an article's title, 2 to 4 its sub-headings."""
DEEPEST_MARK = 5
BOLD_SHARE = 0.12
PLAIN_SHARE = 0.06
BOLD_LEAD_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Wear:
    """How one page was read."""

    style: Style
    page: int
    half_width: bool
    """Whether its punctuation is half-width."""
    comma_space: bool
    """Whether a half-width comma is followed by a space."""
    spaced: bool
    """Whether a space stands between Chinese and Latin."""
    tight: bool
    """Whether items of a list follow each other without a blank line."""
    bold_leads: bool
    """Whether bold stretches are marked."""
    bullet: str
    """What stands on both sides of a section's name: • or ·."""
    depth: dict[int, int]
    """For each rank of heading on the page the number of its `#`."""

    def text(self, text: str) -> str:
        """Return the words as this page shows them."""
        if self.half_width:
            text = text.translate(TO_HALF)
            if self.comma_space:
                text = re.sub(r",(?=[\u3400-\u9fff])", ", ", text)
        if self.spaced:
            text = _BORDER.sub(" ", text)
        return text

    def raised(self, text: str) -> str:
        """Write raised figures as the tags that some pages show."""
        return text.translate(_SQUARED) if self.bold_leads else text

    def heading(self, text: str, rank: int, place: int) -> str:
        """Put the marks of a heading before (and around) a line."""
        if self.style.marks == "none":
            return text
        if self.style.marks == "uniform":
            return f"{UNIFORM_MARKS[rank]} {text}"
        draw = random.Random(f"heading {self.style.seed} {self.page} {place}")
        look = draw.random()
        if look < PLAIN_SHARE:
            return text
        if look < PLAIN_SHARE + BOLD_SHARE:
            return f"**{text}**"
        mark = "#" * self.depth.get(rank, 3)
        return f"{mark} **{text}**" if draw.random() < BOLD_SHARE else f"{mark} {text}"


def page_wear(style: Style, page: int, ranks: Iterable[int]) -> Wear:
    """Draw how a page was read; `ranks` are those of the headings that stand on it."""
    draw = random.Random(f"wear {style.seed} {page}")
    top = draw.randint(2, 4)
    depth = {rank: min(DEEPEST_MARK, top + n) for n, rank in enumerate(sorted(set(ranks)))}
    return Wear(
        style=style,
        page=page,
        half_width=draw.random() < style.half_width,
        comma_space=draw.random() < 0.5,
        spaced=draw.random() < style.spaced,
        tight=draw.random() < style.tight_lists,
        bold_leads=style.marks == "random" and draw.random() < BOLD_LEAD_SHARE,
        bullet=draw.choice("•·"),
        depth=depth,
    )
