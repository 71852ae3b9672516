"""Work on a file from elsewhere, in a process of its own with limits on time, memory and output.

A file may be made to hurt: to unpack to gigabytes, to loop, to crash a decoder. Such a file costs its own process and
ends in a message; the other files go on.
"""

from __future__ import annotations

import errno
import multiprocessing
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from generator.errors import QikanError

SECONDS = 120.0
"""Time that one file may take. The longest honest issue seen takes two seconds."""
MEGABYTES = 1024
"""Memory that one file may take beyond what the program itself has, the size of what it may hand back, and of each
file that comes of it."""

_MEGABYTE = 1024 * 1024
_GRACE = 5.0
"""Seconds that a process may take to end after it has answered."""

_SUSPECT = "The file is broken or was made to do harm; get it again from its source, or print it anew."

T = TypeVar("T")


def run_limited(
    function: Callable[..., T], *args: Any, place: str = "", seconds: float = SECONDS, megabytes: int = MEGABYTES
) -> T:
    """Return `function(*args)`, computed in a process of its own that is killed when it takes too much.

    Function, arguments and result must be picklable. `place` is the file that messages name. Raises what the function
    raises; QikanError where it takes more than `seconds` or `megabytes`, or ends without an answer.
    """
    if multiprocessing.current_process().daemon:  # as the workers of a cluster: such a process may have no children
        answer = _asked_of_a_program(seconds, megabytes, function, args, place)
    else:
        answer = _asked_of_a_child(seconds, megabytes, function, args, place)
    done, value = pickle.loads(answer)
    if done:
        result: T = value
        return result
    if isinstance(value, QikanError) and not value.place:
        raise QikanError(value.problem, place=place, remedy=value.remedy)
    if isinstance(value, MemoryError):
        raise QikanError(f"reading it takes more than {megabytes} MB of memory", place=place, remedy=_SUSPECT)
    raise value


def _asked_of_a_child(
    seconds: float, megabytes: int, function: Callable[..., Any], args: tuple[Any, ...], place: str
) -> bytes:
    """Return the answer of a process of our own kind."""
    context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(sender, seconds, megabytes, function, args))
    process.start()
    sender.close()
    try:
        if not receiver.poll(seconds):
            raise _too_slow(seconds, place)
        try:
            answer: bytes = receiver.recv_bytes()
        except (EOFError, OSError):
            process.join(_GRACE)
            raise QikanError(_ending(process.exitcode, seconds), place=place, remedy=_SUSPECT) from None
    finally:
        receiver.close()
        _end(process)
    return answer


def _asked_of_a_program(
    seconds: float, megabytes: int, function: Callable[..., Any], args: tuple[Any, ...], place: str
) -> bytes:
    """Return the answer of a Python that is started for it: slower, and open to who may have no children."""
    order = pickle.dumps((list(sys.path), pickle.dumps((seconds, megabytes, function, args))))
    command = [sys.executable, "-c", _PROGRAM]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        try:
            answer, _ = program.communicate(order, timeout=seconds + _GRACE)
        except subprocess.TimeoutExpired:
            program.kill()
            raise _too_slow(seconds, place) from None
    if program.returncode or not answer:
        raise QikanError(_ending(program.returncode, seconds), place=place, remedy=_SUSPECT)
    return answer


_PROGRAM = """
import os, pickle, sys
out = os.fdopen(os.dup(1), "wb")
os.dup2(2, 1)  # whatever a library prints is no part of the answer
sys.path[:], order = pickle.load(sys.stdin.buffer)
from generator.importing.worker import answer
out.write(answer(*pickle.loads(order)))
out.close()
"""


def _work(
    sender: Connection, seconds: float, megabytes: int, function: Callable[..., Any], args: tuple[Any, ...]
) -> None:
    """Compute in the child process and send the answer back."""
    sender.send_bytes(answer(seconds, megabytes, function, args))
    sender.close()


def answer(seconds: float, megabytes: int, function: Callable[..., Any], args: tuple[Any, ...]) -> bytes:
    """Limit this process, compute, and return whether it succeeded with the result or the error, pickled."""
    _limit(seconds, megabytes)
    try:
        found = pickle.dumps((True, function(*args)))
        if len(found) > megabytes * _MEGABYTE:
            raise _too_large(megabytes)
    except MemoryError:
        found = pickle.dumps((False, MemoryError()))
    except OSError as error:
        found = _pickled(_too_large(megabytes) if error.errno == errno.EFBIG else error)
    except Exception as error:  # the parent raises it again
        found = _pickled(error)
    return found


def _too_slow(seconds: float, place: str) -> QikanError:
    return QikanError(f"reading it takes longer than {seconds:g} seconds", place=place, remedy=_SUSPECT)


def _too_large(megabytes: int) -> QikanError:
    return QikanError(f"what it unpacks to is larger than {megabytes} MB", remedy=_SUSPECT)


def _pickled(error: Exception) -> bytes:
    try:
        answer = pickle.dumps((False, error))
        pickle.loads(answer)
    except Exception:  # an error that cannot travel is told by its words
        return pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")))
    return answer


def _limit(seconds: float, megabytes: int) -> None:
    """Let the system end this process when it takes too much processor time, and refuse it more memory and room.

    Python ignores SIGXFSZ, so that writing too much is an error like that of a full disk.
    """
    try:
        import resource
    except ImportError:  # only POSIX has it; elsewhere the parent's clock is the limit
        return
    _lower(resource.RLIMIT_AS, _memory_now() + megabytes * _MEGABYTE)
    _lower(resource.RLIMIT_CPU, int(seconds) + 1)
    _lower(resource.RLIMIT_FSIZE, megabytes * _MEGABYTE)
    _lower(resource.RLIMIT_CORE, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _lower(kind: int, limit: int) -> None:
    import resource

    _, hard = resource.getrlimit(kind)
    allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    try:
        resource.setrlimit(kind, (allowed, hard))
    except (ValueError, OSError):
        return


def _memory_now() -> int:
    """Return the address space that this process has already, in bytes; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * 4096
    except (OSError, ValueError, IndexError):
        return 0


def _ending(code: int | None, seconds: float) -> str:
    if code == -getattr(signal, "SIGXCPU", 0):
        return f"reading it takes longer than {seconds:g} seconds"
    if code == -getattr(signal, "SIGKILL", 9):
        return "reading it was ended by the system, which was out of memory"
    return f"reading it crashed (code {code})"


def _end(process: Any) -> None:
    process.join(0.05)
    if process.is_alive():
        process.kill()
    process.join(_GRACE)
