"""Where every page of the site lives, relative to the site's root.

A name that people chose (a section, a source) becomes a file name that stays readable and is safe and unique on every
file system: case-insensitive ones, ones that normalise Unicode, ones with reserved names.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote

UNSAFE = re.compile(r"[^0-9a-z\u3400-\u4dbf\u4e00-\u9fff]+")
"""Everything but ASCII digits, small letters and Chinese characters: what case folding or Unicode normalisation of a
file system may change, and what a path, an address or a shell takes for more than a letter."""
LONGEST_SLUG = 32
"""Characters; Chinese ones take three bytes, and a file name holds 255."""
RESERVED = re.compile(r"index|con|prn|aux|nul|com\d|lpt\d")
"""Names that Windows keeps for devices, and our own index page."""
HASH_LENGTH = 8
"""Hexadecimal digits that tell apart two names with the same slug."""


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """Return a file name (without extension) for any text: itself where it is safe, else a slug and a short hash.

    Two names share a file name only if their hashes collide: a safe name holds no hyphen, a hashed one always does.
    """
    plain = UNSAFE.sub("-", name.lower()).strip("-")[:LONGEST_SLUG]
    if plain and plain == name and not RESERVED.fullmatch(plain):
        return name
    digest = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:HASH_LENGTH]
    return f"{plain or 'n'}-{digest}"


def issue_page(issue: str) -> str:
    """Return the path of a whole issue's page."""
    return f"issues/{issue}.html"


def article_page(issue: str, article: str) -> str:
    """Return the path of the page of one article."""
    return f"issues/{issue}/{article}.html"


def section_page(section: str) -> str:
    """Return the path of a section's listing."""
    return f"sections/{slug(section)}.html"


def source_page(source: str) -> str:
    """Return the path of a source's listing."""
    return f"sources/{slug(source)}.html"


def year_page(year: int) -> str:
    """Return the path of a year's listing."""
    return f"years/{year}.html"


def root_from(path: str) -> str:
    """Return the way from a page back to the site's root: `../` once for every folder, empty at the root."""
    return "../" * path.count("/")


@lru_cache(maxsize=4096)
def href(path: str) -> str:
    """Return a path as it stands in an address, percent-encoded as UTF-8."""
    return quote(path, safe="/#?=&;,+:@!$()*'~")
