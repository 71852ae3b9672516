"""Figures of a page: pictures, and vector drawings that are shown by a picture of their region."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.importing.passage import Picture
from generator.importing.pdf.elements import Box, Image, Page, Run
from generator.importing.pdf.layout.asides import Aside
from generator.importing.pdf.layout.heights import ByHeight, middle_of
from generator.importing.pdf.pictures.files import is_measured, read_picture
from generator.importing.pdf.tables.shading import without_shading

_SMALLEST = 18.0
"""Points; a picture with a shorter side is an ornament."""
_BACKGROUND = 0.8
"""Share of the page that a picture under the text covers."""
_OFTEN = 3
"""Pages on which one picture stands at one place that is decoration …"""
_FIXED = 0.7
"""… and share of its places that are such ones."""
_NEAR = 9.0
"""Points between the parts of one drawing."""
_SMALLEST_DRAWING = (60.0, 40.0)
"""Width and height of a drawing that is a figure."""
_FEWEST_SHAPES = 4
"""Painted paths of a drawing that is a figure."""
_MOST_SHAPES = 4_000
"""Painted paths of a page that are put together."""
_SIDE = 3.0
"""Points between the sides of a frame and the edges of its ground at most."""
_TEXT_SHARE = 0.3
"""Share of a region that running text may cover; with more it is a text box with a ground."""
_LARGE = 0.5
"""Share of the page that the ground of all its text covers at least."""
_WIDE = 0.9
"""Share of the width of a page's text that the ground of one of its lines has at least."""
_BAND = 3.0
"""Sizes of the line that such a ground is high at most."""
_TALL = 0.7
"""Height of characters above the baseline that must stand on it, in sizes."""

Rasteriser = Callable[[int, Box], bytes | None]
"""Page index and region -> PNG; None where the page cannot be drawn."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure on a page."""

    box: Box
    """Where it stands."""
    picture: Picture
    """Its picture."""


def take_figures(
    page: Page, tables: Sequence[Box], decoration: frozenset[tuple[int, int, int]], rasterise: Rasteriser
) -> tuple[list[Figure], list[Aside]]:
    """Return the figures of a page, and what was set aside: ornaments, and the words inside drawings."""
    asides: list[Aside] = []
    figures: list[Figure] = []
    can_be_drawn = all(is_measured(image.stream) for image in page.images)

    def draw(box: Box) -> bytes | None:
        return rasterise(page.index, box) if can_be_drawn else None

    for image in page.images:
        reason = _ornament(image, page, decoration)
        if reason:
            asides.append(Aside(page.index, "", reason))
            continue
        name = f"p{page.index + 1}-{len(figures) + 1}"
        try:
            picture = read_picture(image, name)
        except Exception:  # a broken picture is lost, the page is not
            picture = None
        if picture is None:
            drawn = draw(image.box)
            picture = Picture(f"{name}.png", drawn) if drawn is not None else None
        if picture is None:
            page.troubles.append("a picture could not be read")
        else:
            figures.append(Figure(image.box, picture))
    for box in _drawings(page, [*tables, *(figure.box for figure in figures)]):
        drawn = draw(box)
        if drawn is None:
            page.troubles.append("a drawing could not be made a picture")
            continue
        figures.append(Figure(box, Picture(f"p{page.index + 1}-{len(figures) + 1}.png", drawn)))
        asides += _take_words(page, box)
    return figures, asides


def find_decoration(pages: Sequence[Page]) -> frozenset[tuple[int, int, int]]:
    """Return the pictures (object number and place) that stand on many pages, nearly always at one of a few places: a
    code at the end of each article may be as far down on some pages by chance."""
    seen = Counter(_spot(image) for page in pages for image in page.images if image.number is not None)
    drawn: Counter[int] = Counter()
    often: Counter[int] = Counter()
    for spot, count in seen.items():
        drawn[spot[0]] += count
        often[spot[0]] += count if count >= _OFTEN else 0
    return frozenset(
        spot for spot, count in seen.items() if count >= _OFTEN and often[spot[0]] >= _FIXED * drawn[spot[0]]
    )


def _spot(image: Image) -> tuple[int, int, int]:
    return image.number or 0, round(image.box.x0), round(image.box.y0)


def _ornament(image: Image, page: Page, decoration: frozenset[tuple[int, int, int]]) -> str:
    if min(image.box.width, image.box.height) < _SMALLEST:
        return "ornament"
    if _spot(image) in decoration:
        return "repeated picture"
    covered = image.box.width * image.box.height / (page.width * page.height)
    under = sum(len(run.text) for run in page.runs if image.box.holds((run.x0 + run.x1) / 2, run.y))
    return "background picture" if covered >= _BACKGROUND and under > 0 else ""


