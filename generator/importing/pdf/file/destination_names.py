"""Named destinations (ISO 32000-1, 12.3.2.3): names in the catalogue, strings in a tree of names.

The tree is read once and whole. Its nodes' limits say where to look, and producers get them wrong.
"""

from __future__ import annotations

from typing import Any

from pdfminer.pdftypes import dict_value, resolve1

from generator.importing.pdf.file.trees import pairs


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
    known = {_key(name): value for name, value in dict_value(catalogue.get("Dests")).items()}
    for name, value in pairs(dict_value(catalogue.get("Names")).get("Dests"), "Names"):
        text = resolve1(name)
        if isinstance(text, bytes):
            known.setdefault(text, value)
    return known


def _key(name: str | bytes) -> bytes:
    return name if isinstance(name, bytes) else name.encode("utf-8", "surrogateescape")
