"""Frozen dataclasses as JSON and back, by the types of their fields; nothing that is read can run."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from sys import intern
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")

LONGEST_NAME = 16
"""Characters of a text that probably comes again, as ids, sections and sources do; it stands in memory once."""

Reader = Callable[[Any], Any]


def to_json(value: object) -> str:
    """Return a value as JSON: a dataclass as the list of its fields, a date as in ISO 8601."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)


def from_json(kind: Callable[..., T], text: str) -> T:
    """Return what `to_json` wrote. `kind` is a dataclass of texts, numbers, dates, tuples and such dataclasses.
    Raises ValueError, TypeError or KeyError for what it did not write."""
    value: T = _reader(kind)(json.loads(text))
    return value


def _plain(value: Any) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return [getattr(value, field.name) for field in fields(value)]


@cache
def _reader(kind: Any) -> Reader:
    """Return the function that makes a value of this kind from plain data."""
    if kind is str:
        return _text
    if kind is date:
        return date.fromisoformat
    if get_origin(kind) is tuple:
        items = get_args(kind)
        if items[-1] is not ...:
            return _row([_reader(item) for item in items], lambda *values: values)
        read_item = _reader(items[0])
        return tuple if read_item is _as_it_is else lambda values: tuple(map(read_item, values))
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        return _row([_reader(hints[field.name]) for field in fields(kind)], kind)
    return _as_it_is


def _row(readers: Sequence[Reader], make: Callable[..., object]) -> Reader:
    """Return the function that makes something of a list with one value for each reader."""
    places = [(place, reader) for place, reader in enumerate(readers) if reader is not _as_it_is]

    def read(values: list[Any]) -> object:
        if len(values) != len(readers):
            raise ValueError(f"{len(values)} values for {len(readers)} fields")
        for place, reader in places:
            values[place] = reader(values[place])
        return make(*values)

    return read


def _text(value: Any) -> Any:
    return intern(value) if type(value) is str and len(value) <= LONGEST_NAME else value


def _as_it_is(value: Any) -> Any:
    return value
