"""Files of the site that are larger than a reader on a slow network should have to load."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.checking.message import Message, message

_KB = 1024


class Budget(NamedTuple):
    """How large a kind of file may be."""

    code: str
    """The message's code."""
    bytes: int
    """The limit."""
    compressed: bool
    """Whether it is meant for the file as a host sends it, compressed by gzip."""
    remedy: str
    """What to do about a larger one."""


_PAGE = Budget("B01", 150 * _KB, True, "Split the page, or move its data into a file of its own.")
"""Half a second on slow 4G (1.6 Mbit/s) for every 100 KB; a long issue has some 45 KB."""
_ASSET = Budget("B02", 8 * _KB, True, "Leave out what no page uses.")
"""The promise for script and style, each, of a first visit."""
_PICTURE = Budget("B03", 300 * _KB, False, "Save it smaller: 1,600 pixels wide at most, as WebP or JPEG.")
_INDEX = Budget("B04", 120 * _KB, True, "Split the index into more shards.")
"""The promise for a whole cold search; no single file may use it up."""

_BY_SUFFIX = {
    ".html": _PAGE,
    ".css": _ASSET,
    ".js": _ASSET,
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".svg"), _PICTURE),
}
_INDEX_FOLDER = "search"
"""What stands in folders below it is the index; the script of the search page stands in it directly."""

_PACKED = (".gz", ".br")


def check_sizes(site: Path, sizes: Mapping[str, int]) -> Iterator[Message]:
    """Yield the files over budget; `sizes` gives the bytes of every file by its path from the site's root."""
    for path, size in sizes.items():
        budget = _budget(PurePosixPath(path))
        if budget is None or size <= budget.bytes:
            continue
        if budget.compressed:
            size = len(gzip.compress((site / path).read_bytes(), 6, mtime=0))
            if size <= budget.bytes:
                continue
        how = " compressed" if budget.compressed else ""
        problem = f"The file has {size / _KB:.0f} KB{how}, {budget.bytes // _KB} KB are its budget."
        yield message(budget.code, (site / path).as_posix(), None, problem, budget.remedy)


def _budget(path: PurePosixPath) -> Budget | None:
    if path.suffix in _PACKED:
        return None
    if path.parts[0] == _INDEX_FOLDER and (len(path.parts) > 2 or path.suffix not in _BY_SUFFIX):
        return _INDEX
    return _BY_SUFFIX.get(path.suffix)
