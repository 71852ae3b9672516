"""Whether a line begins where the next line of the paragraph above it would: at the edge, below an item's words, at a
paragraph's own indent."""

from __future__ import annotations

import re

from generator.importing.pdf.layout.lines import Line
from generator.importing.pdf.layout.measuring import INDENT, OTHER_SIZE
from generator.importing.pdf.layout.wording import CLOSING, GOES_ON, MARKER, asks, below_words, ends_sentence
from generator.importing.pdf.prose.joints import AT_EDGE, Joint, begins_at_edge, fills

_SAME_INDENT = 0.3
"""Indents that differ by no more are the same."""
_HANG = (0.4, 4.0)
"""How far the further lines of a list's item hang below its marker."""
_SHORT = 2.0
"""What a heading in the size of the text leaves free at least, in sizes."""

_CLAUSE = 0.75
"""Share of its column that a line with a comma fills at most to be a heading, unless the print is known to have such
headings."""
_ASKED = re.compile(r"[？?][”’」』]?$")
"""A question; one that follows another is hardly a heading."""


def edge_fits(joint: Joint) -> bool:
    """Tell whether the line begins where the paragraph's next line would, in the same column."""
    first, last, line, size = joint.first, joint.last, joint.line, joint.last.size
    if len(joint.block) > 1:
        beside = abs(joint.start - (last.x0 - joint.before.left) / size) <= AT_EDGE
        return beside or (joint.at_edge and begins_at_edge(last, joint.before, size))
    if joint.at_edge:
        return joint.first_start <= INDENT[1]
    if abs(line.x0 - first.x0) <= _SAME_INDENT * size:
        if joint.setting.indents_all and ends_sentence(last.text) and INDENT[0] <= joint.start <= INDENT[1]:
            return False
        if MARKER.match(line.text):
            return False
        # Where space parts paragraphs, or none is indented, lines that are set in are those of an item.
        return joint.setting.spaces_all or not joint.setting.indented or _stays_indented(line, joint.following)
    if joint.start >= INDENT[0] and joint.first_start - joint.start >= INDENT[0]:
        return _keeps_indent(joint) and not ends_sentence(last.text)
    return _hangs(joint)


def turned_fits(joint: Joint) -> bool:
    """The same where the line opens another column or page."""
    last, line = joint.last, joint.line
    if joint.at_edge:
        return len(joint.block) > 1 or joint.first_start <= INDENT[1]
    if len(joint.block) > 1:
        same = abs(joint.start - (last.x0 - joint.before.left) / last.size) <= _SAME_INDENT
        return same and not MARKER.match(line.text)
    if below_words(joint.first, line.x0 - joint.column.left + joint.before.left):
        return True
    return _keeps_indent(joint) and not ends_sentence(last.text) and not MARKER.match(line.text)


def stands_alone(joint: Joint) -> bool:
    """Where first lines are indented, a line at the edge without an end, below the end of a sentence, is no
    paragraph's last line where it is short or an indented line follows: it is a heading in the size and weight of the
    text. Where space parts paragraphs, a heading has some above it."""
    last, line, following = joint.last, joint.line, joint.following
    if not joint.setting.indented or not ends_sentence(last.text):
        return False
    if joint.setting.spaced and joint.turned_from is None:
        return False
    if line.text[0] in CLOSING or line.text[-1] in GOES_ON or (following and following.size > line.size):
        return False
    short = joint.column.right - line.x1 >= _SHORT * line.size
    opens = following is not None and (following.x0 - joint.column.left) / line.size >= INDENT[0]
    if ends_sentence(line.text):
        sure = joint.setting.plain_headings and short and opens
        return sure and asks(line.text) and not _ASKED.search(last.text)
    wide = line.x1 - line.x0 >= _CLAUSE * (joint.column.right - joint.column.left)
    if wide and "，" in line.text and not (joint.setting.plain_headings and short and opens):
        return False
    if following is None:
        return short
    return opens or (short and not fills(line, following, joint.column, middle=False))


def _hangs(joint: Joint) -> bool:
    """A list's item whose further lines begin below its words. Where they begin elsewhere, or where a paragraph's
    first line would begin, the third line must not go back to the edge: that would be a paragraph with an indent below
    a line that begins with a sign."""
    first, line, following = joint.first, joint.line, joint.following
    hang = (line.x0 - first.x0) / line.size
    marker = MARKER.match(first.text)
    if not _HANG[0] <= hang <= _HANG[1] or marker is None:
        return False
    if below_words(first, line.x0) and not (joint.setting.indented and INDENT[0] <= joint.start <= INDENT[1]):
        return True
    if following is None or abs(following.size - line.size) > OTHER_SIZE * line.size:
        return True
    return abs(following.x0 - line.x0) <= _SAME_INDENT * line.size or bool(MARKER.match(following.text))


def _keeps_indent(joint: Joint) -> bool:
    """Tell whether a line goes on with a paragraph that is set in: at the same indent, or less a first line's, unless
    the next one is not set in, so that this one is itself a first line."""
    less, following = joint.first_start - joint.start, joint.following
    if following is not None and following.x0 - joint.column.left <= _SAME_INDENT * following.size:
        return abs(less) <= _SAME_INDENT
    return abs(less) <= _SAME_INDENT or INDENT[0] <= less <= INDENT[1]


def _stays_indented(line: Line, following: Line | None) -> bool:
    """Two indented lines are one paragraph where the third is indented, too; else the second opens a new one."""
    if following is None or abs(following.size - line.size) > OTHER_SIZE * line.size:
        return False
    return abs(following.x0 - line.x0) <= _SAME_INDENT * line.size
