"""What is installed beside Qikan, told by the names of folders.

The standard library's `importlib.metadata` tells it too, and takes a twentieth of a second to load.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from contextlib import suppress

TOLD_BY = (".dist-info", ".egg-info", ".egg-link")
"""Endings of what tells of an installed package; the first two are named by its version (PEP 376)."""


def installed() -> list[str]:
    """Return the names of all folders and files that tell of an installed package: `Jinja2-3.1.6.dist-info`."""
    found: list[str] = []
    for folder in sys.path:
        with suppress(OSError):
            found += sorted(name for name in os.listdir(folder or ".") if name.endswith(TOLD_BY))
    return found


def versions(packages: Iterable[str]) -> dict[str, str]:
    """Return the versions of packages, named as an index names them (PEP 503); empty for one that is not installed."""
    found: dict[str, str] = {}
    for told in installed():
        name, dash, version = told.rpartition(".")[0].partition("-")
        if dash:
            found.setdefault(re.sub("[-_.]+", "-", name).lower(), version)
    return {package: found[package] if package in found else _slowly(package) for package in packages}


def _slowly(package: str) -> str:
    """Return the version of a package whose folder does not name it, or that is in no folder."""
    from importlib import metadata

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""
