"""How well an import found what a setting printed: shares between 0 and 1, for tests to hold against their bars."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]

WORDS = ("paragraph", "item", "note", "quote")
# A list may keep its numbers and bullets apart from the words; full width and half width are no difference.
_MARKER = re.compile(r"^(?:\(?\d+[.、)]|[·-])")
_DASHES = str.maketrans("—–•", "--·", "“”\"‘’'")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block, or an item of a list."""

    kind: str
    """Its type in the export; `item` for items of lists."""
    words: str
    """Its folded words."""
    level: int = 0
    """A heading's rank."""
    page: int | None = None
    """The page on which it starts."""


def fold(text: str) -> str:
    """Return a text as comparisons see it: no white space, no quotation marks, one form of each character."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).translate(_DASHES))


def words_of(text: str) -> str:
    """Return a block's folded words without a list's marker."""
    return _MARKER.sub("", fold(text))


def pieces_of(article: Json) -> Iterator[Piece]:
    """Yield an article's blocks, items of lists one by one, tables left out but for their captions."""
    for block in article["blocks"]:
        page = block.get("page")
        if block["type"] == "list":
            for item in block["items"]:
                text, own = (item, page) if isinstance(item, str) else (item["text"], item.get("page", page))
                yield Piece("item", words_of(text), page=own)
        elif "text" in block:
            heading = block["type"] == "heading"
            words = fold(block["text"]) if heading else words_of(block["text"])
            yield Piece(block["type"], words, block.get("level", 0), page)
        elif block.get("caption"):
            yield Piece("caption", words_of(block["caption"]), page=page)


def cells_of(article: Json) -> list[tuple[int, int, int, str]]:
    """Return table, row, column and folded words of every cell that holds some, on the grid that spans make."""
    found: list[tuple[int, int, int, str]] = []
    tables = [block["rows"] for block in article["blocks"] if block["type"] == "table"]
    for number, rows in enumerate(tables):
        covered: set[tuple[int, int]] = set()
        for r, row in enumerate(rows):
            column = 0
            for cell in row:
                while (r, column) in covered:
                    column += 1
                span = (range(r, r + cell["rowspan"]), range(column, column + cell["colspan"]))
                covered |= {(down, along) for down in span[0] for along in span[1]}
                if fold(cell["text"]):
                    found.append((number, r, column, fold(cell["text"])))
    return found


def measure(truth: Json, exported: Json) -> dict[str, float]:
    """Return each figure by its name; one that the truth has nothing for is 1."""
    pairs = list(zip(truth["articles"], exported["articles"], strict=False))
    true = [list(pieces_of(article)) for article, _ in pairs]
    got = [list(pieces_of(article)) for _, article in pairs]
    same = [key for key in ("year", "number", "start", "end") if str(truth[key]) == str(exported[key])]
    return {
        "meta": len(same) / 4,
        "articles": _articles(truth, exported),
        "headings": _f1(_named(true, ("heading",)), _named(got, ("heading",))),
        "levels": _share(_levels(true, got)),
        "blocks": _f1(_named(true, WORDS), _named(got, WORDS)),
        "rejoined": _share(_rejoined(truth, got)),
        "cells": _recall([cells_of(a) for a, _ in pairs], [cells_of(b) for _, b in pairs]),
        "captions": _share(_captions(true, got)),
        "pages": _share(_pages(true, got)),
        "kept": _kept(pairs),
    }


def _share(hits: Iterable[bool]) -> float:
    all_hits = list(hits)
    return sum(all_hits) / len(all_hits) if all_hits else 1.0


def _articles(truth: Json, exported: Json) -> float:
    fields = ("section", "title", "source", "page", "summary")
    told = [[fold(str(article.get(field) or "")) for field in fields] for article in truth["articles"]]
    read = [[fold(str(article.get(field) or "")) for field in fields] for article in exported["articles"]]
    read += [[""] * len(fields)] * (len(told) - len(read))
    return _share(a == b for one, other in zip(told, read, strict=False) for a, b in zip(one, other, strict=True))


def _named(articles: list[list[Piece]], kinds: tuple[str, ...]) -> Counter[tuple[int, str]]:
    return Counter((n, piece.words) for n, pieces in enumerate(articles) for piece in pieces if piece.kind in kinds)


def _f1(true: Counter[tuple[int, str]], got: Counter[tuple[int, str]]) -> float:
    total = true.total() + got.total()
    return 2 * (true & got).total() / total if total else 1.0


def _levels(true: list[list[Piece]], got: list[list[Piece]]) -> Iterator[bool]:
    for told, read in zip(true, got, strict=True):
        levels = {piece.words: piece.level for piece in read if piece.kind == "heading"}
        for piece in told:
            if piece.kind == "heading" and piece.words in levels:
                yield levels[piece.words] == piece.level


def _rejoined(truth: Json, got: list[list[Piece]]) -> Iterator[bool]:
    for article, read in zip(truth["articles"], got, strict=False):
        whole = {piece.words for piece in read if piece.kind in WORDS}
        for block in article["blocks"]:
            if block.get("joins"):
                yield words_of(block["text"]) in whole


def _recall(true: list[list[Any]], got: list[list[Any]]) -> float:
    return _share(cell in read for told, read in zip(true, map(set, got), strict=True) for cell in told)


def _captions(true: list[list[Piece]], got: list[list[Piece]]) -> Iterator[bool]:
    for told, read in zip(true, got, strict=True):
        everything = [piece.words for piece in read]
        for piece in told:
            if piece.kind == "caption":
                yield any(piece.words in words for words in everything)


def _pages(true: list[list[Piece]], got: list[list[Piece]]) -> Iterator[bool]:
    for told, read in zip(true, got, strict=True):
        pages = {piece.words: piece.page for piece in reversed(read)}
        for piece in told:
            if piece.page is not None and piece.words in pages:
                yield pages[piece.words] == piece.page


def _kept(pairs: list[tuple[Json, Json]]) -> float:
    told: Counter[str] = Counter()
    read: Counter[str] = Counter()
    for article, other in pairs:
        told.update("".join(_everything(article)))
        spare = Counter(fold("".join(article.get("optional", ()))))
        found = Counter("".join(_everything(other)))
        read.update(found - ((found - Counter("".join(_everything(article)))) & spare))
    return 1 - ((told - read).total() + (read - told).total()) / told.total()


def _everything(article: Json) -> Iterator[str]:
    for piece in pieces_of(article):
        yield piece.words
    for *_, words in cells_of(article):
        yield words
