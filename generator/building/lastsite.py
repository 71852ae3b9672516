"""What became of the site since the last build: compared folder by folder with what the ledger remembers."""

from __future__ import annotations

import sqlite3

from generator.building.records import Made
from generator.building.survey import Survey
from generator.building.tables import IN_FOLDER, range_of


class LastSite:
    """The site of the last build, as it stands and as it was left.

    Only folders that are not as they were left are looked at file by file, so that a build does as much work as there
    is change.
    """

    def __init__(self, rows: sqlite3.Connection, survey: Survey) -> None:
        """Compare a survey of the site with the last ledger, which `rows` has attached."""
        self._rows = rows
        self.survey = survey
        remembered = dict(rows.execute("SELECT name, seen FROM last.folder"))
        now = survey.folders
        self.odd = {name for name in remembered.keys() | now.keys() if remembered.get(name) != now.get(name)}
        """The folders that are not as they were left."""
        rows.execute("BEGIN")
        rows.executemany("INSERT INTO temp.odd VALUES (?)", ((name,) for name in self.odd if _is_text(name)))
        self._garbled: set[str] = set()
        for name in self.odd:
            standing = survey.files_in(name)
            self._garbled.update(path for path, *_ in standing if not _is_text(path))
            told = (file for file in standing if file[0] not in self._garbled)
            rows.executemany("INSERT INTO temp.standing VALUES (?, ?, ?)", told)
        rows.execute("COMMIT")

    @property
    def unspoilt(self) -> bool:
        """Whether the site is as it was left."""
        return not self.odd

    def strange(self) -> set[str]:
        """Return the paths of files in the site that the last build did not make."""
        strange = "SELECT path FROM temp.standing WHERE path NOT IN (SELECT path FROM last.made)"
        return self._garbled.union(path for (path,) in self._rows.execute(strange))

    def spoilt(self) -> set[str]:
        """Return the names of records of which files in the site are missing or were changed."""
        there = (
            "EXISTS (SELECT 1 FROM temp.standing s WHERE (s.path, s.size, s.modified) = (m.path, m.size, m.modified))"
        )
        records = f"SELECT DISTINCT record FROM last.made m WHERE {IN_FOLDER} AND NOT {there}"
        odd = filter(_is_text, self.odd)
        return {name for folder in odd for (name,) in self._rows.execute(records, range_of(folder))}

    def intact(self, path: str) -> Made | None:
        """Return a file of the last site, if it is still as it was left."""
        query = "SELECT path, digest, size, modified FROM last.made WHERE path = ?"
        if path[: path.rfind("/") + 1] in self.odd:
            query = (
                "SELECT path, digest, size, modified FROM last.made JOIN temp.standing USING (path, size, modified)"
                " WHERE path = ?"
            )
        found = self._rows.execute(query, (path,)).fetchone()
        return Made(*found) if found else None


def _is_text(path: str) -> bool:
    """Tell whether a path is in UTF-8; one that is not is none of ours, and no database takes it."""
    return not any("\ud800" <= character <= "\udfff" for character in path)
