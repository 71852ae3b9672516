"""The folder of the site: made beside it, swapped in at once, never half of it.

Beside an output `site/` lies `.qikan-site/`, the build's own folder: a lock, the ledger, the new site while it is
made, and afterwards the one before. All of it may be deleted while no build runs.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from generator.building.locking import hold
from generator.building.manifest import MANIFEST, read_manifest
from generator.errors import QikanError

if TYPE_CHECKING:
    from generator.building.staging import Staging

NEW_PREFIX = "new-"
"""Folders of builds under way, or killed."""
SPARE = "spare"
"""The site before the last one; the next is made in its place."""
OLD = "old"
"""The last site between the two steps of a swap that takes two."""
JUNK = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""Files that systems put into any folder; they may be deleted with it."""


class Output:
    """The folder of a site and the build's own folder beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.own = self.folder.parent / f".qikan-{self.folder.name}"

    @contextmanager
    def locked(self, waiting: Callable[[], None]) -> Iterator[None]:
        """Keep other builds of the same output away; `waiting` is called once if another one has to end first.

        QikanError where nothing can be written.
        """
        try:
            self.own.mkdir(parents=True, exist_ok=True)
            lock = (self.own / "lock").open("a")
        except OSError as error:
            raise QikanError(
                f"the site cannot be written here: {error.strerror or error}.",
                place=str(self.folder),
                remedy="Choose another folder with --output, or make the one above it writable.",
            ) from error
        with lock:
            hold(lock.fileno(), waiting)
            self._recover()
            yield

    def check_place(self, inputs: Iterable[Path]) -> None:
        """Raise QikanError where no site can stand: over a file, or over one of the folders that the build reads."""
        for path in inputs:
            if path.resolve().is_relative_to(self.folder):
                raise self._error(f"the output holds {path}, which the build reads.")
        if self.folder.exists() and not self.folder.is_dir():
            raise self._error("this is a file, not a folder.")

    def check_files(self, unknown: Set[str], standing: int) -> None:
        """Raise QikanError where the output holds something that Qikan did not make and a build would delete.

        `unknown` are the paths of files in it that the last build does not remember, `standing` is how many it has.
        """
        ours = self._listed() if unknown else set()
        if standing and ours is None:
            raise self._error("this folder is not empty and no site that Qikan made.")
        strange = sorted(path for path in unknown - (ours or set()) - {MANIFEST} if Path(path).name not in JUNK)
        if strange:
            more = f" (and {len(strange) - 1} more)" if len(strange) > 1 else ""
            shown = strange[0].encode("utf-8", "backslashreplace").decode()
            raise self._error(f"it holds {shown}{more}, which Qikan did not make and a build would delete.")

    @contextmanager
    def staged(self, begin: Callable[[Path, Path], Staging]) -> Iterator[Staging]:
        """Let the new site be made; it becomes the site when the block ends well, else it goes.

        `begin` begins it in a folder, with a second one for what workers leave for each other.
        """
        for left in self.own.glob(f"{NEW_PREFIX}*"):
            shutil.rmtree(left, ignore_errors=True)
        import tempfile

        under_way = Path(tempfile.mkdtemp(prefix=NEW_PREFIX, dir=self.own))
        new = under_way / "site"
        try:
            if (self.own / SPARE).is_dir():
                os.rename(self.own / SPARE, new)
            else:
                new.mkdir()
            (under_way / "scratch").mkdir()
            yield begin(new, under_way / "scratch")
            self._publish(new)
        finally:
            shutil.rmtree(under_way, ignore_errors=True)

    def _publish(self, new: Path) -> None:
        """Put the new site in the place of the last one, and keep that to make the next one in."""
        from generator.building.swap import swap

        if not self.folder.exists():
            os.rename(new, self.folder)
            return
        try:
            last = swap(new, self.folder, aside=self.own / OLD)
        except OSError as error:
            problem = f"the site cannot be put in place: {error.strerror or error}."
            raise QikanError(
                problem,
                place=str(self.folder),
                remedy="If it is a mount point, or open in another program, choose a folder inside it or close that.",
            ) from error
        os.rename(last, self.own / SPARE)

    def _recover(self) -> None:
        """Bring back the last site where a build was killed between two steps of a swap that takes two."""
        old = self.own / OLD
        if old.is_dir():
            if self.folder.exists():
                shutil.rmtree(old, ignore_errors=True)
            else:
                os.rename(old, self.folder)

    def _listed(self) -> set[str] | None:
        """Return the paths that the site's manifest lists; None where there is no manifest of ours."""
        try:
            return set(read_manifest(self.folder / MANIFEST))
        except (QikanError, OSError):
            return None

    def _error(self, problem: str) -> QikanError:
        remedy = "Choose another folder with --output, or move away what you want to keep and delete the rest."
        return QikanError(problem, place=str(self.folder), remedy=remedy)
