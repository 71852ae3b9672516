"""Reading a page the way a program does: its elements, ids, links and text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "img", "br", "hr", "wbr"}


@dataclass
class Element:
    """One element of a page."""

    name: str
    attributes: dict[str, str]
    parent: "Element | None"
    children: "list[Element | str]" = field(default_factory=list)

    @property
    def text(self) -> str:
        """All characters inside."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def find_all(self, name: str = "", **wanted: str) -> "list[Element]":
        """Return the elements below with this name and these attributes (`class_` for class)."""
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in wanted.items()}
        found = []
        for child in self.children:
            if isinstance(child, Element):
                if name in ("", child.name) and all(child.attributes.get(key) == wanted[key] for key in wanted):
                    found.append(child)
                found += child.find_all(name, **wanted)
        return found

    def find(self, name: str = "", **wanted: str) -> "Element":
        """Return the first of `find_all`."""
        return self.find_all(name, **wanted)[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {}, None)
        self.at = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {key: value or "" for key, value in attrs}, self.at)
        self.at.children.append(element)
        if tag not in VOID:
            self.at = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.at.name == tag, f"</{tag}> closes <{self.at.name}>"
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def parse(data: bytes) -> Element:
    """Return a page's tree; AssertionError where elements are not nested well."""
    reader = _Reader()
    reader.feed(data.decode())
    reader.close()
    assert reader.at is reader.root, f"<{reader.at.name}> is never closed"
    return reader.root
