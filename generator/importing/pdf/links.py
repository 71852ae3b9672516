"""Where a PDF's links and destinations lead, and what its bookmarks say (ISO 32000-1, 12.3, 12.5.6.5, 12.6.4)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFObjRef, resolve1

from generator.importing.characters import clean
from generator.importing.pdf.drawing.pages import to_page
from generator.importing.pdf.elements import Box
from generator.importing.pdf.file.destination_names import DestinationNames
from generator.importing.pdf.file.opening import Leaf

_MOST_ANNOTATIONS = 5_000
"""Annotations of one page that are read."""
_MOST_OUTLINES = 20_000
_DEEPEST_OUTLINE = 20
_ELSEWHERE = re.compile(r"(?!file:)[A-Za-z][A-Za-z0-9+.-]+:")
"""An address that leads out of the machine on which the file was made. A letter alone is a drive."""


@dataclass(frozen=True, slots=True)
class Target:
    """A place that a link leads to."""

    page: int | None = None
    """Index of the page; None for an address outside."""
    y: float | None = None
    """How far down that page; None where the file does not say."""
    url: str = ""
    """Address, where it leads out of the file."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A link's place on a page."""

    box: Box
    """Where it can be clicked."""
    target: Target
    """Where it leads."""


class Destinations:
    """Resolves destinations of all forms: explicit arrays, names, strings, dictionaries, actions."""

    def __init__(self, pdf: PDFDocument, leaves: tuple[Leaf, ...]) -> None:
        self._pdf = pdf
        self._names = DestinationNames(pdf.catalog)
        self._by_number = {leaf.number: leaf.sheet for leaf in leaves if leaf.number is not None}
        self._on_sheet: defaultdict[int, list[Leaf]] = defaultdict(list)
        for leaf in leaves:
            self._on_sheet[leaf.sheet].append(leaf)

    def spots(self, leaf: Leaf) -> list[Spot]:
        """Return the links of a page. An annotation that cannot be read is none."""
        annotations = resolve1(leaf.attributes.get("Annots"))
        if not isinstance(annotations, list):
            return []
        spots = []
        for reference in annotations[:_MOST_ANNOTATIONS]:
            try:
                spot = self._spot(resolve1(reference), leaf)
            except (TypeError, ValueError, KeyError, AttributeError, RecursionError, OverflowError):
                continue
            if spot is not None:
                spots.append(spot)
        return spots

    def bookmarks(self) -> list[str]:
        """Return the words of the outline's entries, walked without recursion; a loop in it ends it."""
        root = resolve1(self._pdf.catalog.get("Outlines"))
        found: list[str] = []
        if not isinstance(root, dict):
            return found
        seen: set[int] = set()
        waiting: list[tuple[Any, int]] = [(root.get("First"), 1)]
        while waiting and len(found) < _MOST_OUTLINES:
            reference, level = waiting.pop()
            if isinstance(reference, PDFObjRef):
                if reference.objid in seen:
                    continue
                seen.add(reference.objid)
            entry = resolve1(reference)
            if not isinstance(entry, dict):
                continue
            waiting.append((entry.get("Next"), level))
            if level < _DEEPEST_OUTLINE:
                waiting.append((entry.get("First"), level + 1))
            found.append(_words(resolve1(entry.get("Title"))))
        return found

    def _spot(self, annotation: Any, leaf: Leaf) -> Spot | None:
        if not isinstance(annotation, dict) or getattr(resolve1(annotation.get("Subtype")), "name", "") != "Link":
            return None
        sides = resolve1(annotation.get("Rect"))
        target = self._target(annotation)
        if target is None or not isinstance(sides, list) or len(sides) != 4:
            return None
        x0, y0, x1, y1 = (float(resolve1(side)) for side in sides)
        a, b, c, d, e, f = to_page(leaf)
        xs = (x0 * a + y0 * c + e, x1 * a + y1 * c + e)
        ys = (x0 * b + y0 * d + f, x1 * b + y1 * d + f)
        return Spot(Box(min(xs), min(ys), max(xs), max(ys)), target)

    def _target(self, owner: dict[str, Any]) -> Target | None:
        """Return where an annotation or outline entry leads: its `Dest`, or its action."""
        if owner.get("Dest") is not None:
            return self._destination(owner["Dest"])
        action = resolve1(owner.get("A"))
        if not isinstance(action, dict):
            return None
        kind = getattr(resolve1(action.get("S")), "name", "")
        if kind == "GoTo":
            return self._destination(action.get("D"))
        if kind == "URI":
            address = resolve1(action.get("URI"))
            if isinstance(address, bytes):
                return self._address(address.decode("utf-8", "replace").strip())
        return None

    def _address(self, url: str) -> Target | None:
        """Return where an address leads. Some producers write a link inside the file as the address that it had in
        the source, `#toc` or `file:///issue.html#toc`, and keep its anchors as named destinations."""
        rest, mark, anchor = url.partition("#")
        if mark and not _ELSEWHERE.match(url):
            inside = self._destination(self._names.find(unquote_to_bytes(anchor)))
            if inside is not None or not rest:
                return inside
        return Target(url=url)

    def _destination(self, value: Any) -> Target | None:
        for _ in range(6):
            value = resolve1(value)
            if isinstance(value, list):
                return self._explicit(value)
            if isinstance(value, dict):
                value = value.get("D")
            elif isinstance(value, bytes) or hasattr(value, "name"):
                value = self._names.find(value if isinstance(value, bytes) else value.name)
            else:
                return None
        return None

    def _explicit(self, value: list[Any]) -> Target | None:
        if not value:
            return None
        first = value[0]
        number = getattr(first, "objid", None)
        sheet = self._by_number.get(number) if number is not None else first if isinstance(first, int) else None
        if sheet is None or sheet not in self._on_sheet:
            return None
        fit = getattr(resolve1(value[1]), "name", "") if len(value) > 1 else ""
        place = {"XYZ": 3, "FitH": 2, "FitBH": 2, "FitR": 5}.get(str(fit))
        height = resolve1(value[place]) if place is not None and place < len(value) else None
        leaf, *others = self._on_sheet[sheet]
        if not isinstance(height, (int, float)):
            return Target(leaf.index)
        found = resolve1(value[2]) if fit == "XYZ" else 0.0
        left = float(found) if isinstance(found, (int, float)) else 0.0
        for other in others:  # the right half of a double page, where the place lies in it
            a, _, c, _, e, _ = to_page(other)
            leaf = other if left * a + float(height) * c + e >= 0 else leaf
        _, b, _, d, _, f = to_page(leaf)
        return Target(leaf.index, left * b + float(height) * d + f)


def _words(value: Any) -> str:
    if not isinstance(value, bytes):
        return ""
    if value.startswith(b"\xfe\xff"):
        text = value[2:].decode("utf-16-be", "replace")
    elif value.startswith(b"\xef\xbb\xbf"):
        text = value[3:].decode("utf-8", "replace")
    else:
        text = value.decode("latin-1")
    return " ".join("".join(_letters(text)).split())


def _letters(text: str) -> Iterator[str]:
    for char in text:
        yield " " if char.isspace() else clean(char)
