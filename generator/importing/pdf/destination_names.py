"""Named destinations (ISO 32000-1, 12.3.2.3): names in the catalogue, strings in a tree of names.

The tree is read once and whole. Its nodes' limits say where to look, and producers get them wrong.
"""

from __future__ import annotations

from typing import Any

from pdfminer.pdftypes import PDFObjRef, resolve1

_MOST_NODES = 20_000
"""Nodes of the tree that are read."""
_MOST_NAMES = 200_000


class DestinationNames:
    """Where a file's names lead."""

    def __init__(self, catalogue: dict[str, Any]) -> None:
        self._catalogue = catalogue
        self._known: dict[bytes, Any] | None = None

    def find(self, name: str | bytes) -> Any:
        """Return what a name or string leads to, as the file has it; None where the file does not know it."""
        if self._known is None:
            self._known = _names_of(self._catalogue)
        return self._known.get(_key(name))


def _names_of(catalogue: dict[str, Any]) -> dict[bytes, Any]:
    plain = resolve1(catalogue.get("Dests"))
    known = {_key(name): value for name, value in plain.items()} if isinstance(plain, dict) else {}
    trees = resolve1(catalogue.get("Names"))
    waiting = [trees.get("Dests")] if isinstance(trees, dict) else []
    seen: set[int] = set()
    for _ in range(_MOST_NODES):
        if not waiting or len(known) > _MOST_NAMES:
            break
        reference = waiting.pop()
        if isinstance(reference, PDFObjRef):
            if reference.objid in seen:
                continue
            seen.add(reference.objid)
        node = resolve1(reference)
        if not isinstance(node, dict):
            continue
        names, kids = resolve1(node.get("Names")), resolve1(node.get("Kids"))
        if isinstance(names, list):
            for name, value in zip(names[::2], names[1::2], strict=False):
                name = resolve1(name)
                if isinstance(name, bytes):
                    known.setdefault(name, value)
        if isinstance(kids, list):
            waiting += reversed(kids)
    return known


def _key(name: str | bytes) -> bytes:
    return name if isinstance(name, bytes) else name.encode("utf-8", "surrogateescape")
