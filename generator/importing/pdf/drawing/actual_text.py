"""Text that marked content says it stands for (`ActualText`, ISO 32000-1, 14.9.4), dealt out to the glyphs inside."""

from __future__ import annotations

from collections.abc import Sequence

from generator.importing.characters import clean
from generator.importing.pdf.file import lexing


class ActualText:
    """What is left to say of the text of a stretch of glyphs."""

    def __init__(self, text: str) -> None:
        self._rest = text
        self._begun = False

    def words(self, glyphs: Sequence[str]) -> list[str]:
        """Return what each of the next glyphs stands for. Glyphs that say the same themselves keep their characters,
        so that a text may run over many lines; else a glyph gets a character, as long as there are any."""
        self._begun = True
        own = "".join(glyphs)
        if self._rest.startswith(own):
            self._rest = self._rest[len(own) :]
            return list(glyphs)
        count = len(glyphs)
        dealt, self._rest = list(self._rest[:count]), self._rest[count:]
        return dealt + [""] * (count - len(dealt))

    def rest(self) -> str:
        """Return what is left behind the last glyph; nothing where there was none, for a picture say."""
        return self._rest if self._begun else ""


def read_actual_text(operands: bytes) -> ActualText | None:
    """Return the text that the first string among operands says; None where it says nothing that can be seen."""
    return actual_text_of(lexing.string(operands))


def actual_text_of(data: bytes) -> ActualText | None:
    """Return the text of a string; None where it says nothing that can be seen."""
    text = data[2:].decode("utf-16-be", "replace") if data.startswith(b"\xfe\xff") else data.decode("latin-1")
    seen = clean(text)
    return ActualText(seen) if seen else None
