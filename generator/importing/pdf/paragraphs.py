"""Lines -> paragraphs by geometry alone, for files without a structure tree.

What ends a paragraph, in the order of trust: another size; a vertical gap; an indent after a line that began at the
edge; a line that ends although the next line's first unbreakable unit would have fitted. All distances are in sizes
of the text at hand.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.importing.characters import is_wide
from generator.importing.pdf.blocks import Block
from generator.importing.pdf.lines import Line
from generator.importing.pdf.measuring import (
    INDENT,
    OTHER_SIZE,
    USUAL_LEADING,
    Column,
    Flow,
    Setting,
    find_insets,
    is_centred,
)
from generator.importing.pdf.wording import (
    BULLET,
    ENUMERATED,
    GOES_ON,
    LABELLED,
    MARKER,
    OPENING,
    OPENS,
    PAGE_HINT,
    below_words,
    ends_sentence,
    first_unit,
)

_AT_EDGE = 0.6
"""A line that begins no further from the edge begins at the edge."""
_SAME_INDENT = 0.3
"""Indents that differ by no more are the same."""
_GAP_INDENTED = 1.32
"""A distance of baselines, in leadings, that ends a paragraph where first lines are indented."""
_GAP_BLOCK = 1.12
"""The same where paragraphs are told apart by space."""
_SLACK = 0.45
"""What a line may leave free beyond the next unit's width and still be full."""
_FREE_LINES = 0.98
"""Leadings of room at a page's end from which on the page was ended on purpose."""
_HANG = (0.4, 4.0)
"""How far the further lines of a list's item hang below its marker."""


@dataclass(slots=True)
class _Joint:
    """A line and the paragraph that it may go on with."""

    block: list[Line]
    """The paragraph so far."""
    line: Line
    """The line."""
    following: Line | None
    """The line after it, in the same stretch of its column."""
    before: Column
    """The column of the paragraph's last line."""
    column: Column
    """The column of the line."""
    setting: Setting
    """How the file is set."""
    turned_from: int | None
    """The column that was left, where the line opens another one or another page."""

    @property
    def first(self) -> Line:
        """The paragraph's first line."""
        return self.block[0]

    @property
    def last(self) -> Line:
        """Its last line so far."""
        return self.block[-1]

    @property
    def start(self) -> float:
        """Indent of the line."""
        return (self.line.x0 - self.column.left) / self.last.size

    @property
    def first_start(self) -> float:
        """Indent of the paragraph's first line; 0 where that stands in another column."""
        if len(self.block) > 1 and self.first.page != self.last.page:
            return 0.0
        return (self.first.x0 - self.before.left) / self.last.size


def group_paragraphs(flow: Flow, columns: dict[int, Column], setting: Setting) -> list[Block]:
    """Return the paragraphs that the lines make, over the ends of columns and pages."""
    blocks: list[Block] = []
    paragraph: list[Line] = []
    before = next(iter(columns.values()))
    before_key, cut_off = -1, False
    for key, items in flow:
        insets = find_insets(items, columns[key])
        for index, item in enumerate(items):
            if isinstance(item, Block):
                blocks.append(item)
                cut_off = True
                continue
            column = insets.get(index, columns[key])
            following = items[index + 1] if index + 1 < len(items) else None
            follower = following if isinstance(following, Line) else None
            turned = bool(paragraph) and (key != before_key or item.page != paragraph[-1].page)
            turned = turned or (bool(paragraph) and item.y <= paragraph[-1].y)
            may = bool(paragraph) and (not cut_off or (turned and not ends_sentence(paragraph[-1].text)))
            turned_from = before_key if turned else None
            if may and _continues(_Joint(paragraph, item, follower, before, column, setting, turned_from)):
                paragraph.append(item)
            else:
                paragraph = [item]
                edge = columns[key].left
                blocks.append(Block(item.page, item.top, paragraph, indent=(item.x0 - edge) / item.size))
                blocks[-1].centred = is_centred(item, column)
            before, before_key, cut_off = column, key, False
    return blocks


def _continues(joint: _Joint) -> bool:
    """Tell whether a line goes on with the paragraph above it."""
    known = _by_tags(joint)
    if known is not None:
        return known
    if _is_other(joint) or _is_apart(joint) or _leaves_inset(joint):
        return False
    full = _is_full(joint.last, joint.line, joint.before)
    if not full and not _runs_on(joint.last, joint.line):
        return False
    if _other_weight(joint.last, joint.line, full) or _stands_alone(joint):
        return False
    if is_centred(joint.line, joint.column) and _is_centred_on(joint):
        return joint.turned_from is None and full
    return _turned_fits(joint) if joint.turned_from is not None else _edge_fits(joint)


def _by_tags(joint: _Joint) -> bool | None:
    """The structure tree's word, where it knows the parts of paragraphs; None where it says nothing."""
    last, line = joint.last.tag, joint.line.tag
    if last is None or line is None:
        return None
    if last == line:
        return True
    return False if joint.turned_from is None else None


def _is_other(joint: _Joint) -> bool:
    """Tell whether the line is another thing by itself: a list's item, a numbered heading, a labelled
    paragraph, what follows an entry of the contents, text of another size."""
    last, line = joint.last, joint.line
    if BULLET.match(line.text) or _ends_entry(joint.block, line):
        return True
    if (ENUMERATED.match(line.text) or LABELLED.match(line.text)) and ends_sentence(last.text):
        return True
    return abs(last.size - line.size) > OTHER_SIZE * max(last.size, line.size)


