"""What the last build did, so that the next one need not do it again.

Two small databases (SQLite): that of the last build is only read, that of this one replaces it when the site is in its
place. They lie outside the output and may be deleted at any time: the next build is a cold one then. A ledger of
another Qikan, or one that is damaged, counts as none. Nothing in a ledger can run, and no path in it is believed:
what is linked or removed was seen in the folder of a site before.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, replace
from hashlib import file_digest
from pathlib import Path
from typing import Any

from generator.building.files import write_whole
from generator.building.fingerprints import FileStamp
from generator.building.records import Ingredients, IssueRow, Made, Spoken, Totals
from generator.building.sources import KnownFile, PlainFile
from generator.errors import QikanError

FORMAT = "qikan-ledger-3"

HEAD = "ledger"
ROWS = "ledger-{}.db"
NEW_ROWS = "ledger-new.db"
"""The files: format, Qikan and hash of the rows; the rows, which have their hash in the name, so that they change
together; those of a build under way."""

HASH_LENGTH = 16
"""Hexadecimal digits of the hash in the name."""

INPUTS, LOOKS = "inputs", "looks"
"""The names under which `told` has the hash of everything that went into the site, and what of theme and settings goes
into each kind of file."""

STAMP = "size INTEGER NOT NULL, modified INTEGER NOT NULL"

TABLES = f"""
CREATE TABLE {{}}.told (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE {{}}.record (name TEXT PRIMARY KEY, ingredients TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE {{}}.made (path TEXT PRIMARY KEY, digest TEXT NOT NULL, {STAMP}, record TEXT NOT NULL,
    kept INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE {{}}.known (target TEXT PRIMARY KEY, path TEXT NOT NULL, digest TEXT NOT NULL, {STAMP},
    changed INTEGER NOT NULL, inode INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE {{}}.issue (id TEXT PRIMARY KEY, digest TEXT NOT NULL, card TEXT NOT NULL, half TEXT NOT NULL,
    anchors TEXT NOT NULL, kin TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE {{}}.spoken (issue TEXT PRIMARY KEY, names TEXT NOT NULL, words TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE {{}}.anchors (issue TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
"""
"""What a build is told by; what was made and from what; its files; the files of the archive; its issues."""

SEEN = f"""
CREATE TABLE temp.standing (path TEXT PRIMARY KEY, {STAMP}) WITHOUT ROWID;
CREATE TABLE temp.found (path TEXT PRIMARY KEY, {STAMP}) WITHOUT ROWID;
CREATE TABLE temp.taken (name TEXT PRIMARY KEY) WITHOUT ROWID;
"""
"""The files of the last site, and of the folder where the new one is made, as they are; records that stay."""


class Ledger:
    """The ledger of the last build, and that of the one under way."""

    def __init__(self, folder: Path, maker: str) -> None:
        """Open the ledger in the build's own folder; `maker` is the fingerprint of the Qikan that asks."""
        self._folder = folder
        self._maker = maker
        self._rows = sqlite3.connect("", isolation_level=None, uri=True)
        for setting in ("main.journal_mode = OFF", "trusted_schema = OFF"):
            self._rows.execute(f"PRAGMA {setting}")
        rows = self._last_rows()
        if rows is not None:
            self._rows.execute("ATTACH ? AS last", (f"{rows.absolute().as_uri()}?mode=ro&immutable=1",))
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

    def survey(self, stamps: Iterable[tuple[str, int, int]]) -> bool:
        """Take note of the files of the last site (path, size, time of change); tell whether it is as it was left."""
        self._rows.execute("BEGIN")
        self._fill("temp.standing", stamps)
        self._rows.execute("COMMIT")
        same = "SELECT count(*) FROM last.made JOIN temp.standing USING (path, size, modified)"
        counts = {self._count(same), self._count("SELECT count(*) FROM last.made"), self.standing()}
        return len(counts) == 1

    def standing(self) -> int:
        """Return how many files the last site has."""
        return self._count("SELECT count(*) FROM temp.standing")

    def strange(self) -> set[str]:
        """Return the paths of files in the site that the last build did not make."""
        strange = "SELECT path FROM temp.standing WHERE path NOT IN (SELECT path FROM last.made)"
        return {path for (path,) in self._rows.execute(strange)}

    def spoilt(self) -> set[str]:
        """Return the names of records of which files in the site are missing or were changed."""
        gone = "SELECT DISTINCT record FROM last.made LEFT JOIN temp.standing USING (path, size, modified)"
        return {name for (name,) in self._rows.execute(f"{gone} WHERE standing.path IS NULL")}

    def ingredients(self, record: str) -> Ingredients | None:
        """Return what went into the files of this name in the last build; None where there were none."""
        found = self._one("SELECT ingredients FROM last.record WHERE name = ?", record)
        return Ingredients(*str(found[0]).split("\n")) if found else None

    def intact(self, path: str) -> Made | None:
        """Return a file of the last site, if it is still as it was left."""
        columns = "SELECT path, digest, size, modified FROM last.made JOIN temp.standing USING (path, size, modified)"
        found = self._one(f"{columns} WHERE path = ?", path)
        return Made(*found) if found else None

    def known(self, target: str) -> KnownFile | None:
        """Return what was known of a file of the archive."""
        found = self._one("SELECT * FROM last.known WHERE target = ?", target)
        return KnownFile(found[1], found[2], FileStamp(*found[3:])) if found else None

    def issues(self) -> Iterator[IssueRow]:
        """Yield what was kept in mind of the issues, by id."""
        for row in self._rows.execute("SELECT id, digest, card, half, anchors, kin FROM last.issue ORDER BY id"):
            yield IssueRow(*row)

    def spoken(self, issue: str) -> Spoken | None:
        """Return how the names in an issue sounded."""
        found = self._one("SELECT names, words FROM last.spoken WHERE issue = ?", issue)
        return Spoken(*found) if found else None

    def added(self) -> dict[str, str]:
        """Return the records of published anchors that came of the last build, by issue."""
        return dict(self._rows.execute("SELECT issue, record FROM last.anchors"))

    # From here on: the ledger of the build under way.

    def begin(self, found: Iterable[tuple[str, int, int]]) -> None:
        """Begin a new ledger; `found` are the files that stand already where the new site is made."""
        path = self._folder / NEW_ROWS
        path.unlink(missing_ok=True)
        self._rows.execute("ATTACH ? AS next", (str(path),))
        for setting in ("journal_mode = OFF", "synchronous = OFF"):
            self._rows.execute(f"PRAGMA next.{setting}")
        self._rows.executescript(TABLES.replace("{}", "next"))
        self._rows.execute("BEGIN")
        self._fill("temp.found", found)

    def keep(self, record: str) -> None:
        """Take over the files of a name from the last site."""
        self._rows.execute("INSERT INTO temp.taken VALUES (?)", (record,))

    def keep_others(self, record: str, paths: Iterable[str]) -> None:
        """Take over the files of a name from the last site but these."""
        files = "SELECT path, digest, size, modified, record, 1 FROM last.made WHERE record = ?"
        self._rows.execute(f"INSERT INTO next.made {files}", (record,))
        self._rows.executemany("DELETE FROM next.made WHERE path = ?", ((path,) for path in paths))

    def keep_file(self, record: str, file: Made) -> None:
        """Take over one file from the last site."""
        self._insert(record, [file], kept=True)

    def add(self, record: str, ingredients: Ingredients, made: Iterable[Made] = ()) -> None:
        """Take note of what was made under a name; more of it may follow."""
        self._rows.execute(
            "INSERT INTO next.record VALUES (?, ?) ON CONFLICT DO NOTHING", (record, "\n".join(astuple(ingredients)))
        )
        self._insert(record, made, kept=False)

    def speak(self, issue: str, spoken: Spoken) -> None:
        """Take note of how the names in an issue sound."""
        self._rows.execute("INSERT INTO next.spoken VALUES (?, ?, ?)", (issue, *astuple(spoken)))

    def speak_as_before(self, issues: Iterable[str]) -> None:
        """Take note that the names in these issues sound as they did."""
        same = "INSERT INTO next.spoken SELECT * FROM last.spoken WHERE issue = ?"
        self._rows.executemany(same, ((issue,) for issue in issues))

    def words(self) -> Iterator[str]:
        """Yield the words of the names in all issues with their pinyin; some come more than once."""
        for (words,) in self._rows.execute("SELECT words FROM next.spoken ORDER BY issue"):
            yield from filter(None, words.split("\n"))

    def settle(self) -> None:
        """Write down the files of all records that stay. QikanError where two files have one path."""
        taken = "(SELECT name FROM temp.taken)"
        self._rows.execute(f"INSERT INTO next.record SELECT * FROM last.record WHERE name IN {taken}")
        files = f"SELECT path, digest, size, modified, record, 1 FROM last.made WHERE record IN {taken}"
        try:
            self._rows.execute(f"INSERT INTO next.made {files} ORDER BY path")
        except sqlite3.IntegrityError:
            found = self._one(f"SELECT path FROM next.made WHERE path IN (SELECT path FROM ({files}))")
            raise two_files(found[0] if found else "") from None
        self._rows.execute("DELETE FROM temp.taken")

    def to_link(self) -> Iterator[str]:
        """Yield the paths of files that stay and are not in the new site's folder as they should be."""
        there = "SELECT 1 FROM temp.found WHERE found.path = made.path"
        same = f"{there} AND found.size = made.size AND found.modified = made.modified"
        for row in self._rows.execute(f"SELECT path FROM next.made WHERE kept AND NOT EXISTS ({same})").fetchall():
            yield row[0]

    def linked(self) -> None:
        """Take note that all files that stay are in place."""
        self._rows.execute("UPDATE next.made SET kept = 0 WHERE kept")

    def stale(self) -> list[str]:
        """Return the paths of what an older site left in the new site's folder."""
        left = "SELECT path FROM temp.found WHERE path NOT IN (SELECT path FROM next.made)"
        return [path for (path,) in self._rows.execute(left)]

    def made(self) -> Iterator[Made]:
        """Yield the files of the new site in the order of their paths."""
        for row in self._rows.execute("SELECT path, digest, size, modified FROM next.made ORDER BY path"):
            yield Made(*row)

    def remember(
        self,
        inputs: str,
        looks: str,
        files: Iterable[PlainFile],
        issues: Iterable[IssueRow],
        same: Iterable[str],
        added: Mapping[str, str],
    ) -> None:
        """Make this ledger the last one; the site is in its place.

        `same` are the ids of issues of which the same is kept in mind as before, `added` are the records of published
        anchors that came of it; whoever publishes the site writes them.
        """
        self._fill("next.told", [(INPUTS, inputs), (LOOKS, looks)])
        rows = ((file.target, str(file.path), file.digest, *astuple(file.stamp)) for file in files)
        self._fill("next.known", rows)
        self._fill("next.issue", map(astuple, issues))
        kept = "INSERT INTO next.issue SELECT * FROM last.issue WHERE id = ?"
        self._rows.executemany(kept, ((issue,) for issue in same))
        self._fill("next.anchors", added.items())
        self._rows.execute("COMMIT")
        self._rows.close()
        digest = _digest(self._folder / NEW_ROWS)
        name = ROWS.format(digest[:HASH_LENGTH])
        os.replace(self._folder / NEW_ROWS, self._folder / name)
        write_whole(self._folder / HEAD, self._head(digest).encode())
        for old in self._folder.glob(ROWS.format("*")):
            if old.name != name:
                old.unlink(missing_ok=True)

    def last_totals(self) -> Totals:
        """Return what there is to say of the last site."""
        return self._totals("last")

    def totals(self) -> Totals:
        """Return what there is to say of the new site."""
        same = "SELECT count(*) FROM next.made JOIN last.made USING (path, digest)"
        both = "SELECT count(*) FROM next.made JOIN last.made USING (path)"
        totals = self._totals("next")
        before = self._count("SELECT count(*) FROM last.made")
        return replace(totals, changed=totals.files - self._count(same), removed=before - self._count(both))

    def _told(self, name: str) -> str:
        found = self._one("SELECT value FROM last.told WHERE name = ?", name)
        return str(found[0]) if found else ""

    def _totals(self, rows: str) -> Totals:
        found = self._one(f"SELECT count(*), total(path LIKE '%.html'), total(size) FROM {rows}.made")
        return Totals(*map(int, found or (0, 0, 0)))

    def _insert(self, record: str, made: Iterable[Made], *, kept: bool) -> None:
        """Write down files. QikanError where two of them have one path."""
        for file in made:
            try:
                self._rows.execute("INSERT INTO next.made VALUES (?, ?, ?, ?, ?, ?)", (*astuple(file), record, kept))
            except sqlite3.IntegrityError:
                raise two_files(file.path) from None

    def _fill(self, table: str, rows: Iterable[Sequence[object]]) -> None:
        columns = len(self._rows.execute(f"SELECT * FROM {table} LIMIT 0").description)
        self._rows.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})", rows)

    def _one(self, query: str, *values: str) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._rows.execute(query, values).fetchone()
        return row

    def _count(self, query: str) -> int:
        found = self._one(query)
        return int(found[0]) if found else 0

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
        return f"{FORMAT} {self._maker} {digest}"


def two_files(path: str) -> QikanError:
    """Return the error for two files of one path."""
    return QikanError(f"two files of the site would be {path}.", remedy="Rename the picture or the printed issue.")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
