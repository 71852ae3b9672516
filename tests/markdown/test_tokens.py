"""Our rules for plain lines give the tokens that the parser's own rules give."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.markdown.parsing import PARSER
from tests.markdown.strategies import SNIPPETS
from tests.markdown.test_any_file import PARTS

PLAIN = PARSER.__class__("commonmark", {"maxNesting": PARSER.options["maxNesting"]}).enable("table")
"""The parser as it is without them."""
EDGES = (
    *("# 题", "####### 七", "#题", "# 题 #", "===", "=", "1) 一"),
    *("\u3000缩进", "行末\u3000", "行末  ", "甲\xa0", " 甲", "   乙", "    码"),
)
BREAKS = ("\n", "\n\n", "\n\n> ", "\n\n- ", "\n\n  ")
LINES = st.lists(st.sampled_from((*SNIPPETS, *PARTS, *EDGES, *BREAKS)), max_size=12)


@settings(max_examples=800, deadline=None)
@given(LINES.map("".join))
def test_tokens_are_those_of_the_parser(text: str) -> None:
    assert isinstance(PLAIN, MarkdownIt)
    assert PARSER.parse(text) == PLAIN.parse(text)
