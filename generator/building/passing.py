"""Issues as one worker leaves them for another.

What a dataclass with frozen slots brings along for `pickle` goes through its fields one by one in Python, there and
back. Here an object is told by its class and the values of its fields, which takes half of the time.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from io import BytesIO
from operator import attrgetter
from typing import Any

from generator import model
from generator.model import Issue

Reducer = Callable[[Any], tuple[Callable[..., Any], tuple[Any, ...]]]


def _reducer(kind: type[Any]) -> Reducer:
    names = [field.name for field in fields(kind)]
    values = attrgetter(*names)
    if len(names) == 1:
        return lambda one: (kind, (values(one),))
    return lambda one: (kind, values(one))


_REDUCERS: dict[type, Reducer] = {
    kind: _reducer(kind)
    for kind in vars(model).values()
    if isinstance(kind, type) and is_dataclass(kind) and fields(kind)
}


def packed(issue: Issue) -> bytes:
    """Return the bytes of an issue."""
    buffer = BytesIO()
    pickler = pickle.Pickler(buffer, protocol=5)
    pickler.dispatch_table = _REDUCERS
    pickler.dump(issue)
    return buffer.getvalue()


def unpacked(data: bytes) -> Issue:
    """Return the issue of bytes that `packed` made; they must be our own."""
    issue: Issue = pickle.loads(data)
    return issue
