"""Whether anything changed since the last build, told without reading what goes into the site.

A glance is taken of every file that goes into a site: archive, theme, Qikan and its libraries. Kept beside the site,
and compared with how all looks now, it tells in a moment that there is nothing to do. It tells nothing else: where
anything looks otherwise, the build finds out by content what changed.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from generator.building import fingerprints
from generator.building.compression import endings_here
from generator.building.files import entries_below, write_whole
from generator.building.fingerprints import NOT_CODE, PACKAGE, FileStamp
from generator.building.order import Order
from generator.building.plain import from_json, to_json
from generator.building.records import Totals
from generator.installed import installed

KEPT = "glance"
"""The file, in the build's own folder: a hash of the rest, and in the next line the rest as JSON."""

READ = ("issues", "originals", "anchors")
"""The folders of the content folder that a build reads."""


@dataclass(frozen=True, slots=True)
class Sight:
    """All files that a build reads, as they were at one time."""

    now: int
    """When the first was looked at: what changes from then on is young."""
    files: tuple[tuple[str, FileStamp], ...]
    """Their paths and stamps, in a fixed order; libraries are known by their versions."""


NO_TOTALS = Totals(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Glance:
    """How everything looked that went into a site, before a build read it, and how the site itself was left."""

    inputs: str
    """Fingerprint of how all looked that was read."""
    young: tuple[str, ...]
    """Files that had changed right before: of these, content went into the fingerprint too, for they may change once
    more without a sign of it."""
    site: str = ""
    """Fingerprint of how the files of the site look."""
    totals: Totals = NO_TOTALS
    """What there is to say of the site."""
    issues: int = 0
    """How many issues it has."""

    def of_site(self, site: str, totals: Totals, issues: int) -> Glance:
        """Return the same with what came of it."""
        return replace(self, site=site, totals=replace(totals, changed=0, removed=0), issues=issues)


def look_at(order: Order) -> Sight:
    """Return how all files look that a build of this order reads."""
    now = time.time_ns()
    return Sight(now, tuple(_files(order)))


def glance(order: Order, sight: Sight) -> Glance:
    """Return how everything looks that a build of this order reads; `sight` was taken before anything is read."""
    young = tuple(path for path, stamp in sight.files if stamp.is_young(sight.now))
    return Glance(_fingerprint(order, sight, frozenset(young)), young)


def same_as(last: Glance, order: Order, sight: Sight) -> bool:
    """Tell whether all that a build of this order reads looks as it did, with the same content where it was young."""
    return _fingerprint(order, sight, frozenset(last.young)) == last.inputs


def kept_in(own: Path) -> Glance | None:
    """Return what the last build saw, from the build's own folder; None where that is not known."""
    try:
        check, _, text = (own / KEPT).read_text(encoding="utf-8", errors="replace").partition("\n")
        return from_json(Glance, text) if check == fingerprints.of_text(text) else None
    except (OSError, ValueError, TypeError):
        return None


def keep(own: Path, seen: Glance) -> None:
    """Keep for the next build what this one saw; where it cannot be written, that one has to look for itself."""
    text = to_json(seen)
    with suppress(OSError):  # the site is in its place
        write_whole(own / KEPT, f"{fingerprints.of_text(text)}\n{text}".encode())


def _fingerprint(order: Order, sight: Sight, young: Collection[str]) -> str:
    """Return a hash of all that the order tells, and of how the files look; of `young` ones of their content too."""
    compressed = endings_here() if order.compress else ()
    told = (fingerprints.versions(), installed(), order.site, str(order.content), str(order.theme), compressed)
    digest = sha256(repr(told).encode("utf-8", "surrogatepass"))
    for path, stamp in sight.files:
        seen = (stamp.size, stamp.modified, stamp.changed, stamp.inode, _content(path) if path in young else "")
        digest.update(f"{path}\0{seen}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _content(path: str) -> str:
    try:
        return sha256(Path(path).read_bytes()).hexdigest()
    except OSError:
        return ""  # gone


def _files(order: Order) -> Iterator[tuple[str, FileStamp]]:
    """Yield every file that a build reads with its stamp, in a fixed order."""
    for name in READ:
        yield from _below(str(order.content / name))
    yield from _below(str(order.theme))
    yield from _below(str(PACKAGE), NOT_CODE)


def _below(folder: str, leave_out: tuple[str, ...] = ()) -> Iterator[tuple[str, FileStamp]]:
    """Yield the files below a folder, also by way of links, without names that begin in certain ways."""
    for entry in entries_below(folder, leave_out):
        with suppress(OSError):
            yield entry.path, FileStamp.of(entry.stat(follow_symlinks=not entry.is_dir()))
