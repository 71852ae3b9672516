"""Which files of the archive may be published as they are: pictures and printed issues that cannot run anything.

A page's policy binds the page; a file that a browser opens by its own address runs what it holds, on the archive's
address. So only kinds of files without script are published, and of SVG only what draws.
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.parsers import expat

from generator.errors import QikanError

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"})
"""Endings of pictures."""
ORIGINALS = frozenset({".pdf", ".txt", ".doc", ".docx", ".odt", ".wps", ".epub"})
"""Endings of printed issues."""

_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = (
    "svg g defs symbol use switch title desc metadata style path rect circle ellipse line polyline polygon text tspan"
    " textPath image linearGradient radialGradient stop pattern clipPath mask marker filter feBlend feColorMatrix"
    " feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow"
    " feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight"
    " feSpecularLighting feSpotLight feTile feTurbulence"
)
"""Elements of SVG that draw. Not among them: script, links, foreign content, animation (it can set an address)."""
_DRAWING = frozenset(_ELEMENTS.split())
_NAMELESS = frozenset(
    {
        "http://www.inkscape.org/namespaces/inkscape",
        "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://purl.org/dc/elements/1.1/",
        "http://creativecommons.org/ns#",
    }
)
"""Vocabularies that drawing programs write beside SVG and browsers ignore."""
_INNER = re.compile(r"#|data:image/(?:png|jpeg|gif|webp);base64,", re.IGNORECASE)
"""Where a reference inside a drawing may lead: a place in it, a picture of points."""
_CALLS_OUT = re.compile(r"@import|expression\s*\(|javascript:|url\s*\(\s*[\"']?\s*(?!#)|\\", re.IGNORECASE)
"""Style that fetches or runs; a backslash can hide either."""


def check_published(path: Path, folder: Path, endings: frozenset[str]) -> None:
    """Raise QikanError where a file in a folder of the archive is none that may be published.

    That is a file of another kind, a link that leads out of the folder, and a drawing that does more than draw.
    """
    if path.suffix.lower() not in endings:
        raise QikanError(
            f"a file of the kind {path.suffix or 'without an ending'} would be published, and may hold anything.",
            place=str(path),
            remedy=f"Move it out of the content folder; here may stand {', '.join(sorted(endings))}.",
        )
    if not path.resolve().is_relative_to(folder.resolve()):
        raise QikanError(
            "this link leads out of its folder, and what it leads to would be published.",
            place=str(path),
            remedy="Put the file itself here.",
        )


def check_drawing(data: bytes, place: str) -> None:
    """Raise QikanError, with its line, where an SVG does more than draw: script, links, files from elsewhere."""
    _Drawing(place).read(data)


class _Drawing:
    """Walks through an SVG and refuses what is not on the lists."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.styles: list[str] | None = None
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.EntityDeclHandler = lambda *_: self._refuse("declares an entity")
        self.parser.ProcessingInstructionHandler = lambda *_: self._refuse("holds an instruction to programs")

    def read(self, data: bytes) -> None:
        try:
            self.parser.Parse(data, True)
        except expat.ExpatError as error:
            self._refuse(f"is no SVG ({error})")

    def _refuse(self, what: str) -> None:
        raise QikanError(
            f"the drawing {what}.",
            place=f"{self.place}:{self.parser.CurrentLineNumber}",
            remedy="Save it as plain SVG without script and links, or as PNG.",
        )

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        vocabulary, _, name = element.rpartition(" ")
        if not (vocabulary == _SVG and name in _DRAWING) and vocabulary not in _NAMELESS:
            self._refuse(f"holds <{name}>")
        for written, value in attributes.items():
            name = written.rpartition(" ")[2].lower()
            if name.startswith("on"):
                self._refuse(f"has the attribute {name}")
            if name in ("href", "src", "base") and not _INNER.match(value.strip()):
                self._refuse(f"refers to {value[:40]!r}")
            if _CALLS_OUT.search(value) and name not in ("href", "src"):
                self._refuse(f"fetches {value[:40]!r}")
        if element == f"{_SVG} style":
            self.styles = []

    def _characters(self, words: str) -> None:
        if self.styles is not None:
            self.styles.append(words)

    def _end(self, element: str) -> None:
        if element == f"{_SVG} style" and self.styles is not None:
            style, self.styles = "".join(self.styles), None
            if found := _CALLS_OUT.search(style):
                self._refuse(f"has a style with {found[0]!r}")
