"""A lock between processes that goes with its holder, however that ends."""

from __future__ import annotations

import importlib
from collections.abc import Callable


def hold(descriptor: int, waiting: Callable[[], None]) -> None:
    """Lock an open file; call `waiting` once and wait where another process holds it."""
    try:
        import fcntl
    except ImportError:
        _hold_on_windows(descriptor, waiting)
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        waiting()
        fcntl.flock(descriptor, fcntl.LOCK_EX)


def _hold_on_windows(descriptor: int, waiting: Callable[[], None]) -> None:
    """Do as `hold` does, by Windows' byte-range lock, which gives up after ten seconds a try."""
    msvcrt = importlib.import_module("msvcrt")
    try:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    except OSError:
        waiting()
        while True:
            try:
                msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
            except OSError:
                continue
            return
