"""One page of the site: what it links to, which ids it has, whether its HTML is well-formed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from generator.checking.markup import Tag, attributes, line_of, tags
from generator.checking.message import Message, message

_LOADED = {
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "script": ("src",),
    "iframe": ("src",),
    "audio": ("src",),
    "video": ("src", "poster"),
    "track": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
}
"""Attributes whose file the browser loads by itself."""

_FOLLOWED = {"a": ("href", "xlink:href"), "area": ("href",), "link": ("href",), "form": ("action",)}
"""Attributes that a person follows, or a program where it likes to."""

_LOADING_RELATIONS = frozenset(
    {"stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon", "mask-icon", "prefetch"}
)
"""Relations of `link` whose file the browser loads."""

_NAMING = frozenset({"for", "list", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"})
"""Attributes that name ids of the same page, separated by blanks."""

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
"""Elements that have no end tag."""

_END_MAY_LACK = frozenset(
    {"html", "head", "body", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup"}
    | {"option", "optgroup", "rt", "rp"}
)
"""Elements whose end tag HTML lets one leave out."""

_FOREIGN = frozenset({"svg", "math"})
_CANDIDATE = re.compile(r"\s*(\S+?)(?:\s+[^,]*)?(?:,|$)")
"""One candidate of a `srcset`."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A link of a page."""

    target: str
    """The attribute's value."""
    offset: int
    """Where the tag stands, in bytes."""
    loaded: bool
    """Whether the browser loads it without being asked."""


@dataclass(slots=True)
class Page:
    """What one page says, small enough to keep for every page of a large site."""

    path: str
    """Its path from the site's root, with `/`."""
    ids: set[str] = field(default_factory=set)
    """The ids and anchor names in it."""
    references: dict[tuple[str, bool], Reference] = field(default_factory=dict)
    """Its links, each target once."""
    messages: list[Message] = field(default_factory=list)
    """What is wrong with it by itself."""


def read_page(site: Path, path: str) -> Page:
    """Read a page and look at it by itself."""
    html = (site / path).read_bytes()
    reader = _PageReader(site, path, html)
    reader.read()
    return reader.page


class _PageReader:
    def __init__(self, site: Path, path: str, html: bytes) -> None:
        self.file = (site / path).as_posix()
        self.html = html
        self.page = Page(path)
        self.open: list[tuple[str, int]] = []
        """Names and offsets of the open elements."""
        self.foreign = 0
        self.named: list[tuple[str, str, int]] = []
        self.seen = {"title": False, "lang": False}

    def read(self) -> None:
        for tag in tags(self.html):
            if tag.kind == "broken":
                self._broken_tag(tag)
                continue
            if tag.kind == "end":
                self._close(tag)
                continue
            if tag.attributes:
                self._attributes(tag)
            self._open(tag)
        self._finish()

    def _say(self, code: str, offset: int, problem: str, remedy: str) -> None:
        self.page.messages.append(message(code, self.file, line_of(self.html, offset), problem, remedy))

    def _broken_tag(self, tag: Tag) -> None:
        following = self.html[tag.offset + 1 : tag.offset + 2]
        if following.isalpha() or following in (b"/", b"!"):
            start = self.html[tag.offset : tag.offset + 40].decode("utf-8", "replace").split("\n")[0]
            self._say("H03", tag.offset, f"The tag {start!r} is broken.", "Close its quotes, or write &lt; for text.")

    def _open(self, tag: Tag) -> None:
        name = tag.name
        if tag.kind == "raw":
            self.seen["title"] |= name == "title"
        elif name in _VOID or (tag.kind == "empty" and self.foreign):
            pass
        elif tag.kind == "empty":
            self._say("H03", tag.offset, f"<{name}/> closes itself, which HTML ignores.", f"Write <{name}></{name}>.")
        else:
            self.open.append((name, tag.offset))
            self.foreign += name in _FOREIGN

    def _close(self, tag: Tag) -> None:
        name = tag.name
        if self.open and self.open[-1][0] == name:
            self.open.pop()
            self.foreign -= name in _FOREIGN
            return
        if all(inside != name for inside, _ in self.open):
            self._say("H02", tag.offset, f"</{name}> closes nothing that is open.", "Remove it, or open it before.")
            return
        while self.open[-1][0] != name:
            self._not_closed(*self.open.pop())
        self.open.pop()
        self.foreign -= name in _FOREIGN

    def _not_closed(self, name: str, offset: int) -> None:
        self.foreign -= name in _FOREIGN
        if name not in _END_MAY_LACK:
            self._say("H01", offset, f"<{name}> is not closed where what holds it ends.", f"Write </{name}> before.")

    def _attributes(self, tag: Tag) -> None:
        loaded = _LOADED.get(tag.name, ())
        followed = _FOLLOWED.get(tag.name, ())
        relations: frozenset[str] = frozenset()
        target = ""
        for name, value in attributes(tag.attributes):
            if name == "id" or (name == "name" and tag.name == "a"):
                self._id(value, tag)
            elif name in loaded:
                self._loaded(name, value, tag)
            elif name in followed:
                target = value or "#"
            elif name in _NAMING:
                self.named.extend((name, each, tag.offset) for each in value.split())
            elif name == "rel":
                relations = frozenset(value.lower().split())
            elif name == "lang" and tag.name == "html":
                self.seen["lang"] = bool(value)
        if target:
            self._refer(target, tag.offset, loaded=tag.name == "link" and bool(relations & _LOADING_RELATIONS))

    def _id(self, value: str, tag: Tag) -> None:
        if value in self.page.ids:
            self._say("L03", tag.offset, f"The id {value!r} stands twice.", "Give one of the two another id.")
        self.page.ids.add(value)

    def _loaded(self, name: str, value: str, tag: Tag) -> None:
        targets = _CANDIDATE.findall(value) if name == "srcset" else [value]
        for target in targets:
            self._refer(target, tag.offset, loaded=True)

    def _refer(self, target: str, offset: int, *, loaded: bool) -> None:
        self.page.references.setdefault((target, loaded), Reference(target, offset, loaded))

    def _finish(self) -> None:
        for name, offset in reversed(self.open):
            self._not_closed(name, offset)
        for name, value, offset in self.named:
            if value not in self.page.ids:
                self._say("L08", offset, f"{name} names {value!r}, and the page has no such id.", "Correct the id.")
        lacks = [
            word
            for word, there in (
                ("doctype", self.html[:200].lstrip().lower().startswith(b"<!doctype html")),
                ("lang on <html>", self.seen["lang"]),
                ("<title>", self.seen["title"]),
            )
            if not there
        ]
        if lacks:
            self._say("H04", 0, f"The page lacks its {' and its '.join(lacks)}.", "Add it to the theme's template.")