def _drawings(page: Page, taken: Sequence[Box]) -> list[Box]:
    """Return the regions of vector drawings that are figures."""
    words = ByHeight(page.runs, middle_of)
    wide = _WIDE * (max((run.x1 for run in page.runs), default=0.0) - min((run.x0 for run in page.runs), default=0.0))
    shapes = [
        box
        for box in page.drawings
        if not any(other.meets(box, 2.0) for other in taken) and not _is_ground(box, page, words, wide)
    ]
    if not _FEWEST_SHAPES <= len(shapes) <= _MOST_SHAPES:
        return []
    rules = [rule for rule in page.rules if any(rule.meets(shape, _NEAR) for shape in shapes[:200])]
    drawn = set(map(id, without_shading(page.drawings, page.runs)))
    found = []
    for members in _clusters([*shapes, *rules]):
        box = members[0]
        for member in members[1:]:
            box = box.join(member)
        if not any(id(member) in drawn for member in members):
            continue
        if _is_frame(members, box):
            continue
        if len(members) >= _FEWEST_SHAPES and box.width >= _SMALLEST_DRAWING[0] and box.height >= _SMALLEST_DRAWING[1]:
            box = _with_labels(box, page)
            if _share(box, words) <= _TEXT_SHARE:
                found.append(box)
    return found


def _is_frame(members: Sequence[Box], hull: Box) -> bool:
    """Tell whether shapes are no more than a box of text: its ground, and sides along the ground's edges."""
    return all(
        (member.x0 - hull.x0 <= _SIDE or hull.x1 - member.x1 <= _SIDE)
        and (member.y0 - hull.y0 <= _SIDE or hull.y1 - member.y1 <= _SIDE)
        and (member.width >= hull.width - _SIDE or member.height >= hull.height - _SIDE)
        for member in members
    )


def _is_ground(box: Box, page: Page, words: ByHeight[Run], wide: float) -> bool:
    """A ground is as large as the page or all its text, or lies under lines of it: under one, where it is `wide`."""
    if box.width >= 0.9 * page.width or box.height >= 0.9 * page.height:
        return True
    if box.width * box.height >= _LARGE * page.width * page.height and _holds_all(box, page):
        return True
    return _share(box, words) > _TEXT_SHARE or (box.width >= wide and _is_band(box, words))


def _holds_all(box: Box, page: Page) -> bool:
    """Tell whether all the text of a page stands in a box."""
    return all(box.holds((run.x0 + run.x1) / 2, run.y - 0.3 * run.size) for run in page.runs if run.text.strip())


def _is_band(box: Box, words: ByHeight[Run]) -> bool:
    """Tell whether a box is the ground of one line: a heading's, that may be short."""
    return any(
        box.y0 <= run.y - _TALL * run.size and run.y <= box.y1 and box.height <= _BAND * run.size
        for run in words.between(box.y0, box.y1)
        if box.x0 <= run.x0 and run.x1 <= box.x1 and run.text.strip()
    )


def _share(box: Box, words: ByHeight[Run]) -> float:
    """Return the share of a box that text takes."""
    level = words.between(box.y0, box.y1)
    inside = sum((run.x1 - run.x0) * run.size for run in level if box.x0 <= (run.x0 + run.x1) / 2 <= box.x1)
    return inside / max(box.width * box.height, 1.0)


def _clusters(boxes: list[Box]) -> list[list[Box]]:
    clusters: list[tuple[Box, list[Box]]] = []
    for box in sorted(boxes, key=lambda box: (box.y0, box.x0)):
        hull, members = box, [box]
        rest = []
        for other, others in clusters:
            if other.meets(hull, _NEAR):
                hull, members = hull.join(other), others + members
            else:
                rest.append((other, others))
        clusters = [*rest, (hull, members)]
    return [members for _, members in clusters]


def _with_labels(box: Box, page: Page) -> Box:
    """Widen a drawing's region to the small labels at its edge."""
    for run in page.runs:
        if run.text.strip() and run.x1 - run.x0 < 0.3 * box.width:
            label = Box(run.x0, run.y - run.size, run.x1, run.y + 0.2 * run.size)
            if label.meets(box) and not (run.y > box.y1 or run.y - run.size < box.y0 - run.size):
                box = box.join(label)
    return box


def _take_words(page: Page, box: Box) -> list[Aside]:
    inside = [run for run in page.runs if box.holds((run.x0 + run.x1) / 2, run.y - 0.3 * run.size)]
    gone = set(map(id, inside))
    page.runs = [run for run in page.runs if id(run) not in gone]
    words = " ".join(run.text.strip() for run in inside if run.text.strip())
    return [Aside(page.index, words, "words inside a drawing")] if words else []
