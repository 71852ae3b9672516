"""A process beside that of a build, for what can be done while the build does other things.

It begins as a copy of this process, so it starts in a moment; an executor's processes take longer to begin than most
of what one issue needs.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import BinaryIO, NoReturn, TypeVar

from generator.building.workers import (
    ALONE,
    Workers,
    begin_worker,
    interrupts_held,
    map_in_order,
    may_fork,
    worker_killed,
)

Item = TypeVar("Item")
Result = TypeVar("Result")


class Beside:
    """A place for a companion, which is started when there is something to do."""

    def __init__(self, processes: int) -> None:
        """`processes` is how many there may be, this one among them."""
        self._allowed = processes > 1
        self._companion: Companion | None = None

    def companion(self) -> Companion | None:
        """Return one that has nothing to do; None where there is none."""
        if self._companion is None and self._allowed and may_fork():
            with interrupts_held():
                self._companion = Companion(begin_worker)
        return None if self._companion is None or self._companion.busy else self._companion

    def leave(self) -> None:
        """End it."""
        if self._companion is not None:
            self._companion.leave()


@contextmanager
def accompanied(workers: Workers) -> Iterator[Workers]:
    """Give the same workers with a place for a companion, which goes when the block ends."""
    beside = Beside(workers.processes)
    try:
        yield replace(workers, beside=beside)
    finally:
        beside.leave()


def begin_beside(
    function: Callable[[Item], Result], items: Sequence[Item], workers: Workers, otherwise: Workers = ALONE
) -> Iterator[Result]:
    """Begin what does not take long in a process beside this one; yields the results as `map_in_order`.

    Where there is no such process, others do it when the results are asked for.
    """
    companion = workers.beside.companion() if items and workers.beside is not None else None
    return companion.begin(function, items) if companion else map_in_order(function, items, otherwise)


class Companion:
    """A process that does what it is asked for, one thing after the other, until it is let go."""

    def __init__(self, beginning: Callable[[int], None]) -> None:
        """Start it, where a fork is safe. `beginning` is what it does first; it is told the number of this process."""
        parent = os.getpid()
        its_requests, requests = os.pipe()
        answers, its_answers = os.pipe()
        self._number = os.fork()
        if self._number == 0:
            os.close(requests)
            os.close(answers)
            _serve(os.fdopen(its_requests, "rb"), os.fdopen(its_answers, "wb"), lambda: beginning(parent))
        os.close(its_requests)
        os.close(its_answers)
        self._requests = os.fdopen(requests, "wb")
        self._answers = os.fdopen(answers, "rb")
        self.busy = False
        """Whether it was asked for something that is not answered yet."""

    def begin(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        """Let it begin to do something for some items; yields the results, in their order, once they are asked for.

        All must be picklable. An exception of the function comes out here. Ask for nothing more until then.
        """
        self.busy = True
        try:
            pickle.dump((function, items), self._requests)
            self._requests.flush()
        except BrokenPipeError as error:
            raise worker_killed() from error
        return self._results()

    def leave(self) -> None:
        """End it, whatever it does."""
        os.kill(self._number, signal.SIGKILL)
        os.waitpid(self._number, 0)
        self._answers.close()
        with suppress(BrokenPipeError):  # of a request that it did not live to read
            self._requests.close()

    def _results(self) -> Iterator[Result]:
        try:
            done, answer = pickle.load(self._answers)
        except (EOFError, pickle.UnpicklingError) as error:  # nothing of an answer, or a part of it
            raise worker_killed() from error
        self.busy = False
        if not done:
            raise answer
        yield from answer


def _serve(requests: BinaryIO, answers: BinaryIO, begin: Callable[[], None]) -> NoReturn:
    """Be the companion."""
    try:
        begin()
        while True:
            function, items = pickle.load(requests)
            answers.write(_answer(function, items))
            answers.flush()
    finally:
        os._exit(0)  # nothing of what it shares with its parent is taken apart


def _answer(function: Callable[[Item], Result], items: Sequence[Item]) -> bytes:
    try:
        return pickle.dumps((True, [function(item) for item in items]))
    except Exception as error:  # it is raised where the results are asked for
        try:
            return pickle.dumps((False, error))
        except Exception:
            return pickle.dumps((False, RuntimeError(repr(error))))
