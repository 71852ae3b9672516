"""The folder of the site: staged beside it, swapped in at once, never half of it.

Beside an output `site/` lies `.qikan-site/`, the build's own folder: a lock, the ledger, and the new site while it is
made. All of it may be deleted while no build runs.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import contextmanager
from pathlib import Path

from generator.building.files import below, digest
from generator.building.ledger import Made
from generator.building.sources import PlainFile
from generator.building.swap import swap
from generator.errors import QikanError

MANIFEST = "publish-manifest.json"
"""Lists every other file of the site with size and hash: for uploads of what changed, and to know a site as ours."""
GENERATOR = "Qikan"
NEW_PREFIX = "new-"
OLD = "old"
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

        The lock goes with the process, however that ends. OSError where the folder cannot be written.
        """
        self.own.mkdir(parents=True, exist_ok=True)
        with (self.own / "lock").open("a") as lock:
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

    def check_files(self, found: Set[str]) -> None:
        """Raise QikanError where the output holds something that Qikan did not make and a build would delete.

        `found` are the paths of all files that are in it now.
        """
        ours = self._listed()
        if found and ours is None:
            raise self._error("this folder is not empty and no site that Qikan made.")
        strange = sorted(path for path in found - (ours or set()) - {MANIFEST} if Path(path).name not in JUNK)
        if strange:
            more = f" (and {len(strange) - 1} more)" if len(strange) > 1 else ""
            raise self._error(f"it holds {strange[0]}{more}, which Qikan did not make and a build would delete.")

    def stamps(self) -> dict[str, tuple[int, int]]:
        """Return size and time of change (ns) of every file in the site by path; links to elsewhere count as files."""
        found: dict[str, tuple[int, int]] = {}
        pending = [("", str(self.folder))]
        while pending:
            prefix, folder = pending.pop()
            try:
                entries = list(os.scandir(folder))
            except FileNotFoundError:
                continue
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append((f"{prefix}{entry.name}/", entry.path))
                else:
                    status = entry.stat(follow_symlinks=False)
                    found[prefix + entry.name] = (status.st_size, status.st_mtime_ns)
        return found

    @contextmanager
    def staged(self) -> Iterator[Staging]:
        """Give a folder to make the new site in; it becomes the site when the block ends well, else it goes."""
        for left in self.own.glob(f"{NEW_PREFIX}*"):
            shutil.rmtree(left, ignore_errors=True)
        own = Path(tempfile.mkdtemp(prefix=NEW_PREFIX, dir=self.own))
        try:
            staging = Staging(own / "site", own / "scratch", self.folder)
            staging.folder.mkdir()
            staging.scratch.mkdir()
            yield staging
            self._publish(staging.folder)
        finally:
            shutil.rmtree(own, ignore_errors=True)

    def _publish(self, new: Path) -> None:
        """Put the new site in the place of the old one."""
        if not self.folder.exists():
            os.rename(new, self.folder)
            return
        try:
            swap(new, self.folder, spare=self.own / OLD)
        except OSError as error:
            problem = f"the site cannot be put in place: {error.strerror or error}."
            raise QikanError(
                problem,
                place=str(self.folder),
                remedy="If it is a mount point, or open in another program, choose a folder inside it or close that.",
            ) from error
        shutil.rmtree(self.own / OLD, ignore_errors=True)

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
            manifest = json.loads((self.folder / MANIFEST).read_bytes())
            ours = manifest["generator"] == GENERATOR
            return {file["path"] for file in manifest["files"]} if ours else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _error(self, problem: str) -> QikanError:
        remedy = "Choose another folder with --output, or move away what you want to keep and delete the rest."
        return QikanError(problem, place=str(self.folder), remedy=remedy)


class Staging:
    """The new site while it is made."""

    def __init__(self, folder: Path, scratch: Path, old: Path) -> None:
        self.folder = folder
        """Where it is made."""
        self.scratch = scratch
        """A folder for what workers leave for each other; it goes when the build ends."""
        self.old = old
        """The site of the last build."""
        self.made: dict[str, Made] = {}
        """The files that it has so far, by path."""

    def add(self, made: Iterable[Made]) -> None:
        """Take note of files that were written into the folder. QikanError where two pages want one path."""
        for file in made:
            if file.path in self.made:
                raise QikanError(
                    f"two files of the site would be {file.path}.", remedy="Rename the picture or the printed issue."
                )
            self.made[file.path] = file

    def link(self, file: Made) -> None:
        """Give an unchanged file of the last site its place, without a copy where the file system can do that."""
        target = below(self.folder, file.path)
        target.parent.mkdir(parents=True, exist_ok=True)
        source = below(self.old, file.path)
        try:
            os.link(source, target)
        except OSError:
            shutil.copy2(source, target)  # a file system without hard links

    def finish(self) -> None:
        """Write the manifest: path, size and hash of every other file, by path."""
        files = [
            {"path": made.path, "size": made.size, "sha256": made.digest}
            for made in sorted(self.made.values(), key=lambda made: made.path)
        ]
        text = json.dumps({"generator": GENERATOR, "files": files}, ensure_ascii=False, indent=0) + "\n"
        self.add([write_page(self.folder, MANIFEST, text.encode())])


def write_page(folder: Path, path: str, data: bytes) -> Made:
    """Write one file of a new site and return what there is to remember of it."""
    target = below(folder, path)
    try:
        file = target.open("xb")
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        file = target.open("xb")
    with file:
        file.write(data)
        file.flush()
        status = os.fstat(file.fileno())
    return Made(path, digest(data), status.st_size, status.st_mtime_ns)


def copy_plain(folder: Path, file: PlainFile) -> Made:
    """Copy a file that is published as it is into a new site."""
    target = below(folder, file.target)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file.path, target)
    status = target.stat()
    return Made(file.target, file.digest, status.st_size, status.st_mtime_ns)


def hold(descriptor: int, waiting: Callable[[], None]) -> None:
    """Lock an open file; call `waiting` once and wait where another process holds it."""
    try:
        import fcntl
    except ImportError:
        _hold_on_windows(descriptor, waiting)
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        waiting()
        fcntl.flock(descriptor, fcntl.LOCK_EX)


def _hold_on_windows(descriptor: int, waiting: Callable[[], None]) -> None:
    """Do as `hold` does, by Windows' byte-range lock, which gives up after ten seconds a try."""
    import importlib

    msvcrt = importlib.import_module("msvcrt")
    try:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    except OSError:
        waiting()
        while True:
            try:
                msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
            except OSError:
                continue
            return
