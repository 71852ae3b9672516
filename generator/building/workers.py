"""Work on many issues at a time: a pure function mapped over `concurrent.futures`."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from generator.errors import QikanError

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.context import BaseContext

    from generator.building.companion import Beside

Item = TypeVar("Item")
Result = TypeVar("Result")
Key = TypeVar("Key")

T = TypeVar("T")
More = TypeVar("More", covariant=True)


class Items(Protocol[More]):
    """What work is to be done on: a sequence, or anything of a known length."""

    def __len__(self) -> int:
        """Return how many there are."""

    def __iter__(self) -> Iterator[More]:
        """Yield one after the other."""


@dataclass(frozen=True, slots=True)
class InTurn(Generic[Key, Item]):
    """Items that are made when their turn comes, so that few of them are in memory at a time."""

    make: Callable[[Key], Item]
    """Makes an item."""
    keys: Sequence[Key]
    """What each is made of."""

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.keys)

    def __iter__(self) -> Iterator[Item]:
        """Make one after the other."""
        return map(self.make, self.keys)


class Progress(Protocol):
    """Passes items on and shows how many of them have gone by."""

    def __call__(self, items: Iterable[T], count: int, label: str, /) -> Iterator[T]:
        """Yield the items, `count` of them, telling that `label` goes on."""


def in_silence(items: Iterable[T], count: int, label: str, /) -> Iterator[T]:
    """Be the Progress that shows nothing."""
    yield from items


FEW = 3
"""For so few items starting processes takes longer than they save."""
CHUNKS_A_WORKER = 32
"""Enough that workers end at about the same time, few enough that handing out costs nothing."""
LONGEST_CHUNK = 4
"""Results wait in memory until their chunk is done."""
CHUNKS_AHEAD = 8
"""Chunks for each worker that are handed out before the first of them is asked for: nobody waits for the next one, and
items and results in memory do not grow with the archive."""
CONNECTING = 10
"""Seconds to wait for a cluster's answer."""
YOUNG_OBJECTS = 50_000
"""Objects that a worker makes before it looks for cycles among them, of which there are few: an issue that is read is
some ten thousand, looked through again and again."""
LOOK_FOR_PARENT = 0.5
"""Seconds between two looks whether the process that started a worker still lives."""


class Crew:
    """Processes of this machine that start when they are first needed and stay for several steps.

    There are as many as the first step has items for, up to the number allowed; a later step with work for more begins
    with new ones. So they mostly begin while their parent is small, hold nothing of what it gathers later, and load
    parser and theme once. What they are to work on is handed out a little ahead of the results.
    """

    def __init__(self, processes: int) -> None:
        """`processes` is how many there may be."""
        self._processes = processes
        self._size = 0
        self._pool: ProcessPoolExecutor | None = None

    def map(self, function: Callable[[Item], Result], items: Items[Item]) -> Iterator[Result]:
        """Yield a function's results in the order of the items."""
        from concurrent.futures.process import BrokenProcessPool

        chunk = max(1, min(LONGEST_CHUNK, len(items) // (self._processes * CHUNKS_A_WORKER)))
        left = iter(items)
        ahead: deque[Future[list[Result]]] = deque()
        try:
            while some := list(islice(left, chunk)):
                with interrupts_held():
                    ahead.append(self._enough_for(len(items)).submit(_each, function, some))
                if len(ahead) == self._processes * CHUNKS_AHEAD:
                    yield from ahead.popleft().result()
            while ahead:
                yield from ahead.popleft().result()
        except BrokenProcessPool as error:
            raise worker_killed() from error

    def _enough_for(self, items: int) -> ProcessPoolExecutor:
        """Return processes for so many items; by a fork all of them start at once."""
        from concurrent.futures import ProcessPoolExecutor

        needed = min(self._processes, items)
        if self._pool is None or self._size < needed:
            self.leave()
            self._size = needed
            parent = (os.getpid(),)
            self._pool = ProcessPoolExecutor(needed, mp_context=_context(), initializer=begin_worker, initargs=parent)
        return self._pool

    def leave(self) -> None:
        """End the processes; what they have not begun is not done."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


@dataclass(frozen=True, slots=True)
class Workers:
    """Who does the work."""

    processes: int = 1
    """How many processes of this machine; 1 is this process alone."""
    cluster: str = ""
    """The address of a Dask scheduler, `HOST:PORT`, whose workers see the same files under the same paths; empty for
    this machine."""
    crew: Crew | None = field(default=None, repr=False, compare=False)
    """Processes that stay for several steps; None where each step starts its own."""
    beside: Beside | None = field(default=None, repr=False, compare=False)
    """A process beside this one for what does not take long; None where there is to be none."""


ALONE = Workers()


@contextmanager
def staying(workers: Workers) -> Iterator[Workers]:
    """Give the same workers, whose processes stay until the block ends."""
    crew = Crew(workers.processes)
    try:
        yield replace(workers, crew=crew)
    finally:
        crew.leave()


def map_in_order(function: Callable[[Item], Result], items: Items[Item], workers: Workers) -> Iterator[Result]:
    """Yield a function's results in the order of the items.

    Function, items and results must be picklable; a function may run again for an item whose worker died. An exception
    of the function comes out here.
    """
    if (workers.processes <= 1 and not workers.cluster) or len(items) <= FEW:
        yield from map(function, items)
    elif workers.cluster:
        yield from _mapped_by_cluster(function, items, workers.cluster)
    elif workers.crew is not None:
        yield from workers.crew.map(function, items)
    else:
        with staying(workers) as here:
            yield from map_in_order(function, items, here)


def begun(results: Iterator[Result]) -> Iterator[Result]:
    """Return the same results, of which the first is there: others go on while this process does something else."""
    return chain(list(islice(results, 1)), results)


def _each(function: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    return list(map(function, items))


def _mapped_by_cluster(function: Callable[[Item], Result], items: Iterable[Item], address: str) -> Iterator[Result]:
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise QikanError(
            "the package distributed is not installed.", remedy="Install it with `pip install 'qikan[cluster]'`."
        ) from error
    try:
        client = Client(f"tcp://{address}", timeout=CONNECTING)
    except (OSError, ValueError) as error:
        remedy = "Start one with `dask scheduler`, or leave --executor out."
        raise QikanError(f"there is no Dask scheduler at {address}.", remedy=remedy) from error
    with client, client.get_executor() as executor:
        yield from executor.map(function, list(items))


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Keep Ctrl-C waiting while workers start: in the middle of a fork it would be lost, or hit the new worker."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _context() -> BaseContext:
    """Return the fastest way to start a worker that is safe now: a fork where no thread runs beside us."""
    import multiprocessing

    return multiprocessing.get_context("fork" if may_fork() else "spawn")


def may_fork() -> bool:
    """Tell whether a process may begin as a copy of this one: no thread runs that might hold a lock."""
    return sys.platform == "linux" and threading.active_count() == 1


def worker_killed() -> QikanError:
    """Return the error of a process that ended without an answer."""
    return QikanError(
        "a worker process was killed, perhaps because memory ran out.", remedy="Try again with --jobs 1."
    )


def begin_worker(parent: int) -> None:
    """Make a worker leave Ctrl-C to its parent, and end soon after that died: a killed build leaves no process.

    What it has from its parent stays shared and to the end: a collection of garbage would write to all of it, and find
    nothing in it that could go.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(LOOK_FOR_PARENT)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
