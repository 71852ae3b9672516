"""From bytes to a document: password, broken cross-reference tables, pages, their labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten
from typing import Any, Literal

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect, PDFTextExtractionNotAllowed
from pdfminer.pdftypes import PDFObjRef, PDFStream, dict_value, list_value, resolve1

from generator.errors import QikanError
from generator.importing.pdf.file.objects import QuickDocument
from generator.importing.pdf.file.page_tree import is_page, pages_of
from generator.importing.pdf.file.recovering import mended

_MOST_PAGES = 5_000
"""Pages of one file that are read; a weekly issue has some sixty."""
_HEADER_WITHIN = 1024
"""`%PDF-` stands within this many bytes of the start (ISO 32000-1, annex H.3.4.1)."""
_LONGEST_LABEL = 5
"""Characters of a page's label that are read: what pages are cited by is shorter, and it is made a number."""
_LARGEST_SIDE = 14_400.0
"""Points; the largest side that ISO 32000-1, annex C, allows a page."""
_LONGEST_REASON = 200
"""Characters of a message that quotes the file."""
_DEFAULT_BOX = (0.0, 0.0, 595.0, 842.0)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of the file, not yet interpreted."""

    index: int
    """Counted from 0."""
    number: int | None
    """Object number, which destinations and structure elements refer to."""
    label: str | None
    """The page's label (`iv`, `7`); None where the file gives none."""
    box: tuple[float, float, float, float]
    """Visible part: left, bottom, right, top, in the file's own units."""
    turn: int
    """Degrees by which it is turned clockwise: 0, 90, 180, 270."""
    attributes: dict[str, Any]
    """The page's dictionary."""
    resources: Any
    """Fonts, pictures, forms."""
    contents: tuple[Any, ...]
    """References to the content streams."""
    sheet: int = 0
    """The file's page that it is, or is half of, counted from 0."""
    half: Literal["", "left", "right"] = ""
    """Which half of that page it is; empty for the whole of it."""


@dataclass(frozen=True, slots=True)
class Document:
    """An opened PDF."""

    pdf: QuickDocument
    """The file's objects."""
    leaves: tuple[Leaf, ...]
    """Its pages in order."""
    troubles: tuple[str, ...]
    """What is wrong with the file, in words for the report."""


def open_document(data: bytes, name: str, password: str = "") -> Document:
    """Open a PDF. Raises QikanError where nothing of it can be read: no PDF, password needed, no page found."""
    if b"%PDF-" not in data[:_HEADER_WITHIN]:
        raise QikanError("this is no PDF", place=name, remedy="Export the issue as PDF again.")
    troubles: list[str] = []
    if b"%%EOF" not in data[-2048:]:
        troubles.append("the file ends before its end mark: it was cut off; what was there was read")
    pdf = _open(data, name, password, troubles)
    leaves = _all_leaves(pdf, troubles)
    if not leaves:
        troubles.append("no page is where the file says; objects were searched for")
        pdf = _open_without_table(data, name, password)
        leaves = _all_leaves(pdf, troubles)
    if not leaves:
        raise QikanError("no page can be read", place=name, remedy="The file is broken; get it again from its source.")
    return Document(pdf, tuple(leaves), tuple(troubles))


def _all_leaves(pdf: QuickDocument, troubles: list[str]) -> list[Leaf]:
    leaves = list(_leaves(pdf, troubles))
    if not leaves:
        leaves = list(_scanned_leaves(pdf))
        if leaves:
            troubles.append("the page tree is broken; pages were found by searching the file")
    return leaves


def _open(data: bytes, name: str, password: str, troubles: list[str]) -> QuickDocument:
    try:
        document = _unlocked(data, name, password)
        if document.has_true_table():
            return document
        troubles.append("the cross-reference table leads to wrong places; objects were searched for")
    except QikanError:
        raise
    except Exception as error:  # pdfminer.six fails on broken files in many ways
        troubles.append(f"the cross-reference table is broken ({type(error).__name__}); objects were searched for")
    return _open_without_table(data, name, password)


def _open_without_table(data: bytes, name: str, password: str) -> QuickDocument:
    """Open a file whose cross-reference table leads nowhere: without it, objects are found by their own marks."""
    try:
        return _unlocked(mended(data), name, password)
    except QikanError:
        raise
    except Exception as error:
        raise QikanError(
            f"the file is broken: its objects cannot be read ({type(error).__name__})",
            place=name,
            remedy="Get it again from its source.",
        ) from None


