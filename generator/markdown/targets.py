"""Where links and pictures lead: what is allowed there, and how it is written down in Markdown."""

from __future__ import annotations

import re

from generator.errors import QikanError
from generator.markdown.limits import check_words
from generator.targets import unsafe_scheme

_UNSAFE_IN_DESTINATION = re.compile(r"[\s<>\\`\x7f]|&(?=#?[0-9A-Za-z]+;)")
_PARENTHESES = re.compile(r"[()]")


def check_target(target: str) -> str:
    """Return `target`; raise QikanError (without a place) if it has a scheme or a character that is not safe."""
    check_words(target)
    if scheme := unsafe_scheme(target):
        raise QikanError(
            f"A link or picture leads to {target[:60]!r}, and {scheme}: is not allowed.",
            remedy="Use http, https, mailto or tel, or a path inside the archive.",
        )
    return target


def write_target(target: str) -> str:
    """Return `target` as a link destination of CommonMark (6.3) without angle brackets.

    What would end the destination, or be read as an escape, is written as a character reference.
    """
    check_target(target)
    written = _UNSAFE_IN_DESTINATION.sub(_reference, target)
    return written if _balanced(written) else _PARENTHESES.sub(_reference, written)


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match.group())};"


def _balanced(text: str) -> bool:
    """Whether parentheses are balanced; CommonMark allows them bare then."""
    depth = 0
    for character in text:
        if character == "(":
            depth += 1
        elif character == ")":
            depth -= 1
            if depth < 0:
                return False
    return depth == 0 and text.count("(") <= 32
