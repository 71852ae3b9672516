"""Lines -> paragraphs by geometry alone, for files without a structure tree.

What ends a paragraph, in the order of trust: another size; a vertical gap; an indent after a line that began at the
edge; a line that ends although the next line's first unbreakable unit would have fitted. All distances are in sizes
of the text at hand.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from generator.importing.pdf.blocks import Block
from generator.importing.characters import is_wide
from generator.importing.pdf.lines import Line

_OTHER_SIZE = 0.06
"""Share by which sizes differ that are not the same."""
_INDENT = (1.2, 3.2)
"""A first line's indent."""
_AT_EDGE = 0.6
"""A line that begins no further from the edge begins at the edge."""
_GAP_INDENTED = 1.32
"""A distance of baselines, in leadings, that ends a paragraph where first lines are indented."""
_GAP_BLOCK = 1.12
"""The same where paragraphs are told apart by space."""
_INDENTED_SHARE = 0.06
"""Share of body lines that begin with an indent from which on indents count as the way of the print."""
_FEWEST_INSET = 3
"""Lines of a quotation that show where it begins and ends."""
_FEWEST_FULL = 3
"""Lines that end at one place and so show the right edge …"""
_SHOWS = 1.0
"""… within so many sizes."""
_USUAL_LEADING = 1.6
"""Sizes between baselines, where the file does not show it."""
_LOOSEST = 2.6
"""Sizes between baselines of one paragraph at most."""
_SLACK = 0.45
"""What a line may leave free beyond the next unit's width and still be full."""
_CENTRE = 0.7
"""Distance of a centred line's middle from the column's."""
_FREE_LINES = 0.98
"""Leadings of room at a page's end from which on the page was ended on purpose."""

_CLOSING = "，。、；：？！）》〉」』】〕］”’…—,.;:?!)]}%％‰°·~"
_OPENING = "（《〈「『【〔［“‘([{"
_QUOTES = "“”‘’\"'"
_PREFIXES = "+±/$¥￥№"
_WORD = re.compile(r"[A-Za-z0-9À-ɏͰ-Ͽ²³¹⁰-₟.,%/*^\\\-+_@:&=?#~()]")
_TERMINAL = re.compile(r"[。！？!?；;…：:][”’」』）)》】\]]*$|[.][”’)\]]*$")
_MARKER = re.compile(
    r"^(?:[•◦·●○■□▪◆◇▶▣➢✓]|[-–—](?=\s)|\d{1,2}[.．、)）]|[（(]\d{1,2}[)）]|[①-⑳]|[（(]?[一二三四五六七八九十]+[、)）])"
)

_OPENS = re.compile(
    r"^[“「『]|^第[一二三四五六七八九十]|^[一二三四五六七八九十]+[是、]|^(?:首先|其次|再次|最后|此外|另外)[，,]"
)
"""Words that open a paragraph rather than a sentence inside one."""
_ENUMERATED = re.compile(r"^[（(][一二三四五六七八九十]+[）)]|^[一二三四五六七八九十]+、")
_BULLET = re.compile(r"^[•◦●○■□▪◆◇▶▣➢✓]")


@dataclass(frozen=True, slots=True)
class Column:
    """Where the lines of a column begin and end."""

    left: float
    """Edge at which most full lines begin."""
    right: float
    """Edge at which full lines end."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How the file is set: what the rules measure against."""

    size: float
    """Size of the running text."""
    leading: dict[float, float]
    """Usual distance of baselines by (rounded) size."""
    indented: bool
    """Whether first lines are indented."""
    bottoms: dict[int, float]
    """Baseline of the lowest line, by column."""


Flow = Sequence[tuple[int, Sequence[Line | Block]]]
"""Lines, tables and figures in reading order, a part for each stretch of a column: column key and what stands in it."""


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
            if may and _continues(paragraph, item, follower, before, column, setting, before_key if turned else None):
                paragraph.append(item)
            else:
                paragraph = [item]
                edge = columns[key].left
                blocks.append(Block(item.page, item.top, paragraph, indent=(item.x0 - edge) / item.size))
                blocks[-1].centred = is_centred(item, column)
            before, before_key, cut_off = column, key, False
    return blocks


