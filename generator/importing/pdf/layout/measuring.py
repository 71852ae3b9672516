"""How a file is set: its columns' edges, its leading, its indents."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from generator.importing.characters import is_wide
from generator.importing.pdf.layout.blocks import Block
from generator.importing.pdf.layout.lines import Line
from generator.importing.pdf.layout.wording import CLOSING, MARKER, OPENING, PAGE_HINT, ends_sentence

TIGHT = 0.45
"""What a line may leave free beyond the next unit's width and still be full, in sizes, where lines are broken late."""
OTHER_SIZE = 0.06
"""Share by which sizes differ that are not the same."""
INDENT = (1.2, 3.2)
"""A first line's indent, in sizes."""
USUAL_LEADING = 1.6
"""Sizes between baselines, where the file does not show it."""
_LOOSEST = 2.6
"""Sizes between baselines of one paragraph at most …"""
_WIDE = 4.0
"""… but for text that is set wider throughout."""
_INDENTED_SHARE = 0.06
"""Share of body lines that begin with an indent from which on indents count as the way of the print."""
_FEWEST_FULL = 3
"""Lines that end at one place and so show the right edge …"""
_SHOWS = 1.0
"""… within so many sizes."""
_HANGS = 1.2
"""Sizes by which closing marks hang over the right edge at most, whole or with their blank halves …"""
_HANGING = 0.25
"""… and before the furthest place at which lines end, up to which no other line ends then …"""
HANGS = 0.75
"""… and an opening mark over the left one."""
SPACE = 1.12
"""A distance of baselines, in leadings, that has space in it."""
_MOSTLY = 0.7
"""Share of the paragraphs with space above them from which on it is the way of the print."""
_NEAR = 1.5
"""Sizes before the edge at which a full line of ragged text ends at most."""
_REACHES = 0.15
"""Sizes before the edge at which a line of justified text ends at most."""
_JUSTIFIED = 0.95
"""Share of the full lines that reach the edge in justified text …"""
_ENOUGH_LINES = 20
"""… of which there are so many at least."""
_EVEN = 0.1
"""A line that nearly fills its column is centred where both ends are free by the same, to this share of its size …"""
_WIDEST = 0.15
"""… and by so much at least."""
_CENTRE = 0.7
"""Distance of a centred line's middle from the column's, in sizes."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where the lines of a column begin and end."""

    left: float
    """Edge at which most full lines begin."""
    right: float
    """Edge at which full lines end."""
    beside: bool = False
    """Whether a picture narrows it, below which the paragraph goes on in the whole column."""

    @property
    def width(self) -> float:
        """Its width."""
        return self.right - self.left


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
    spaced: bool = False
    """Whether there is space between paragraphs whose first lines are indented."""
    justified: bool = False
    """Whether full lines are drawn out to the edge."""
    indents_all: bool = False
    """Whether no paragraph begins without an indent."""
    spaces_all: bool = False
    """Whether no paragraph begins without space above it."""
    plain_headings: bool = False
    """Whether headings stand at the edge and look like the text."""
    slack: float = TIGHT
    """Sizes that a full line leaves free at most, besides the room for what the next one begins with."""


Flow = Sequence[tuple[int, Sequence[Line | Block]]]
"""Lines, tables and figures in reading order: for each stretch of a column its key and what stands in it."""


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
    close = Counter({step: count for step, count in steps.items() if step <= _LOOSEST * size})
    if 2 * close.total() < steps.total() >= _ENOUGH_LINES:
        close = Counter({step: count for step, count in steps.items() if step <= _WIDE * size})
    if not close:
        return USUAL_LEADING * size
    most = max(close.values())
    return min(step for step, count in close.items() if count >= 0.35 * most)


