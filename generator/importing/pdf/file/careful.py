"""Objects and tables that are not written the plain way, read by pdfminer.six within limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pdfminer.pdfdocument import PageLabels, PDFBaseXRef, PDFXRefStream
from pdfminer.pdfparser import PDFParser, PDFSyntaxError
from pdfminer.pdftypes import PDFStream, int_value, resolve1
from pdfminer.psparser import PSBaseParserToken, PSKeyword

from generator.importing.pdf.file.trees import pairs
from generator.importing.pdf.file.unpacking import Stream

_LARGEST_NUMBER = (1 << 32) - 1
"""Numbers of a file are whole below this (ISO 32000-1, annex C.2; that of an encrypted file's rights
is written without a sign)."""
_WIDEST_FIELD = 8
"""Bytes of a number in a cross-reference stream."""


def within_measure(number: float) -> float:
    """Return a number of a file, or the nearest one that such numbers can be: what is beyond them can be made no
    float, no place in a file and no size."""
    if -_LARGEST_NUMBER <= number <= _LARGEST_NUMBER:
        return number
    return _LARGEST_NUMBER if number > 0 else -_LARGEST_NUMBER


class ForwardParser(PDFParser):
    """A parser that never goes back: pdfminer.six takes a stream's length below nothing as a way back, and does not
    come to an end. Its numbers and streams are of a measure."""

    BUFSIZ = 1 << 18
    """Bytes that it looks at together: what goes on for longer, a line or a word, is copied once for each of these."""

    def do_keyword(self, pos: int, token: PSKeyword) -> None:
        """Read what a word asks for."""
        if token is self.KEYWORD_STREAM and self.curstack and isinstance(self.curstack[-1][1], dict):
            about = self.curstack[-1][1]
            length = resolve1(about.get("Length"))
            if isinstance(length, (int, float)) and length < 0:
                about["Length"] = 0
        super().do_keyword(pos, token)
        if token is self.KEYWORD_STREAM and self.curstack:
            place, read = self.curstack[-1]
            if isinstance(read, PDFStream):
                self.curstack[-1] = place, Stream(read.attrs, read.rawdata or b"", read.decipher)

    def _add_token(self, obj: PSBaseParserToken) -> None:
        super()._add_token(within_measure(obj) if isinstance(obj, (int, float)) else obj)


class Labels(PageLabels):
    """The labels of pages, from a tree that may be none."""

    def _parse(self) -> list[tuple[int, Any]]:
        return [(int_value(number), label) for number, label in pairs(self._obj, "Nums")]


def bound(xref: PDFBaseXRef) -> None:
    """Let a cross-reference stream tell of no more objects than it has entries for: it may say that it has billions.

    Raises PDFSyntaxError where its entries have no size.
    """
    if not isinstance(xref, PDFXRefStream):
        return
    fields = (xref.fl1, xref.fl2, xref.fl3)
    if not all(isinstance(field, int) and 0 <= field <= _WIDEST_FIELD for field in fields) or not xref.entlen:
        raise PDFSyntaxError("the entries of the cross-reference stream have no size")
    xref.ranges = list(_held(xref.ranges, len(xref.data or b"") // xref.entlen))


def _held(ranges: list[tuple[int, int]], left: int) -> Iterator[tuple[int, int]]:
    for start, count in ranges:
        if left > 0 and isinstance(start, int) and isinstance(count, int) and start >= 0 and count > 0:
            yield start, min(count, left)
            left -= count