def _unlocked(data: bytes, name: str, password: str) -> QuickDocument:
    """Open a file. Raises QikanError where it is encrypted in a way that, or with a password that, keeps us out."""
    try:
        return QuickDocument(data, password)
    except PDFPasswordIncorrect:
        known = "the password is wrong" if password else "the file is encrypted and needs a password"
        raise QikanError(known, place=name, remedy="Give it with --password.") from None
    except (PDFEncryptionError, PDFTextExtractionNotAllowed) as error:
        raise QikanError(
            f"the file is encrypted in a way that cannot be read ({shorten(str(error), _LONGEST_REASON)})",
            place=name,
            remedy="Save it without protection and import that.",
        ) from None


def _leaves(pdf: QuickDocument, troubles: list[str]) -> Iterator[Leaf]:
    index = lost = 0
    for page, label in zip(pages_of(pdf), pdf.page_labels(), strict=False):
        if index == _MOST_PAGES:
            troubles.append(f"the file has more than {_MOST_PAGES} pages; the rest was left out")
            break
        if page is None:
            lost += 1
        else:
            yield _leaf(index, page[0], label, page[1])
            index += 1
    if lost:
        troubles.append(f"the page tree is broken: {lost} of its pages cannot be read")


def _scanned_leaves(pdf: QuickDocument) -> Iterator[Leaf]:
    """Find page objects without the page tree, in the order of their numbers."""
    index = 0
    for number in sorted({number for xref in pdf.xrefs for number in xref.get_objids()}):
        found = resolve1(PDFObjRef(pdf, number))
        if isinstance(found, dict) and is_page(found) and index < _MOST_PAGES:
            yield _leaf(index, number, None, found)
            index += 1


def _leaf(index: int, number: int | None, label: str | None, attributes: dict[str, Any]) -> Leaf:
    turn = resolve1(attributes.get("Rotate"))
    contents = resolve1(attributes.get("Contents"))
    streams = contents if isinstance(contents, list) else [contents] if contents is not None else []
    return Leaf(
        index=index,
        number=number,
        label=label if label is not None and len(label) <= _LONGEST_LABEL else None,
        box=_visible_box(attributes),
        turn=int(turn) % 360 // 90 * 90 if isinstance(turn, (int, float)) else 0,
        attributes=attributes,
        resources=resolve1(attributes.get("Resources")),
        contents=tuple(streams),
        sheet=index,
    )


def _visible_box(attributes: dict[str, Any]) -> tuple[float, float, float, float]:
    media = _box(attributes.get("MediaBox")) or _DEFAULT_BOX
    crop = _box(attributes.get("CropBox"))
    if crop is None:
        return media
    box = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    return box if box[2] > box[0] and box[3] > box[1] else media


def _box(value: Any) -> tuple[float, float, float, float] | None:
    sides = resolve1(value)
    if not isinstance(sides, list) or len(sides) != 4:
        return None
    numbers = [resolve1(side) for side in sides]
    if not all(isinstance(number, (int, float)) for number in numbers):
        return None
    x0, y0, x1, y1 = (float(number) for number in numbers)
    x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    if not (1.0 <= x1 - x0 <= _LARGEST_SIDE and 1.0 <= y1 - y0 <= _LARGEST_SIDE):
        return None
    return x0, y0, x1, y1


def content_of(leaf: Leaf, troubles: list[str]) -> bytes:
    """Return a page's content streams as one, unpacked; a stream that cannot be unpacked is left out and told."""
    parts = []
    for reference in leaf.contents:
        try:
            stream = resolve1(reference)
            if isinstance(stream, PDFStream):
                parts.append(stream.get_data())
                if getattr(stream, "damaged", False):
                    troubles.append("a part of the page is damaged; what stands before that was read")
        except Exception as error:  # a filter may fail in any way
            troubles.append(f"a part of the page could not be unpacked ({type(error).__name__})")
    return b"\n".join(parts)


def layers_off(pdf: QuickDocument) -> frozenset[int]:
    """Return the object numbers of optional content that is switched off: the groups that the default configuration
    names, or all but those that it names where they begin so (8.11.4.3)."""
    properties = dict_value(pdf.catalog.get("OCProperties"))
    default = dict_value(properties.get("D"))
    off = _object_numbers(default.get("OFF"))
    if getattr(resolve1(default.get("BaseState")), "name", "") == "OFF":
        off |= _object_numbers(properties.get("OCGs")) - _object_numbers(default.get("ON"))
    return off


def _object_numbers(value: object) -> frozenset[int]:
    return frozenset(item.objid for item in list_value(value) if isinstance(item, PDFObjRef))
