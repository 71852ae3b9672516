"""Running text -> inline Markdown, with as few escapes as reading it back allows.

Marks become `**…**`, `*…*`, a code span or `[…](…)`. CommonMark's flanking rules (6.2) do not see a delimiter that has
Chinese punctuation inside and a character outside; that character is then written as a character reference:
`**“催熟”**&#21307;保`. Where even that cannot express the marks (two of a kind nested or touching, blanks at their ends,
a page start in a code span), the inner mark is an HTML tag.
"""

from __future__ import annotations

import re
import unicodedata
from html import escape
from typing import NamedTuple

from generator.markdown.conventions import SEPARATOR, anchor
from generator.markdown.targets import check_target, write_target
from generator.model import Mark, MarkKind, PageStart, Text

HARD_BREAK = "\\\n"
TAG_BREAK = "<br>"
"""A line break where Markdown has none: in a heading and in a cell."""

DELIMITERS: dict[MarkKind, str] = {"strong": "**", "emphasis": "*"}
TAGS: dict[MarkKind, str] = {"strong": "strong", "emphasis": "em", "code": "code", "link": "a"}

_ANYTHING_TO_DO = re.compile(r"[\\`*_<\]&\n]")
_ESCAPES = r"[\\`*]|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])|&(?=#?[0-9A-Za-z]+;)"
_IN_TEXT = re.compile(_ESCAPES + r"|<(?=[A-Za-z/!?])|\](?=\()")
_IN_TEXT_WITH_AT = re.compile(_ESCAPES + r"|<|\](?=\()")
"""An address `<1@b.cn>` is an automatic link; where there is no `@`, `P<0.05` can stay as it is."""
_IN_LINK = re.compile(_ESCAPES + r"|[<\[\]]")

_BLOCK_START = re.compile(
    r"^(?:(?P<number>[0-9]{1,9})[.)](?= |$)|#{1,6}(?= |$)|>|[-+](?= |$)|[-=]+ *$|~~~|[|:-][-:| ]*$)", re.MULTILINE
)
"""What would open another block at the start of a line (CommonMark 4 and 5; the last one a table's second row)."""


_OPENS_THE_WAY = frozenset({"Zs", "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps"})
"""Categories of characters beside which a delimiter is seen whatever stands on its other side. Symbols (S) count too
since CommonMark 0.31, but older viewers do not know it."""


class _Piece(NamedTuple):
    """A stretch of the output: characters, one end of a mark, or a page start."""

    kind: str
    """`text`, `open`, `close` or `page`."""
    first: int
    """Offset of the first character; index of the mark; number of the page."""
    last: int = 0
    """Offset after the last character; only in `text`."""


def write_paragraph(text: Text) -> str:
    """Return a paragraph. A mark over all of it is written as a tag, since `**…**` alone would be a heading."""
    return _guard_lines(_guard_definition(_write(text, HARD_BREAK, barred=(0, len(text.plain))), text))


def write_words(text: Text) -> str:
    """Return text that begins a block which is sure to be no heading and no note: the words of a list item."""
    return _guard_lines(_guard_definition(_write(text, HARD_BREAK), text))


def write_line(text: Text) -> str:
    """Return text for a place that is one line long: a heading or an entry of the contents."""
    return _write(text, TAG_BREAK)


def write_cell(text: Text) -> str:
    """Return text for a cell of a GFM table."""
    return _write(text, TAG_BREAK).replace("|", "\\|")


def write_description(text: Text) -> str:
    """Return text for the brackets of a picture."""
    return _write(text, TAG_BREAK, bracketed=True)


def write_framed(text: Text, kind: MarkKind) -> str:
    """Return a paragraph wholly in `kind` (strong or emphasis), a page that begins with it in front."""
    ahead = "".join(anchor(f"p{start.page}") for start in text.pages if start.offset == 0)
    inner = Text(text.plain, text.marks, tuple(start for start in text.pages if start.offset))
    delimiter = DELIMITERS[kind]
    return _guard_lines(f"{ahead}{delimiter}{_write(inner, HARD_BREAK, kind) or SEPARATOR}{delimiter}")


def _guard_definition(out: str, text: Text) -> str:
    """Escape a bracket that may begin the definition of a link (CommonMark 4.7)."""
    return "\\" + out if out.startswith("[") and text.plain.startswith("[") and "]:" in text.plain else out


