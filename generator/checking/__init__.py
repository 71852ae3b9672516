"""`check`: what is wrong in an archive and its site, each finding with its place and what to do about it."""

from generator.checking.archive import check_archive
from generator.checking.findings import Finding
from generator.checking.site import check_site

__all__ = ["Finding", "check_archive", "check_site"]
"""Both return findings: of the content files and reports, and of the pages that were made of them."""
