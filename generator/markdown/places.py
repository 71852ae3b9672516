"""Where the reader is: the file's name, its line numbers, and the anchors that it has met."""

from __future__ import annotations

from generator.errors import QikanError


class Places:
    """Makes errors with `file:line` and remembers which anchors stand where."""

    def __init__(self, name: str, first_line: int) -> None:
        self.name = name or "Markdown"
        self._first_line = first_line
        """Number of the file's line that the parser counts as 0."""
        self.anchors: dict[str, int] = {}
        """The line of each anchor met so far."""

    def line(self, parsed: int) -> int:
        """Return the file's line, counted from 1, for a line of the parser, counted from 0."""
        return self._first_line + parsed

    def error(self, line: int, problem: str, remedy: str) -> QikanError:
        """Return an error at a line of the file."""
        return QikanError(problem, place=f"{self.name}:{line}", remedy=remedy)

    def anchor(self, name: str, line: int) -> None:
        """Note that the anchor `name` stands at `line`; raise QikanError if it stood before."""
        if name in self.anchors:
            raise self.error(
                line,
                f"The anchor {name!r} stands in line {self.anchors[name]} already.",
                "Anchors are unique in an issue: remove one or give it its own name.",
            )
        self.anchors[name] = line
