"""How long a build waits for one content file, which may have been made to take for ever."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from generator.errors import QikanError

SECONDS = 120.0
"""Processor time that reading or rendering one issue may take; a long honest one takes a second."""


class _TimeIsUpError(BaseException):
    """Comes out of the middle of any work; no handler of ordinary errors stops it."""


@contextmanager
def patience(place: str, seconds: float = SECONDS) -> Iterator[None]:
    """Raise QikanError, naming `place`, when what is done inside takes more than so much processor time.

    Signals reach the main thread only, and only POSIX has this one: elsewhere nothing is limited.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    except _TimeIsUpError:
        raise QikanError(
            f"this file takes longer than {seconds:g} seconds.",
            place=place,
            remedy="Look for brackets or marks repeated thousands of times; remove them, or the file.",
        ) from None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _end(number: int, frame: FrameType | None) -> None:
    raise _TimeIsUpError
