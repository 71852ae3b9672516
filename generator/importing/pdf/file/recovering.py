"""Broken files: a cross-reference table and a trailer are made for what objects there are."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(?<!\d)(\d{1,8})\s+\d{1,5}\s+obj\b")
_ROOT = re.compile(rb"/Root\s+(\d{1,8})\s+\d{1,5}\s+R")
_ENCRYPT = re.compile(rb"/Encrypt\s+\d{1,8}\s+\d{1,5}\s+R")
_ID = re.compile(rb"/ID\s*\[\s*<[0-9A-Fa-f\s]*>\s*<[0-9A-Fa-f\s]*>\s*\]")
_CATALOG = re.compile(rb"/Type\s*/Catalog\b")
_PAGES = re.compile(rb"/Type\s*/Pages\b")
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
_PACKED = re.compile(rb"/Type\s*/ObjStm\b")
_FIRST = re.compile(rb"/First\s+(\d{1,8})\b")
_NUMBER = re.compile(rb"(?<!\S)\d{1,8}(?!\S)")
_STREAM = re.compile(rb"stream(?:\r\n|\n|\r)")
_DICTIONARY = 4000
"""Bytes of an object that are searched for what it is."""
_LARGEST_PACK = 256_000_000
"""Bytes that all streams of objects may unpack to, with the objects that are taken from them."""


def mended(data: bytes) -> bytes:
    """Return the file with its objects written out, a table of where they are and a trailer that names the catalogue:
    the one that the file has, or one that is made of its pages."""
    places = {int(match[1]): match.start() for match in _OBJECT.finditer(data)}
    encrypted = _ENCRYPT.search(data)
    out = bytearray(data + b"\n")
    if encrypted is None:
        for number, body in _unpacked(data, places).items():
            places[number] = len(out)
            out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    heads = {number: _head(bytes(out[place : place + _DICTIONARY])) for number, place in places.items()}
    root = _root(data, heads)
    if root is None:
        root = max(places, default=0) + 2
        places[root - 1], places[root] = len(out), len(out)
        out += _page_tree(heads, root - 1)
        places[root] = len(out)
        out += b"%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj\n" % (root, _pages(heads) or root - 1)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in sorted(places.items()):
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    kept = b"".join(match[0] for match in (encrypted, _ID.search(data)) if match)
    out += b"trailer\n<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (max(places) + 1, root, kept, start)
    return bytes(out)


def _head(body: bytes) -> bytes:
    end = body.find(b"endobj")
    return (body if end < 0 else body[:end]).split(b"stream", 1)[0]


def _root(data: bytes, heads: dict[int, bytes]) -> int | None:
    catalogues = [number for number, head in heads.items() if _CATALOG.search(head)]
    if catalogues:
        return catalogues[-1]
    return next((int(match[1]) for match in _ROOT.finditer(data) if int(match[1]) in heads), None)


def _pages(heads: dict[int, bytes]) -> int | None:
    return next((number for number, head in heads.items() if _PAGES.search(head) and b"/Parent" not in head), None)


def _page_tree(heads: dict[int, bytes], number: int) -> bytes:
    kids = [page for page, head in sorted(heads.items()) if _PAGE.search(head)]
    listed = b" ".join(b"%d 0 R" % page for page in kids)
    return b"%d 0 obj\n<</Type/Pages/Kids[%s]/Count %d>>\nendobj\n" % (number, listed, len(kids))


def _unpacked(data: bytes, places: dict[int, int]) -> dict[int, bytes]:
    """Return the objects that stand in streams of objects, as far as those can be unpacked, and are not too many."""
    found: dict[int, bytes] = {}
    left = _LARGEST_PACK
    for place in places.values():
        head = _head(data[place : place + _DICTIONARY])
        first, stream = _FIRST.search(head), _STREAM.search(data, place, place + _DICTIONARY)
        if not _PACKED.search(head) or first is None or stream is None:
            continue
        end = data.find(b"endstream", stream.end())
        try:
            body = zlib.decompressobj().decompress(data[stream.end() : end if end >= 0 else len(data)], left)
        except zlib.error:
            continue
        left -= len(body)
        for number, start, stop in _places(body, int(first[1])):
            if number not in places and stop - start < left:
                found[number] = body[start:stop]
                left -= stop - start
        if left <= 0:
            break
    return found


def _places(body: bytes, first: int) -> Iterator[tuple[int, int, int]]:
    """Yield the objects of a stream of objects: number, where it begins and ends."""
    words = [int(word) for word in _NUMBER.findall(body[:first])]
    starts = [first + offset for offset in words[1::2]]
    for number, start, stop in zip(words[::2], starts, [*starts[1:], len(body)], strict=False):
        if start < stop <= len(body):
            yield number, start, stop
