"""The objects of a PDF, read with one expression a token.

pdfminer.six reads objects a character class at a time, which is most of its time on a file of some thousand structure
elements or a font for each two hundred glyphs. `QuickDocument` reads the plain ones itself and leaves whatever looks
odd to pdfminer.six.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import repeat
from typing import Any

from pdfminer.pdfdocument import PDFBaseXRef, PDFDocument, PDFNoValidXRef
from pdfminer.pdfexceptions import PDFObjectNotFound
from pdfminer.pdfparser import PDFParser, PDFSyntaxError
from pdfminer.pdftypes import PDFObjRef, PDFStream
from pdfminer.psexceptions import PSException
from pdfminer.psparser import LIT

from generator.importing.pdf.file import lexing
from generator.importing.pdf.file.careful import ForwardParser, Labels, bound, within_measure
from generator.importing.pdf.file.unpacking import Stream

_TOKEN = re.compile(
    rb"(?:[\s\0]++|%[^\r\n]*+)*+("
    rb"/[^\s\0()<>\[\]{}/%]*+"
    rb"|\d{1,9}\s++\d{1,5}\s++R\b"
    rb"|[+-]?(?:\d++\.?\d*+|\.\d++)"
    rb"|<<|>>|\[[^\[\]()<>{}%R\0]*+\]|\[|\]"
    rb"|" + lexing.STRING + rb"|" + lexing.HEX + rb"|(?:true|false|null)\b"
    rb"|.|\Z)",
    re.S,
)
"""A token, a reference, an array of names and numbers, or one character that begins none; empty at the end."""
_HEAD = re.compile(rb"[\s\0]*+(\d{1,9})\s++\d{1,5}\s++obj\b")
_PLACE = re.compile(rb"startxref\s++(\d{1,10})\b")
_STREAM = re.compile(rb"[\s\0]*+stream(?:\r\n|\n|\r)")
_END = re.compile(rb"[\s\0]*+endstream")
_WORDS: dict[bytes, Any] = {b"true": True, b"false": False, b"null": None}
_DEPTH = 64
_LARGEST = 1 << 20
"""Bytes within which an object ends, or the stream begins that belongs to it."""
_UNKNOWN = object()
_CHECKED = 2_000
"""Entries of a cross-reference table that are checked."""


class OddObjectError(Exception):
    """The object is not written the plain way."""


class QuickDocument(PDFDocument):
    """A document that reads plain objects quickly."""

    def __init__(self, data: bytes, password: str) -> None:
        self._data = data
        self._values = Values(self)
        self._tables: set[int] = set()
        self._reading: set[int] = set()
        self._unreadable: set[int] = set()
        super().__init__(ForwardParser(io.BytesIO(data)), password=password)

    def find_xref(self, parser: PDFParser) -> int:
        """Return the place of the last table. Raises PDFNoValidXRef where the file names none."""
        word = self._data.rfind(b"startxref")
        place = _PLACE.match(self._data, word) if word >= 0 else None
        if place is None:
            raise PDFNoValidXRef("no cross-reference table is named")
        return int(place[1])

    def read_xref_from(self, parser: PDFParser, start: int, xrefs: list[PDFBaseXRef]) -> None:
        """Read a table and those before it, each once."""
        if start not in self._tables:
            self._tables.add(start)
            known = len(xrefs)
            super().read_xref_from(parser, start, xrefs)
            for xref in xrefs[known:]:
                bound(xref)

    def page_labels(self) -> Iterator[str | None]:
        """Yield a label for each page, without end; None where the file has none, or one that cannot be written."""
        with suppress(Exception):  # a number that has no Roman form, say
            yield from Labels(self.catalog["PageLabels"]).labels
        yield from repeat(None)

    def getobj(self, objid: int) -> object:
        """Return an object by its number.

        Raises PDFObjectNotFound and nothing else: an object that cannot be read, or leads to itself, counts as one
        that is not there, and a reference to it is null (ISO 32000-1, 7.3.10).
        """
        known = self._cached_objs.get(objid)
        found = known[0] if known is not None else self._read(objid)
        return self._at_end_of(found) if isinstance(found, PDFObjRef) else found

    def _read(self, objid: int) -> object:
        if objid in self._reading or objid in self._unreadable:  # its length is itself, say
            raise PDFObjectNotFound(objid)
        self._reading.add(objid)
        try:
            return super().getobj(objid)
        except Exception:  # pdfminer.six, filters and ciphers fail on broken objects in many ways
            if self.catalog and len(self._reading) == 1:  # else what it needs may be read on another way
                self._unreadable.add(objid)
            raise PDFObjectNotFound(objid) from None
        finally:
            self._reading.discard(objid)

    def _at_end_of(self, reference: object) -> object:
        """Follow an object that is but a reference; pdfminer.six would follow a ring of them for ever."""
        followed: set[int] = set()
        while isinstance(reference, PDFObjRef):
            if reference.objid in followed:
                raise PDFObjectNotFound(reference.objid)
            followed.add(reference.objid)
            reference = self._read(reference.objid)
        return reference

    def has_true_table(self) -> bool:
        """Tell whether the cross-reference tables lead to objects of the numbers that they name."""
        for xref in self.xrefs:
            for number, (stream, place, _) in list(getattr(xref, "offsets", {}).items())[:_CHECKED]:
                if stream is None and place and not _leads_to(self._data, place, number):
                    return False
        return True

    def _getobj_parse(self, pos: int, objid: int) -> object:
        try:
            return self._quick_object(pos, objid)
        except OddObjectError:
            return self._careful_object(pos, objid)

    def _careful_object(self, pos: int, objid: int) -> object:
        try:
            return super()._getobj_parse(pos, objid)
        except (PSException, OverflowError) as error:  # a length may be beyond all measure
            # As an error in syntax it makes pdfminer.six look for the object elsewhere.
            raise PDFSyntaxError(str(error)) from None

    def _quick_object(self, pos: int, objid: int) -> object:
        if not 0 <= pos <= len(self._data):
            raise PDFSyntaxError("the place is not in the file")
        head = _HEAD.match(self._data, pos)
        if head is None or int(head[1]) != objid:
            raise OddObjectError
        end, streams = self._end_of(head.end())
        (value,) = self._values.read(self._data[head.end() : end], 1)
        if not streams:
            return value
        start = _STREAM.match(self._data, end)
        if start is None or not isinstance(value, dict):
            raise OddObjectError
        length = value.get("Length")
        if isinstance(length, PDFObjRef):
            length = length.resolve()
        if not isinstance(length, int) or not 0 <= length <= len(self._data):
            raise OddObjectError
        if not _END.match(self._data, start.end() + length):
            raise OddObjectError
        return Stream(value, self._data[start.end() : start.end() + length], self.decipher)

    def _end_of(self, start: int) -> tuple[int, bool]:
        """Return where an object's value ends, and whether a stream follows it."""
        end = self._data.find(b"endobj", start, start + _LARGEST)
        stream = self._data.find(b"stream", start, end if end >= 0 else start + _LARGEST)
        if stream < 0 and end < 0:
            raise OddObjectError
        return (stream, True) if stream >= 0 else (end, False)

    def _get_objects(self, stream: PDFStream) -> tuple[list[object], int]:
        """Return the numbers in front of an object stream and its objects, as pdfminer.six lays them out."""
        count = stream.get("N")
        try:
            if not isinstance(count, int):
                raise OddObjectError
            return self._values.read(stream.get_data()), count
        except OddObjectError:
            return super()._get_objects(stream)


