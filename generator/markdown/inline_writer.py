"""Running text -> inline Markdown, with as few escapes as reading it back allows.

Marks become `**…**`, `*…*`, a code span or `[…](…)`. CommonMark's flanking rules (6.2) do not see a delimiter that has
Chinese punctuation inside and a character outside; an empty comment, which is punctuation to them and shows nowhere,
is then put between: `**“催熟”**<!-- -->医保`. Where even that cannot express the marks (two of a kind nested or
touching, blanks at their ends, a page start in a code span), the inner mark is an HTML tag.
"""

from __future__ import annotations

import re
from html import escape

from generator.markdown.conventions import SEPARATOR, anchor
from generator.markdown.mark_styles import DELIMITERS, MarkStyles, lay_out
from generator.markdown.targets import check_target, write_target
from generator.model import Mark, MarkKind, Text

HARD_BREAK = "\\\n"
TAG_BREAK = "<br>"
"""A line break where Markdown has none: in a heading and in a cell."""

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
    begins_with_link = any(mark.start == 0 and mark.kind == "link" for mark in text.marks)
    return "\\" + out if out.startswith("[") and not begins_with_link and "]:" in text.plain else out


def _guard_lines(out: str) -> str:
    def guard(match: re.Match[str]) -> str:
        number = match.group("number")
        return f"{number}\\{match.group()[-1]}" if number else "\\" + match.group()

    return _BLOCK_START.sub(guard, out)


def _write(
    text: Text,
    line_break: str,
    frame: MarkKind | None = None,
    bracketed: bool = False,
    barred: tuple[int, int] | None = None,
) -> str:
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
    pieces = lay_out(text)
    chooser = MarkStyles(text, pieces, frame, barred)
    styles = chooser.choose()
    out: list[str] = []
    links = int(bracketed)
    for number, piece in enumerate(pieces):
        if number in chooser.spacers:
            out.append(SEPARATOR)
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
