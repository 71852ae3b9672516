"""Names of a package whose modules are loaded when one of them is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from importlib import import_module


def loaded_late(package: str, homes: Mapping[str, Collection[str]]) -> Callable[[str], object]:
    """Return a package's `__getattr__` (PEP 562); `homes` tells the names that each of its modules has for it."""

    def named(name: str) -> object:
        for home, names in homes.items():
            if name in names:
                return getattr(import_module(f"{package}.{home}"), name)
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return named