def _leads_to(data: bytes, place: int, number: int) -> bool:
    head = _HEAD.match(data, place)
    return head is not None and int(head[1]) == number


class Values:
    """Reads values that are written one after the other. Names, numbers and references come again and again and are
    kept."""

    def __init__(self, document: PDFDocument) -> None:
        self._document = document
        self._known = dict(_WORDS)

    def read(self, data: bytes, most: int | None = None) -> list[Any]:
        """Return the values, which are all of the data, or as many as `most` says. Raises OddObjectError."""
        known = self._known.get
        outer: list[tuple[bytes, list[Any]]] = []
        values: list[Any] = []
        for token in _TOKEN.findall(data):
            value = known(token, _UNKNOWN)
            if value is not _UNKNOWN:
                values.append(value)
            elif len(token) > 1 and token[:1] == b"[":
                values.append(self._plain_array(token))
            elif token == b"<<" or token == b"[":
                outer.append((token, values))
                values = []
                if len(outer) > _DEPTH:
                    raise OddObjectError
            elif token == b">>" or token == b"]":
                inner = values
                if not outer:
                    raise OddObjectError
                opening, values = outer.pop()
                values.append(_closed(opening, token, inner))
            elif token:
                values.append(self._atom(token))
        if outer or (most is not None and len(values) != most):
            raise OddObjectError
        return values

    def _atom(self, token: bytes) -> Any:
        first = token[:1]
        if first in b"(<" and len(token) > 1:
            return lexing.string(token)
        if first == b"/":
            value: Any = LIT(_decoded_name(token[1:]))
        elif len(token) > 1 and token.endswith(b"R"):
            value = PDFObjRef(self._document, int(token.split()[0]))
        else:
            value = _number(token)
        self._known[token] = value
        return value

    def _plain_array(self, token: bytes) -> list[Any]:
        words = token[1:-1].replace(b"/", b" /").split()
        for word in set(words).difference(self._known):
            self._atom(word)
        return list(map(self._known.__getitem__, words))


def _closed(opening: bytes, closing: bytes, values: list[Any]) -> Any:
    if opening == b"[" and closing == b"]":
        return values
    if opening != b"<<" or closing != b">>" or len(values) % 2:
        raise OddObjectError
    try:
        return {key.name: value for key, value in zip(values[::2], values[1::2], strict=True) if value is not None}
    except AttributeError:
        raise OddObjectError from None


def _number(token: bytes) -> float:
    try:
        return within_measure(float(token) if b"." in token else int(token))
    except ValueError:
        raise OddObjectError from None


def _decoded_name(name: bytes) -> Any:
    if b"#" in name:
        name = lexing.NAME_ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), name)
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name
