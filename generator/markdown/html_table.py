"""Tables that GFM cannot say (merged cells, no head or a head of several rows) as HTML, one line a row."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from html.parser import HTMLParser

from generator.errors import QikanError
from generator.markdown.conventions import PAGE_ANCHOR, anchor
from generator.markdown.limits import check_words
from generator.markdown.targets import check_target
from generator.markdown.text_builder import TextBuilder, joint
from generator.model import Cell, MarkKind, Table, Text

TAG_KINDS: dict[str, MarkKind] = {
    "strong": "strong",
    "b": "strong",
    "em": "emphasis",
    "i": "emphasis",
    "code": "code",
}
"""HTML tags that are marks."""

_OPENING: dict[MarkKind, str] = {"strong": "<strong>", "emphasis": "<em>", "code": "<code>"}
_CLOSING: dict[MarkKind, str] = {"strong": "</strong>", "emphasis": "</em>", "code": "</code>", "link": "</a>"}
_SOURCE_BREAK = re.compile(r"[ \t]*\n[ \t\n]*")
_BLANKS = " \t\n"
_LARGEST_SPAN = 1000
"""The limit that HTML sets for colspan; a larger number is a slip."""


def write_html_table(table: Table) -> list[str]:
    """Return the lines of the table. Rows of the head stand in `thead`, the others in `tbody`."""
    lines = ["<table>"]
    head, body = table.rows[: table.header_rows], table.rows[table.header_rows :]
    for part, rows, tag in (("thead", head, "th"), ("tbody", body, "td")):
        if rows:
            lines.append(f"<{part}>")
            lines += ["<tr>" + "".join(_cell(cell, tag) for cell in row) + "</tr>" for row in rows]
            lines.append(f"</{part}>")
    lines.append("</table>")
    return lines


def _cell(cell: Cell, tag: str) -> str:
    spans = "".join(
        f' {name}="{span}"' for name, span in (("rowspan", cell.rowspan), ("colspan", cell.colspan)) if span != 1
    )
    return f"<{tag}{spans}>{write_html(cell.text)}</{tag}>"


def write_html(text: Text) -> str:
    """Return running text as HTML on one line."""
    plain = text.plain
    ends = {0, len(plain) - 1}
    ahead: list[list[str]] = [[] for _ in range(len(plain) + 1)]
    for mark in reversed(text.marks):
        ahead[mark.end].append(_CLOSING[mark.kind])
    for start in text.pages:
        ahead[start.offset].append(anchor(f"p{start.page}"))
    for mark in text.marks:
        opening = _OPENING.get(mark.kind) or f'<a href="{escape(check_target(mark.target))}">'
        ahead[mark.start].append(opening.replace("\n", "&#10;"))
    out: list[str] = []
    for offset, character in enumerate(plain):
        out += ahead[offset]
        if character == "\n":
            out.append("<br>")
        elif offset in ends and character.isspace():
            out.append(f"&#{ord(character)};")
        else:
            out.append(escape(character, quote=False))
    return "".join(out + ahead[len(plain)])


def read_html_table(
    html: str, line: int, fail: Callable[[int, str, str], QikanError], page: Callable[[int, int], None]
) -> Table:
    """Return the table that a block of HTML holds.

    `line` is the number of its first line; `fail(line, problem, remedy)` makes an error with its place, and
    `page(number, line)` is told of each page that begins in it. Raises QikanError where it is no table, or says more
    than a Table can hold.
    """
    reader = _TableReader(html, line, fail, page)
    try:
        reader.feed(html)
        reader.close()
    except AssertionError:  # html.parser's answer to some declarations
        raise reader.unknown("!") from None
    return reader.table()


class _TableReader(HTMLParser):
    def __init__(
        self, html: str, line: int, fail: Callable[[int, str, str], QikanError], page: Callable[[int, int], None]
    ) -> None:
        super().__init__(convert_charrefs=False)
        self._lines = html.split("\n")
        self._first_line = line
        self._fail = fail
        self._page = page
        self._rows: list[list[Cell]] = []
        self._heads: list[bool] = []
        """For each row whether it belongs to the head."""
        self._caption = Text()
        self._open: list[str] = []
        """The open tags."""
        self._text: TextBuilder | None = None
        self._run = ""
        """Characters not yet added: blanks at a cell's end are no part of it."""
        self._spans = (1, 1)
        self._finished = False

    def table(self) -> Table:
        if self._open or not self._finished:
            raise self._error("A table is not closed, or an empty line stands in it.", "Close it with </table>.")
        head = 0
        while head < len(self._heads) and self._heads[head]:
            head += 1
        return Table(tuple(tuple(row) for row in self._rows), head, self._caption)

    def _error(self, problem: str, remedy: str) -> QikanError:
        return self._fail(self._first_line + self.getpos()[0] - 1, problem, remedy)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        inside = self._open[-1] if self._open else ""
        if self._text is not None:
            self._open_in_text(tag, values)
        elif tag == "table" and not inside and not self._finished:
            self._open.append(tag)
        elif tag in ("thead", "tbody", "tfoot", "caption") and inside == "table":
            self._open.append(tag)
            if tag == "caption":
                self._text = TextBuilder()
        elif tag == "tr" and inside in ("table", "thead", "tbody", "tfoot"):
            self._open.append(tag)
            self._rows.append([])
            self._heads.append(inside == "thead")
        elif tag in ("td", "th") and inside == "tr":
            self._open.append(tag)
            self._spans = (self._span(values, "rowspan"), self._span(values, "colspan"))
            if not self._rows[-1] and "thead" not in self._open:
                self._heads[-1] = True
            if tag == "td" and "thead" not in self._open:
                self._heads[-1] = False
            self._text = TextBuilder()
        elif tag not in ("colgroup", "col"):
            raise self.unknown(tag)

    def unknown(self, tag: str) -> QikanError:
        """Return the error for a tag that a table cannot hold, at the place that was reached."""
        return self._error(
            f"The HTML tag <{tag}> has no place here.",
            "A table may hold thead, tbody, tr, th and td; a cell may hold br, strong, em, code, a, and page anchors.",
        )

    def _span(self, values: dict[str, str], name: str) -> int:
        given = values.get(name, "1").strip()
        figures = given.isdecimal() and len(given) <= len(str(_LARGEST_SPAN))
        if not figures or not 1 <= int(given) <= _LARGEST_SPAN:
            raise self._error(
                f"{name}={given[:20]!r} is no number of cells.", f"Write a number from 1 to {_LARGEST_SPAN}."
            )
        return int(given)

    def _open_in_text(self, tag: str, values: dict[str, str]) -> None:
        assert self._text is not None
        if tag == "br":
            self._flush()
            self._text.add("\n")
        elif tag in TAG_KINDS:
            self._flush()
            self._text.open(TAG_KINDS[tag])
            self._open.append(tag)
        elif tag == "a" and ("id" in values or "name" in values):
            self._flush()
            name = values.get("id") or values.get("name") or ""
            if not (number := PAGE_ANCHOR.fullmatch(name)):
                raise self._error(
                    f"The anchor {name[:40]!r} has no place in a cell.", "Only pages (p7) can begin in a cell."
                )
            page = int(number.group(1))
            self._page(page, self._first_line + self.getpos()[0] - 1)
            self._text.page(page)
            self._open.append("a#")
        elif tag == "a" and "href" in values:
            self._flush()
            try:
                self._text.open("link", check_target(values["href"]))
            except QikanError as error:
                raise self._error(error.problem, error.remedy) from None
            self._open.append(tag)
        else:
            raise self.unknown(tag)

    def handle_endtag(self, tag: str) -> None:
        inside = self._open[-1] if self._open else ""
        if tag in ("br", "col", "colgroup"):
            return
        if tag != inside.rstrip("#"):
            raise self._error(f"</{tag}> closes nothing that is open.", "Put the tags in order.")
        self._open.pop()
        if tag in TAG_KINDS or inside == "a":
            self._flush()
            assert self._text is not None
            self._text.close(TAG_KINDS.get(tag, "link"))
        elif tag in ("td", "th"):
            self._rows[-1].append(Cell(self._finish_text(), *self._spans))
        elif tag == "caption":
            self._caption = self._finish_text()
        elif tag == "table":
            self._finished = True

    def _finish_text(self) -> Text:
        assert self._text is not None
        self._run = self._run.rstrip(_BLANKS)
        self._flush()
        text, self._text = self._text.text(), None
        try:
            check_words(text.plain)  # a character reference may stand for any
        except QikanError as error:
            raise self._error(error.problem, error.remedy) from None
        return text

    def handle_comment(self, data: str) -> None:
        line, column = self.getpos()
        if not self._lines[line - 1].startswith("<!--", column):  # what html.parser takes for a comment and is none
            raise self.unknown("!")

    def handle_decl(self, decl: str) -> None:
        raise self.unknown("!")

    def handle_pi(self, data: str) -> None:
        raise self.unknown("?")

    def unknown_decl(self, data: str) -> None:
        raise self.unknown("!")

    def handle_data(self, data: str) -> None:
        if self._text is None:
            if data.strip(_BLANKS):
                raise self._error(f"The words {data.strip()[:30]!r} stand in no cell.", "Put them into a <td>.")
        else:
            self._run += data

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name};")

    def _reference(self, reference: str) -> None:
        if self._text is None:
            raise self._error(f"{reference} stands in no cell.", "Put it into a <td>.")
        self._flush()
        self._text.add(unescape(reference))

    def _flush(self) -> None:
        """Add the characters that wait; a line break of the source is a blank, or nothing between Chinese words."""
        assert self._text is not None
        run, self._run = self._run, ""
        if not self._text.last:
            run = run.lstrip(_BLANKS)
        for number, part in enumerate(_SOURCE_BREAK.split(run)):
            if number:
                self._text.add(joint(self._text.last, part[:1]))
            self._text.add(part)
