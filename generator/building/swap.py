"""Two folders change places."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

AT_FDCWD = {"linux": -100, "darwin": -2}
"""Value that makes the kernel read a path from the current folder."""
EXCHANGE = 2
"""RENAME_EXCHANGE (Linux, renameat2) and RENAME_SWAP (macOS, renameatx_np) happen to be the same number."""
FUNCTION = {"linux": "renameat2", "darwin": "renameatx_np"}


def swap(new: Path, current: Path, aside: Path) -> Path:
    """Let `new` take the place of `current`, in one step where the system has one, and return where that is now.

    Elsewhere it takes two renames, and `current` goes to `aside`, from where it can be brought back after a crash
    between them. All three are on one file system. OSError where it cannot be done; both folders are where they were
    then.
    """
    if _exchanged(new, current):
        return new
    os.rename(current, aside)
    try:
        os.rename(new, current)
    except OSError:
        os.rename(aside, current)
        raise
    return aside


def _exchanged(new: Path, current: Path) -> bool:
    """Swap by one call of the kernel; False where this system or file system has none."""
    name = FUNCTION.get(sys.platform)
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None) if name else None
    if function is None:
        return False
    folder = AT_FDCWD[sys.platform]
    if function(folder, os.fsencode(new), folder, os.fsencode(current), EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}:
        return False
    raise OSError(code, os.strerror(code), str(current))
