"""An entry of the contents by the body: it begins with a title that the body prints, and goes on with nothing but a
source and a page number, however they are set."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.importing.passage import Passage
from generator.importing.structure.entries import GLYPH, LONGEST_ENTRY, EntryParts, numbered_title
from generator.importing.structure.printed_titles import LONGEST_LABEL, PrintedTitles
from generator.importing.vocabulary import BACK_LINK, SUMMARY, section_name

_NUMBER = re.compile(
    r"^[\s—–―─－\-~…⋯.·_/／|｜]*[（(【\[]?\s*(?:第|[Pp]\.?)?\s*(?P<page>\d{1,4})\s*页?\s*[）)】\]]?\s*$"
)
"""A page number in whatever form, and nothing else."""
_BEHIND = re.compile(r"(?:(?<!\d)第|[Pp]\.?)?\s*(?P<page>\d{1,4})\s*页?\s*$")
"""A page number behind a source."""
_LABELLED = re.compile(
    r"[（(【\[]\s*(?:文章)?来\s*源\s*[：:]\s*(?P<closed>[^）)】\]]*?)\s*[）)】\]]|(?:文章)?来\s*源\s*[：:]\s*(?P<open>[^（()）]+)$"
)
"""A source with its label, in brackets or at the end."""
_SIGNS = " \t　—–―─－-~…⋯.·_/／|｜()（）[]【】"


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
    title, rest = whole[place[0] : place[1]].strip(), whole[place[1] :]
    source = ""
    if labelled := _LABELLED.search(rest):
        source = (labelled["closed"] or labelled["open"] or "").strip()
        rest = rest[: labelled.start()] + rest[labelled.end() :]
    if not rest.strip(_SIGNS):
        if not labelled and len(title) <= LONGEST_LABEL:
            return None
        page = _BEHIND.search(source) if labelled and not labelled["closed"] else None
        if page is not None and page.start():
            return EntryParts(title, source[: page.start()].strip(_SIGNS), int(page["page"]))
        return EntryParts(title, source, None)
    if number := _NUMBER.match(rest):
        return EntryParts(title, source, int(number["page"]))
    behind = _BEHIND.search(rest)
    name = (rest[: behind.start()] if behind else rest).strip(_SIGNS)
    if not source and printed.is_source(name):
        return EntryParts(title, name, int(behind["page"]) if behind else None)
    return None
