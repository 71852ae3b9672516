"""A line and the paragraph that it may go on with: what their places on the page say."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from generator.importing.characters import is_wide
from generator.importing.pdf.layout.lines import Line
from generator.importing.pdf.layout.measuring import (
    HANGS,
    INDENT,
    OTHER_SIZE,
    TIGHT,
    USUAL_LEADING,
    Column,
    Setting,
    is_centred,
)
from generator.importing.pdf.layout.wording import CLOSING, MARKER, NO_TITLE, OPENING, ends_sentence, fits

AT_EDGE = 0.6
"""A line that begins no further from the edge begins at the edge."""
_GAP_INDENTED = 1.32
"""A distance of baselines, in leadings, that ends a paragraph where first lines are indented."""
_GAP_BLOCK = 1.12
"""The same where paragraphs are told apart by space."""
_TIGHT = 0.1
"""What a line that ends a sentence leaves free beyond the next unit's width and is full, where nothing but its length
tells whether its paragraph ends, too."""
_WIDE = 0.5
"""Share of its column that a line in the middle of a paragraph fills at least, however early it is broken …"""
_NEARLY_WIDE, _NEAR = 0.85, 2.5
"""… and the share that a line fills at least, and the sizes that it leaves free at most, from which the program took a
character or two so that the last line has more than one (TeX)."""
_REACHES = 0.15
"""What a full line of justified text leaves free at most …"""
_DRAWN_OUT = 1.005
"""… and the steps between its characters at least, in sizes, where they are drawn apart."""


@dataclass(slots=True)
class Joint:
    """A line and the paragraph that it may go on with."""

    block: list[Line]
    """The paragraph so far."""
    line: Line
    """The line."""
    ahead: tuple[Line, ...]
    """The lines after it, in the same stretch of its column."""
    before: Column
    """The column of the paragraph's last line."""
    column: Column
    """The column of the line."""
    setting: Setting
    """How the file is set."""
    turned_from: int | None
    """The column that was left, where the line opens another one or another page."""
    noted: bool = False
    """Whether footnotes stand below the line above: nobody knows how far down its column went."""

    @property
    def first(self) -> Line:
        """The paragraph's first line."""
        return self.block[0]

    @property
    def last(self) -> Line:
        """Its last line so far."""
        return self.block[-1]

    @property
    def following(self) -> Line | None:
        """The line after it; None where the stretch ends."""
        return self.ahead[0] if self.ahead else None

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

    @property
    def at_edge(self) -> bool:
        """Whether the line begins at its column's edge."""
        return begins_at_edge(self.line, self.column, self.last.size)

    @property
    def leading(self) -> float:
        """Usual distance of baselines of the line's size."""
        return self.setting.leading.get(round(self.line.size, 1)) or USUAL_LEADING * self.line.size


def begins_at_edge(line: Line, column: Column, size: float) -> bool:
    """Tell whether a line begins at its column's edge, over which an opening mark may hang; `size` is the text's."""
    return -(HANGS if line.text[0] in OPENING else AT_EDGE) <= (line.x0 - column.left) / size <= AT_EDGE


def is_gapped(joint: Joint) -> bool:
    """Tell whether there is more space above the line than between lines of a paragraph, on the same page."""
    if joint.turned_from is not None:
        return False
    setting, leading = joint.setting, joint.leading
    limit = _GAP_INDENTED if setting.indented and not setting.spaced else _GAP_BLOCK
    return joint.line.y - joint.last.y > max(limit * leading, leading + 1.5)


def leaves_inset(joint: Joint) -> bool:
    """Tell whether the line above stands in a narrower column of its own that this line is not in."""
    if joint.turned_from is not None or joint.before.beside:
        return False
    line, before = joint.line, joint.before
    beyond = line.x1 > before.right + INDENT[0] * line.size and before.right < joint.column.right
    return beyond or line.x0 < before.left - INDENT[0] * line.size


def is_centred_on(joint: Joint) -> bool:
    """Tell whether the line above is centred, too, or fills its column as a centred paragraph's first one does."""
    last, column = joint.last, joint.before
    if is_centred(last, column):
        return True
    fills = last.x0 - column.left < last.size and column.right - last.x1 < 1.5 * last.size
    return fills and not ends_sentence(last.text)


def leaves_middle(joint: Joint) -> bool:
    """Tell whether the line above is surely centred and this line is not: it begins at the edge. A line with a first
    line's indent may stand in the middle by chance, and so may a full one below others that do not."""
    start = (joint.last.x0 - joint.before.left) / joint.last.size
    centred = all(is_centred(line, joint.before) for line in joint.block[-2:] if line.page == joint.last.page)
    centred = centred and not INDENT[0] <= start <= INDENT[1]
    return centred and joint.at_edge and not is_centred(joint.line, joint.column)


def is_full(joint: Joint) -> bool:
    """Tell whether the next line's first unbreakable unit would not have fitted on the line above. The last line of a
    justified paragraph is the only one that does not reach the edge."""
    last = joint.last
    if ends_sentence(last.text) and _is_justified(joint) and joint.before.right - last.x1 > _REACHES * last.size:
        return False
    spaced = joint.setting.spaced or joint.setting.spaces_all
    shown = joint.setting.indented or (spaced and joint.turned_from is None)
    tight = ends_sentence(last.text) and not shown
    return fills(
        last, joint.line, joint.before, middle=not joint.at_edge, slack=_TIGHT if tight else joint.setting.slack
    )