def find_insets(items: Sequence[Line | Block], column: Column) -> dict[int, Column]:
    """Return the narrower columns of quotations and boxes that keep away from both edges, by index of their lines."""
    insets: dict[int, Column] = {}
    stretch: list[int] = []
    for index in range(len(items) + 1):
        item = items[index] if index < len(items) else None
        if isinstance(item, Line) and _keeps_away(item, column):
            stretch.append(index)
            continue
        narrow = _inset([line for member in stretch if isinstance(line := items[member], Line)], column)
        if narrow is not None:
            insets.update(dict.fromkeys(stretch, narrow))
        stretch = []
    return insets


def _keeps_away(line: Line, column: Column) -> bool:
    return line.x0 - column.left >= _INDENT[0] * line.size and column.right - line.x1 >= _INDENT[0] * line.size


def _inset(lines: Sequence[Line], column: Column) -> Column | None:
    if len(lines) == 2 and abs(lines[0].x0 - lines[1].x0) < 1.0:
        away = lines[0].x0 - column.left
        even = abs(column.right - lines[0].x1 - away) <= 1.3 * lines[0].size
        return Column(lines[0].x0, column.right - away) if even else None
    if len(lines) < _FEWEST_INSET or any(abs(line.size - lines[0].size) > 0.5 for line in lines):
        return None
    lefts = Counter(round(line.x0) for line in lines)
    left = min((x for x, count in lefts.items() if count >= 2), default=None)
    if left is None:
        return None
    right = max(line.x1 for line in lines)
    full = sum(right - line.x1 <= 1.5 * line.size for line in lines)
    inside = all(round(line.x0) - left >= -1 for line in lines)
    return Column(float(left), right) if inside and full >= len(lines) // 2 and full >= 2 else None


def _continues(
    block: list[Line],
    line: Line,
    following: Line | None,
    before: Column,
    column: Column,
    setting: Setting,
    turned_from: int | None,
) -> bool:
    """Tell whether `line` goes on with the paragraph of `block`. `turned_from` is the column that was left where the
    line opens a new one."""
    last = block[-1]
    size = last.size
    if last.tag is not None and line.tag is not None:
        if last.tag == line.tag:
            return True
        if turned_from is None:
            return False
    if _BULLET.match(line.text) or (_ENUMERATED.match(line.text) and ends_sentence(last.text)):
        return False
    if abs(last.size - line.size) > _OTHER_SIZE * max(last.size, line.size):
        return False
    full = _is_full(last, line, before)
    if not full and not _runs_on(last, line):
        return False
    if _other_weight(last, line, full) or (setting.indented and _stands_alone(last, line, following, column)):
        return False
    if turned_from is None:
        if _is_gap(last, line, setting):
            return False
    elif ends_sentence(last.text) and (
        _ended_on_purpose(last, turned_from, setting) or (not setting.indented and _OPENS.match(line.text))
    ):
        return False
    was_centred, centred = is_centred(last, before), is_centred(line, column)
    if centred and (was_centred or (_spans(last, before) and not ends_sentence(last.text))):
        return turned_from is None and full
    first = block[0]
    start = (line.x0 - column.left) / size
    first_start = (first.x0 - before.left) / size if len(block) == 1 or first.page == last.page else 0.0
    if len(block) > 1 and turned_from is None:
        return abs(line.x0 - last.x0) <= _AT_EDGE * size
    if abs(start) <= _AT_EDGE:
        return first_start <= _INDENT[1]
    if len(block) == 1 and abs(line.x0 - first.x0) <= 0.3 * size and turned_from is None:
        return _stays_indented(line, following, column) and not _MARKER.match(line.text)
    if len(block) == 1 and start >= _INDENT[0] and first_start - start >= _INDENT[0] and turned_from is None:
        return _keeps_indent(first_start, start) and not ends_sentence(last.text)
    if len(block) == 1 and turned_from is None:
        return _hangs(first, line, following)
    if turned_from is not None and len(block) == 1:
        if _below_words(first, line.x0 - column.left + before.left):
            return True
        return _keeps_indent(first_start, start) and not ends_sentence(last.text) and not _MARKER.match(line.text)
    if turned_from is not None:
        return abs(start - (last.x0 - before.left) / size) <= 0.3 and not _MARKER.match(line.text)
    return False


