"""Marked content: what a page's content stream says of the stretches that it encloses (ISO 32000-1, 14.6)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from pdfminer.pdftypes import resolve1

from generator.importing.pdf.drawing.actual_text import ActualText, actual_text_of, read_actual_text
from generator.importing.pdf.file import lexing

_PLAIN = re.compile(rb"\s*/([A-Za-z0-9]+)\s*<<\s*/MCID\s+(\d{1,9})\s*>>\s*")
"""A mark that gives its number and nothing else."""

_SHOWN: dict[str, Callable[[Sequence[bool]], bool]] = {
    "AnyOn": any,
    "AllOn": all,
    "AnyOff": lambda states: not all(states),
    "AllOff": lambda states: not any(states),
}
"""When what belongs to some layers is shown, by whether each is on."""

_Said = tuple[bool, int | None, bool, ActualText | None]
"""What Marks says at one place: artifact, mcid, unseen, actual."""


class Marks:
    """What holds at the place in a content stream that has been reached."""

    def __init__(self, off: frozenset[int]) -> None:
        self.artifact = False
        """Whether this is no part of the text: a running head, a rule."""
        self.mcid: int | None = None
        """The number by which the structure tree refers to this stretch."""
        self.unseen = False
        """Whether it belongs to a layer that is switched off."""
        self.actual: ActualText | None = None
        """The text that it stands for."""
        self._off = off
        self._outer: list[_Said] = []

    def is_off(self, layer: object) -> bool:
        """Tell whether a reference leads to a layer that is switched off, or to a membership in layers by which that
        is hidden (8.11.2.2)."""
        if layer is None or getattr(layer, "objid", None) in self._off:
            return layer is not None
        membership = resolve1(layer)
        if not isinstance(membership, dict) or getattr(resolve1(membership.get("Type")), "name", "") != "OCMD":
            return False
        groups = membership.get("OCGs")
        listed = resolve1(groups)
        states = [
            getattr(group, "objid", None) not in self._off
            for group in (listed if isinstance(listed, list) else [groups])
        ]
        policy = getattr(resolve1(membership.get("P")), "name", "AnyOn")
        return bool(listed) and not _SHOWN.get(policy, any)(states)

    def begin(self, operands: bytes, resources: dict[str, Any]) -> None:
        """Take note of a mark (BMC, BDC) with its properties, which may stand among the resources."""
        self._outer.append((self.artifact, self.mcid, self.unseen, self.actual))
        plain = _PLAIN.fullmatch(operands)
        if plain is not None and plain[1] not in (b"Artifact", b"OC"):
            self.mcid = int(plain[2])
            return
        tag = lexing.name(operands)
        if tag == "Artifact":
            self.artifact = True
        rest = operands[operands.find(b"/") + 1 + len(tag) :] if b"/" in operands else b""
        if tag == "OC":
            self.unseen = self.unseen or self.is_off(_property(rest, resources))
        elif b"<<" in rest:
            if b"MCID" in rest:
                self.mcid = int(lexing.numbers(rest[rest.find(b"MCID") + 4 :])[0])
            if b"ActualText" in rest:
                self.actual = read_actual_text(rest[rest.find(b"ActualText") + 10 :])
        elif b"/" in rest:
            entry = resolve1(_property(rest, resources))
            if isinstance(entry, dict) and isinstance(resolve1(entry.get("MCID")), int):
                self.mcid = resolve1(entry["MCID"])
            if isinstance(entry, dict) and isinstance(said := resolve1(entry.get("ActualText")), bytes):
                self.actual = actual_text_of(said)

    def end(self) -> str:
        """Forget the innermost mark (EMC), and return what is left of the text that it stands for; a mark that was
        never begun is passed over."""
        if not self._outer:
            return ""
        actual = self.actual
        self.artifact, self.mcid, self.unseen, self.actual = self._outer.pop()
        return actual.rest() if actual is not None and actual is not self.actual else ""

    def apart(self) -> list[_Said]:
        """Begin a form, whose marks are its own, and return what `join` takes at its end."""
        outer, self._outer = self._outer, []
        return outer

    def join(self, outer: list[_Said]) -> None:
        """Go on where a form began; marks that it did not end are forgotten."""
        while self._outer:
            self.end()
        self._outer = outer


def _property(operands: bytes, resources: dict[str, Any]) -> object:
    """Return what the resources hold under the name that a mark gives; unresolved, None where there is nothing."""
    properties = resolve1(resources.get("Properties"))
    return properties.get(lexing.name(operands)) if isinstance(properties, dict) else None