def _ends_entry(block: list[Line], line: Line) -> bool:
    """Tell whether a page hint ends an entry of the contents. Behind leaders it may stand on the first of its lines:
    then a bracket is open, or the source is still to come."""
    if not PAGE_HINT.search(block[-1].text):
        return False
    text = "".join(member.text for member in block)
    return text.count("（") == text.count("）") and ("来源" in text or "来源" not in line.text)


def _is_apart(joint: _Joint) -> bool:
    """Tell whether a gap parts the line from the paragraph, or the page ended although there was room."""
    last, line, setting = joint.last, joint.line, joint.setting
    leading = setting.leading.get(round(line.size, 1)) or USUAL_LEADING * line.size
    if joint.turned_from is None:
        limit = _GAP_INDENTED if setting.indented else _GAP_BLOCK
        return line.y - last.y > max(limit * leading, leading + 1.5)
    if not ends_sentence(last.text):
        return False
    room = setting.bottoms.get(joint.turned_from, last.y) - last.y
    return room > _FREE_LINES * leading or (not setting.indented and OPENS.match(line.text) is not None)


def _leaves_inset(joint: _Joint) -> bool:
    """Tell whether the line above stands in a narrower column of its own that this line is not in."""
    return joint.turned_from is None and joint.line.x0 < joint.before.left - INDENT[0] * joint.line.size


def _is_centred_on(joint: _Joint) -> bool:
    """Tell whether the line above is centred, too, or fills its column as a centred paragraph's first one does."""
    last, column = joint.last, joint.before
    if is_centred(last, column):
        return True
    fills = last.x0 - column.left < last.size and column.right - last.x1 < 1.5 * last.size
    return fills and not ends_sentence(last.text)


def _edge_fits(joint: _Joint) -> bool:
    """Tell whether the line begins where the paragraph's next line would, in the same column."""
    first, last, line, size = joint.first, joint.last, joint.line, joint.last.size
    if len(joint.block) > 1:
        return abs(line.x0 - last.x0) <= _AT_EDGE * size
    if abs(joint.start) <= _AT_EDGE:
        return joint.first_start <= INDENT[1]
    if abs(line.x0 - first.x0) <= _SAME_INDENT * size:
        return _stays_indented(line, joint.following) and not MARKER.match(line.text)
    if joint.start >= INDENT[0] and joint.first_start - joint.start >= INDENT[0]:
        return _keeps_indent(joint) and not ends_sentence(last.text)
    return _hangs(first, line, joint.following)


def _turned_fits(joint: _Joint) -> bool:
    """The same where the line opens another column or page."""
    last, line = joint.last, joint.line
    if abs(joint.start) <= _AT_EDGE:
        return len(joint.block) > 1 or joint.first_start <= INDENT[1]
    if len(joint.block) > 1:
        return abs(joint.start - (last.x0 - joint.before.left) / last.size) <= _SAME_INDENT and not MARKER.match(
            line.text
        )
    if below_words(joint.first, line.x0 - joint.column.left + joint.before.left):
        return True
    return _keeps_indent(joint) and not ends_sentence(last.text) and not MARKER.match(line.text)


def _hangs(first: Line, line: Line, following: Line | None) -> bool:
    """A list's item whose further lines begin below its words. Where they begin elsewhere, the third line must not go
    back to the edge: that would be a paragraph with an indent below a line that begins with a sign."""
    hang = (line.x0 - first.x0) / line.size
    marker = MARKER.match(first.text)
    if not _HANG[0] <= hang <= _HANG[1] or marker is None:
        return False
    if below_words(first, line.x0):
        return True
    if following is None or abs(following.size - line.size) > OTHER_SIZE * line.size:
        return True
    return abs(following.x0 - line.x0) <= _SAME_INDENT * line.size or bool(MARKER.match(following.text))


def _stands_alone(joint: _Joint) -> bool:
    """Where first lines are indented, a line at the edge without an end, below the end of a sentence, is no
    paragraph's last line where it is short or an indented line follows: it is a heading in the size and weight of the
    text."""
    last, line, following, column = joint.last, joint.line, joint.following, joint.column
    if not joint.setting.indented or not ends_sentence(last.text):
        return False
    if ends_sentence(line.text) or line.text[-1] in GOES_ON or (following and following.size > line.size):
        return False
    short = column.right - line.x1 >= 2 * line.size
    return short or (following is not None and (following.x0 - column.left) / line.size >= INDENT[0])


def _keeps_indent(joint: _Joint) -> bool:
    """Tell whether a line goes on with a paragraph that is set in: at the same indent, or less a first line's."""
    less = joint.first_start - joint.start
    return abs(less) <= _SAME_INDENT or INDENT[0] <= less <= INDENT[1]


def _stays_indented(line: Line, following: Line | None) -> bool:
    """Two indented lines are one paragraph where the third is indented, too; else the second opens a new one."""
    if following is None or abs(following.size - line.size) > OTHER_SIZE * line.size:
        return False
    return abs(following.x0 - line.x0) <= _SAME_INDENT * line.size


def _is_full(last: Line, line: Line, column: Column) -> bool:
    """Tell whether the next line's first unbreakable unit would not have fitted."""
    if is_centred(last, column):
        room = (column.right - column.left) - (last.x1 - last.x0)
    else:
        room = column.right - last.x1
    return room < first_unit(line) + _SLACK * last.size


def _runs_on(last: Line, line: Line) -> bool:
    """A line that ends in a comma goes on, however much room it left: a long word or number moved to the next."""
    return last.text[-1] in "，、,—" and not is_wide(line.text[0]) and line.text[0] not in OPENING


def _other_weight(last: Line, line: Line, full: bool) -> bool:
    if last.bold == line.bold:
        return False
    if last.bold:
        return not (full and line.spans[0].style.bold)
    return not last.spans[-1].style.bold
