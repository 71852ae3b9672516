"""Inline tokens of markdown-it -> Text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from typing import NamedTuple

from markdown_it.token import Token

from generator.errors import QikanError
from generator.markdown.conventions import ARTICLE_ANCHOR, CONTENTS_ANCHOR, PAGE_ANCHOR
from generator.markdown.html_table import TAG_KINDS
from generator.markdown.limits import check_words
from generator.markdown.places import Places
from generator.markdown.targets import check_target
from generator.markdown.text_builder import TextBuilder, joint
from generator.model import MarkKind, Text

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)([^>]*?)/?>", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([a-zA-Z_:][a-zA-Z0-9:._-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""")

_MARK_TOKENS: dict[str, MarkKind] = {"strong": "strong", "em": "emphasis", "link": "link"}

_REMEDIES = {
    "sup": "Write the raised figure as a character: ¹ ² ³ ⁿ.",
    "sub": "Write the lowered figure as a character: ₁ ₂ ₃.",
    "img": "Write a picture as ![caption](path), in a paragraph of its own.",
}
_REMEDY = "Write it in Markdown, or put a backslash before the < if it is text."


class Run(NamedTuple):
    """What inline tokens say."""

    text: Text
    """The words."""
    anchors: tuple[tuple[str, int], ...]
    """Anchors other than pages (`a01`, `toc`), each with its line."""


class InlineReader:
    """Reads inline tokens; knows the file for its errors."""

    def __init__(self, places: Places) -> None:
        self.places = places

    def text(self, token: Token) -> Text:
        """Return the words of an `inline` token where no article can begin."""
        children = token.children or []
        if len(children) == 1 and children[0].type == "text":
            return Text(self._checked(children[0].content, token))
        run = self.run(token)
        for name, line in run.anchors:
            raise self.places.error(
                line,
                f"The anchor {name!r} stands in the middle of text.",
                "Put it in a line of its own, right above the heading that it belongs to.",
            )
        return run.text

    def _checked(self, words: str, token: Token) -> str:
        try:
            return check_words(words)
        except QikanError as error:
            line = self.places.line(token.map[0] if token.map else 0)
            raise self.places.error(line, error.problem, error.remedy) from None

    def run(self, token: Token) -> Run:
        """Return the words of an `inline` token and the anchors in it."""
        return self.tokens(token.children or [], self.places.line(token.map[0] if token.map else 0))

    def tokens(self, tokens: Sequence[Token], line: int) -> Run:
        """Return what a stretch of inline tokens says. `line` is the file's line of the first of them."""
        return _Reading(self.places, tokens, line).run()


def is_anchor_tag(token: Token) -> bool:
    """Whether an inline token is `<a id=…>` or what may stand between such anchors."""
    if token.type == "html_inline":
        tag = token.content
        return tag.startswith(("</a", "<!--")) or (tag.startswith("<a") and "href" not in tag)
    return token.type == "softbreak" or (token.type == "text" and not token.content.strip())


class _Reading:
    """One pass over the inline tokens of a block."""

    def __init__(self, places: Places, tokens: Sequence[Token], line: int) -> None:
        self.places = places
        self.tokens = tokens
        self.line = line
        self.builder = TextBuilder()
        self.anchors: list[tuple[str, int]] = []
        self.html_open: list[str] = []
        """HTML tags that are open: `strong`, `a`, or `a#` for an anchor."""

    def run(self) -> Run:
        for number, token in enumerate(self.tokens):
            kind = token.type
            if kind in ("text", "text_special"):
                self.builder.add(token.content)
            elif kind == "html_inline":
                self._tag(token.content)
            elif kind == "hardbreak":
                self.builder.add("\n")
                self.line += 1
            elif kind == "softbreak":
                self.builder.add(joint(self.builder.last, _next_character(self.tokens, number + 1)))
                self.line += 1
            elif kind == "code_inline":
                self.builder.open("code")
                self.builder.add(token.content)
                self.builder.close("code")
            elif kind == "image":
                raise self._error("A picture stands among words.", "Give it a paragraph of its own.")
            else:
                self._mark(token)
        if self.builder.is_open or self.html_open:
            raise self._error("An HTML tag is not closed where it should be.", "Close it in the same paragraph.")
        text = self.builder.text()
        try:
            check_words(text.plain)  # a character reference may stand for any
        except QikanError as error:
            raise self._error(error.problem, error.remedy) from None
        return Run(text, tuple(self.anchors))

    def _error(self, problem: str, remedy: str) -> QikanError:
        return self.places.error(self.line, problem, remedy)

    def _mark(self, token: Token) -> None:
        kind = _MARK_TOKENS[token.type.rpartition("_")[0]]
        if token.nesting < 0:
            if not self.builder.close(kind):
                raise self._error("Marks cross each other.", "End the inner one before the outer one.")
        elif kind == "link":
            if token.attrs.get("title"):
                raise self._error("A link has a title, and there is no place for it.", "Remove the words in quotes.")
            self._open_link(str(token.attrs.get("href", "")))
        else:
            self.builder.open(kind)

    def _open_link(self, target: str) -> None:
        try:
            self.builder.open("link", check_target(target))
        except QikanError as error:
            raise self._error(error.problem, error.remedy) from None

    def _tag(self, content: str) -> None:
        if content.startswith("<!--"):
            return
        match = _TAG.fullmatch(content)
        closing, name = (match.group(1), match.group(2).lower()) if match else ("", content)
        if closing:
            self._close_tag(name)
        elif name == "br":
            self.builder.add("\n")
        elif name in TAG_KINDS:
            self.builder.open(TAG_KINDS[name])
            self.html_open.append(name)
        elif name == "a" and match:
            self._open_a(match.group(3))
        else:
            raise self._error(f"{content[:40]} is HTML that an issue cannot hold.", _REMEDIES.get(name, _REMEDY))

    def _open_a(self, given: str) -> None:
        attributes = {
            match[1].lower(): unescape(match[2] or match[3] or match[4] or "") for match in _ATTRIBUTE.finditer(given)
        }
        if "href" in attributes:
            self._open_link(attributes["href"])
            self.html_open.append("a")
            return
        name = attributes.get("id") or attributes.get("name") or ""
        if page := PAGE_ANCHOR.fullmatch(name):
            self.builder.page(int(page.group(1)))
        elif ARTICLE_ANCHOR.fullmatch(name) or name == CONTENTS_ANCHOR:
            self.anchors.append((name, self.line))
        else:
            raise self._error(
                f"The anchor {name[:40]!r} is of no kind that an issue has.",
                f"Anchors are pages (p7), articles (a01) and {CONTENTS_ANCHOR}.",
            )
        self.places.anchor(name, self.line)
        self.html_open.append("a#")

    def _close_tag(self, name: str) -> None:
        inside = self.html_open.pop() if self.html_open else ""
        if inside == "a#" and name == "a":
            return
        kind: MarkKind = TAG_KINDS.get(name, "link")
        if inside != name or not self.builder.close(kind):
            raise self._error(
                f"</{name}> closes nothing that is open.", "Put the tags in order, or write \\< for text."
            )


def _next_character(tokens: Sequence[Token], first: int) -> str:
    """Return the first character that the tokens from `first` on show, before the next line break."""
    for number in range(first, len(tokens)):
        token = tokens[number]
        if token.type in ("text", "text_special", "code_inline") and token.content:
            return token.content[0]
        if token.type in ("softbreak", "hardbreak"):
            return ""
    return ""
