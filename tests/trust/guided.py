"""Fuzzing that is guided by coverage: inputs that reach new lines of Qikan are kept and changed further.

An input is a list of pieces (words, numbers, signs); a change puts in, takes out, turns round or repeats some.
`sys.settrace` tells which steps from line to line an input takes.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from generator.building.patience import patience
from generator.errors import QikanError

ROOM = str(Path(__file__).resolve().parents[2] / "generator")
SLOW = 10.0
"""Processor seconds, traced, after which an input counts as one that hangs."""
_PIECE = re.compile(r"\s+|[0-9A-Za-z]+|[^\s0-9A-Za-z]")

Step = tuple[int, int]
"""From one line of a function to the next: the code's own identity, and both line numbers in one."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is fuzzed."""

    name: str
    """Its name, and that of its folder of findings."""
    check: Callable[[str], None]
    """Takes one input; QikanError is an honest answer, every other exception is a finding."""
    seeds: Sequence[str]
    """Inputs to begin with."""
    words: Sequence[str]
    """Pieces that mean something to it."""
    longest: int = 4_000
    """Characters of an input; longer ones are cut, so that the machine tries many."""


@dataclass(slots=True)
class Run:
    """What came of fuzzing one target."""

    executions: int = 0
    """Inputs tried."""
    steps: set[Step] = field(default_factory=set)
    """Steps from line to line that were taken."""
    kept: list[str] = field(default_factory=list)
    """Inputs that took a new one."""
    findings: dict[str, str] = field(default_factory=dict)
    """The smallest input found for each kind of failure, by the failure's kind and place."""


def fuzz(target: Target, *, seconds: float = 0.0, executions: int = 0, seed: int = 0) -> Run:
    """Fuzz a target for so many seconds or executions; the same seed and executions try the same inputs."""
    chance = random.Random(f"{target.name} {seed}")
    run = Run()
    for start in target.seeds:
        _try(target, start, run)
    end = time.monotonic() + seconds
    while run.executions < executions or (not executions and time.monotonic() < end):
        _try(target, changed(target, chance.choice(run.kept or list(target.seeds)), chance), run)
    return run


def failure(target: Target, text: str) -> str:
    """Return how a target fails on an input, by kind and place; empty where it does not."""
    try:
        with patience(target.name, SLOW):
            target.check(text)
    except QikanError as error:
        return "QikanError: it hangs" if error.place == target.name else ""
    except Exception as error:
        return _kind(error)
    return ""


def smaller(target: Target, text: str, kind: str) -> str:
    """Return the input without the parts that the failure does not need."""
    size = len(text) // 2
    while size:
        at = 0
        while at < len(text):
            shorter = text[:at] + text[at + size :]
            if failure(target, shorter) == kind:
                text = shorter
            else:
                at += size
        size //= 2
    return text


def changed(target: Target, text: str, chance: random.Random) -> str:
    """Return an input with one to six changes."""
    pieces = _PIECE.findall(text)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(pieces) + 1)
        length = chance.choice((1, 1, 1, 2, 5, 20))
        match chance.randrange(7):
            case 0 | 1:
                pieces.insert(at, chance.choice(target.words))
            case 2:
                del pieces[at : at + length]
            case 3:
                other = chance.randrange(len(pieces) + 1)
                pieces[at:at] = pieces[other : other + length]
            case 4:
                pieces[at : at + length] *= chance.choice((2, 3, 30))
            case 5:
                pieces.insert(at, chr(chance.choice((chance.randrange(0x100), chance.randrange(0x10000)))))
            case 6:
                pieces[at : at + length] = reversed(pieces[at : at + length])
    return "".join(pieces)[: target.longest]


def _try(target: Target, text: str, run: Run) -> None:
    run.executions += 1
    taken: set[Step] = set()
    with _watched(taken):
        kind = failure(target, text)
    if not taken <= run.steps:
        run.steps |= taken
        run.kept.append(text)
    if kind and len(text) < len(run.findings.get(kind, text + " ")):
        run.findings[kind] = text


class _watched:  # noqa: N801 - read as a statement
    """Notes the steps that code of Qikan takes inside."""

    def __init__(self, taken: set[Step]) -> None:
        self.taken = taken

    def __enter__(self) -> None:
        sys.settrace(self._call)

    def __exit__(self, *error: object) -> None:
        sys.settrace(None)

    def _call(self, frame: FrameType, event: str, value: Any) -> Callable[..., Any] | None:
        if not frame.f_code.co_filename.startswith(ROOM):
            return None
        code, add = hash(frame.f_code.co_filename) ^ frame.f_code.co_firstlineno, self.taken.add
        last = 0

        def line(frame: FrameType, event: str, value: Any) -> Callable[..., Any]:
            nonlocal last
            add((code, last << 16 | frame.f_lineno))
            last = frame.f_lineno
            return line

        return line


def _kind(error: BaseException) -> str:
    places = list(_places(error))
    return f"{type(error).__name__} {places[-1] if places else ''}".strip()


def _places(error: BaseException) -> Iterator[str]:
    trace = error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith(ROOM) or "trust" in file:
            yield f"{Path(file).name}:{trace.tb_frame.f_code.co_name}"
        trace = trace.tb_next