def _hangs(first: Line, line: Line, following: Line | None) -> bool:
    """A list's item whose further lines begin below its words. Where they begin elsewhere, the third line must not go
    back to the edge: that would be a paragraph with an indent below a line that begins with a sign."""
    hang = (line.x0 - first.x0) / line.size
    marker = _MARKER.match(first.text)
    if not 0.4 <= hang <= 4.0 or marker is None:
        return False
    if _below_words(first, line.x0):
        return True
    if following is None or abs(following.size - line.size) > _OTHER_SIZE * line.size:
        return True
    return abs(following.x0 - line.x0) <= 0.3 * line.size or bool(_MARKER.match(following.text))


def _stands_alone(last: Line, line: Line, following: Line | None, column: Column) -> bool:
    """Where first lines are indented, a short line at the edge without an end, between the end of a sentence and an
    indented line, is no paragraph's last line: it is a heading in the size and weight of the text."""
    if not ends_sentence(last.text) or ends_sentence(line.text) or line.text[-1] in _CLOSING:
        return False
    if following is None or column.right - line.x1 < 2 * line.size:
        return False
    return (following.x0 - column.left) / line.size >= _INDENT[0] and following.size <= line.size


def _keeps_indent(first: float, start: float) -> bool:
    """Tell whether a line goes on with a paragraph that is set in: at the same indent, or less a first line's."""
    return abs(start - first) <= 0.3 or _INDENT[0] <= first - start <= _INDENT[1]


def _below_words(first: Line, x: float) -> bool:
    """Tell whether a place lies where the words of a list's item begin, behind the marker."""
    marker = _MARKER.match(first.text)
    if marker is None:
        return False
    rest = first.text[marker.end() :]
    words = marker.end() + len(rest) - len(rest.lstrip())
    return words < len(first.xs) and abs(first.xs[words] - x) <= 0.35 * first.size


def _spans(line: Line, column: Column) -> bool:
    """Tell whether a line leaves nothing free on either side, as the first one of a centred paragraph does."""
    return line.x0 - column.left < line.size and column.right - line.x1 < 1.5 * line.size


def _stays_indented(line: Line, following: Line | None, column: Column) -> bool:
    """Two indented lines are one paragraph where the third is indented, too; else the second opens a new one."""
    if following is None or abs(following.size - line.size) > _OTHER_SIZE * line.size:
        return False
    return abs(following.x0 - line.x0) <= 0.3 * line.size


def _is_full(last: Line, line: Line, column: Column) -> bool:
    """Tell whether the next line's first unbreakable unit would not have fitted."""
    if is_centred(last, column):
        room = (column.right - column.left) - (last.x1 - last.x0)
    else:
        room = column.right - last.x1
    return room < first_unit(line) + _SLACK * last.size


def first_unit(line: Line) -> float:
    """Return the width of what may not be broken at a line's start: a word, or a character with the punctuation that
    may not open the next line."""
    text = line.text
    end = 1
    while end < len(text) and _glued(text[end - 1], text[end]):
        end += 1
    right = line.xs[end] if end < len(text) else line.x1
    return right - line.x0


def _glued(left: str, right: str) -> bool:
    """Tell whether no line may break between two characters (UAX #14: classes CL, OP, QU, AL, NU, PR, B2,
    IN), in the strictest of the readings that producers give it."""
    if right in _CLOSING or right == "/" or left in _OPENING or left in _QUOTES or right in _QUOTES:
        return True
    if left in _PREFIXES or (left in "—…" and right == left):
        return True
    word = bool(_WORD.match(right))
    return word and bool(_WORD.match(left) or left in _CLOSING)


def _runs_on(last: Line, line: Line) -> bool:
    """A line that ends in a comma goes on, however much room it left: a long word or number moved to the next."""
    return last.text[-1] in "，、,—" and not is_wide(line.text[0]) and line.text[0] not in _OPENING


def _other_weight(last: Line, line: Line, full: bool) -> bool:
    if last.bold == line.bold:
        return False
    if last.bold:
        return not (full and line.spans[0].style.bold)
    return not last.spans[-1].style.bold


