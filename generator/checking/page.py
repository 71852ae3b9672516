"""One page: its anchors, its links, and whether its elements are closed in order.

Read by one regular expression over the tags, which is ten times as fast as a parser of HTML. That is enough for pages
that a template made: raw text stands in `script` and `style` only, and attribute values are quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

TAG = re.compile(
    r"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<(?P<raw>script|style)\b(?P<raw_attributes>(?:[^>"']|"[^"]*"|'[^']*')*)>.*?</(?P=raw)\s*>"""
    r"""|<(?P<close>/)?(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>(?:[^>"']|"[^"]*"|'[^']*')*)>""",
    re.DOTALL,
)
ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
"""Elements without a closing tag (HTML, 13.1.2)."""
ADDRESSES = {"href", "src", "poster", "data"}
LOADING = frozenset(["script", "img", "link", "source", "iframe", "audio", "video", "object", "embed"])
"""Elements whose address the browser loads by itself."""
NOT_LOADED = frozenset(["alternate", "canonical", "next", "prev", "search", "author", "license"])
"""What a `link` may be that the browser does not load by itself."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address in a page."""

    address: str
    """As it stands there, character references resolved."""
    line: int
    """The line."""
    loads: bool
    """Whether the browser loads it by itself."""


@dataclass(frozen=True, slots=True)
class Page:
    """What there is to check of a page."""

    ids: frozenset[str]
    """Its anchors."""
    links: tuple[Link, ...]
    """Its addresses."""
    doubles: tuple[tuple[str, int], ...]
    """Anchors that were there already, with their lines."""
    unclosed: tuple[str, int] | None
    """The first thing that is wrong with the order of tags, with its line."""


def read_page(text: str) -> Page:
    """Return what there is to check of a page's HTML."""
    ids: set[str] = set()
    doubles: list[tuple[str, int]] = []
    links: list[Link] = []
    lines = _Lines(text)
    for found in TAG.finditer(text):
        name, attributes = (
            (found["name"] or found["raw"] or "").lower(),
            found["attributes"] or found["raw_attributes"],
        )
        if not attributes or "=" not in attributes:
            continue
        values = {key.lower(): unescape(one or two) for key, one, two in ATTRIBUTE.findall(attributes)}
        anchor = values.get("id")
        if anchor is not None:
            if anchor in ids:
                doubles.append((anchor, lines.at(found.start())))
            ids.add(anchor)
        loads = name in LOADING and not (name == "link" and NOT_LOADED & set(values.get("rel", "").split()))
        links += [Link(values[key], lines.at(found.start()), loads) for key in ADDRESSES & values.keys()]
    return Page(frozenset(ids), tuple(links), tuple(doubles), _unclosed(text, lines))


def _unclosed(text: str, lines: _Lines) -> tuple[str, int] | None:
    """Return what is wrong with the order of tags, and the line; None where every element is closed in order."""
    open_elements: list[tuple[str, int]] = []
    for found in _elements(text):
        name = found["name"].lower()
        if not found["close"]:
            open_elements.append((name, found.start()))
        elif open_elements and open_elements[-1][0] == name:
            open_elements.pop()
        else:
            inside = f" inside <{open_elements[-1][0]}>" if open_elements else ""
            return f"</{name}> closes nothing{inside}", lines.at(found.start())
    if open_elements:
        name, start = open_elements[-1]
        return f"<{name}> is not closed", lines.at(start)
    return None


def _elements(text: str) -> Iterator[re.Match[str]]:
    """Yield the opening and closing tags of elements that have both."""
    for found in TAG.finditer(text):
        name = found["name"]
        if name and name.lower() not in VOID and not (found["attributes"] or "").endswith("/"):
            yield found


class _Lines:
    """Counts the lines up to places that come in order, or nearly so."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.line = 1

    def at(self, place: int) -> int:
        """Return the line of a place, counted from 1."""
        if place < self.place:
            return self.text.count("\n", 0, place) + 1
        self.line += self.text.count("\n", self.place, place)
        self.place = place
        return self.line
