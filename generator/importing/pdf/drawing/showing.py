"""Text of a content stream (ISO 32000-1, chapter 9): where it goes, and the runs that it makes.

A page has tens of thousands of strings, many of one character. What is the same for all strings that one matrix, font
size and spacing set is kept as a `Frame`; what a short operand shows is kept by the font.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pdfminer.pdftypes import resolve1

from generator.importing.pdf.drawing.frames import Linear, frame_of
from generator.importing.pdf.drawing.marks import Marks
from generator.importing.pdf.drawing.places import UPRIGHT, Places
from generator.importing.pdf.drawing.states import FARTHEST, State
from generator.importing.pdf.elements import Page, Run, Style
from generator.importing.pdf.file import lexing
from generator.importing.pdf.fonts.faces import Face, Faces, Glyph, Shown

_SPLIT = 0.18
"""A jump inside a shown string, in sizes, that starts a new run."""
_SAME = 0.01
"""Sizes by which baselines, and share by which sizes, differ inside a run at most."""
_NOWHERE = "text is set in a place or a size beyond all measure; it was left out"
_INVISIBLE = 3
_ASCENT = 0.88
"""How far the pen of vertical writing stands above the baseline of the glyph below it, in sizes, unless a font says
otherwise."""
_STROKED = frozenset((1, 2, 5, 6))


class Pen(Places):
    """Runs the text operators and puts runs down on the page."""

    def __init__(self, page: Page, state: State, faces: Faces, marks: Marks) -> None:
        super().__init__(state)
        self.style: Style | None = None
        """How what follows is set; None where that has to be found out."""
        self.run: Run | None = None
        """The visible run that what follows may belong to."""
        self._page = page
        self._faces = faces
        self._marks = marks
        self._framed: Linear | None = None
        self._frame = frame_of(state, UPRIGHT)
        self._styles: dict[tuple[bool, tuple[float, ...], bool, int | None], Style] = {}
        self._fonts: dict[bytes, tuple[Face | None, float]] = {}
        self._resources: dict[str, Any] = {}

    def operators(self) -> dict[bytes, Callable[[bytes], None]]:
        """Return what each operator does."""
        return {
            b"BT": self.begin, b"Tf": self._font, b"Tm": self.matrix, b"Td": self.move, b"TD": self.move_leading,
            b"T*": self.next_line, b"Tj": self._show, b"TJ": self._show_all, b"'": self._show_next,
            b'"': self._show_spaced, b"Tc": self._set("spacing"), b"Tw": self._set("word"),
            b"TL": self._set("leading"), b"Ts": self._set("rise"), b"Tz": self._stretch, b"Tr": self._render,
        }  # fmt: skip

    def use(self, state: State) -> None:
        """Go on with another graphics state, or with the same one after its matrix changed."""
        self.state = state
        self.style = self._framed = None

    def enter(self, resources: dict[str, Any]) -> object:
        """Begin a content stream with its fonts, and return what `leave` takes at its end."""
        outer = self._resources, self._fonts, self.place
        self._resources, self._fonts = resources, {}
        return outer

    def leave(self, outer: Any) -> None:
        """Go on where a content stream began that has come to its end."""
        self._resources, self._fonts, self.place = outer
        self.run = None

    def _set(self, slot: str) -> Callable[[bytes], None]:
        def put(operands: bytes) -> None:
            setattr(self.state, slot, lexing.numbers(operands)[-1])
            self._framed = None

        return put

    def _stretch(self, operands: bytes) -> None:
        self.state.scale = lexing.numbers(operands)[-1] / 100
        self._framed = None

    def _render(self, operands: bytes) -> None:
        mode = int(lexing.numbers(operands)[-1])
        if mode != self.state.mode:
            self.state.mode, self.style = mode, None

    def _font(self, operands: bytes) -> None:
        state, known = self.state, self._fonts.get(operands)
        if known is None:
            known = self._fonts[operands] = self._face(lexing.name(operands)), float(operands.split()[-1])
        face, size = known
        if size != state.size:
            state.size, self._framed = size, None
        old = state.face
        if face is not old:
            state.face = face
            if face is None or old is None or face.bold is not old.bold:
                self.style = None

    def _face(self, key: str) -> Face | None:
        fonts = resolve1(self._resources.get("Font"))
        return self._faces.face(fonts.get(key)) if isinstance(fonts, dict) and key in fonts else None

    # Strings

    def _show(self, operands: bytes) -> None:
        face = self.state.face
        if face is None:
            self._unreadable(lexing.string(operands))
        elif face.vertical:
            self._put_down(face.show(operands))
        else:
            self._put(face, face.shown.get(operands) or face.show(operands))

    def _show_all(self, operands: bytes) -> None:
        """Show the strings of an array (TJ). Those that go on in the run of the one before only make it longer."""
        face = self.state.face
        if face is not None and face.vertical:
            for literal, hexes, jump in lexing.parts(operands):
                if jump:
                    self.sink(-lexing.number(jump) / 1000 * self.state.size)
                else:
                    self._put_down(face.show(literal or hexes))
            return
        if self._linear is not self._framed:
            self._set_frame()
        a, b, ca, _, cc, _, dx, _, along, size, step, spacing, word, level, _ = self._frame
        joins = level and not spacing and not word and self._marks.actual is None
        reach, stretch = _SPLIT * size, step * along
        run: Run | None = None
        words: list[str] = []
        start = advance = 0.0
        for literal, hexes, jump in lexing.parts(operands):
            if jump:
                advance -= lexing.number(jump) / 1000 * step
                continue
            if face is None:
                self._unreadable(lexing.string(literal or hexes))
                continue
            shown = face.shown.get(literal or hexes) or face.show(literal or hexes)
            text, offsets, width, family, _ = shown
            x = start + advance * along
            if run is not None and abs(x - run.x1) < reach and (not family or not run.family or family == run.family):
                if text:
                    words.append(text)
                    run.xs += _from(x, offsets, stretch)
                    run.family = run.family or family
                    run.x1 = x + width * stretch
                advance += width * step
                continue
            if run is not None:
                run.text += "".join(words)
                words = []
            self._x, self._y = self._x + advance * a, self._y + advance * b
            self._put(face, shown)
            start, advance = self._x * ca + self._y * cc + dx, 0.0
            run = self.run if joins else None
        if run is not None:
            run.text += "".join(words)
        self._x, self._y = self._x + advance * a, self._y + advance * b

    def _show_next(self, operands: bytes) -> None:
        self.next_line(operands)
        self._show(operands)

    def _show_spaced(self, operands: bytes) -> None:
        self.state.word, self.state.spacing = lexing.numbers(operands)[:2]
        self._framed = None
        self._show_next(operands)

    def _unreadable(self, data: bytes) -> None:
        if data:
            self._page.troubles.append(f"{len(data)} bytes of text stand in a font that cannot be read")

    def _set_frame(self) -> None:
        self._framed = self._linear
        self._frame = frame_of(self.state, self._linear)

    def _put(self, face: Face, shown: Shown) -> None:
        """Put a string down and move on behind it."""
        if self._linear is not self._framed:
            self._set_frame()
        a, b, ca, cb, cc, cd, dx, dy, along, size, step, spacing, word, _, turn = self._frame
        x, y = self._x * ca + self._y * cc + dx, self._x * cb + self._y * cd + dy
        text, offsets, width, family, glyphs = shown
        if spacing or (word and face.single_byte) or self._marks.actual is not None:
            text, offsets, advance = self._spread(face, glyphs)
            family = face.family_of(text)
            xs = [x + offset * along for offset in offsets]
        else:
            advance, stretch = width * step, step * along
            xs = _from(x, offsets, stretch)
        self._x += advance * a
        self._y += advance * b
        if not text:
            return
        end = x + (advance - spacing) * along
        style, run = self.style or self._find_style(), self.run
        if (
            run is not None
            and run.style is style
            and abs(run.y - y) < _SAME * size
            and abs(x - run.x1) < _SPLIT * size
            and abs(run.size - size) < _SAME * size
            and (not family or not run.family or family == run.family)
        ):
            run.family = run.family or family
            run.text += text
            run.xs += xs
            run.x1 = end
        else:
            self._begin_run(Run(x, end, y, size, text, xs, style, family), turn)

    def _put_down(self, shown: Shown) -> None:
        """Put the glyphs of a string down one below the other (9.7.4.3): the middle of each stands at the pen."""
        size = self.state.size
        for text, height in shown.glyphs:
            if self._linear is not self._framed:
                self._set_frame()
            frame, (a, b, c, d) = self._frame, self._linear
            right, up = -size / 2, -_ASCENT * size
            across, along = self._x + right * a + up * c, self._y + right * b + up * d
            x, y = across * frame.ca + along * frame.cc + frame.dx, across * frame.cb + along * frame.cd + frame.dy
            if text:
                style = self.style or self._find_style()
                self._begin_run(
                    Run(x, x + size * frame.along, y, frame.size, text, [x] * len(text), style, shown.family),
                    frame.turn,
                )
            self.sink(height * size + self.state.spacing)

    def _begin_run(self, run: Run, turn: int | None) -> None:
        page, state = self._page, self.state
        self.run = None
        if not abs(run.x0) + abs(run.x1) + abs(run.y) < FARTHEST:
            page.troubles.append(_NOWHERE)
        elif turn != 0:
            page.turned.append(run)
            if turn is not None:
                page.turns[turn] += len(run.text)
        elif (
            state.mode == _INVISIBLE
            or self._marks.unseen
            or run.size > page.width + page.height
            or not state.clip.holds((run.x0 + run.x1) / 2, run.y - 0.3 * run.size, 1.0)
        ):
            page.hidden.append(run)
        else:
            page.runs.append(run)
            self.run = run

    def add(self, text: str) -> None:
        """Put characters down that stand behind the last glyph without one of their own."""
        if self.run is not None:
            self.run.text += text
            self.run.xs += [self.run.x1] * len(text)

    def _spread(self, face: Face, glyphs: Sequence[Glyph]) -> tuple[str, list[float], float]:
        """Return the characters, the advance before each and after all, where more than the widths of glyphs counts:
        spacing, or a text that the marked content says it stands for."""
        step, spacing = self._frame.step, self._frame.spacing
        word = self._frame.word if face.single_byte else 0.0
        actual = self._marks.actual
        words = [text for text, _ in glyphs]
        if actual is not None:
            words = actual.words(words)
        advance = 0.0
        offsets: list[float] = []
        for text, (own, width) in zip(words, glyphs, strict=True):
            offsets += [advance] * len(text)
            advance += width * step + spacing
            if own == " ":
                advance += word
        return "".join(words), offsets, advance

    def _find_style(self) -> Style:
        state, marks = self.state, self._marks
        bold = state.mode in _STROKED or (state.face is not None and state.face.bold)
        key = (bold, state.fill, marks.artifact, marks.mcid)
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = Style(*key)
        self.style = style
        return style


def _from(x: float, offsets: Sequence[float], stretch: float) -> list[float]:
    """Return where characters begin that stand so far from the first; most strings of many producers have but one."""
    return [x + offsets[0] * stretch] if len(offsets) == 1 else [x + offset * stretch for offset in offsets]