def _guard_lines(out: str) -> str:
    def guard(match: re.Match[str]) -> str:
        number = match.group("number")
        return f"{number}\\{match.group()[-1]}" if number else "\\" + match.group()

    return _BLOCK_START.sub(guard, out)


def _write(text: Text, line_break: str, frame: MarkKind | None = None, bracketed: bool = False, barred: tuple[int, int] | None = None) -> str:
    """Return inline Markdown.

    `frame` is the kind of a mark that the caller puts around all of it; `bracketed` says that it puts brackets there;
    a mark over just the characters `barred` must not be written with a delimiter.
    """
    plain = text.plain
    if not plain and not text.pages:
        return ""
    references = _blanks_to_keep(plain) if plain else set()
    if not text.marks and not text.pages:
        if not references and not bracketed and not _ANYTHING_TO_DO.search(plain):
            return plain
        return _characters(plain, 0, len(plain), _IN_LINK if bracketed else _pattern(plain), references, line_break)
    pieces = _pieces(text)
    styles = _Styles(text, pieces, frame, barred, references).choose()
    out: list[str] = []
    links = int(bracketed)
    for number, piece in enumerate(pieces):
        if piece.kind == "page":
            out.append(anchor(f"p{piece.first}"))
        elif piece.kind == "text":
            pattern = _IN_LINK if links else _pattern(plain)
            before = pieces[number - 1] if number else None
            after = pieces[number + 1] if number + 1 < len(pieces) else None
            if before and before.kind == "open" and styles[before.first] == "`":
                out.append(_code_span(plain[piece.first : piece.last]))
            else:
                written = _characters(plain, piece.first, piece.last, pattern, references, line_break)
                if written.endswith("!") and after and after.kind == "open" and styles[after.first] == "[":
                    written = written[:-1] + "\\!"  # else the link would be a picture
                out.append(written)
        else:
            mark = text.marks[piece.first]
            opening = piece.kind == "open"
            if mark.kind == "link":
                links += 1 if opening else -1
            out.append(_mark_end(mark, styles[piece.first], opening))
    return "".join(out)


def _pattern(plain: str) -> re.Pattern[str]:
    return _IN_TEXT_WITH_AT if "@" in plain else _IN_TEXT


def _blanks_to_keep(plain: str) -> set[int]:
    """Return the offsets of blanks that Markdown would strip: at either end, and beside a line break."""
    keep = set()
    if plain[0].isspace():
        keep.add(0)
    if plain[-1].isspace():
        keep.add(len(plain) - 1)
    at = plain.find("\n")
    while at >= 0:
        for beside in (at - 1, at + 1):
            if 0 <= beside < len(plain) and plain[beside].isspace() and plain[beside] != "\n":
                keep.add(beside)
        at = plain.find("\n", at + 1)
    return keep


def _characters(
    plain: str, first: int, last: int, pattern: re.Pattern[str], references: set[int], line_break: str
) -> str:
    """Return the characters from `first` to `last`, those at `references` as character references."""
    out: list[str] = []
    here = first
    for at in sorted(at for at in references if first <= at < last):
        out.append(_escaped(plain[here:at], pattern, line_break))
        out.append(f"&#{ord(plain[at])};")
        here = at + 1
    out.append(_escaped(plain[here:last], pattern, line_break))
    return "".join(out)


def _escaped(run: str, pattern: re.Pattern[str], line_break: str) -> str:
    return pattern.sub(r"\\\g<0>", run).replace("\n", line_break)


def _pieces(text: Text) -> list[_Piece]:
    """Lay a text out in the order of the output. Of what meets at one offset, ends come first, then pages."""
    pieces: list[_Piece] = []
    here = 0
    open_marks: list[int] = []
    starts = list(enumerate(text.marks))
    pages: list[PageStart] = list(text.pages)

    def go_on(to: int) -> None:
        nonlocal here
        if to > here:
            pieces.append(_Piece("text", here, to))
            here = to

    def close_until(offset: int) -> None:
        while open_marks and text.marks[open_marks[-1]].end <= offset:
            number = open_marks.pop()
            put_pages(text.marks[number].end - 1)
            go_on(text.marks[number].end)
            pieces.append(_Piece("close", number))

    def put_pages(offset: int) -> None:
        while pages and pages[0].offset <= offset:
            go_on(pages[0].offset)
            pieces.append(_Piece("page", pages.pop(0).page))

    for number, mark in starts:
        close_until(mark.start)
        put_pages(mark.start)
        go_on(mark.start)
        pieces.append(_Piece("open", number))
        open_marks.append(number)
    close_until(len(text.plain))
    put_pages(len(text.plain))
    go_on(len(text.plain))
    return pieces


