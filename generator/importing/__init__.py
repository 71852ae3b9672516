"""Source file -> Issue, with a report of what was repaired."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from generator.errors import QikanError
from generator.importing.links import with_safe_links
from generator.importing.passage import Picture, Source
from generator.importing.picture_paths import with_picture_paths
from generator.importing.reading import decode
from generator.importing.report import Report
from generator.importing.structure import parse
from generator.importing.transcript import read_transcript
from generator.model import Issue, Original

PDF_SIGNATURE = b"%PDF-"
"""A PDF says so in its first kilobyte (ISO 32000-1, 7.5.2, and what viewers accept)."""

PDF_SUFFIX = ".pdf"


@dataclass(frozen=True, slots=True)
class Imported:
    """What came out of one source file."""

    issue: Issue
    """The issue."""
    report: Report
    """What was repaired, set aside and left open."""
    pictures: tuple[Picture, ...] = ()
    """Its pictures, not yet written anywhere."""
    original: Path | None = None
    """The printed file to keep; None for a transcript."""


def import_file(path: Path, *, password: str = "") -> Imported:
    """Return the issue that a transcript or a PDF holds.

    Raises QikanError, which names the file and what to do, where it cannot be read or is no issue of a digest.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise QikanError(
            f"cannot be read: {error.strerror}.", place=str(path), remedy="Check the name and its rights."
        ) from None
    if not data:
        raise QikanError("the file is empty.", place=str(path), remedy="Get it again from its source.")
    if PDF_SIGNATURE in data[:1024] or path.suffix.lower() == PDF_SUFFIX:
        return _import_pdf(path, data, password)  # which says so where a file only has a PDF's name
    issue, report = parse(with_safe_links(read_transcript(decode(data, str(path)), str(path))))
    return Imported(issue, report)


def _import_pdf(path: Path, data: bytes, password: str) -> Imported:
    from generator.importing.pdf import read_pdf  # pdfminer takes long to load and transcripts do not need it

    source: Source = read_pdf(data, str(path), password=password)
    issue, report = parse(with_safe_links(source))
    original = Original(f"originals/{issue.id}.pdf", source.page_offset, source.pages_a_sheet)
    issue = replace(with_picture_paths(issue), original=original)
    pictures = tuple(passage.picture for passage in source.passages if passage.picture is not None)
    return Imported(issue, report, pictures, path)
