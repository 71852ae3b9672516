"""The form of every file of the index: a script that hands its name and its bytes to the client.

A script loads from `file://` and under `script-src 'self'`, where `fetch` or an inline script would not. The bytes are
deflated (the client brings its own inflater) and in base64: half the size on the disk of plain text, as small as
plain text on a line that compresses, and nothing in it can end a script or a string.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Collection
from itertools import groupby

LEVEL = 6
"""zlib's default; the best level is twice as slow and a third of a percent smaller."""

FOLDER = "search/"
"""Where all files of the index live in the site."""


def wrap(name: str, *sections: bytes, numbers: Collection[int] = ()) -> bytes:
    """Return the script for these bytes, which follow each other in the client.

    `name` is its path under FOLDER without `.js`, made of letters, digits and `-./_` only. Sections of a kind should
    be one argument: each gets its own code for its own habits. `numbers` are the places of those among them in which
    some numbers are frequent and nothing else comes again: looking for repetitions there takes eight times as long,
    and the result is larger by a tenth.
    """
    packed = []
    for alone, group in groupby(range(len(sections)), lambda place: place in numbers):
        strategy = zlib.Z_HUFFMAN_ONLY if alone else zlib.Z_DEFAULT_STRATEGY
        deflater = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, strategy)
        *others, end = group
        for place in others:
            packed += [deflater.compress(sections[place]), deflater.flush(zlib.Z_BLOCK)]
        ending = zlib.Z_FINISH if end == len(sections) - 1 else zlib.Z_SYNC_FLUSH
        packed += [deflater.compress(sections[end]), deflater.flush(ending)]
    return f'qikan("{name}","'.encode() + base64.b64encode(b"".join(packed)) + b'")\n'


def path(name: str) -> str:
    """Return the site-relative path of the file with this name."""
    return f"{FOLDER}{name}.js"
