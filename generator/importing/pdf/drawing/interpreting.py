"""A page's content stream, run: what is drawn where (ISO 32000-1, chapters 8 and 9).

Only what the import needs is kept: text with its place and weight, rules, pictures, the boxes of other drawings, the
marked content that the structure tree refers to. pdfminer.six's own interpreter makes an object for each character
and each path; this one makes one for each stretch of text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pdfminer.pdftypes import PDFStream, dict_value, resolve1

from generator.importing.pdf.drawing.marks import Marks
from generator.importing.pdf.drawing.paths import Paths
from generator.importing.pdf.drawing.showing import Pen
from generator.importing.pdf.drawing.states import Matrix, State, times
from generator.importing.pdf.elements import Box, Image, Page
from generator.importing.pdf.file import lexing
from generator.importing.pdf.fonts.faces import Faces

_DEPTH = 12
"""Forms inside forms that are followed; a file that goes deeper does so to hurt."""
_MOST_INSTRUCTIONS = 3_000_000
"""Instructions of one page that are run. The densest honest page seen has a hundredth of it."""
_OBJECT = 100
"""Instructions that asking for a form or a picture counts as."""
_TOO_MANY = "the page has too many drawing instructions; the rest was left out"
_MOST_IMAGES = 2_000
"""Pictures of one page that are kept."""
_MOST_STATES = 10_000
"""Graphics states that are saved at one time."""


class Interpreter:
    """Runs the content of one page into a `Page`."""

    def __init__(self, page: Page, ctm: Matrix, faces: Faces, off: frozenset[int]) -> None:
        self.page = page
        self._state = State(ctm, Box(0.0, 0.0, page.width, page.height))
        self._saved: list[State] = []
        self._marks = Marks(off)
        self._paths = Paths(page, self._state)
        self._pen = Pen(page, self._state, faces, self._marks)
        self._count = 0
        self._resources: dict[str, Any] = {}
        self._depth = 0
        self._open: set[int] = set()
        self._operators = self._table()

    def run(self, content: bytes, resources: dict[str, Any]) -> None:
        """Run a content stream with its resources."""
        outer, self._resources = self._resources, resources
        fonts = self._pen.enter(resources)
        for portion in lexing.instructions(content):
            self._count += len(portion)
            if self._count > _MOST_INSTRUCTIONS:
                if _TOO_MANY not in self.page.troubles:
                    self.page.troubles.append(_TOO_MANY)
                break
            self._carry_out(portion)
        self._resources = outer
        self._pen.leave(fonts)

    def _carry_out(self, portion: Sequence[tuple[bytes, bytes]]) -> None:
        handler_of = self._operators.get
        for operands, operator in portion:
            handler = handler_of(operator)
            if handler is not None:
                try:
                    handler(operands)
                except (ValueError, TypeError, KeyError, IndexError, OverflowError):
                    continue

    def _table(self) -> dict[bytes, Callable[[bytes], None]]:
        return {
            b"q": self._save, b"Q": self._restore, b"cm": self._concatenate,
            b"g": self._colour, b"rg": self._colour, b"k": self._colour, b"sc": self._colour, b"scn": self._colour,
            b"w": self._width, **self._pen.operators(), **self._paths.operators(),
            b"Do": self._do, b"BMC": self._mark, b"BDC": self._mark, b"EMC": self._unmark,
        }  # fmt: skip

    # Graphics state

    def _use(self, state: State) -> None:
        self._state = self._paths.state = state
        self._pen.use(state)

    def _save(self, _: bytes) -> None:
        if len(self._saved) < _MOST_STATES:
            self._saved.append(self._state.copy())

    def _restore(self, _: bytes) -> None:
        if self._saved:
            self._use(self._saved.pop())

    def _concatenate(self, operands: bytes) -> None:
        a, b, c, d, e, f = lexing.numbers(operands)[-6:]
        self._state.ctm = times((a, b, c, d, e, f), self._state.ctm)
        self._pen.use(self._state)

    def _width(self, operands: bytes) -> None:
        self._state.line = lexing.numbers(operands)[-1]

    def _colour(self, operands: bytes) -> None:
        self._state.fill = tuple(lexing.numbers(operands))
        self._pen.style = None

    # Forms, pictures, marked content

    def _do(self, operands: bytes) -> None:
        self._count += _OBJECT
        objects = resolve1(self._resources.get("XObject"))
        key = lexing.name(operands)
        reference = objects.get(key) if isinstance(objects, dict) else None
        stream = resolve1(reference)
        if not isinstance(stream, PDFStream):
            return
        number = getattr(reference, "objid", None)
        kind = getattr(resolve1(stream.get("Subtype")), "name", "")
        if self._marks.unseen or self._marks.is_off(stream.get("OC")):
            return
        if kind == "Image":
            self._keep_image(stream, number)
        elif kind == "Form" and self._may_enter(number):
            self._run_form(stream, number)

    def _may_enter(self, number: int | None) -> bool:
        """Tell whether a form may be run: forms in forms may be a ring, a tower, or a bush."""
        return self._depth < _DEPTH and number not in self._open and self._count <= _MOST_INSTRUCTIONS

    def _keep_image(self, stream: PDFStream, number: int | None) -> None:
        box = self._state.around(0.0, 0.0, 1.0, 1.0)
        if len(self.page.images) == _MOST_IMAGES:
            self.page.troubles.append(_TOO_MANY)
        elif self._state.clip.meets(box):
            self.page.images.append(Image(box, stream, number, self._marks.mcid))

    def _run_form(self, stream: PDFStream, number: int | None) -> None:
        matrix, bounds = _numbers_of(stream.get("Matrix"), 6), _numbers_of(stream.get("BBox"), 4)
        saved, stack = self._state.copy(), self._saved
        marks = self._marks.apart()
        self._saved, self._depth = [], self._depth + 1
        if number is not None:
            self._open.add(number)
        if matrix is not None:
            a, b, c, d, e, f = matrix
            self._state.ctm = times((a, b, c, d, e, f), self._state.ctm)
        if bounds is not None and bounds[0] != bounds[2] and bounds[1] != bounds[3]:
            self._state.clip = self._state.around(*bounds).part_in(self._state.clip)
        self._pen.use(self._state)
        own = resolve1(stream.get("Resources"))
        try:
            content = stream.get_data()
            if getattr(stream, "damaged", False):
                self.page.troubles.append("a drawing inside the page is damaged; what stands before that was read")
        except Exception:  # a filter may fail in any way; the form is left out and told
            self.page.troubles.append("a drawing inside the page could not be unpacked")
            content = b""
        self.run(content, own if isinstance(own, dict) else self._resources)
        if number is not None:
            self._open.discard(number)
        self._depth -= 1
        self._saved = stack
        self._use(saved)
        self._marks.join(marks)
        self._paths.unseen = self._marks.unseen

    def _mark(self, operands: bytes) -> None:
        self._pen.style = None
        try:
            self._marks.begin(operands, self._resources)
        finally:
            self._paths.unseen = self._marks.unseen

    def _unmark(self, _: bytes) -> None:
        rest = self._marks.end()
        if rest:
            self._pen.add(rest)
        self._paths.unseen = self._marks.unseen
        self._pen.style = None


def _numbers_of(value: object, count: int) -> list[float] | None:
    """Return an array of so many numbers; None where it is none."""
    found = resolve1(value)
    try:
        numbers = [float(resolve1(item)) for item in found] if isinstance(found, list) else []
    except (TypeError, ValueError, OverflowError):
        return None
    return numbers if len(numbers) == count else None


def resources_of(value: Any) -> dict[str, Any]:
    """Return a page's resources; empty where they cannot be read."""
    found = resolve1(value)
    return dict_value(found) if isinstance(found, dict) else {}