def _is_gap(last: Line, line: Line, setting: Setting) -> bool:
    leading = setting.leading.get(round(line.size, 1)) or _USUAL_LEADING * line.size
    limit = _GAP_INDENTED if setting.indented else _GAP_BLOCK
    return line.y - last.y > max(limit * leading, leading + 1.5)


def _ended_on_purpose(last: Line, key: int, setting: Setting) -> bool:
    leading = setting.leading.get(round(last.size, 1)) or _USUAL_LEADING * last.size
    return setting.bottoms.get(key, last.y) - last.y > _FREE_LINES * leading


def is_centred(line: Line, column: Column) -> bool:
    """Tell whether a line stands in the middle of its column and away from its edges. A first line with the usual
    indent that happens to leave as much free at its end is none."""
    size = line.size
    start, end = (line.x0 - column.left) / size, (column.right - line.x1) / size
    if start < 1.0 or end < 1.0:
        return False
    if abs(start - 2.0) <= 0.1 and end < 3.5 and not line.bold:
        return False
    if start <= _INDENT[1] and _MARKER.match(line.text) and line.text[-1] != line.text[0]:
        return False
    return abs(start - end) <= 2 * _CENTRE


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does."""
    return _TERMINAL.search(text) is not None


def measure(flow: Flow) -> Setting:
    """Measure how the lines are set."""
    weights: Counter[float] = Counter()
    steps: defaultdict[float, Counter[float]] = defaultdict(Counter)
    bottoms: dict[int, float] = {}
    for key, items in flow:
        before: Line | None = None
        for line in items:
            if isinstance(line, Line):
                weights[round(line.size, 1)] += len(line.text)
                bottoms[key] = max(bottoms.get(key, 0.0), line.y)
                if before is not None and round(before.size, 1) == round(line.size, 1) and line.y > before.y:
                    steps[round(line.size, 1)][round((line.y - before.y) * 2) / 2] += 1
            before = line if isinstance(line, Line) else None
    size = max(weights.items(), key=lambda item: (item[1], item[0]))[0] if weights else 12.0
    leading = {key: _usual_step(counter, key) for key, counter in steps.items()}
    return Setting(size, leading, False, bottoms)


def _usual_step(steps: Counter[float], size: float) -> float:
    """The smallest distance that is not rare: headings and gaps only add to it."""
    steps = Counter({step: count for step, count in steps.items() if step <= _LOOSEST * size})
    if not steps:
        return _USUAL_LEADING * size
    most = max(steps.values())
    return min(step for step, count in steps.items() if count >= 0.35 * most)


def find_column(lines: Sequence[Line], size: float, width: float) -> Column:
    """Return the edges of a column from its lines of running text.

    Where too few lines end at one place to show the right edge, the margins of the page, `width` wide, are taken to be
    even.
    """
    body = [line for line in lines if abs(line.size - size) <= _OTHER_SIZE * size] or list(lines)
    lefts = Counter(round(line.x0) for line in body)
    rights = Counter(round(line.x1) for line in body)
    few = max(2, 0.04 * len(body))
    left = min((x for x, count in lefts.items() if count >= few), default=min(lefts))
    right = max((x for x, count in rights.items() if count + rights[x - 1] >= few), default=max(rights))
    exact_left = min(line.x0 for line in body if round(line.x0) == left)
    exact_right = max(line.x1 for line in body if round(line.x1) == right)
    if sum(abs(line.x1 - exact_right) <= _SHOWS * size for line in body) < _FEWEST_FULL:
        exact_right = max(exact_right, width - exact_left)
    return Column(exact_left, exact_right)


def uses_indents(flow: Flow, columns: dict[int, Column], size: float) -> bool:
    """Tell whether paragraphs begin with an indent in this print."""
    indented = every = 0
    for key, items in flow:
        for line in items:
            if isinstance(line, Line) and abs(line.size - size) <= _OTHER_SIZE * size:
                every += 1
                start = (line.x0 - columns[key].left) / size
                indented += _INDENT[0] <= start <= _INDENT[1]
    return every > 0 and indented >= _INDENTED_SHARE * every