class _Styles:
    """Chooses for each mark of a text what it is written with: `*` or `**`, a backtick, `[`, or "" for an HTML tag."""

    def __init__(
        self,
        text: Text,
        pieces: list[_Piece],
        frame: MarkKind | None,
        barred: tuple[int, int] | None,
        references: set[int],
    ) -> None:
        self.barred = barred
        self.plain = text.plain
        self.marks = text.marks
        self.pieces = pieces
        self.references = references
        """Offsets to write as character references; grows where a delimiter needs it."""
        self.styles = [""] * len(text.marks)
        self.frame: frozenset[MarkKind] = frozenset({frame}) if frame else frozenset()
        self.taken = {0, len(text.plain)} if frame else set()
        """Offsets at which a delimiter made of `*` stands: a second one there would run into it."""
        self.code_ends: set[int] = set()
        self.closings = {piece.first: number for number, piece in enumerate(pieces) if piece.kind == "close"}

    def choose(self) -> list[str]:
        around: list[int] = []
        for number, piece in enumerate(self.pieces):
            if piece.kind == "open":
                outer = self.frame | {self.marks[index].kind for index in around}
                self.styles[piece.first] = self._style(number, self.marks[piece.first], outer)
                around.append(piece.first)
            elif piece.kind == "close":
                around.remove(piece.first)
        return self.styles

    def _style(self, number: int, mark: Mark, outer: frozenset[MarkKind]) -> str:
        if mark.kind == "link":
            return "" if "link" in outer else "["
        if mark.kind == "code":
            return "`" if self._fits_code_span(number, mark) else ""
        if mark.kind in outer or {mark.start, mark.end} & self.taken or (mark.start, mark.end) == self.barred:
            return ""
        if self.plain[mark.start].isspace() or self.plain[mark.end - 1].isspace():
            return ""
        before, after = number, self.closings[self.pieces[number].first]
        if not (self._flanks(before, before - 1, before + 1) and self._flanks(after, after + 1, after - 1)):
            return ""
        self.taken |= {mark.start, mark.end}
        return DELIMITERS[mark.kind]

    def _flanks(self, number: int, outside: int, inside: int) -> bool:
        """Whether a delimiter for piece `number` would be seen; mend it by a character reference where one helps."""
        inner = self.pieces[inside]
        if inner.kind == "text":
            edge = self.plain[inner.first if inside > number else inner.last - 1]
            if unicodedata.category(edge)[0] not in "PS":
                return True
        if not 0 <= outside < len(self.pieces):
            return True
        outer = self.pieces[outside]
        if outer.kind != "text":
            return True
        offset = outer.first if outside > number else outer.last - 1
        if self.plain[offset] == "\n" or unicodedata.category(self.plain[offset]) in _OPENS_THE_WAY:
            return True
        alone = outer.last - outer.first == 1
        if alone and 0 < outside < len(self.pieces) - 1:
            return False
        self.references.add(offset)
        return True

    def _fits_code_span(self, number: int, mark: Mark) -> bool:
        run = self.plain[mark.start : mark.end]
        between = self.closings[self.pieces[number].first] - number - 1
        touching = {mark.start, mark.end} & self.code_ends or self.plain[mark.start - 1 : mark.start] == "`"
        if between != 1 or "\n" in run or touching:
            return False
        self.code_ends |= {mark.start, mark.end}
        return True


def _mark_end(mark: Mark, style: str, opening: bool) -> str:
    if not style:
        if not opening:
            return f"</{TAGS[mark.kind]}>"
        if mark.kind == "link":
            return f'<a href="{escape(check_target(mark.target))}">'.replace("\n", "&#10;")
        return f"<{TAGS[mark.kind]}>"
    if style == "`":
        return ""  # the characters bring their own backticks
    if style == "[":
        return "[" if opening else f"]({write_target(mark.target)})"
    return style


def _code_span(run: str) -> str:
    """Return a code span (CommonMark 6.1): a fence that does not occur in it, blanks where one would be stripped."""
    lengths = {len(ticks) for ticks in re.findall("`+", run)}
    fence = "`"
    while len(fence) in lengths:
        fence += "`"
    strips = run.startswith(" ") and run.endswith(" ") and run.strip(" ")
    padding = " " if run.startswith("`") or run.endswith("`") or strips else ""
    return f"{fence}{padding}{run}{padding}{fence}"
