"""Regions of pages as pictures, by PDFium: for vector drawings and pictures in forms that only a renderer knows."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from generator.importing.pdf.elements import Box
from generator.importing.pdf.file.opening import Leaf
from generator.importing.pdf.pictures.figures import Rasteriser

_SCALE = 2.0
"""Pixels a point: 144 dpi, enough for twice the width of a phone."""
_MARGIN = 3.0
"""Points around the region."""
_MOST_PIXELS = 40_000_000


@contextmanager
def rasteriser(data: bytes, password: str, leaves: Sequence[Leaf]) -> Iterator[Rasteriser]:
    """Give a function that draws regions of a file's pages, as the leaves are turned. PDFium is started when the first
    is asked for."""
    opened = _Drawer(data, password, leaves)
    try:
        yield opened.draw
    finally:
        opened.close()


class _Drawer:
    def __init__(self, data: bytes, password: str, leaves: Sequence[Leaf]) -> None:
        self._data = data
        self._leaves = {leaf.index: leaf for leaf in leaves}
        self._password = password
        self._document: Any = None

    def draw(self, index: int, box: Box) -> bytes | None:
        import pypdfium2  # type: ignore[import-untyped]

        try:
            if self._document is None:
                self._document = pypdfium2.PdfDocument(self._data, password=self._password or None)
            leaf = self._leaves[index]
            page = self._document[leaf.sheet]
            page.set_rotation(leaf.turn)
            if leaf.half:
                page.set_cropbox(*leaf.box)
            width, height = page.get_size()
            if width * height * _SCALE * _SCALE > _MOST_PIXELS:
                return None
            crop = (
                max(box.x0 - _MARGIN, 0.0),
                max(height - box.y1 - _MARGIN, 0.0),
                max(width - box.x1 - _MARGIN, 0.0),
                max(box.y0 - _MARGIN, 0.0),
            )
            picture = page.render(scale=_SCALE, crop=crop).to_pil()
        except (pypdfium2.PdfiumError, ValueError, LookupError):
            return None
        data = io.BytesIO()
        picture.convert("RGB").save(data, "PNG")
        return data.getvalue()

    def close(self) -> None:
        """Close the file."""
        if self._document is not None:
            self._document.close()
            self._document = None
