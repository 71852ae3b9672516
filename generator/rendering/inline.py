"""Running text to HTML: characters, marks, hard breaks and page starts.

A body is rendered once and stands on two pages, the issue's and the article's. What differs between them is written as
one control character, which no Text holds, and filled in by `placed` when the page is done.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import escape

from generator.model import Mark, PageStart, Text
from generator.rendering.addresses import href

BESIDE = "\x01"
"""Stands for the way to the folder of the issue's page: figures, other issues."""
ISSUE = "\x02"
"""Stands for the issue's page, empty on that page itself: links to its anchors."""
ARTICLE, ARTICLE_END = "\x06", "\x07"
"""Stand before and after an article's id for the place where a title leads to: an anchor of the issue's page, or the
article's own page."""
HEADINGS = "\x03", "\x04", "\x05"
"""Stand for the elements of headings of level 1, 2, 3, whose rank depends on the page."""

NO_WIDTH = "\u2060"
"""What stands in the mark of a page's start: no character to see, to copy or to break a line at, but a mark that is
quite empty loses its label in some readings of the accessibility tree."""

SAFE_TARGET = re.compile(r"(?i)(?:https?|mailto|tel):|[^:]*$|[^:]*[/?#]")
"""What a link may lead to: the web, a mail, a telephone, a place in this archive. A script may not."""
OUTWARD = re.compile(r"(?i)[a-z][a-z0-9+.-]*:|//")
"""How an address begins that leads out of the archive."""
CONTENT_FILE = re.compile(r"(\d{4}-\d+)\.md(?=$|#)")
"""Another issue's content file, as a link in Markdown names it; the site has its page instead."""

MEASURE = re.compile(
    r"[0-9]+(?:[.,][0-9]+)*(?:[%％‰℃]| ?(?:"
    r"[年月日时分秒天周岁期批万亿千百元角个人名家次例种项倍度克片粒支瓶盒]"
    r"|(?:mg|kg|mL|ml|cm|mm|μg|g|L)(?![A-Za-z])))"
)
"""A number and its unit, which a line does not part (CLREQ 3.1.3). No character reference has a unit after it."""
CHINESE = re.compile("[\u3400-\u9fff]")
"""A Chinese character. Beside one, a number stands off by a part of an em (CLREQ 3.2.2). A browser that does not know
`text-autospace` is told where by the classes `s` and `e`: a space between would be copied and searched."""

TAGS = {"strong": "strong", "emphasis": "em", "code": "code"}


@dataclass(frozen=True, slots=True)
class Place:
    """What the control characters of a fragment stand for on one page."""

    beside: str
    """The way to the folder of the issue's page."""
    issue: str
    """The address of the issue's page."""
    article: tuple[str, str]
    """What makes an article's id the address that its title leads to: before it and after it."""
    headings: tuple[str, str, str]
    """The elements of headings of level 1, 2 and 3, the third with its attributes."""


def placed(page: str, place: Place) -> str:
    """Return a page with everything filled in that depends on where it lives."""
    page = page.replace(BESIDE, place.beside).replace(ISSUE, place.issue)
    page = page.replace(ARTICLE, place.article[0]).replace(ARTICLE_END, place.article[1])
    for mark, element in zip(HEADINGS, place.headings, strict=True):
        name, attributes, _ = element.partition(" ")
        if attributes:
            page = page.replace(f"<{mark}", f"<{element}")
        page = page.replace(mark, name)
    return page


def inline(text: Text, originals: Mapping[int, str] | None = None) -> str:
    """Return a text as HTML. `originals` has the address in the printed file of each page, where there is one."""
    if not text.marks and not text.pages:
        return _characters(text.plain)
    out: list[str] = []
    ends: list[Mark] = []
    at = 0
    for offset, _, event in _events(text):
        while ends and ends[-1].end <= offset:
            out.append(_characters(text.plain[at : ends[-1].end]))
            at = ends[-1].end
            out.append(_close(ends.pop()))
        out.append(_characters(text.plain[at:offset]))
        at = offset
        if isinstance(event, PageStart):
            out.append(page_start(event.page, originals))
        else:
            out.append(_open(event))
            ends.append(event)
    while ends:
        out.append(_characters(text.plain[at : ends[-1].end]))
        at = ends[-1].end
        out.append(_close(ends.pop()))
    out.append(_characters(text.plain[at:]))
    return "".join(out)


def page_start(page: int, originals: Mapping[int, str] | None = None) -> str:
    """Return the mark of a page's start (DPUB-ARIA doc-pagebreak), with a link to the printed page where known."""
    mark = f'<span id="p{page}" role="doc-pagebreak" aria-label="第 {page} 页">{NO_WIDTH}</span>'
    if originals and page in originals:
        mark += f'<a class="print" href="{escape(originals[page])}" title="原刊第 {page} 页">原刊</a>'
    return mark


def target(address: str) -> str | None:
    """Return a link's address with what depends on the page left open; None where it may not be a link."""
    if not SAFE_TARGET.match(address):
        return None
    if address.startswith("#"):
        return ISSUE + href(address)
    if OUTWARD.match(address):
        return address
    return BESIDE + href(CONTENT_FILE.sub(r"\1.html", address))


def _events(text: Text) -> list[tuple[int, int, Mark | PageStart]]:
    """Return page starts and marks by offset; at one offset a page starts before the marks open."""
    events: list[tuple[int, int, Mark | PageStart]] = [(start.offset, 0, start) for start in text.pages]
    events += [(mark.start, 1, mark) for mark in text.marks]
    events.sort(key=lambda event: event[:2])
    return events


def _characters(plain: str) -> str:
    escaped = MEASURE.sub(_measure, str(escape(plain)))
    return escaped.replace("\n", "<br>") if "\n" in escaped else escaped


def _measure(found: re.Match[str]) -> str:
    """Return a number with its unit as HTML, with a class for each side that stands against Chinese."""
    words, text = found[0], found.string
    start = " s" if CHINESE.match(text[found.start() - 1 : found.start()]) else ""
    end = " e" if not CHINESE.match(words[-1]) and CHINESE.match(text, found.end()) else ""
    return f'<span class="u{start}{end}">{words}</span>'


def _open(mark: Mark) -> str:
    if mark.kind != "link":
        return f"<{TAGS[mark.kind]}>"
    address = target(mark.target)
    return f'<a href="{escape(address)}">' if address is not None else "<span>"


def _close(mark: Mark) -> str:
    if mark.kind != "link":
        return f"</{TAGS[mark.kind]}>"
    return "</a>" if target(mark.target) is not None else "</span>"
