"""Streams of a PDF, unpacked within limits (ISO 32000-1, 7.4).

pdfminer.six unpacks whatever a stream asks for: rows of any length, any number of filters after each other, any size.
What is larger than a picture of a double page in print is not unpacked here.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from pdfminer.ascii85 import asciihexdecode
from pdfminer.lzw import CorruptDataError, LZWDecoder
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdftypes import PDFStream, int_value
from pdfminer.runlength import rldecode
from pdfminer.utils import apply_png_predictor, apply_tiff_predictor

from generator.importing.pdf.file.ascii85 import decode_ascii85

_LARGEST = 1 << 28
"""Bytes that a stream may unpack to: more than 60 million pixels in four colours."""
_MOST_FILTERS = 8
"""Filters after each other. Honest files use two."""
_MOST_COLUMNS = 1 << 20
"""Samples of a row that a predictor goes along."""
_MOST_COLOURS = 64
_BITS = frozenset((1, 2, 4, 8, 16))
_LONGEST_RUN = 128
"""Bytes that one length of RunLengthDecode may stand for."""
_CHUNK = 4096
_HEADER = 2
"""Bytes before the packed data of FlateDecode …"""
_CHECK = 31
"""… and what the number that they make is a multiple of (RFC 1950, 2.2)."""
_PASSED_ON = frozenset(("DCTDecode", "DCT", "JPXDecode", "JBIG2Decode"))
"""Pictures that are files of their own."""


class UnpackingError(PDFException):
    """The stream cannot be unpacked, or to too much."""


class Stream(PDFStream):
    """A stream that unpacks to so much and no more. Raises UnpackingError, or what a filter raises, when it is to be
    unpacked and cannot be."""

    damaged = False
    """Whether only a part could be unpacked."""

    def decode(self) -> None:
        """Decipher and unpack."""
        if self.rawdata is None:
            return
        data = self.rawdata
        if self.decipher is not None:
            data = self.decipher(self.objid or 0, self.genno or 0, data, self.attrs)
        filters = self.get_filters()
        if len(filters) > _MOST_FILTERS:
            raise UnpackingError("too many filters")
        for kind, parameters in filters:
            name = getattr(kind, "name", "")
            if name in ("FlateDecode", "Fl"):
                data = self._inflated(data)
            elif name not in _PASSED_ON:
                data = _unpacked(name, data)
            data = _without_prediction(data, parameters)
        self.data, self.rawdata = data, None

    def _inflated(self, data: bytes) -> bytes:
        unpacker = zlib.decompressobj()
        try:
            unpacked = unpacker.decompress(data, _LARGEST)
        except zlib.error:
            unpacked, self.damaged = _salvaged(data)
        else:
            if unpacker.unconsumed_tail:
                raise UnpackingError("it unpacks to too much")
            self.damaged = bool(data) and not unpacker.eof
        return unpacked


def _salvaged(data: bytes) -> tuple[bytes, bool]:
    """Return what comes before the place where packed data is damaged, and whether anything is missing: a wrong check
    sum at the end, which is not looked at here, says nothing of the bytes before it."""
    if len(data) < _HEADER or int.from_bytes(data[:_HEADER]) % _CHECK:
        return b"", True
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    found: list[bytes] = []
    size = 0
    for start in range(_HEADER, len(data), _CHUNK):
        before = unpacker.copy()
        chunk = data[start : start + _CHUNK]
        try:
            part = unpacker.decompress(chunk, _LARGEST)
        except zlib.error:
            found += _bytewise(before, chunk)
            return b"".join(found), True
        found.append(part)
        size += len(part)
        if unpacker.unconsumed_tail or size > _LARGEST:
            raise UnpackingError("it unpacks to too much")
        if unpacker.eof:
            break
    return b"".join(found), not unpacker.eof


def _bytewise(unpacker: Any, data: bytes) -> list[bytes]:
    found: list[bytes] = []
    for place in range(len(data)):
        try:
            found.append(unpacker.decompress(data[place : place + 1]))
        except zlib.error:
            break
    return found


def _unpacked(name: str, data: bytes) -> bytes:
    unpack = _FILTERS.get(name)
    if unpack is None:
        raise UnpackingError(f"its filter {name!r} is not known")
    unpacked = unpack(data)
    if len(unpacked) > _LARGEST:
        raise UnpackingError("it unpacks to too much")
    return unpacked


def _without_lzw(data: bytes) -> bytes:
    """pdfminer.six's own loop copies the whole table for each code, and the table has no end."""
    decoder = LZWDecoder(io.BytesIO(data))
    found: list[bytes] = []
    size = 0
    with suppress(EOFError, CorruptDataError):
        while size <= _LARGEST:
            part = decoder.feed(decoder.readbits(decoder.nbits))
            found.append(part)
            size += len(part)
    return b"".join(found)


def _without_runs(data: bytes) -> bytes:
    if len(data) > _LARGEST // _LONGEST_RUN:
        raise UnpackingError("it may unpack to too much")
    return rldecode(data)


_FILTERS: dict[str, Callable[[bytes], bytes]] = {
    **dict.fromkeys(("LZWDecode", "LZW"), _without_lzw),
    **dict.fromkeys(("ASCII85Decode", "A85"), decode_ascii85),
    **dict.fromkeys(("ASCIIHexDecode", "AHx"), asciihexdecode),
    **dict.fromkeys(("RunLengthDecode", "RL"), _without_runs),
}


def _without_prediction(data: bytes, parameters: Any) -> bytes:
    """Return rows of samples that are written as differences from what stands beside and above them as they are."""
    predictor = int_value(parameters.get("Predictor", 1)) if isinstance(parameters, dict) else 1
    if predictor == 1:
        return data
    colours, columns = int_value(parameters.get("Colors", 1)), int_value(parameters.get("Columns", 1))
    bits = int_value(parameters.get("BitsPerComponent", 8))
    if not (1 <= colours <= _MOST_COLOURS and 1 <= columns <= _MOST_COLUMNS and bits in _BITS):
        raise UnpackingError("its rows are beyond all measure")
    if predictor == 2:
        return apply_tiff_predictor(colours, columns, bits, data)
    if predictor < 10:
        raise UnpackingError(f"its predictor {predictor} is not known")
    return apply_png_predictor(predictor, colours, columns, bits, data)
