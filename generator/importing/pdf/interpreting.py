"""A page's content stream, run: what is drawn where (ISO 32000-1, chapters 8 and 9).

Only what the import needs is kept: text with its place and weight, rules, pictures, the boxes of other drawings, the
marked content that the structure tree refers to. pdfminer.six's own interpreter makes an object for each character
and each path; this one makes one for each stretch of text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pdfminer.pdftypes import PDFStream, dict_value, resolve1

from generator.importing.characters import is_wide
from generator.importing.pdf import lexing
from generator.importing.pdf.elements import Box, Image, Page, Run, Style
from generator.importing.pdf.fonts import Face, Faces, Glyph
from generator.importing.pdf.marks import Marks
from generator.importing.pdf.paths import Paths
from generator.importing.pdf.states import IDENTITY, Matrix, State, times

_DEPTH = 12
"""Forms inside forms that are followed; a file that goes deeper does so to hurt."""
_MOST_INSTRUCTIONS = 3_000_000
"""Instructions of one page that are run. The densest honest page seen has a hundredth of it."""
_MOST_STATES = 10_000
"""Graphics states that are saved at one time."""
_SPLIT = 0.18
"""A jump inside a shown string, in sizes, that starts a new run."""
_LEAST_SIZE = 1e-3
"""What type of no height at all counts as: sizes are divided by."""
_LEVEL = 0.02
"""How far from level, as a share of its size, text may run and still be ordinary text."""
_SHORT = 9
"""Bytes of an operand of one character, which will come again."""
_INVISIBLE = 3
_STROKED = frozenset((1, 2, 5, 6))


class Interpreter:
    """Runs the content of one page into a `Page`."""

    def __init__(self, page: Page, ctm: Matrix, faces: Faces, off: frozenset[int]) -> None:
        self.page = page
        self._faces = faces
        self._state = State(ctm, Box(0.0, 0.0, page.width, page.height))
        self._saved: list[State] = []
        self._tm = self._tlm = IDENTITY
        self._run: Run | None = None
        self._style: Style | None = None
        self._styles: dict[tuple[bool, tuple[float, ...], bool, int | None], Style] = {}
        self._marks = Marks(off)
        self._paths = Paths(page, self._state)
        self._count = 0
        self._resources: dict[str, Any] = {}
        self._fonts: dict[bytes, tuple[Face | None, float]] = {}
        self._depth = 0
        self._open: set[int] = set()
        self._operators = self._table()

    def run(self, content: bytes, resources: dict[str, Any]) -> None:
        """Run a content stream with its resources."""
        outer, self._resources = self._resources, resources
        fonts, self._fonts = self._fonts, {}
        operators = self._operators
        for operands, operator in lexing.instructions(content):
            handler = operators.get(operator)
            if handler is not None:
                try:
                    handler(operands)
                except (ValueError, TypeError, KeyError, IndexError, OverflowError):
                    continue
            self._count += 1
            if self._count > _MOST_INSTRUCTIONS:
                self.page.troubles.append("the page has too many drawing instructions; the rest was left out")
                break
        self._resources, self._fonts = outer, fonts
        self._run = None

    def _table(self) -> dict[bytes, Callable[[bytes], None]]:
        return {
            b"q": self._save, b"Q": self._restore, b"cm": self._concatenate,
            b"BT": self._begin_text, b"Tf": self._font, b"Tm": self._matrix, b"Td": self._move,
            b"TD": self._move_leading, b"T*": self._next_line, b"Tj": self._show, b"TJ": self._show_all,
            b"'": self._show_next, b'"': self._show_spaced, b"Tc": self._set("spacing"), b"Tw": self._set("word"),
            b"TL": self._set("leading"), b"Ts": self._set("rise"), b"w": self._set("line"),
            b"Tz": self._stretch, b"Tr": self._render,
            b"g": self._colour, b"rg": self._colour, b"k": self._colour, b"sc": self._colour, b"scn": self._colour,
            **self._paths.operators(),
            b"Do": self._do, b"BMC": self._mark, b"BDC": self._mark, b"EMC": self._unmark,
        }  # fmt: skip

    # Graphics state

    def _save(self, _: bytes) -> None:
        if len(self._saved) < _MOST_STATES:
            self._saved.append(self._state.copy())

    def _restore(self, _: bytes) -> None:
        if self._saved:
            self._state = self._paths.state = self._saved.pop()
            self._style = None

    def _concatenate(self, operands: bytes) -> None:
        a, b, c, d, e, f = lexing.numbers(operands)[-6:]
        self._state.ctm = times((a, b, c, d, e, f), self._state.ctm)

    def _set(self, slot: str) -> Callable[[bytes], None]:
        def put(operands: bytes) -> None:
            setattr(self._state, slot, lexing.numbers(operands)[-1])

        return put

    def _stretch(self, operands: bytes) -> None:
        self._state.scale = lexing.numbers(operands)[-1] / 100

    def _render(self, operands: bytes) -> None:
        self._state.mode = int(lexing.numbers(operands)[-1])
        self._style = None

    def _colour(self, operands: bytes) -> None:
        self._state.fill = tuple(lexing.numbers(operands))
        self._style = None

    # Text

    def _begin_text(self, _: bytes) -> None:
        self._tm = self._tlm = IDENTITY

    def _font(self, operands: bytes) -> None:
        state = self._state
        known = self._fonts
        if operands not in known:
            fonts, key = resolve1(self._resources.get("Font")), lexing.name(operands)
            face = self._faces.face(fonts.get(key)) if isinstance(fonts, dict) and key in fonts else None
            known[operands] = face, float(operands.split()[-1])
        face, state.size = known[operands]
        if face is not state.face:
            state.face, self._style = face, None

    def _matrix(self, operands: bytes) -> None:
        a, b, c, d, e, f = lexing.numbers(operands)[-6:]
        self._tm = self._tlm = (a, b, c, d, e, f)

    def _move(self, operands: bytes) -> None:
        x, y = lexing.numbers(operands)[-2:]
        self._shift_line(x, y)

    def _move_leading(self, operands: bytes) -> None:
        x, y = lexing.numbers(operands)[-2:]
        self._state.leading = -y
        self._shift_line(x, y)

    def _next_line(self, _: bytes) -> None:
        self._shift_line(0.0, -self._state.leading)

    def _shift_line(self, x: float, y: float) -> None:
        a, b, c, d, e, f = self._tlm
        self._tm = self._tlm = (a, b, c, d, e + x * a + y * c, f + x * b + y * d)

    def _show(self, operands: bytes) -> None:
        face = self._state.face
        if face is None:
            self._unreadable(lexing.string(operands))
            return
        glyphs = face.shown.get(operands)
        if glyphs is None:
            glyphs = face.show(lexing.string(operands))
            if len(operands) <= _SHORT:
                face.shown[operands] = glyphs
        self._place(face, glyphs)

    def _show_all(self, operands: bytes) -> None:
        state = self._state
        face = state.face
        for piece in lexing.pieces(operands):
            if isinstance(piece, bytes):
                if face is None:
                    self._unreadable(piece)
                elif piece:
                    self._place(face, face.show(piece))
            elif piece:
                a, b, c, d, e, f = self._tm
                shift = -piece / 1000 * state.size * state.scale
                self._tm = (a, b, c, d, e + shift * a, f + shift * b)

    def _show_next(self, operands: bytes) -> None:
        self._next_line(operands)
        self._show(operands)

    def _show_spaced(self, operands: bytes) -> None:
        word, spacing = lexing.numbers(operands)[:2]
        self._state.word, self._state.spacing = word, spacing
        self._show_next(operands)

    def _unreadable(self, data: bytes) -> None:
        if data:
            self.page.troubles.append(f"{len(data)} bytes of text stand in a font that cannot be read")

    def _place(self, face: Face, glyphs: list[Glyph]) -> None:
        """Put glyphs down at the text matrix and move it on."""
        state = self._state
        ta, tb, tc, td, te, tf = self._tm
        ca, cb, cc, cd, ce, cf = state.ctm
        xx, xy = ta * ca + tb * cc, ta * cb + tb * cd
        yx, yy = tc * ca + td * cc, tc * cb + td * cd
        height = abs(yy) if not yx else (yx * yx + yy * yy) ** 0.5
        size = max(abs(state.size) * height, _LEAST_SIZE)
        rise = state.rise
        x = te * ca + tf * cc + ce + rise * yx
        y = te * cb + tf * cd + cf + rise * yy
        step = state.size * state.scale
        spacing, word = state.spacing * state.scale, state.word * state.scale if face.single_byte else 0.0
        advance = 0.0
        xs: list[float] = []
        words: list[str] = []
        actual = self._marks.actual
        for text, width in glyphs:
            if actual is not None:
                text, self._marks.actual, actual = actual, "", ""
            if text:
                words.append(text)
                at = x + advance * xx
                if len(text) == 1:
                    xs.append(at)
                else:
                    xs.extend([at] * len(text))
            advance += width * step + spacing
            if word and text == " ":
                advance += word
        self._tm = (ta, tb, tc, td, te + advance * ta, tf + advance * tb)
        text = "".join(words)
        if not text:
            return
        end = x + (advance - spacing) * xx
        style = self._style or self._new_style()
        family = face.family if is_wide(text[0]) or is_wide(text[-1]) else ""
        last = self._run
        if (
            last is not None
            and last.style is style
            and abs(last.y - y) < 0.01 * size
            and abs(x - last.x1) < _SPLIT * size
            and abs(last.size - size) < 0.01 * size
            and (not family or not last.family or family == last.family)
        ):
            last.family = last.family or family
            last.text += text
            last.xs += xs
            last.x1 = end
            return
        run = Run(x, end, y, size, text, xs, style, family)
        if abs(xy) > _LEVEL * abs(xx) or xx <= 0:
            self.page.turned.append(run)
            self._run = None
        elif (
            state.mode == _INVISIBLE or self._marks.unseen or not state.clip.holds((x + end) / 2, y - 0.3 * size, 1.0)
        ):
            self.page.hidden.append(run)
            self._run = None
        else:
            self.page.runs.append(run)
            self._run = run

    def _new_style(self) -> Style:
        state = self._state
        bold = state.mode in _STROKED or (state.face is not None and state.face.bold)
        key = (bold, state.fill, self._marks.artifact, self._marks.mcid)
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = Style(*key)
        self._style = style
        return style

    # Forms, pictures, marked content

    def _do(self, operands: bytes) -> None:
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
        elif kind == "Form" and self._depth < _DEPTH and number not in self._open:
            self._run_form(stream, number)

    def _keep_image(self, stream: PDFStream, number: int | None) -> None:
        corners = [self._state.at(x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)]
        box = Box(
            min(x for x, _ in corners),
            min(y for _, y in corners),
            max(x for x, _ in corners),
            max(y for _, y in corners),
        )
        if self._state.clip.meets(box):
            self.page.images.append(Image(box, stream, number, self._marks.mcid))

    def _run_form(self, stream: PDFStream, number: int | None) -> None:
        saved, stack, tm, tlm = self._state.copy(), self._saved, self._tm, self._tlm
        marks = self._marks.apart()
        self._saved, self._depth = [], self._depth + 1
        if number is not None:
            self._open.add(number)
        matrix = resolve1(stream.get("Matrix"))
        if isinstance(matrix, list) and len(matrix) == 6:
            a, b, c, d, e, f = (float(resolve1(value)) for value in matrix)
            self._state.ctm = times((a, b, c, d, e, f), self._state.ctm)
        own = resolve1(stream.get("Resources"))
        try:
            content = stream.get_data()
        except Exception:  # a filter may fail in any way; the form is left out and told
            self.page.troubles.append("a drawing inside the page could not be unpacked")
            content = b""
        self.run(content, own if isinstance(own, dict) else self._resources)
        if number is not None:
            self._open.discard(number)
        self._depth -= 1
        self._state = self._paths.state = saved
        self._saved, self._tm, self._tlm = stack, tm, tlm
        self._marks.join(marks)
        self._paths.unseen = self._marks.unseen
        self._style = None

    def _mark(self, operands: bytes) -> None:
        self._style = None
        try:
            self._marks.begin(operands, self._resources)
        finally:
            self._paths.unseen = self._marks.unseen

    def _unmark(self, _: bytes) -> None:
        self._marks.end()
        self._paths.unseen = self._marks.unseen
        self._style = None


def resources_of(value: Any) -> dict[str, Any]:
    """Return a page's resources; empty where they cannot be read."""
    found = resolve1(value)
    return dict_value(found) if isinstance(found, dict) else {}
