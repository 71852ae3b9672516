"""Lines -> paragraphs by geometry alone, for files without a structure tree.

What ends a paragraph, in the order of trust: another size; a vertical gap; an indent after a line that began at the
edge; a line that ends although the next line's first unbreakable unit would have fitted. All distances are in sizes
of the text at hand.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from generator.importing.pdf.layout.blocks import Block
from generator.importing.pdf.layout.lines import Line
from generator.importing.pdf.layout.measuring import (
    OTHER_SIZE,
    Column,
    Flow,
    Setting,
    is_centred,
)
from generator.importing.pdf.layout.wording import (
    BULLET,
    ENUMERATED,
    LABELLED,
    NO_TITLE,
    OPENS,
    PAGE_HINT,
    below_words,
    counts_on,
    ends_sentence,
    is_next_number,
    opens_entry,
)
from generator.importing.pdf.prose.edges import edge_fits, stands_alone, turned_fits
from generator.importing.pdf.prose.insets import find_insets
from generator.importing.pdf.prose.joints import (
    Joint,
    fills,
    is_centred_on,
    is_drawn_out,
    is_full,
    is_gapped,
    leaves_inset,
    leaves_middle,
    must_go_on,
    other_colour,
    other_weight,
    runs_on,
)
from generator.importing.pdf.prose.panels import Panel
from generator.importing.vocabulary import BACK_LINK, SUMMARY, section_name

_FREE_LINES = 0.98
"""Leadings of room at a page's end from which on the page was ended on purpose."""
_KEPT_BACK = 2.2
"""Leadings of room at most that widow control leaves: two lines."""
_SAME_EDGE = 0.3
"""Sizes by which lines of one edge may begin beside each other."""
_SAME_WIDTH = 1.0
"""Points by which the width of a panel may differ from page to page."""
_LONGEST_SIGNED = 24
"""Characters of a section's line, with its signs, or of 返回目录 at most."""
_AHEAD = 3
"""Lines after the one at hand that are looked at: an entry of the contents may be wrapped over as many."""


def group_paragraphs(
    flow: Flow,
    columns: dict[int, Column],
    setting: Setting,
    panels: Mapping[int, Panel],
    narrowed: Mapping[int, Column],
) -> list[Block]:
    """Return the paragraphs that the lines make, over the ends of columns and pages; `panels` are those in which
    lines stand, `narrowed` the columns of those beside a picture, by the lines' identity."""
    blocks: list[Block] = []
    paragraph: list[Line] = []
    before = next(iter(columns.values()))
    before_key, cut_off, noted = -1, False, False
    insets = {**find_insets(flow, columns), **narrowed}
    for key, items in flow:
        for index, item in enumerate(items):
            if isinstance(item, Block):
                blocks.append(item)
                cut_off = cut_off or not (item.footnote or item.beside)
                noted = item.footnote
                continue
            panel = panels.get(id(item))
            column = panel.column if panel is not None else insets.get(id(item), columns[key])
            turned = bool(paragraph) and (key != before_key or item.page != paragraph[-1].page)
            turned = turned or (bool(paragraph) and item.y <= paragraph[-1].y)
            may = bool(paragraph) and (not cut_off or (turned and not ends_sentence(paragraph[-1].text)))
            may = may and not (len(paragraph) == 1 and _says_all(paragraph[0].text))
            may = may and _same_panel(panels.get(id(paragraph[-1])), panel, turned=turned)
            turned_from = before_key if turned else None
            ahead = _ahead(items[index + 1 : index + 1 + _AHEAD])
            if may and _continues(Joint(paragraph, item, ahead, before, column, setting, turned_from, noted)):
                paragraph.append(item)
            else:
                paragraph = [item]
                edge = columns[key].left if panel is None else column.left
                blocks.append(Block(item.page, item.top, paragraph, indent=(item.x0 - edge) / item.size))
                blocks[-1].centred = is_centred(item, column)
            before, before_key, cut_off, noted = column, key, False, False
    return blocks


def _says_all(text: str) -> bool:
    """Tell whether a line by itself is what a digest sets on one: a section's name between its signs, 返回目录."""
    return len(text) <= _LONGEST_SIGNED and (section_name(text) is not None or BACK_LINK.match(text) is not None)


def _same_panel(last: Panel | None, panel: Panel | None, *, turned: bool) -> bool:
    """Tell whether two lines stand in one panel, in parts of one over a page's end, or in none."""
    if last is None or panel is None:
        return last is panel
    return abs(last.column.width - panel.column.width) <= _SAME_WIDTH if turned else last.box == panel.box


