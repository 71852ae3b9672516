"""The ledger of the build under way: the last one, put right where something is other than before."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple
from pathlib import Path

from generator.building.manifest import Change
from generator.building.records import Ingredients, IssueRow, KinRow, Made, Outline, Spoken, Totals
from generator.building.sources import PlainFile
from generator.building.survey import Difference, fingerprint_of, fingerprint_of_all
from generator.building.tables import FILE, IN_FOLDER, TABLES, UNDER_WAY, range_of
from generator.errors import QikanError

INPUTS, LOOKS = "inputs", "looks"
"""The names under which `told` has the hash of everything that went into the site, and what of theme and settings goes
into each kind of file."""


class NextLedger:
    """Takes note of what a build makes and of what stays."""

    def __init__(self, rows: sqlite3.Connection, file: Path, last: Path | None) -> None:
        """Begin a ledger in a file, with what the last one has; `rows` has that attached as `last`."""
        self._rows = rows
        self._settled = False
        file.unlink(missing_ok=True)
        if last is not None:
            shutil.copyfile(last, file)
        rows.execute("ATTACH ? AS next", (str(file),))
        for setting in ("journal_mode = OFF", "synchronous = OFF"):
            rows.execute(f"PRAGMA next.{setting}")
        if last is None:
            rows.executescript(TABLES.replace("{}", "next"))
        rows.executescript(UNDER_WAY)
        rows.execute("BEGIN")

    def begin_from(self, differing: Iterable[Difference]) -> None:
        """Take note of the files that are other in the folder where the new site is made than in the last site."""
        for difference in differing:
            if difference.here:
                self._rows.execute("INSERT INTO temp.lacking VALUES (?)", (difference.path,))
            if difference.there:
                self._rows.execute("INSERT INTO temp.older VALUES (?)", (difference.path,))

    def keep(self, record: str) -> None:
        """Take over the files of a name from the last site; some of them may be made anew with `add`."""
        self._rows.execute("INSERT INTO temp.named VALUES (?, 1)", (record,))

    def keep_all(self, beginning: str) -> None:
        """Take over the files of all names that begin so."""
        names = "SELECT name, 1 FROM last.record WHERE substr(name, 1, length(:beginning)) = :beginning"
        self._rows.execute(f"INSERT INTO temp.named {names}", {"beginning": beginning})

    def keep_file(self, record: str, file: Made) -> None:
        """Take over one file from the last site."""
        self._insert(record, [file], kept=True)

    def add(self, record: str, ingredients: Ingredients, made: Iterable[Made] = ()) -> None:
        """Take note of what was made under a name; more of it may follow."""
        self._rows.execute(
            "INSERT INTO next.record VALUES (?, ?) ON CONFLICT DO UPDATE SET ingredients = excluded.ingredients",
            (record, "\n".join(astuple(ingredients))),
        )
        self._insert(record, made, kept=False)

    def speak(self, issue: str, spoken: Spoken) -> None:
        """Take note of how the names in an issue sound; those of all others sound as they did."""
        self._rows.execute("REPLACE INTO next.spoken VALUES (?, ?, ?)", (issue, *astuple(spoken)))

    def names(self, issues: Iterable[str]) -> Iterator[str]:
        """Yield the hashes of the names in some issues; empty where there are none."""
        return self._spoken("names", issues)

    def words(self, issues: Iterable[str]) -> Iterator[str]:
        """Yield the words of the names in some issues with their pinyin, a line each; empty where there are none."""
        return self._spoken("words", issues)

    def _spoken(self, column: str, issues: Iterable[str]) -> Iterator[str]:
        for issue in issues:
            found = self._rows.execute(f"SELECT {column} FROM next.spoken WHERE issue = ?", (issue,)).fetchone()
            yield found[0] if found else ""

    def add_issue(self, outline: Outline, row: IssueRow) -> None:
        """Take note of what to keep in mind of an issue; of all others it is what it was."""
        told = (outline.id, outline.digest, "\n".join(astuple(outline.prints)), *astuple(row))
        self._rows.execute("REPLACE INTO next.issue VALUES (?, ?, ?, ?, ?, ?)", told)

    def issue(self, name: str) -> IssueRow:
        """Return what to keep in mind of an issue. LookupError where there is none of this id."""
        return issue_in(self._rows, "next", name)

    def add_kin(self, issue: str, row: KinRow) -> None:
        """Take note of what to keep in mind of the kin of an issue's articles; that of all others is what it was."""
        self._rows.execute("REPLACE INTO next.kin VALUES (?, ?, ?, ?)", (issue, *astuple(row)))

    def kin(self, issue: str) -> str:
        """Return the kin of an issue's articles as JSON. LookupError where none is known."""
        found = self._rows.execute("SELECT kin FROM next.kin WHERE issue = ?", (issue,)).fetchone()
        if found is None:
            raise LookupError(issue)
        return str(found[0])

    def settle(self) -> None:
        """Write down the files of all names that stay. QikanError where two files have one path."""
        if not self._settled:
            self._drop_what_goes()
            self._settled = True
        again = "(path, record) IN (SELECT path, record FROM temp.fresh)"
        self._rows.execute(f"DELETE FROM next.made WHERE {again}")
        try:
            self._rows.execute(f"INSERT INTO next.made {FILE}, record FROM temp.fresh")
        except sqlite3.IntegrityError:
            both = "SELECT path FROM temp.fresh WHERE path IN (SELECT path FROM next.made)"
            raise two_files(self._rows.execute(both).fetchone()[0]) from None
        self._rows.execute("INSERT INTO temp.arrived SELECT path, kept FROM temp.fresh")
        self._rows.execute("DELETE FROM temp.fresh")

    def to_link(self) -> list[str]:
        """Return the paths of files that stay and are not yet in the new site's folder as they should be."""
        made = "SELECT path FROM temp.arrived WHERE NOT kept"
        paths = f"SELECT path FROM temp.lacking JOIN next.made USING (path) WHERE path NOT IN ({made})"
        return [path for (path,) in self._rows.execute(f"{paths} ORDER BY path")]

    def linked(self, paths: Iterable[str]) -> None:
        """Take note that these files are in place."""
        self._rows.executemany("DELETE FROM temp.lacking WHERE path = ?", ((path,) for path in paths))

    def stale(self) -> list[str]:
        """Return the paths of files that may stand in the new site's folder and do not belong to it."""
        left = "SELECT path FROM temp.older UNION SELECT path FROM temp.gone"
        stale = f"SELECT path FROM ({left}) WHERE path NOT IN (SELECT path FROM next.made)"
        return [path for (path,) in self._rows.execute(stale)]

    def made(self) -> Iterator[Made]:
        """Yield the files of the new site in the order of their paths."""
        for row in self._rows.execute(f"{FILE} FROM next.made ORDER BY path"):
            yield Made(*row)

    def made_last(self, path: str) -> Made | None:
        """Return a file of the last site as it was left."""
        found = self._rows.execute(f"{FILE} FROM last.made WHERE path = ?", (path,)).fetchone()
        return Made(*found) if found else None

    def changes(self) -> Iterator[Change]:
        """Yield in what the new site differs from the last one, in the order of the paths."""
        differing = "SELECT path FROM temp.arrived WHERE NOT kept UNION SELECT path FROM temp.gone"
        now = "next.made.digest, next.made.size, next.made.modified"
        both = "LEFT JOIN next.made USING (path) LEFT JOIN last.made USING (path)"
        rows = self._rows.execute(
            f"SELECT path, {now}, last.made.path NOTNULL FROM ({differing}) {both} ORDER BY path"
        )
        for path, digest, size, modified, known in rows:
            yield Change(path, None if digest is None else Made(path, digest, size, modified), bool(known))

    def remember(
        self,
        inputs: str,
        looks: str,
        files: Iterable[PlainFile],
        present: Iterable[str],
        added: Mapping[str, str],
    ) -> None:
        """Write down what the next build has to know besides the files.

        `present` are the ids of all issues; `added` are the records of published anchors that came of it; whoever
        publishes the site writes them.
        """
        self._look_at_folders()
        self._rows.executemany("REPLACE INTO next.told VALUES (?, ?)", [(INPUTS, inputs), (LOOKS, looks)])
        self._rows.execute("DELETE FROM next.known")
        self._rows.executemany("INSERT INTO next.known VALUES (?, ?, ?, ?, ?, ?, ?)", map(_known, files))
        here = frozenset(present)
        gone = [(name,) for (name,) in self._rows.execute("SELECT id FROM next.issue") if name not in here]
        self._rows.executemany("DELETE FROM next.issue WHERE id = ?", gone)
        for table in ("spoken", "kin"):
            self._rows.executemany(f"DELETE FROM next.{table} WHERE issue = ?", gone)
        self._rows.execute("DELETE FROM next.anchors")
        self._rows.executemany("INSERT INTO next.anchors VALUES (?, ?)", added.items())
        self._rows.execute("COMMIT")

    def fingerprint(self) -> str:
        """Return the fingerprint of the new site, as a survey of it has it."""
        return fingerprint_of_all(dict(self._rows.execute("SELECT name, seen FROM next.folder")))

    def totals(self) -> Totals:
        """Return what there is to say of the new site."""
        totals = totals_in(self._rows, "next")
        same = "EXISTS (SELECT 1 FROM last.made l WHERE (l.path, l.digest) = (m.path, m.digest))"
        other = f"SELECT count(*) FROM temp.arrived JOIN next.made m USING (path) WHERE NOT {same}"
        left = "SELECT count(*) FROM temp.gone WHERE path NOT IN (SELECT path FROM next.made)"
        changed, removed = (self._rows.execute(query).fetchone()[0] for query in (other, left))
        return Totals(totals.files, totals.pages, totals.size, changed, removed)

    def _drop_what_goes(self) -> None:
        """Forget all under names that are not kept."""
        kept = "record IN (SELECT name FROM temp.named WHERE kept)"
        self._rows.execute(f"INSERT INTO temp.gone SELECT path FROM next.made WHERE NOT {kept}")
        self._rows.execute("DELETE FROM next.made WHERE path IN (SELECT path FROM temp.gone)")
        self._rows.execute("DELETE FROM next.record WHERE name NOT IN (SELECT name FROM temp.named)")

    def _look_at_folders(self) -> None:
        """Write down how the folders look in which something is other than in the last ledger."""
        paths = self._rows.execute("SELECT path FROM temp.arrived UNION SELECT path FROM temp.gone")
        for folder in {path[: path.rfind("/") + 1] for (path,) in paths}:
            files = f"SELECT path, size, modified FROM next.made WHERE {IN_FOLDER}"
            seen = [(path[len(folder) :], *stamp) for path, *stamp in self._rows.execute(files, range_of(folder))]
            if seen:
                self._rows.execute("REPLACE INTO next.folder VALUES (?, ?)", (folder, fingerprint_of(seen)))
            else:
                self._rows.execute("DELETE FROM next.folder WHERE name = ?", (folder,))

    def _insert(self, record: str, made: Iterable[Made], *, kept: bool) -> None:
        """Take note of files. QikanError where two of them have one path."""
        self._rows.execute("INSERT INTO temp.named VALUES (?, 0) ON CONFLICT DO NOTHING", (record,))
        for file in made:
            try:
                told = (file.path, file.digest, file.size, file.modified, record, kept)
                self._rows.execute("INSERT INTO temp.fresh VALUES (?, ?, ?, ?, ?, ?)", told)
            except sqlite3.IntegrityError:
                raise two_files(file.path) from None


def _known(file: PlainFile) -> tuple[str | int, ...]:
    """Return the row of a file of the archive."""
    stamp = file.stamp
    seen = (stamp.size, stamp.modified, stamp.changed, stamp.inode)
    return (file.target, str(file.path), file.digest, *seen)


def issue_in(rows: sqlite3.Connection, ledger: str, name: str) -> IssueRow:
    """Return what a ledger that is attached under this name keeps of an issue. LookupError where there is none."""
    found = rows.execute(f"SELECT card, half, anchors FROM {ledger}.issue WHERE id = ?", (name,)).fetchone()
    if found is None:
        raise LookupError(name)
    return IssueRow(*found)


def totals_in(rows: sqlite3.Connection, ledger: str) -> Totals:
    """Return what there is to say of the site of a ledger that is attached under this name."""
    query = f"SELECT count(*), total(path LIKE '%.html'), total(size) FROM {ledger}.made"
    return Totals(*map(int, rows.execute(query).fetchone()))


def two_files(path: str) -> QikanError:
    """Return the error for two files of one path."""
    return QikanError(f"two files of the site would be {path}.", remedy="Rename the picture or the printed issue.")
