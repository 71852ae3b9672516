"""What a ledger remembers, row by row: files that were made, what went into them, what is known of the issues."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Made:
    """A file of the site as it was made."""

    path: str
    """Relative to the site's root."""
    digest: str
    """SHA-256 of its bytes."""
    size: int
    """In bytes."""
    modified: int
    """When it was written, in nanoseconds, as the file system says it."""


@dataclass(frozen=True, slots=True)
class Ingredients:
    """Hashes of all that goes into some files, but for their look; the fields' names are what `--explain` says."""

    content: str = ""
    """The text that they are made from."""
    figures: str = ""
    """Names and bytes of the pictures."""
    neighbours: str = ""
    """What the pages tell of other issues."""
    anchors: str = ""
    """Anchors that were published and are gone."""

    def differing(self, others: Ingredients) -> list[str]:
        """Return the names of those that are not the same."""
        return [field.name for field in fields(self) if getattr(self, field.name) != getattr(others, field.name)]


@dataclass(frozen=True, slots=True)
class Prints:
    """Hashes of what others show of an issue: that it is as before is seen without reading it."""

    card: str
    """Of all that listings may show."""
    as_before: str
    """Of what the pages of the issue after it show."""
    as_after: str
    """Of what the pages of the issue before it show."""
    ground: str
    """Of what it has to do with the kin of articles."""
    record: str
    """Of the record of its anchors, where it never had others."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What is at hand of every issue."""

    id: str
    """Its id."""
    digest: str
    """SHA-256 of the content file."""
    prints: Prints
    """What of it others show."""


@dataclass(frozen=True, slots=True)
class IssueRow:
    """What is kept in mind of an issue besides; JSON."""

    card: str
    """For listings and neighbours."""
    half: str
    """For the search index."""
    anchors: str
    """What links to it may lead to."""


@dataclass(frozen=True, slots=True)
class KinRow:
    """What is kept in mind of the kin of an issue's articles."""

    chain: str
    """Hash of all that it depends on: a few words of each article of the issue and of those before it."""
    digest: str
    """Hash of what it is."""
    kin: str
    """What it is; JSON."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What there is to say of a site."""

    files: int
    """How many files it has."""
    pages: int
    """How many of them are pages."""
    size: int
    """Bytes of all files."""
    changed: int = 0
    """How many files are new or have other bytes than in the last site."""
    removed: int = 0
    """How many files of the last site are gone."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """How the names in an issue sound."""

    names: str
    """Hash of its titles and sections."""
    words: str
    """Their words with their pinyin, a line each."""
