"""Pages -> the transcript's text."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.model import Cell, Issue, block_texts
from tests.support.setter.contents import BODY_HEADING, HEADING, entry_text
from tests.support.setter.layout import Piece, Placed
from tests.support.setter.strips import Strip
from tests.support.setter.style import Style
from tests.support.setter.wear import Wear, page_wear

RANKS = {"section": 0, "title": 1}
ROMAN_ELEVEN = "II"
_AUTHORS_BREAK = re.compile(r"(?<=[\u3400-\u9fff？！”」]) (?=[\u3400-\u9fff“「])")
COVER_BEFORE_NAME = 1
"""Lines of the cover's other matter that stand above the digest's name, and as many below it."""


@dataclass(frozen=True, slots=True)
class _Chunk:
    """What is printed without a blank line inside."""

    text: str
    joint: str
    """Chunks with the same joint, unless it is empty, follow each other without a blank line."""


def printed_number(issue: Issue, style: Style) -> str:
    """Return the issue's number as the cover shows it."""
    return ROMAN_ELEVEN if issue.number == 11 and style.roman else f"{issue.number:02}"


def cover_text(issue: Issue, style: Style) -> str:
    """Return the cover."""
    words = [text.plain for block in issue.cover for text in block_texts(block)]
    marked = style.marks != "none"
    head = [*words[:COVER_BEFORE_NAME], f"# {issue.title}" if marked else issue.title]
    tail = words[COVER_BEFORE_NAME:]
    if tail:
        head.append(f"*{tail[0]}*" if marked else tail[0])
    head += [f"{issue.year}年第{printed_number(issue, style)}期", f"({issue.start:%Y.%m.%d}-{issue.end:%Y.%m.%d})"]
    if issue.organiser:
        head.append(issue.organiser)
    return "\n\n" + "\n\n".join(head + tail[1:])


def _rank(strip: Strip) -> int | None:
    return 1 + strip.level if strip.kind == "heading" else RANKS.get(strip.kind)


def _row_text(strip: Strip, piece: Piece, wear: Wear, stray: bool) -> str:
    shown = [_cell_text(cell, text, wear) for cell, text in zip(strip.cells, piece.cells, strict=True)]
    return "\t".join(shown + [""] * stray)


def _cell_text(cell: Cell | None, text: str | None, wear: Wear) -> str:
    if cell is None or not text:
        return ""
    shown = wear.text(text)
    if wear.bold_leads and text == cell.text.plain:
        for mark in reversed(cell.text.marks):
            if mark.kind == "strong":
                parts = (text[: mark.start], text[mark.start : mark.end], text[mark.end :])
                before, inside, after = (wear.text(part) for part in parts)
                shown = f"{before}<b>{inside}</b>{after}"
                break
    return wear.raised(shown)


def _running_text(placed: Placed, number: int, piece: Piece, wear: Wear) -> str:
    """Return the words of one piece of a paragraph, an item or a note."""
    text = "".join(piece.lines).strip()
    strip = placed.strip
    start, end = strip.bold[0] if strip.bold else (0, 0)
    first = len(strip.marker) + end
    if number == 0 and wear.bold_leads and start == 0 and end > 0 and first <= len(text):
        return f"{strip.marker}**{wear.text(text[len(strip.marker) : first])}**{wear.raised(wear.text(text[first:]))}"
    return wear.raised(wear.text(text))


class _Printer:
    """Turns the pieces of one page after the other into chunks."""

    def __init__(self, issue: Issue, style: Style, hints: Mapping[int, int], wears: Mapping[int, Wear]) -> None:
        self.issue = issue
        self.style = style
        self.hints = hints
        self.wears = wears

    def chunks(self, placed: Sequence[Placed]) -> Iterator[_Chunk]:
        """Yield the chunks of all pieces, in the order of the print."""
        for place, one in enumerate(placed):
            for number, piece in enumerate(one.pieces):
                yield from self._piece(one, place, number, piece, self.wears[piece.page])

    def _piece(self, one: Placed, place: int, number: int, piece: Piece, wear: Wear) -> Iterator[_Chunk]:
        strip = one.strip
        match strip.kind:
            case "figure":
                yield _Chunk(strip.text, "")
            case "row":
                draw = random.Random(f"stray {self.style.seed} {strip.article} {strip.table} {piece.page}")
                stray = draw.random() < self.style.stray_columns
                yield _Chunk(_row_text(strip, piece, wear, stray), f"table {strip.table} {piece.page}")
            case "back":
                yield _Chunk("[返回目录](#)", "")
            case "entry":
                page = self.hints[strip.article]
                article = self.issue.articles[strip.article]
                yield _Chunk(entry_text(article, strip.article, page, self.style, wear), "")
            case "section" | "title" | "heading":
                yield from self._heading(strip, piece, place, wear)
            case "item":
                joint = f"items {piece.page}" if wear.tight else ""
                yield _Chunk(_running_text(one, number, piece, wear), joint)
            case _:
                yield _Chunk(_running_text(one, number, piece, wear), "")

    def _heading(self, strip: Strip, piece: Piece, place: int, wear: Wear) -> Iterator[_Chunk]:
        rank = _rank(strip) or 0
        draw = random.Random(f"split {self.style.seed} {place}")
        lines: tuple[str, ...] = ("".join(piece.lines),)
        if strip.kind == "section" and strip.text != HEADING:
            lines = (f"{wear.bullet} {strip.text} {wear.bullet}",)
        elif (
            strip.kind == "heading" and draw.random() < self.style.authors_breaks and _AUTHORS_BREAK.search(strip.text)
        ):
            lines = tuple(_AUTHORS_BREAK.split(strip.text))
        elif strip.kind == "heading" and draw.random() < self.style.split_headings:
            lines = piece.lines
        for line in lines:
            yield _Chunk(wear.heading(wear.raised(wear.text(line.strip())), rank, place), "")


def _joined(chunks: Sequence[_Chunk]) -> str:
    parts: list[str] = []
    joint = ""
    for chunk in chunks:
        if parts:
            parts.append("\n" if chunk.joint and chunk.joint == joint else "\n\n")
        parts.append(chunk.text)
        joint = chunk.joint
    return "".join(parts)


def _wears(placed: Sequence[Placed], style: Style) -> dict[int, Wear]:
    ranks: dict[int, list[int]] = {}
    for one in placed:
        for piece in one.pieces:
            here = ranks.setdefault(piece.page, [])
            rank = _rank(one.strip)
            if rank is not None:
                here.append(rank)
    return {page: page_wear(style, page, here) for page, here in ranks.items()}


def print_transcript(
    issue: Issue, contents: Sequence[Placed], body: Sequence[Placed], hints: Mapping[int, int], style: Style
) -> str:
    """Return the transcript of an issue that was laid out; `hints` are the articles' first pages by index."""
    printer = _Printer(issue, style, hints, _wears([*contents, *body], style))
    divider = BODY_HEADING if style.marks == "none" else f"## {BODY_HEADING}"
    parts = [
        cover_text(issue, style),
        _joined(list(printer.chunks(contents))),
        divider,
        _joined(list(printer.chunks(body))),
        "\n" + "\n\n".join(text.plain for block in issue.colophon for text in block_texts(block)),
    ]
    return "\n\n".join(parts)
