"""Folders that may not be written, files that may not be read; root gives its privilege up meanwhile."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

VERSION = 0x20080522
"""Of the kernel's structures for capabilities (`_LINUX_CAPABILITY_VERSION_3`)."""
OVERRIDES = 1 << 1 | 1 << 2
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, by which root minds no rights."""


@contextmanager
def without_rights(path: Path, mode: int) -> Iterator[None]:
    """Leave a file or folder the rights `mode`, and mind them as its owner has to."""
    before = path.stat().st_mode
    path.chmod(mode)
    try:
        with _minding_rights():
            yield
    finally:
        path.chmod(before)


@contextmanager
def _minding_rights() -> Iterator[None]:
    """Be without root's overrides, in this thread; anybody else has none."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield
        return
    if sys.platform != "linux":
        pytest.skip("root minds no rights")
    library = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(VERSION, 0)
    held = (ctypes.c_uint32 * 6)()  # effective, permitted and inheritable, of the lower and the upper half
    assert library.capget(header, held) == 0
    fewer = (ctypes.c_uint32 * 6)(held[0] & ~OVERRIDES, *held[1:])
    assert library.capset(header, fewer) == 0
    try:
        yield
    finally:
        assert library.capset(header, held) == 0
