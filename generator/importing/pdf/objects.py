"""The objects of a PDF, read with one expression a token.

pdfminer.six reads objects a character class at a time, which is most of its time on a file of some thousand structure
elements or a font for each two hundred glyphs. `QuickDocument` reads the plain ones itself and leaves whatever looks
odd to pdfminer.six.
"""

from __future__ import annotations

import re
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFSyntaxError
from pdfminer.pdftypes import PDFObjRef, PDFStream
from pdfminer.psexceptions import PSException
from pdfminer.psparser import LIT

from generator.importing.pdf import lexing

_TOKEN = re.compile(
    rb"(?:[\s\0]++|%[^\r\n]*+)*+(?:"
    rb"(?P<reference>(\d{1,9})\s++\d{1,5}\s++R\b)"
    rb"|(?P<number>[+-]?(?:\d++\.?\d*+|\.\d++))"
    rb"|/(?P<name>[^\s\0()<>\[\]{}/%]*+)"
    rb"|(?P<open><<|\[)"
    rb"|(?P<close>>>|\])"
    rb"|(?P<string>" + lexing.STRING + rb"|" + lexing.HEX + rb")"
    rb"|(?P<word>true|false|null)\b"
    rb")",
    re.S,
)
_HEAD = re.compile(rb"[\s\0]*+(\d{1,9})\s++\d{1,5}\s++obj\b")
_STREAM = re.compile(rb"[\s\0]*+stream(?:\r\n|\n|\r)")
_END = re.compile(rb"[\s\0]*+endstream")
_WORDS = {b"true": True, b"false": False, b"null": None}
_DEPTH = 64
_CHECKED = 2_000
"""Entries of a cross-reference table that are checked."""


class OddObjectError(Exception):
    """The object is not written the plain way."""


class QuickDocument(PDFDocument):
    """A document that reads plain objects quickly."""

    def __init__(self, data: bytes, parser: Any, password: str) -> None:
        self._data = data
        super().__init__(parser, password=password)

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
        except PSException as error:
            # As an error in syntax it makes pdfminer.six look for the object elsewhere.
            raise PDFSyntaxError(str(error)) from None

    def _quick_object(self, pos: int, objid: int) -> object:
        head = _HEAD.match(self._data, pos)
        if head is None or int(head[1]) != objid:
            raise OddObjectError
        value, end = read_value(self._data, head.end(), self)
        start = _STREAM.match(self._data, end) if isinstance(value, dict) else None
        if start is None:
            return value
        length = value.get("Length")
        if isinstance(length, PDFObjRef):
            length = length.resolve()
        if not isinstance(length, int) or not _END.match(self._data, start.end() + length):
            raise OddObjectError
        return PDFStream(value, self._data[start.end() : start.end() + length], self.decipher)

    def _get_objects(self, stream: PDFStream) -> tuple[list[object], int]:
        try:
            return self._quick_objects(stream)
        except OddObjectError:
            return super()._get_objects(stream)

    def _quick_objects(self, stream: PDFStream) -> tuple[list[object], int]:
        """Return the numbers in front of an object stream and its objects, as pdfminer.six lays them out."""
        count, data = stream.get("N"), stream.get_data()
        if not isinstance(count, int):
            raise OddObjectError
        found: list[object] = []
        position = 0
        while True:
            try:
                value, position = read_value(data, position, self)
            except OddObjectError:
                if data[position:].strip(b"\0\t\n\f\r "):
                    raise
                break
            found.append(value)
        return found, count


def _leads_to(data: bytes, place: int, number: int) -> bool:
    head = _HEAD.match(data, place)
    return head is not None and int(head[1]) == number


def read_value(data: bytes, position: int, document: PDFDocument, depth: int = 0) -> tuple[Any, int]:
    """Return the object that begins at `position`, and where it ends. Raises OddObjectError."""
    token = _TOKEN.match(data, position)
    if token is None or depth > _DEPTH:
        raise OddObjectError
    kind = token.lastgroup
    if kind == "open":
        return _read_collection(data, token, document, depth)
    if kind == "close":
        raise OddObjectError
    return _atom(token, document), token.end()


def _read_collection(data: bytes, token: re.Match[bytes], document: PDFDocument, depth: int) -> tuple[Any, int]:
    """Read an array or a dictionary; what stands in it directly is read here, without a call for each."""
    closing = b"]" if token["open"] == b"[" else b">>"
    values: list[Any] = []
    position = token.end()
    match = _TOKEN.match
    while True:
        inner = match(data, position)
        if inner is None:
            raise OddObjectError
        kind = inner.lastgroup
        if kind == "open":
            value, position = read_value(data, position, document, depth + 1)
            values.append(value)
            continue
        position = inner.end()
        if kind == "close":
            if inner["close"] != closing:
                raise OddObjectError
            break
        values.append(_atom(inner, document))
    if closing == b"]":
        return values, position
    if len(values) % 2:
        raise OddObjectError
    try:
        return {
            key.name: value for key, value in zip(values[::2], values[1::2], strict=True) if value is not None
        }, position
    except AttributeError:
        raise OddObjectError from None


def _atom(token: re.Match[bytes], document: PDFDocument) -> Any:
    kind = token.lastgroup
    if kind == "number":
        text = token["number"]
        return float(text) if b"." in text else int(text)
    if kind == "name":
        return LIT(_decoded_name(token["name"]))
    if kind == "reference":
        return PDFObjRef(document, int(token[2]))
    if kind == "string":
        return lexing.string(token["string"])
    return _WORDS[token["word"]]


def _decoded_name(name: bytes) -> Any:
    if b"#" in name:
        name = lexing.NAME_ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), name)
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name
