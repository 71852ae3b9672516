"""The CommonMark parser, set up for issues, and a walk over its flat list of block tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

_DEEPEST_NESTING = 100
"""Lists and quotations nest no deeper; the parser's own limit of 20 is soon met by lists in quotations."""


class _Parser(MarkdownIt):
    """Leaves link targets as they are written: the reader checks them, so that it can name the line."""

    def validateLink(self, url: str) -> bool:
        return True

    def normalizeLink(self, url: str) -> str:
        return url


PARSER = _Parser("commonmark", {"maxNesting": _DEEPEST_NESTING}).enable("table")
"""CommonMark and GFM tables, nothing else."""


def siblings(tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the range of each block between `first` and `last`, those inside others not counted."""
    at = first
    while at < last:
        end = at + 1
        if tokens[at].nesting > 0:
            level = tokens[at].level
            while tokens[end].level != level or tokens[end].nesting >= 0:
                end += 1
            end += 1
        yield at, end
        at = end
