"""An entry of the contents by the body: it begins with a title that the body prints, and goes on with nothing but a
source and a page number, however they are set."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.importing.passage import Passage
from generator.importing.structure.contents.entries import GLYPH, LONGEST_ENTRY, EntryParts, numbered_title
from generator.importing.structure.contents.printed_titles import LONGEST_LABEL, PrintedTitles
from generator.importing.vocabulary import BACK_LINK, SUMMARY, section_name

_LEADERS = r"[\s—–―─－\-~…⋯.·•_/／|｜]"
_NUMBER_BEHIND = re.compile(
    rf"(?:^|{_LEADERS}|(?<=[）)】\]])|(?<!\d)第|[（(【\[]\s*第?)\s*(?:第|[Pp]\.?)?\s*(?P<page>\d{{1,4}})\s*页?\s*[）)】\]]?\s*$"
    r"|(?:[Pp]\.?\s*|(?<![\d.]))(?P<bare>\d{1,3})\s*$"
)
"""A page number at an entry's end, in whatever form."""
_NUMBER_BEFORE = re.compile(
    rf"^{_LEADERS}*[（(【\[]?\s*(?:第|[Pp]\.?)?\s*(?P<page>\d{{1,4}})\s*页?\s*[）)】\]]?(?!\d)"
)
"""A page number right behind a title, in front of the source."""
_LABELLED = re.compile(
    r"[（(【\[]\s*(?:文章)?来\s*源\s*[：:｜|]\s*(?P<closed>[^）)】\]。；]*?)\s*[）)】\]]"
    r"|(?:文章)?来\s*源\s*[：:｜|]\s*(?P<open>[^（()）。，；！？]{1,30})"
)
"""A source with its label, in brackets or without."""
_SIGNS = " \t\u3000—–―─－-~…⋯.·•_/／|｜"


def known_length(passages: Sequence[Passage], index: int, printed: PrintedTitles) -> int:
    """Return over how many passages the entry that begins here runs; 0 where none begins. The longest title counts,
    and with it as much as goes on with a source and a number."""
    whole, found, longest = "", 0, 0
    for length in range(1, min(LONGEST_ENTRY, len(passages) - index) + 1):
        piece = passages[index + length - 1]
        text = piece.text.plain
        if piece.rows is not None or SUMMARY.match(text) or BACK_LINK.match(text) or section_name(text) is not None:
            break
        if length > 1 and (GLYPH.match(text) or _begins(text, printed)):
            break
        whole += text
        place = printed.find(whole)
        if place is not None and place[1] >= longest and known_parts(whole, printed) is not None:
            found, longest = length, place[1]
    return found or int(_is_nearly_known(passages[index], printed))


def _is_nearly_known(passage: Passage, printed: PrintedTitles) -> bool:
    """Say whether a line is a title, nearly as the body prints it, with a page number at its end."""
    title = numbered_title(passage.text.plain)
    return bool(title) and printed.is_like(title)


def _begins(text: str, printed: PrintedTitles) -> bool:
    """Say whether a line is an entry by itself: a title and more."""
    place = printed.find(text)
    return place is not None and bool(text[place[1] :].strip()) and known_parts(text, printed) is not None


def known_parts(whole: str, printed: PrintedTitles) -> EntryParts | None:
    """Return what an entry says; None where it does not begin with a title of the body, or goes on with other
    words. A short title alone says nothing: a section's line is in the body, too."""
    place = printed.find(whole)
    if place is None:
        return None
    title, rest = whole[place[0] : place[1]].strip(), whole[place[1] :].strip()
    number = _NUMBER_BEHIND.search(rest)
    if number is not None:
        rest = rest[: number.start()]
    elif (number := _NUMBER_BEFORE.match(rest)) is not None:
        rest = rest[number.end() :]
    source = _source(rest.strip(_SIGNS), printed)
    if source is None or (len(title) <= LONGEST_LABEL and not source and number is None):
        return None
    return EntryParts(title, source, _page(number))


def _page(number: re.Match[str] | None) -> int | None:
    return int(next(figures for figures in number.groupdict().values() if figures)) if number else None


def _source(rest: str, printed: PrintedTitles) -> str | None:
    """Return the source that is all that is left of an entry, empty where nothing is left; None for other words."""
    labelled = _LABELLED.fullmatch(rest)
    if labelled is not None:
        return (labelled["closed"] or labelled["open"] or "").strip()
    name = rest.strip("()（）[]【】")
    return name if not name or printed.is_source(name) else None