def _ahead(items: Sequence[Line | Block]) -> tuple[Line, ...]:
    """Return the lines up to the first table or picture."""
    return tuple(
        item for item in itertools.takewhile(lambda item: isinstance(item, Line), items) if isinstance(item, Line)
    )


def _continues(joint: Joint) -> bool:
    """Tell whether a line goes on with the paragraph above it."""
    known = _by_tags(joint)
    if known is not None:
        return known
    if _is_other(joint) or _is_apart(joint) or leaves_inset(joint) or leaves_middle(joint):
        return False
    full = is_full(joint)
    if not full and not runs_on(joint.last, joint.line) and not must_go_on(joint):
        return False
    if other_weight(joint, full=full) or other_colour(joint.last, joint.line) or stands_alone(joint):
        return False
    if is_centred(joint.line, joint.column) and is_centred_on(joint):
        return joint.turned_from is None and full
    return turned_fits(joint) if joint.turned_from is not None else edge_fits(joint)


def _by_tags(joint: Joint) -> bool | None:
    """The structure tree's word, where it knows the parts of paragraphs; None where it says nothing."""
    last, line = joint.last.tag, joint.line.tag
    if last is None or line is None:
        return None
    if last == line:
        return True
    return False if joint.turned_from is None else None


def _is_other(joint: Joint) -> bool:
    """Tell whether the line is another thing by itself: a list's item, a numbered heading, a labelled paragraph, an
    entry of the contents and what follows one, text of another size."""
    last, line = joint.last, joint.line
    if BULLET.match(line.text) or SUMMARY.match(line.text):  # the entry above a summary ends in no sentence
        return True
    if _ends_entry(joint.block, line) or is_next_number(joint.first.text, line.text):
        return True
    ended = ends_sentence(last.text)
    if last.bold and line.bold and ENUMERATED.match(line.text):
        return True
    if ended and (
        ENUMERATED.match(line.text)
        or _is_item(line, joint.following)
        or LABELLED.match(line.text)
        or opens_entry(line.text, [other.text for other in joint.ahead])
    ):
        return True
    return abs(last.size - line.size) > OTHER_SIZE * max(last.size, line.size)


def _is_item(line: Line, following: Line | None) -> bool:
    """Tell whether a line begins a list's item: the next one hangs below its words, or is the next item."""
    if following is None:
        return False
    return below_words(line, following.x0) or is_next_number(line.text, following.text)


def _ends_entry(block: list[Line], line: Line) -> bool:
    """Tell whether a page hint ends an entry of the contents. Behind leaders it may stand on the first of its lines:
    then a bracket is open, or the source is still to come."""
    if not PAGE_HINT.search(block[-1].text):
        return False
    text = "".join(member.text for member in block)
    return text.count("（") == text.count("）") and ("来源" in text or "来源" not in line.text)


def _is_apart(joint: Joint) -> bool:
    """Tell whether a gap parts the line from the paragraph, or the page ended although there was room."""
    last, setting = joint.last, joint.setting
    if joint.turned_from is None:
        return is_gapped(joint)
    if not ends_sentence(last.text):
        return False
    room = setting.bottoms.get(joint.turned_from, last.y) - last.y if not joint.noted else 0.0
    if room > _FREE_LINES * joint.leading and not (room <= _KEPT_BACK * joint.leading and _is_rest(joint)):
        return True
    return not setting.indented and not (setting.justified and is_drawn_out(last)) and _opens(joint)


def _is_rest(joint: Joint) -> bool:
    """Tell whether a page begins with the last lines of a paragraph, where all are indented: a line was kept back from
    the page above so that the last one does not stand alone (widow control). A single line is none but where it ends
    as no heading does."""
    line, following = joint.line, joint.following
    if not joint.setting.indents_all or not joint.at_edge:
        return False
    if NO_TITLE.search(line.text):
        return True
    if following is None or following.size != line.size:
        return False
    return abs(following.x0 - line.x0) <= _SAME_EDGE * line.size and fills(line, following, joint.column, middle=False)


def _opens(joint: Joint) -> bool:
    """Tell whether a line begins with words that open a paragraph. One that counts on from a part inside the
    paragraph above (…：一是…。二是…) is another part of it."""
    if OPENS.match(joint.line.text) is None:
        return False
    return not counts_on("".join(line.text for line in joint.block), joint.line.text)
