"""A quick look through a page's HTML: its tags, in order, with their attributes.

One compiled expression over the bytes; nothing is decoded but attribute values that somebody asks for. It knows the
syntax of HTML (13.1), not its error recovery: what does not fit is reported as broken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_ATTRIBUTES = rb"""(?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*"""
_TAG = re.compile(
    rb"<(?:"
    rb"!--.*?-->|"
    rb"![a-zA-Z][^>]*>|"
    rb"(?P<raw>script|style|textarea|title)(?P<raw_attributes>" + _ATTRIBUTES + rb")\s*>.*?</(?P=raw)\s*>|"
    rb"(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>" + _ATTRIBUTES + rb")\s*(?P<self>/?)>|"
    rb"(?P<broken>))",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(rb"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")


class Tag(NamedTuple):
    """A tag of a page."""

    kind: str
    """`start`, `end`, `empty` (`<path/>`), `raw` (script, style, textarea or title, with its end tag) or `broken`."""
    name: str
    """The element's name in lower case."""
    attributes: bytes
    """Its attributes, unread."""
    offset: int
    """Where it stands, in bytes."""


def tags(html: bytes) -> Iterator[Tag]:
    """Yield the tags of a page."""
    names = _Names()
    for match in _TAG.finditer(html):
        kind = match.lastgroup
        if kind == "self":
            end, name, given, empty = match.group("end", "name", "attributes", "self")
            yield Tag("end" if end else "empty" if empty else "start", names[name], given, match.start())
        elif kind == "raw_attributes":
            yield Tag("raw", names[match["raw"]], match["raw_attributes"], match.start())
        elif kind == "broken":
            yield Tag("broken", "", b"", match.start())


class _Names(dict[bytes, str]):
    """Names as they are compared; each is decoded once."""

    def __missing__(self, name: bytes) -> str:
        self[name] = found = name.lower().decode("utf-8", "replace")
        return found


def attributes(given: bytes) -> Iterator[tuple[str, str]]:
    """Yield names and values of a tag's attributes."""
    for name, double, single, bare in _ATTRIBUTE.findall(given):
        value = (double or single or bare).decode("utf-8", "replace")
        yield name.lower().decode("utf-8", "replace"), unescape(value) if "&" in value else value


def line_of(html: bytes, offset: int) -> int:
    """Return the line of an offset, counted from 1."""
    return html.count(b"\n", 0, offset) + 1
