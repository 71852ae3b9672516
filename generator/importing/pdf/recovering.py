"""Broken files: a trailer is made for what objects there are, so that pdfminer.six finds them by their own marks."""

from __future__ import annotations

import re

_OBJECT = re.compile(rb"(?<!\d)(\d{1,8})\s+\d{1,5}\s+obj\b")
_ROOT = re.compile(rb"/Root\s+(\d{1,8})\s+\d{1,5}\s+R")
_ENCRYPT = re.compile(rb"/Encrypt\s+\d{1,8}\s+\d{1,5}\s+R")
_ID = re.compile(rb"/ID\s*\[\s*<[0-9A-Fa-f\s]*>\s*<[0-9A-Fa-f\s]*>\s*\]")
_CATALOG = re.compile(rb"/Type\s*/Catalog\b")
_PAGES = re.compile(rb"/Type\s*/Pages\b")
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
_DICTIONARY = 4000
"""Bytes of an object that are searched for what it is."""


def with_trailer(data: bytes) -> bytes:
    """Return the file without its cross-reference tables and with a trailer of our own at its end: it names the
    catalogue that the file has, or one that is made of its pages."""
    heads = {int(match[1]): _head(data, match.end()) for match in _OBJECT.finditer(data)}
    free = max(heads, default=0) + 1
    made = b""
    root = _root(data, heads)
    if root is None:
        pages = next((n for n, head in heads.items() if _PAGES.search(head) and b"/Parent" not in head), None)
        if pages is None:
            kids = [number for number, head in sorted(heads.items()) if _PAGE.search(head)]
            listed = b" ".join(b"%d 0 R" % number for number in kids)
            made += b"%d 0 obj\n<</Type/Pages/Kids[%s]/Count %d>>\nendobj\n" % (free, listed, len(kids))
            pages, free = free, free + 1
        made += b"%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj\n" % (free, pages)
        root, free = free, free + 1
    kept = b"".join(match[0] for match in (_ENCRYPT.search(data), _ID.search(data)) if match)
    trailer = b"trailer\n<</Size %d/Root %d 0 R%s>>\n%%%%EOF\n" % (free, root, kept)
    body = data.replace(b"startxref", b"%startxr.").replace(b"trailer", b"%traile")
    return body + b"\nendobj\n" + made + trailer


def _head(data: bytes, start: int) -> bytes:
    end = data.find(b"endobj", start, start + _DICTIONARY)
    return data[start : end if end >= 0 else start + _DICTIONARY].split(b"stream", 1)[0]


def _root(data: bytes, heads: dict[int, bytes]) -> int | None:
    catalogues = [number for number, head in heads.items() if _CATALOG.search(head)]
    if catalogues:
        return catalogues[-1]
    named = [int(match[1]) for match in _ROOT.finditer(data)]
    packed = b"/ObjStm" in data
    return next((number for number in reversed(named) if packed and number not in heads), None)
