"""The CommonMark parser, set up for issues, and a walk over its flat list of block tokens.

Most lines of an issue are a paragraph each, or a heading, without any mark inside. For those the parser's rules need
not be asked one after the other; all others take their way through all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, heading, paragraph
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_DEEPEST_NESTING = 100
"""Lists and quotations nest no deeper; the parser's own limit of 20 is soon met by lists in quotations."""
_BEGINS_A_BLOCK = frozenset("`~>*-_+[<|:=0123456789")
"""Characters, besides `#` and white space, with which a line can begin that is no paragraph (CommonMark 4 and 5)."""
_BEGINS_A_MARK = re.compile(r"[\n\\`*_\[<&]")
"""Characters without which nothing but plain words stands in a text (CommonMark 6)."""


class _Parser(MarkdownIt):
    """Leaves link targets as they are written: the reader checks them, so that it can name the line."""

    def validateLink(self, url: str) -> bool:
        return True

    def normalizeLink(self, url: str) -> str:
        return url


def _lone_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Be the rule for a line that an empty one follows, where its first character tells that no other rule takes it.

    It can be neither a table nor an underlined heading.
    """
    if start + 1 < state.lineMax and not state.isEmpty(start + 1) or state.is_code_block(start):
        return False
    words = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if words[0] == "#":
        return heading(state, start, end, silent)
    if words[0] in _BEGINS_A_BLOCK:
        return False
    if words[0].isspace() or words[-1].isspace():  # which of these are a part of the paragraph, the parser knows
        return paragraph(state, start, end, silent)
    state.line = start + 1
    lines = [start, state.line]
    state.tokens += (
        Token("paragraph_open", "p", 1, map=lines, level=state.level, block=True),
        Token("inline", "", 0, map=lines, level=state.level + 1, children=[], content=words, block=True),
        Token("paragraph_close", "p", -1, level=state.level, block=True),
    )
    return True


def _inline(state: StateCore) -> None:
    """Be the rule that reads the text of blocks."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        if _BEGINS_A_MARK.search(token.content):
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        else:
            token.children = [Token("text", "", 0, content=token.content)] if token.content else []


def _parser() -> MarkdownIt:
    """Return a parser of CommonMark and GFM tables, nothing else. Line ends have to be `\\n` alone."""
    parser = _Parser("commonmark", {"maxNesting": _DEEPEST_NESTING}).enable("table").disable("normalize")
    parser.block.ruler.before("table", "lone_line", _lone_line)
    parser.core.ruler.at("inline", _inline)
    return parser


PARSER = _parser()


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
