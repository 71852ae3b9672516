"""What one print does otherwise than another."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

from tests.support.setter.lines import Punctuation


@dataclass(frozen=True, slots=True)
class Style:
    """The habits of one print and of the reader that transcribed it. Shares are between 0 and 1."""

    seed: int = 0
    """Decides everything that the shares leave open."""
    measure: int = 30
    """Full-width characters a line."""
    lines: int = 20
    """Lines a page."""
    punctuation: Punctuation = "push"
    """What becomes of a closing mark that finds no room on its line."""
    autospace: bool = True
    """Whether a quarter of an em is set between Chinese and Latin."""
    run_on: bool = False
    """Whether an article begins right below the one before it instead of on a page of its own."""
    keep_headings: bool = True
    """Whether a heading never stands last on its page."""
    heading_space: float = 0.0
    """Lines of space above a sub-heading."""
    large_titles: bool = False
    """Whether article titles are set in type a third larger, two lines high."""
    break_rows: bool = False
    """Whether a table's row may be cut by a page's end."""
    captions_below: bool = False
    """Whether a table's caption stands below it."""
    numbered_tables: bool = True
    """Whether a table's caption is printed with its number: 表1."""
    figure_lines: int = 7
    """Height of a figure, in lines."""
    marks: Literal["none", "uniform", "random"] = "random"
    """Whether the transcript marks headings: never, by rank, or as each page happened to look."""
    bullet: str = "• "
    """What stands before an item of a list that is not counted."""
    number: str = "{}. "
    """What stands before an item of a counted list."""
    tight_lists: float = 0.3
    """Share of pages on which items of a list follow each other without a blank line."""
    half_width: float = 0.15
    """Share of pages with half-width punctuation."""
    spaced: float = 0.4
    """Share of pages with a space between Chinese and Latin."""
    odd_hints: float = 0.25
    """Share of entries of the contents whose source or page hint is printed in an odd form."""
    split_titles: float = 0.1
    """Share of the longer titles that the contents cut over two links."""
    missing_sections: float = 0.0
    """Share of sections whose line is missing in the body."""
    missing_back_links: float = 0.1
    """Share of articles without 返回目录."""
    split_headings: float = 0.5
    """Share of headings of more than one printed line that the transcript prints line by line."""
    authors_breaks: float = 0.0
    """Share of headings with a space between Chinese characters that their author broke there."""
    residue: float = 0.05
    """Share of articles with a line left over from a web page below the source."""
    described_figures: float = 0.0
    """Share of figures that the transcriber described in English where they stood."""
    stray_columns: float = 0.2
    """Share of the parts of tables that end every row with an empty column more."""
    roman: bool = True
    """Whether the number 11 was read as II."""


def varied_style(seed: int) -> Style:
    """Return a style in which everything that prints differ in is drawn by the seed."""
    draw = random.Random(f"style {seed}")
    return Style(
        seed=seed,
        measure=draw.randint(24, 40),
        lines=draw.randint(16, 30),
        punctuation=draw.choice(("hang", "hang", "push", "push", "free")),
        autospace=draw.random() < 0.7,
        run_on=draw.random() < 0.15,
        keep_headings=draw.random() < 0.6,
        heading_space=draw.choice((0.0, 0.0, 0.5)),
        large_titles=draw.random() < 0.3,
        break_rows=draw.random() < 0.2,
        captions_below=draw.random() < 0.25,
        numbered_tables=draw.random() < 0.9,
        figure_lines=draw.randint(5, 9),
        marks=draw.choice(("none", "uniform", "random", "random")),
        bullet=draw.choice(("• ", "· ", "- ", "•")),
        number=draw.choice(("{}. ", "{}.", "{}、")),
        tight_lists=draw.choice((0.0, 0.3, 1.0)),
        half_width=draw.choice((0.0, 0.15, 0.3)),
        spaced=draw.choice((0.0, 0.4, 1.0)),
        odd_hints=draw.choice((0.0, 0.25, 0.5)),
        split_titles=draw.choice((0.0, 0.2)),
        missing_sections=draw.choice((0.0, 0.0, 0.2)),
        missing_back_links=draw.choice((0.0, 0.1, 0.3)),
        split_headings=draw.choice((0.0, 0.5, 1.0)),
        authors_breaks=draw.choice((0.0, 0.0, 0.3)),
        residue=draw.choice((0.0, 0.1)),
        described_figures=draw.choice((0.0, 0.3)),
        stray_columns=draw.choice((0.0, 0.3)),
    )
