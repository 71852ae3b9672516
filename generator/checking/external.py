"""Links of the content to other sites, asked for on demand: whether they still answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from generator.checking.message import Message, message
from generator.errors import QikanError
from generator.markdown import read
from generator.model import issue_texts

_AT_ONCE = 8
"""Requests under way at a time."""
_PATIENCE = 15.0
"""Seconds that a host may take to answer."""
_AGENT = "Mozilla/5.0 (compatible; Qikan link check)"
_REFUSES_HEAD = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED})
"""Answers after which the whole page is asked for: some hosts do not know HEAD."""


class Place(NamedTuple):
    """Where a link stands."""

    file: str
    """The content file."""
    line: int | None
    """Its line."""


def check_external(content: Path, ask: Callable[[str], str] | None = None) -> Iterator[Message]:
    """Yield the links to other sites that do not answer, each address asked for once.

    `ask` returns what is wrong with an address, nothing if it answers; by default it is asked for over the network.
    Content files that cannot be read are passed over: `check` tells of them.
    """
    links = external_links(content)
    with ThreadPoolExecutor(_AT_ONCE) as executor:
        for (address, place), problem in zip(links.items(), executor.map(ask or answer, links), strict=True):
            if problem:
                words = f"{address[:80]} does not answer: {problem}."
                yield message("X01", place.file, place.line, words, "Look whether it has moved; remove it if not.")


def external_links(content: Path) -> dict[str, Place]:
    """Return the addresses that the issues link to, each with the place where it stands first."""
    found: dict[str, Place] = {}
    for file in sorted((content / "issues").glob("*.md")):
        try:
            text = file.read_text(encoding="utf-8")
            issue = read(text, file.as_posix())
        except (QikanError, UnicodeDecodeError):
            continue
        for words in issue_texts(issue):
            for mark in words.marks:
                if mark.target.lower().startswith(("http://", "https://")) and mark.target not in found:
                    at = text.find(mark.target)
                    line = text.count("\n", 0, at) + 1 if at >= 0 else None
                    found[mark.target] = Place(file.as_posix(), line)
    return found


def answer(address: str) -> str:
    """Return what is wrong with an address; nothing if the host answers and has it."""
    asked = quote(address.partition("#")[0], safe="%/:=&?~#+!$,;'@()*[]")
    try:
        status = _status(asked, "HEAD")
        if status in _REFUSES_HEAD:
            status = _status(asked, "GET")
    except (OSError, HTTPException, ValueError) as error:
        return str(getattr(error, "reason", "") or error or type(error).__name__)
    return f"status {status}" if status >= HTTPStatus.BAD_REQUEST else ""


def _status(address: str, method: str) -> int:
    request = Request(address, method=method, headers={"User-Agent": _AGENT})
    try:
        with urlopen(request, timeout=_PATIENCE) as response:
            return int(response.status)
    except HTTPError as error:
        return error.code