def find_column(lines: Sequence[Line], size: float, width: float) -> Column:
    """Return the edges of a column from its lines of running text.

    Where too few lines end at one place to show the right edge, the margins of the page, `width` wide, are taken to be
    even.
    """
    body = [line for line in lines if abs(line.size - size) <= OTHER_SIZE * size] or list(lines)
    lefts = Counter(round(line.x0) for line in body)
    rights = Counter(round(line.x1) for line in body)
    few = max(2, 0.04 * len(body))
    left = min((x for x, count in lefts.items() if count >= few), default=min(lefts))
    right = _furthest(rights, few)
    if all(line.text[0] in OPENING for line in body if line.x0 < left + size / 4):
        others = Counter(round(line.x0) for line in body if line.text[0] not in OPENING)
        left = min((x for x, count in others.items() if count >= few and x - left <= HANGS * size), default=left)
    if all(line.text[-1] in CLOSING for line in body if line.x1 > right - _HANGING * size):
        inner = _furthest(Counter(round(line.x1) for line in body if line.text[-1] not in CLOSING), few)
        right = inner if right - inner <= _HANGS * size else right
    exact_left = min(line.x0 for line in body if round(line.x0) == left)
    exact_right = max(line.x1 for line in body if round(line.x1) == right)
    if sum(abs(line.x1 - exact_right) <= _SHOWS * size for line in body) < _FEWEST_FULL:
        exact_right = max(exact_right, width - exact_left)
    return Column(exact_left, exact_right)


def _furthest(rights: Counter[int], few: float) -> int:
    """Return the place furthest to the right at which more than few lines end."""
    return max((x for x, count in rights.items() if count + rights[x - 1] >= few), default=max(rights, default=0))


def uses_indents(flow: Flow, columns: dict[int, Column], size: float) -> bool:
    """Tell whether paragraphs begin with an indent in this print."""
    indented = every = 0
    for key, items in flow:
        for line in items:
            if isinstance(line, Line) and abs(line.size - size) <= OTHER_SIZE * size:
                every += 1
                start = (line.x0 - columns[key].left) / size
                indented += INDENT[0] <= start <= INDENT[1]
    return every > 0 and indented >= _INDENTED_SHARE * every


def is_spaced(flow: Flow, columns: dict[int, Column], setting: Setting) -> bool:
    """Tell whether there is space above most paragraphs that begin with an indent."""
    leading = setting.leading.get(round(setting.size, 1), USUAL_LEADING * setting.size)
    gaps = every = 0
    for key, items in flow:
        for before, line in itertools.pairwise(items):
            if not isinstance(before, Line) or not isinstance(line, Line) or abs(before.size - line.size) > 0.1:
                continue
            start = (line.x0 - columns[key].left) / line.size
            if INDENT[0] <= start <= INDENT[1] and line.y > before.y:
                every += 1
                gaps += line.y - before.y > SPACE * leading
    return every > 0 and gaps > _MOSTLY * every


def is_justified(flow: Flow, columns: dict[int, Column], size: float) -> bool:
    """Tell whether full lines of running text are drawn out to the edge: those that end in the middle of a sentence,
    near the edge. Pages with entries of the contents do not count: their text may be set in another way."""
    contents = {
        item.page for _, items in flow for item in items if isinstance(item, Line) and PAGE_HINT.search(item.text)
    }
    reach = every = 0
    for key, items in flow:
        for line in items:
            if not isinstance(line, Line) or round(line.size, 1) != size or line.page in contents:
                continue
            if is_wide(line.text[-1]) and not ends_sentence(line.text):
                free = (columns[key].right - line.x1) / line.size
                every += free < _NEAR
                reach += free < _REACHES
    return every >= _ENOUGH_LINES and reach >= _JUSTIFIED * every


def is_centred(line: Line, column: Column) -> bool:
    """Tell whether a line stands in the middle of its column and away from its edges. A first line with the usual
    indent that happens to leave as much free at its end is none."""
    size = line.size
    start, end = (line.x0 - column.left) / size, (column.right - line.x1) / size
    if _WIDEST <= start < 1.0 and abs(start - end) <= _EVEN:
        return True
    if start < 1.0 or end < 1.0:
        return False
    if abs(start - 2.0) <= 0.1 and end < 3.5 and not line.bold:
        return False
    if start <= INDENT[1] and MARKER.match(line.text) and line.text[-1] != line.text[0]:
        return False
    return abs(start - end) <= 2 * _CENTRE
