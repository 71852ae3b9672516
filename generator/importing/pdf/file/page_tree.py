"""The pages of a document in order, with what they inherit (ISO 32000-1, 7.7.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pdfminer.pdftypes import PDFObjRef, resolve1

from generator.importing.pdf.file.objects import QuickDocument
from generator.importing.pdf.file.trees import nodes

_INHERITED = ("Resources", "MediaBox", "CropBox", "Rotate")
_OWN = ("Contents", "MediaBox")
"""What a dictionary that does not say that it is a page has if it is one."""

PageObject = tuple[int | None, dict[str, Any]]
"""Object number, where it has one, and dictionary."""


def pages_of(pdf: QuickDocument) -> Iterator[PageObject | None]:
    """Yield the pages; None for one that cannot be read."""
    above: list[dict[str, Any]] = [{}]
    for reference, node, depth in nodes(pdf.catalog.get("Pages")):
        del above[depth + 1 :]
        above.append({**above[depth], **{key: node[key] for key in _INHERITED if key in node}})
        if not node and depth:
            yield None
        elif is_page(node):
            number = reference.objid if isinstance(reference, PDFObjRef) else None
            yield number, {**above[-1], **node}


def is_page(node: dict[str, Any]) -> bool:
    """Tell whether a dictionary is that of a page: it says so, or it says nothing and has what pages have."""
    kind = getattr(resolve1(node.get("Type")), "name", "")
    return kind == "Page" or (not kind and "Kids" not in node and any(key in node for key in _OWN))
