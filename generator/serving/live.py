"""What builder and browsers both know: how many builds there were, and whether the last one failed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition


class Live:
    """What the watcher tells the browsers: how many builds there were, and whether the last one failed."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._listeners: list[Callable[[], object]] = []
        self.state = 0
        self.problem = ""

    def built(self, problem: str = "") -> None:
        """Tell that a build ended, with what was wrong or nothing."""
        with self._changed:
            self.state += 1
            self.problem = problem
            self._changed.notify_all()
            for listener in self._listeners:
                listener()

    def wait_for_change(self, since: int, seconds: float) -> bool:
        """Wait until the number of builds differs from `since`; tell whether it did in so many seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: self.state != since, timeout=seconds)

    @contextmanager
    def heard_by(self, listener: Callable[[], object]) -> Iterator[None]:
        """Call a function after every build, in the builder's thread, while the context lasts."""
        with self._changed:
            self._listeners.append(listener)
        try:
            yield
        finally:
            with self._changed:
                self._listeners.remove(listener)
