"""What stands between two heights of a page, found without looking at all that stands on it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from generator.importing.pdf.elements import Run

T = TypeVar("T")


class ByHeight(Generic[T]):
    """Things of a page by their height."""

    def __init__(self, things: Sequence[T], height: Callable[[T], float]) -> None:
        self._things = things
        placed = sorted((height(thing), number) for number, thing in enumerate(things))
        self._heights = [height for height, _ in placed]
        self._numbers = [number for _, number in placed]

    def between(self, top: float, bottom: float) -> list[T]:
        """Return what stands between two heights, in the order in which it was given."""
        numbers = self._numbers[bisect_left(self._heights, top) : bisect_right(self._heights, bottom)]
        return [self._things[number] for number in sorted(numbers)]


def middle_of(run: Run) -> float:
    """Return the height of the middle of a run's characters."""
    return run.y - 0.3 * run.size