def _is_justified(joint: Joint) -> bool:
    """Tell whether the paragraph is justified: the print is, and no line of the paragraph before its last one says
    otherwise (text of the contents may be ragged)."""
    setting, right = joint.setting, joint.before.right
    if not setting.justified or abs(joint.last.size - setting.size) > OTHER_SIZE * setting.size:
        return False
    return all(right - line.x1 <= _REACHES * line.size for line in joint.block[-2:-1] if line.page == joint.last.page)


def is_drawn_out(line: Line) -> bool:
    """Tell whether a line's characters stand further apart than they are wide, as in the full lines of justified text
    whose width is no whole number of characters."""
    steps = zip(itertools.pairwise(line.xs), itertools.pairwise(line.text), strict=False)
    return any(
        is_wide(one) and is_wide(two) and right - left > _DRAWN_OUT * line.size
        for (left, right), (one, two) in steps
        if one not in CLOSING and two not in OPENING
    )


def must_go_on(joint: Joint) -> bool:
    """Tell whether a line at the edge can be nothing but the next one of the paragraph above it, though that one's
    last line is not full: no sentence ended, and all paragraphs begin with an indent, or with space above them. In a
    file that breaks lines early that line may be short; in others it nearly reaches the edge, and what follows ends
    the sentence."""
    last, line, before, setting = joint.last, joint.line, joint.before, joint.setting
    begun = INDENT[0] <= joint.first_start <= INDENT[1] or len(joint.block) > 1
    if ends_sentence(last.text) or not joint.at_edge or not (setting.spaces_all or (setting.indents_all and begun)):
        return False
    filled = (last.x1 - before.left) / before.width
    if setting.slack > TIGHT:
        return filled >= _WIDE or (setting.spaces_all and len(joint.block) > 1)
    near = filled >= _NEARLY_WIDE and before.right - last.x1 <= _NEAR * last.size
    return near and joint.turned_from is None and ends_sentence(line.text) and line.text[0] not in OPENING


def runs_on(last: Line, line: Line) -> bool:
    """A line that ends in a comma goes on, however much room it left: a long word or number moved to the next."""
    return last.text[-1] in "，、,—" and not is_wide(line.text[0]) and line.text[0] not in OPENING


def fills(line: Line, following: Line, column: Column, *, middle: bool, slack: float = TIGHT) -> bool:
    """Tell whether the first unbreakable unit of the following line would not have fitted on a line; where the lines
    may stand in the `middle`, both ends of a centred line are room. `slack`, in sizes, is what a full line may leave
    besides."""
    if middle and is_centred(line, column):
        room = (column.right - column.left) - (line.x1 - line.x0)
    else:
        room = column.right - line.x1
    return not fits(following, room, slack)


def other_weight(joint: Joint, *, full: bool) -> bool:
    """Tell whether one of two lines is bold and the other is not, as a heading and the text beside it are. The weight
    may also change inside a paragraph, at the seam of two lines by chance; the line above is `full` then."""
    last, line = joint.last, joint.line
    if last.bold == line.bold:
        return False
    if last.bold:
        return not (full and (line.spans[0].style.bold or _leaves_bold(joint)))
    return not (last.spans[-1].style.bold or (full and _enters_bold(joint)))


def _leaves_bold(joint: Joint) -> bool:
    """Tell whether bold words end with the line above, but not their paragraph: it began in another weight or with a
    first line's indent, or what follows begins as no paragraph does, or it ends as no heading does and no space parts
    it from what follows."""
    if joint.line.text[0] in CLOSING:
        return True
    if joint.setting.spaces_all and NO_TITLE.search(joint.last.text):
        return True
    begun = joint.setting.indents_all and INDENT[0] <= joint.first_start <= INDENT[1]
    return joint.at_edge and (begun or not all(line.bold for line in joint.block))


def _enters_bold(joint: Joint) -> bool:
    """Tell whether bold words begin with the line, but no heading: where a heading has space above it, or the text
    below one would be indented, or else inside a sentence."""
    setting, ended = joint.setting, ends_sentence(joint.last.text)
    if not joint.at_edge or MARKER.match(joint.line.text):
        return False
    if setting.spaces_all:
        return joint.turned_from is None or not ended
    plain = next((line for line in joint.ahead if not line.bold), None)
    if setting.indents_all and plain is not None:
        return begins_at_edge(plain, joint.column, joint.last.size)
    return len(joint.block) > 1 and not ended


def other_colour(last: Line, line: Line) -> bool:
    """Tell whether each of two lines has one colour, and these differ."""
    colours = [_colours(last), _colours(line)]
    return all(len(found) == 1 for found in colours) and colours[0] != colours[1]


def _colours(line: Line) -> set[tuple[float, ...]]:
    return {span.style.colour for span in line.spans if line.text[span.start : span.end].strip()}
