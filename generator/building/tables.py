"""The tables of a ledger."""

from __future__ import annotations

STAMP = "size INTEGER NOT NULL, modified INTEGER NOT NULL"

TABLES = f"""
CREATE TABLE {{}}.told (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE {{}}.record (name TEXT PRIMARY KEY, ingredients TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE {{}}.made (path TEXT PRIMARY KEY, digest TEXT NOT NULL, {STAMP}, record TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE {{}}.folder (name TEXT PRIMARY KEY, seen TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE {{}}.known (target TEXT PRIMARY KEY, path TEXT NOT NULL, digest TEXT NOT NULL, {STAMP},
    changed INTEGER NOT NULL, inode INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE {{}}.issue (id TEXT PRIMARY KEY, digest TEXT NOT NULL, prints TEXT NOT NULL, card TEXT NOT NULL,
    half TEXT NOT NULL, anchors TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE {{}}.kin (issue TEXT PRIMARY KEY, chain TEXT NOT NULL, digest TEXT NOT NULL, kin TEXT NOT NULL)
    WITHOUT ROWID;
CREATE TABLE {{}}.spoken (issue TEXT PRIMARY KEY, names TEXT NOT NULL, words TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE {{}}.anchors (issue TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
"""
"""What a build is told by; what was made and from what; its files, and how their folders look; the files of the
archive; its issues, and the kin of their articles."""

SEEN = f"""
CREATE TABLE temp.standing (path TEXT PRIMARY KEY, {STAMP}) WITHOUT ROWID;
CREATE TABLE temp.odd (name TEXT PRIMARY KEY) WITHOUT ROWID;
"""
"""The folders of the last site that are not as they were left, and the files in them as they are."""

UNDER_WAY = f"""
CREATE TABLE temp.named (name TEXT PRIMARY KEY, kept INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE temp.fresh (path TEXT PRIMARY KEY, digest TEXT NOT NULL, {STAMP}, record TEXT NOT NULL,
    kept INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE temp.arrived (path TEXT PRIMARY KEY, kept INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE temp.gone (path TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE temp.lacking (path TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE temp.older (path TEXT PRIMARY KEY) WITHOUT ROWID;
"""
"""For the ledger under way: names whose files stay or are made anew; files that are not written down yet, and those
that are, kept or new; files that the last ledger had under names that do not stay; files of the last site that are not
yet where the new one is made; files that stand there and are others than in the last site."""

FILE = "SELECT path, digest, size, modified"

IN_FOLDER = "path >= :from AND path < :to AND instr(substr(path, length(:from) + 1), '/') = 0"
"""Whether a file stands in a folder, not below it."""

BEHIND_ALL = "\U0010ffff"
"""Sorts behind every path."""


def range_of(folder: str) -> dict[str, str]:
    """Return between what the paths of all files below a folder lie; the root is empty."""
    return {"from": folder, "to": f"{folder[:-1]}0" if folder else BEHIND_ALL}
