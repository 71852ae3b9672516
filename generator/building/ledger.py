"""What the last build did, so that the next one need not do it again.

Two small databases (SQLite): that of the last build is only read; that of this one begins as its copy, and replaces it
when the site is in its place. They lie outside the output and may be deleted at any time: the next build is a cold one
then. A ledger of another Qikan, or one that is damaged, counts as none. Nothing in a ledger can run, and no path in it
is believed: what is linked was seen in the folder of a site before, and nothing is removed outside of one.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path
from typing import Any

from generator.building.files import write_whole
from generator.building.fingerprints import FileStamp
from generator.building.lastsite import LastSite
from generator.building.nextledger import INPUTS, LOOKS, NextLedger, issue_in, totals_in
from generator.building.records import Ingredients, IssueRow, Outline, Prints, Spoken, Totals
from generator.building.sources import KnownFile
from generator.building.survey import Survey
from generator.building.tables import SEEN, TABLES

FORMAT = "qikan-ledger-5"

HEAD = "ledger"
ROWS = "ledger-{}.db"
NEW_ROWS = "ledger-new.db"
"""The files: format, Qikan and hash of the rows; the rows, which have their hash in the name, so that they change
together; those of a build under way."""

HASH_LENGTH = 16
"""Hexadecimal digits of the hash in the name."""


class Ledger:
    """The ledger of the last build."""

    def __init__(self, folder: Path, maker: str) -> None:
        """Open the ledger in the build's own folder; `maker` is the fingerprint of the Qikan that asks."""
        self._folder = folder
        self.maker = maker
        """The fingerprint of the Qikan that asks."""
        self._rows = sqlite3.connect("", isolation_level=None, uri=True)
        for setting in ("main.journal_mode = OFF", "trusted_schema = OFF"):
            self._rows.execute(f"PRAGMA {setting}")
        self._file = self._last_rows()
        if self._file is not None:
            self._rows.execute("ATTACH ? AS last", (f"{self._file.absolute().as_uri()}?mode=ro&immutable=1",))
        else:
            self._rows.execute("ATTACH ':memory:' AS last")
            self._rows.executescript(TABLES.replace("{}", "last"))
        self._rows.executescript(SEEN)

    def close(self) -> None:
        """Let go of the files."""
        self._rows.close()
        (self._folder / NEW_ROWS).unlink(missing_ok=True)

    @property
    def inputs(self) -> str:
        """The hash of everything that went into the last site; empty where none is remembered."""
        return self._told(INPUTS)

    @property
    def looks(self) -> str:
        """What was kept in mind of the looks of kinds of files; empty where nothing was."""
        return self._told(LOOKS)

    def compared(self, survey: Survey) -> LastSite:
        """Return what became of the site since; `survey` is what stands in its folder."""
        return LastSite(self._rows, survey)

    def ingredients(self, record: str) -> Ingredients | None:
        """Return what went into the files of this name in the last build; None where there were none."""
        found = self._one("SELECT ingredients FROM last.record WHERE name = ?", record)
        return Ingredients(*str(found[0]).split("\n")) if found else None

    def known(self) -> dict[str, KnownFile]:
        """Return what was known of the files of the archive, by their paths in the content folder."""
        rows = self._rows.execute("SELECT target, path, digest, size, modified, changed, inode FROM last.known")
        return {target: KnownFile(path, digest, FileStamp(*stamp)) for target, path, digest, *stamp in rows}

    def outlines(self) -> Iterator[Outline]:
        """Yield what was at hand of the issues, by id."""
        for name, digest, prints in self._rows.execute("SELECT id, digest, prints FROM last.issue ORDER BY id"):
            yield Outline(name, digest, Prints(*prints.split("\n")))

    def issue(self, name: str) -> IssueRow:
        """Return what was kept in mind of one of the issues. LookupError where there was none of this id."""
        return issue_in(self._rows, "last", name)

    def kin(self) -> dict[str, tuple[str, str]]:
        """Return hashes of what the kin of each issue's articles depended on, and of what it was."""
        rows = self._rows.execute("SELECT issue, chain, digest FROM last.kin")
        return {issue: (chain, digest) for issue, chain, digest in rows}

    def spoken(self, issue: str) -> Spoken | None:
        """Return how the names in an issue sounded."""
        found = self._one("SELECT names, words FROM last.spoken WHERE issue = ?", issue)
        return Spoken(*found) if found else None

    def added(self) -> dict[str, str]:
        """Return the records of published anchors that came of the last build, by issue."""
        return dict(self._rows.execute("SELECT issue, record FROM last.anchors"))

    def totals(self) -> Totals:
        """Return what there is to say of the last site."""
        return totals_in(self._rows, "last")

    def next(self) -> NextLedger:
        """Begin the ledger of this build."""
        return NextLedger(self._rows, self._folder / NEW_ROWS, self._file)

    def give_way(self) -> None:
        """Let the ledger of this build be the last one: the site is in its place, and everything is written down."""
        self._rows.close()
        digest = _digest(self._folder / NEW_ROWS)
        name = ROWS.format(digest[:HASH_LENGTH])
        os.replace(self._folder / NEW_ROWS, self._folder / name)
        write_whole(self._folder / HEAD, self._head(digest).encode())
        for old in self._folder.glob(ROWS.format("*")):
            if old.name != name:
                old.unlink(missing_ok=True)

    def _told(self, name: str) -> str:
        found = self._one("SELECT value FROM last.told WHERE name = ?", name)
        return str(found[0]) if found else ""

    def _one(self, query: str, *values: str) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._rows.execute(query, values).fetchone()
        return row

    def _last_rows(self) -> Path | None:
        """Return the file of the last build's ledger; None where it is not there, not whole, or another Qikan's."""
        try:
            head = (self._folder / HEAD).read_text(encoding="ascii")
            digest = head.rpartition(" ")[2]
            rows = self._folder / ROWS.format(digest[:HASH_LENGTH])
            return rows if head == self._head(_digest(rows)) else None
        except (OSError, ValueError):
            return None

    def _head(self, digest: str) -> str:
        return f"{FORMAT} {self.maker} {digest}"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
