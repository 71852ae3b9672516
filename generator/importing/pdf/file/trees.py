"""Trees of dictionaries with `Kids`: of pages, names and numbers (ISO 32000-1, 7.7.3, 7.9.6 and 7.9.7).

Each node is met once, so that a tree whose branches grow together, or lead back to its root, ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from pdfminer.pdftypes import PDFObjRef, dict_value, list_value

_MOST_STEPS = 200_000
"""Steps from node to node that are taken in one tree."""
_MOST_PAIRS = 500_000
_END = object()


def nodes(root: object) -> Iterator[tuple[Any, dict[str, Any], int]]:
    """Yield the nodes in order: each as it is referred to, its dictionary, which is empty where it is none, and how
    deep it stands."""
    seen: set[int] = set()
    levels: list[Iterator[Any]] = [iter((root,))]
    for _ in range(_MOST_STEPS):
        if not levels:
            return
        node = next(levels[-1], _END)
        if node is _END:
            levels.pop()
            continue
        if isinstance(node, PDFObjRef):
            if node.objid in seen:
                continue
            seen.add(node.objid)
        found = dict_value(node)
        yield node, found, len(levels) - 1
        levels.append(iter(list_value(found.get("Kids"))))


def pairs(root: object, key: str) -> Iterator[tuple[Any, Any]]:
    """Return the pairs of a tree of names (`Names`) or numbers (`Nums`) in order."""
    return islice(_all_pairs(root, key), _MOST_PAIRS)


def _all_pairs(root: object, key: str) -> Iterator[tuple[Any, Any]]:
    for _, node, _ in nodes(root):
        flat = list_value(node.get(key))
        yield from zip(flat[::2], flat[1::2], strict=False)
